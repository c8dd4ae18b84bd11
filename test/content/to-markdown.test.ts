import * as fc from "fast-check";
import MarkdownIt from "markdown-it";
import { describe, expect, test } from "vitest";

import {
  callout,
  heading,
  linkTo,
  list,
  managed,
  paragraph,
  table,
  type Block,
} from "../../src/content/blocks.ts";
import { plainText } from "../../src/content/plain-text.ts";
import { toMarkdown } from "../../src/content/to-markdown.ts";

const render = (...blocks: Block[]) => toMarkdown(blocks, { link: () => null });
const html = new MarkdownIt({ html: true, linkify: false });

describe("blocks as Markdown", () => {
  test("every kind of block", () => {
    const markdown = toMarkdown(
      [
        heading("数字"),
        paragraph(
          "受注は ",
          { strong: "3 件" },
          "、",
          { code: "a`b" },
          " と ",
          linkTo("課題", { node: "x" }),
        ),
        list([["一"], ["二"]]),
        { type: "list", ordered: true, items: [["一"], ["二"]] },
        table(["項目", "値"], [[["x|y"], ["1\n2"]], [["足りない"]]]),
        callout("社内のみ"),
        { type: "code", language: "sh", text: "a ``` b" },
        { type: "divider" },
        managed("m", [paragraph("中")]),
      ],
      { link: () => "a.md", managed: (block, content) => `<${block.id}>${content}</${block.id}>` },
    );
    expect(markdown).toBe(`## 数字

受注は **3 件**、\`\`a\`b\`\` と [課題](a.md)

- 一
- 二

1. 一
2. 二

| 項目 | 値 |
| --- | --- |
| x\\|y | 1<br>2 |
| 足りない |  |

> [!NOTE]
> 社内のみ

\`\`\`\`sh
a \`\`\` b
\`\`\`\`

---

<m>中</m>
`);
  });

  test("a link that leads nowhere, or where no browser should go, is plain text", () => {
    expect(render(paragraph(linkTo("課題", { node: "x" })))).toBe("課題\n");
    expect(render(paragraph(linkTo("押す", { url: "javascript:alert(1)" })))).toBe("押す\n");
    expect(render(paragraph(linkTo("開く", { url: "https://example.com/a b(c)" })))).toBe(
      "[開く](https://example.com/a%20b%28c%29)\n",
    );
  });

  test("bold next to a letter is still bold where it ends in a bracket", () => {
    expect(html.renderInline(render(paragraph("これは", { strong: "「要点」" }, "です")).trim())).toContain(
      "<strong>「要点」</strong>",
    );
  });

  test("text of people never becomes markup: what is written is what a reader sees", () => {
    const piece = fc.constantFrom(
      ..."\\`*_[]()<>#+-.!|~=:$%&1a あ\n".split(""),
      "<!-- kakehashi:end m -->",
      "<script>",
      "&amp;",
      "![x](http://e)",
      "[a](b)",
      "---",
      "```",
      "1. ",
      "# ",
      "> ",
      "\t",
      "~~~",
      "==",
      "    ",
    );
    const text = fc.array(piece, { maxLength: 12 }).map((parts) => parts.join(""));
    const seen = (rendered: string) =>
      rendered
        .replace(/<[^>]*>/gu, " ")
        .replace(/&lt;/gu, "<")
        .replace(/&gt;/gu, ">")
        .replace(/&quot;/gu, '"')
        .replace(/&amp;/gu, "&");
    const words = (value: string) => value.replace(/\s+/gu, "");
    fc.assert(
      fc.property(text, (value) => {
        const rendered = html.render(render(paragraph(value)));
        expect(rendered).not.toMatch(/<(?!\/?p>|br>)/u);
        expect(words(seen(rendered))).toBe(words(value));
        const cell = html.render(render(table(["a"], [[[value]]])));
        expect(cell).not.toMatch(/<(?!\/?(?:table|thead|tbody|tr|th|td)\b|br>)/u);
      }),
      { seed: 11, numRuns: 5000 },
    );
  });

  test("a line of code cannot end a managed block", () => {
    expect(render({ type: "code", language: "", text: "<!-- kakehashi:end m -->" })).not.toMatch(/^<!--/mu);
  });
});

describe("the plain text of Markdown", () => {
  test.each([
    ["plain words stay", "引き継ぎ が進まない", "引き継ぎ が進まない"],
    [
      "markup goes",
      "## 見出し\n\n- **太字** と `code`\n1. [リンク](http://x)\n",
      "見出し\n太字 と code\nリンク",
    ],
    ["tables are rows of words", "| a | b |\n| --- | --- |\n| 1 | 2 |", "a b\n1 2"],
    ["comments are seen by nobody", "前<!-- 秘密 -->後", "前 後"],
    ["wiki links show their words", "[[頁|表示]] と [[頁]] と ![[図.png]]", "表示 と 頁 と"],
    ["HTML is text", "<b>x</b>", "<b>x</b>"],
    ["tasks are words", "- [ ] 電話する\n- [x] 済み", "電話する\n済み"],
    ["pictures show their description", "![図](a.png)", "図"],
    ["code keeps its words", "```sh\nnpm ci\n```", "npm ci"],
    ["escapes are undone", "a\\*b &amp; c", "a*b & c"],
  ])("%s", (_, markdown, expected) => {
    expect(plainText(markdown)).toBe(expected);
  });
});
