import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import {
  bodyFromStorage,
  bodyToStorage,
  canonicalBody,
} from "../../../../src/workspaces/confluence/storage/body.ts";
import { parseStorage } from "../../../../src/workspaces/confluence/storage/parse.ts";
import { serialise } from "../../../../src/workspaces/confluence/storage/serialise.ts";
import { canonicalBody as canonicalOnNotion } from "../../../../src/workspaces/notion/body.ts";
import { requireXhtml } from "../../../fakes/confluence/check-xhtml.ts";
import { anyMarkdown } from "../../notion/texts.ts";
import { editorSave } from "./editor-save.ts";
import { nastyText } from "./nasty-texts.ts";

const SEED = 20261125;
const storageOf = (markdown: string): string => serialise(bodyToStorage(markdown));
const read = (storage: string): string => bodyFromStorage(parseStorage(storage));

const CASES: readonly (readonly [string, string, string])[] = [
  ["headings", "# 一\n\n## 二\n\n### 三\n\n#### 四", "<h1>一</h1><h2>二</h2><h3>三</h3><h4>四</h4>"],
  ["paragraphs of lines", "一\n二\n\n三", "<p>一<br/>二</p><p>三</p>"],
  [
    "lists in lists",
    "- 一\n  1. 甲\n  2. 乙\n- 二",
    "<ul><li><p>一</p><ol><li><p>甲</p></li><li><p>乙</p></li></ol></li><li><p>二</p></li></ul>",
  ],
  [
    "things to do",
    "- [ ] 未\n- [x] 済",
    "<ac:task-list><ac:task><ac:task-status>incomplete</ac:task-status><ac:task-body>未</ac:task-body></ac:task><ac:task><ac:task-status>complete</ac:task-status><ac:task-body>済</ac:task-body></ac:task></ac:task-list>",
  ],
  ["quotes", "> 引用\n>\n> - 一", "<blockquote><p>引用</p><ul><li><p>一</p></li></ul></blockquote>"],
  [
    "code",
    "```c++\na < b]]>\n```",
    '<ac:structured-macro ac:name="code"><ac:parameter ac:name="language">cpp</ac:parameter><ac:plain-text-body><![CDATA[a < b]]]]><![CDATA[>]]></ac:plain-text-body></ac:structured-macro>',
  ],
  [
    "tables",
    "| 項目 | 値 |\n| --- | --- |\n| 甲 | 1<br>2 |",
    "<table><tbody><tr><th><p>項目</p></th><th><p>値</p></th></tr><tr><td><p>甲</p></td><td><p>1<br/>2</p></td></tr></tbody></table>",
  ],
  ["rules", "一\n\n---\n\n二", "<p>一</p><hr/><p>二</p>"],
  [
    "formatting",
    "**太*斜*** と ~~取消~~ と `<c>` と [頁](https://a.example/b)",
    '<p><strong>太<em>斜</em></strong> と <del>取消</del> と <code>&lt;c&gt;</code> と <a href="https://a.example/b">頁</a></p>',
  ],
  [
    "pictures, as links",
    "[写真](https://a.example/p.png)",
    '<p><a href="https://a.example/p.png">写真</a></p>',
  ],
  [
    "bare addresses",
    "https://a.example/x を参照",
    '<p><a href="https://a.example/x">https://a.example/x</a> を参照</p>',
  ],
  ["lines of terms to mask", "語 / 別表記 = 置換 〔顧客〕", "<p>語 / 別表記 = 置換 〔顧客〕</p>"],
];

