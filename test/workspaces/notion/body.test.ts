import { describe, expect, test } from "vitest";

import { batches } from "../../../src/workspaces/notion/batches.ts";
import {
  bodyFromNotion,
  bodyToBlocks,
  bodyToNotionMarkdown,
  canonicalBody,
} from "../../../src/workspaces/notion/body.ts";
import { checkEach, checkLimits } from "./check-limits.ts";
import { renderEnhanced } from "./render-enhanced.ts";

const readBack = (markdown: string): string => bodyFromNotion(renderEnhanced(bodyToBlocks(markdown)));

const ended = (body: string): string => (body === "" ? "" : `${body}\n`);

describe("a body that is in the one spelling already stays as it is", () => {
  test.each([
    [
      "headings and paragraphs",
      "## 現場の声\n\n朝の集計に2時間かかる。\n二行目。\n\n次の段落。\n\n## 社内メモ",
    ],
    ["full-width indents", "　一段落目。\n　続き。\n\n　二段落目。"],
    ["lists, nested", "- 一\n- 二\n  - 二の一\n    1. 甲\n    2. 乙\n- 三"],
    ["things to do", "- [ ] 未\n- [x] 済"],
    ["lines of terms to mask", "語 / 別表記 = 置換 〔顧客〕\nA社 = 大手製造業 〔顧客〕"],
    ["a list that starts at another number", "3. 三\n4. 四\n\n文\n\n2026. 年のこと"],
    ["a table", "| 項目 | 値 |\n| --- | --- |\n| 甲 | 1<br>2 |\n| a\\|b |  |"],
    ["a quote with a list", "> 引用\n> 続き\n>\n> - 一"],
    ["code", "```typescript\nlet a = 1; // **x**\n\n\tlet b;\n```\n\n````\n```\n````"],
    ["formatting", "**太字**と *斜体* と ~~取消~~ と `コード` と [頁](https://a.example/b)"],
    ["a rule below text", "文\n\n---\n\n文"],
    [
      "signs that mean nothing where they stand",
      "見積 < 100 & 5 * 3 = 15 [1] a_b_c 50~60% $100 {x} C:\\temp #1 1.5",
    ],
    ["links that Notion does not take", "[頁](../a.md) と [x](javascript:a) と <T:x> と ![図](b.png)"],
    ["items with nothing but something below", "-\n  ## 社内メモ\n- 一\n\n  -\n- [ ]\n\n  - 二"],
    ["addresses", "https://a.example/x_y?z=1 を参照"],
    ["escapes that are needed", "\\*語\\* と \\&amp; と \\\\\\*"],
  ])("%s", (_, body) => {
    expect(canonicalBody(body)).toBe(ended(body));
    expect(readBack(body)).toBe(ended(body));
  });
});

describe("a body in another spelling is read back in the one", () => {
  test.each([
    ["marks of lists", "* 一\n+ 二\n\n1) 甲\n2) 乙", "- 一\n- 二\n\n1. 甲\n2. 乙"],
    ["loose lists", "- 一\n\n- 二", "- 一\n- 二"],
    ["hard breaks", "一  \n二\\\n三<br>四", "一\n二\n三\n四"],
    ["an empty line inside a paragraph", "一<br><br>二", "一\n\n二"],
    ["levels of headings", "##### 五", "#### 五"],
    ["formatted headings", "## **社内** [メモ](https://a.example)", "## 社内 メモ"],
    ["text above a rule", "文\n---\n文", "文\n\n---\n\n文"],
    ["indented code", "    let a;", "```\nlet a;\n```"],
    ["names of languages", "```ts\na\n```\n\n```nothing\nb\n```", "```typescript\na\n```\n\n```\nb\n```"],
    ["pictures", "![写真](https://a.example/p.png)", "[写真](https://a.example/p.png)"],
    [
      "addresses in brackets",
      "<https://a.example/b> と [a.example](http://a.example)",
      "https://a.example/b と a.example",
    ],
    ["neighbours that look the same", "**語** __次の語__ _斜_*体*", "**語 次の語** *斜体*"],
    ["formatting in formatting", "*a **b** `c`*", "*a **b** `c`*"],
    ["references", "[頁][a]\n\n[a]: https://a.example/b", "[頁](https://a.example/b)"],
    ["HTML", "<b>太字</b>&nbsp;&amp;nbsp;", "\\<b>太字\\</b>\u00a0\\&nbsp;"],
    ["line ends and U+0000", "一\r\n二\r三\0", "一\n二\n三"],
    ["headings that were escaped", "\\## 社内メモ\n語", "## 社内メモ\n\n語"],
    ["nothing", " \n\n", ""],
  ])("%s", (_, body, one) => {
    expect(canonicalBody(body)).toBe(ended(one));
    expect(readBack(body)).toBe(ended(one));
    expect(bodyFromNotion(bodyToNotionMarkdown(body))).toBe(ended(one));
    expect(canonicalBody(one)).toBe(ended(one));
  });
});

test("lists deeper than a request may be are flattened, with all their text", () => {
  const body = "- 一\n  - 二\n    - 三\n      - 四\n        - 五\n    - 六";
  checkLimits(bodyToBlocks(body));
  expect(canonicalBody(body)).toBe("- 一\n  - 二\n    - 三\n    - 四\n    - 五\n    - 六\n");
  expect(readBack(body)).toBe(canonicalBody(body));
});

test("a table too deep for its rows becomes text", () => {
  const body = "- 一\n  - 二\n\n    | a | b |\n    | --- | --- |\n    | c | d |";
  checkLimits(bodyToBlocks(body));
  expect(canonicalBody(body)).toContain("    a | b\n\n    c | d");
  expect(readBack(body)).toBe(canonicalBody(body));
});

describe("a body that needs several blocks or requests", () => {
  test.each([
    ["1,999 characters", "あ".repeat(1_999)],
    ["2,001 characters", "あ".repeat(2_001)],
    ["200,001 characters", "あ".repeat(200_001)],
    ["an item of 200,001 characters with something below", `- ${"あ".repeat(200_001)}\n  - 下`],
    ["a heading of 200,001 characters", `## ${"あ".repeat(200_001)}`],
    ["code of 200,001 characters", `\`\`\`\n${"あ\n".repeat(100_000)}い\n\`\`\``],
    ["a table of 250 rows", `| a | b |\n|---|---|\n${"| 1 | 2 |\n".repeat(250)}`],
    ["1,500 items", Array.from({ length: 1_500 }, (_, at) => `- ${at}`).join("\n")],
    ["1,500 items below one", `- 上\n${Array.from({ length: 1_500 }, (_, at) => `  - ${at}`).join("\n")}`],
    [
      "much text below one item",
      `- 上\n${Array.from({ length: 9 }, () => `  - ${"あ".repeat(30_000)}`).join("\n")}`,
    ],
    ["a quote of many paragraphs", "> 段落\n>\n".repeat(150)],
  ])("keeps all its text: %s", (_, body) => {
    const words = (text: string) => text.replace(/[\s\-#>`|\d.]/gu, "");
    const blocks = bodyToBlocks(body);
    checkEach(blocks);
    for (const batch of batches(blocks)) checkLimits(batch);
    expect(words(canonicalBody(body)).length).toBeGreaterThanOrEqual(words(body).length);
    expect(readBack(body)).toBe(canonicalBody(body));
    expect(canonicalBody(canonicalBody(body))).toBe(canonicalBody(body));
  });
});

test("a bare address is a link in Notion, where nothing else would make it open", () => {
  const blocks = bodyToBlocks("資料はhttps://a.example/x?y=1。");
  expect(blocks).toEqual([
    {
      type: "paragraph",
      paragraph: {
        rich_text: [
          { type: "text", text: { content: "資料は" } },
          {
            type: "text",
            text: { content: "https://a.example/x?y=1", link: { url: "https://a.example/x?y=1" } },
          },
          { type: "text", text: { content: "。" } },
        ],
      },
    },
  ]);
});

test("enhanced Markdown is written as Notion documents it", () => {
  const body = [
    "## 見出し [1]",
    "一行目\n二行目 5*3 と $x$",
    "- 一\n  - 二\n- [x] 済",
    "3. 三",
    "| a\\|b | c |\n| --- | --- |\n| **1** | [2](https://a.example/) |",
    "> 引用",
    "```ts\nlet a = b<c>;\n```",
  ].join("\n\n");
  expect(bodyToNotionMarkdown(body).split("\n")).toEqual([
    "## 見出し \\[1\\]",
    "一行目<br>二行目 5\\*3 と \\$x\\$",
    "- 一",
    "\t- 二",
    "- [x] 済",
    "3\\. 三",
    '<table header-row="true">',
    "<tr>",
    "<td>a\\|b</td>",
    "<td>c</td>",
    "</tr>",
    "<tr>",
    "<td>**1**</td>",
    "<td>[2](https://a.example/)</td>",
    "</tr>",
    "</table>",
    "> 引用",
    "```typescript",
    "let a = b<c>;",
    "```",
  ]);
});