describe("a body", () => {
  test.each(CASES)("with %s", (_, markdown, storage) => {
    expect(storageOf(markdown)).toBe(storage);
    expect(read(storage)).toBe(`${markdown}\n`);
    expect(canonicalBody(markdown)).toBe(`${markdown}\n`);
  });

  test("reads the same after saves in the editor", () => {
    const markdown = CASES.map(([, one]) => one).join("\n\n");
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        expect(bodyFromStorage(editorSave(bodyToStorage(markdown), seed))).toBe(canonicalBody(markdown));
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  test.each([
    ["paragraphs that are not there", "<ul><li>一<ul><li>二</li></ul></li></ul>", "- 一\n  - 二"],
    ["a list right in a list", "<ul><li>一</li><ul><li>二</li></ul></ul>", "- 一\n  - 二"],
    ["deep headings", "<h5>五</h5><h6>六</h6>", "#### 五\n\n#### 六"],
    ["old formatting", "<p><b>太</b> <i>斜</i> <s>消</s> <u>下</u></p>", "**太** *斜* ~~消~~ 下"],
    ["loose text", "一 <strong>二</strong><p>三</p>", "一 **二**\n\n三"],
    [
      "dates, people, status, emoji",
      '<p><time datetime="2026-04-01"/> <ac:link><ri:user ri:account-id="1"/></ac:link> <ac:structured-macro ac:name="status"><ac:parameter ac:name="title">済</ac:parameter></ac:structured-macro> <ac:emoticon ac:emoji-fallback="✅"/></p>',
      "2026-04-01 @1 済 ✅",
    ],
    [
      "links to pages",
      '<p><ac:link><ri:page ri:content-title="T"/><ac:link-body>頁</ac:link-body></ac:link> <ac:link><ri:page ri:content-title="T"/></ac:link></p>',
      "頁 T",
    ],
    [
      "what stands in frames and columns",
      '<ac:layout><ac:layout-section><ac:layout-cell><ac:structured-macro ac:name="info"><ac:rich-text-body><p>一</p></ac:rich-text-body></ac:structured-macro></ac:layout-cell></ac:layout-section></ac:layout>',
      "一",
    ],
    [
      "tables without a head, of uneven rows",
      "<table><tbody><tr><td>甲</td></tr><tr><td><p>一</p><p>二</p></td><td><ul><li>三</li></ul></td></tr></tbody></table>",
      "| 甲 |  |\n| --- | --- |\n| 一<br>二 | 三 |",
    ],
    ["preformatted text", "<pre>a\n  b</pre>", "```\na\n  b\n```"],
    ["a list that goes on elsewhere", '<ol start="3"><li>三</li><li>四</li></ol>', "3. 三\n4. 四"],
    [
      "nothing for pictures and other macros",
      '<p>一</p><ac:image><ri:attachment ri:filename="a.png"/></ac:image><ac:structured-macro ac:name="jira"/>',
      "一",
    ],
  ])("shows %s", (_, storage, markdown) => {
    expect(read(storage)).toBe(`${markdown}\n`);
  });

  test.each([
    ["deep quotes", "> ".repeat(2_000)],
    ["deep lists", "- ".repeat(2_000)],
    ["deep tasks", "- [ ] a\n".replace("a", "- [ ] ".repeat(500))],
    ["more blocks than a call has arguments", "一\n".repeat(130_000)],
  ])("with %s is read back as was foretold", (_, markdown) => {
    const one = canonicalBody(`${markdown}x`);
    expect(read(storageOf(`${markdown}x`))).toBe(one);
  });

  test("without text is empty", () => {
    expect(canonicalBody("")).toBe("");
    expect(canonicalBody(" \n\n ")).toBe("");
    expect(read("<p /><p>&nbsp;</p>")).toBe("");
  });
});

describe("any Markdown at all", () => {
  const any = fc.oneof({ weight: 4, arbitrary: anyMarkdown }, nastyText);

  test("is well-formed, and read back as was foretold", () => {
    fc.assert(
      fc.property(any, (markdown) => {
        const storage = storageOf(markdown);
        const one = canonicalBody(markdown);
        expect(() => requireXhtml(storage)).not.toThrow();
        expect(read(storage)).toBe(one);
        expect(canonicalBody(one)).toBe(one);
      }),
      { seed: SEED, numRuns: 2_000 },
    );
  });

  test("reads like the same body on Notion", () => {
    fc.assert(
      fc.property(anyMarkdown, (markdown) => {
        const one = canonicalOnNotion(markdown);
        expect(canonicalBody(one)).toBe(canonicalOnNotion(canonicalBody(one)));
      }),
      { seed: SEED, numRuns: 1_000 },
    );
  });
});
