import { expect, test } from "vitest";

import { bodyFromNotion } from "../../../src/workspaces/notion/body.ts";

/** Forms of developers.notion.com/guides/data-apis/enhanced-markdown, and some that were seen in the wild. */

const read = (...lines: string[]): string => bodyFromNotion(lines.join("\n")).replace(/\n$/u, "");

test.each<[string, string[], string]>([
  [
    "blocks line by line",
    ["## 見出し", "一", "二<br>三", "---", "四"],
    "## 見出し\n\n一\n\n二\n三\n\n---\n\n四",
  ],
  [
    "lists by tabs",
    ["- 一", "\t- 二", "\t\t1. 三", "\t\t2. 四", "- 五"],
    "- 一\n  - 二\n    1. 三\n    2. 四\n- 五",
  ],
  [
    "text below an item",
    ["- 一", "\t段落", "\t```", "\ta", "\t\tb", "\t```"],
    "- 一\n\n  段落\n\n  ```\n  a\n  \tb\n  ```",
  ],
  ["text below a paragraph", ["一", "\t二", "\t\t- 三"], "一\n\n二\n\n- 三"],
  ["things to do", ["- [ ] 未", "- [x] 済"], "- [ ] 未\n- [x] 済"],
  ["a quote", ['> 一<br>二 {color="gray"}', "\t- 三", "> 四"], "> 一\n> 二\n>\n> - 三\n\n> 四"],
  [
    "colours",
    [
      '## 見出し {color="blue"}',
      '文 {color="red_bg"}',
      '<span color="red">赤</span>字 <span underline="true">下線</span>',
    ],
    "## 見出し\n\n文\n\n赤字 下線",
  ],
  ["toggle headings", ['## 見出し {toggle="true" color="blue"}', "\t中"], "## 見出し\n\n中"],
  ["a toggle", ["<details>", "<summary>題</summary>", "\t中", "</details>", "後"], "題\n\n中\n\n後"],
  [
    "a callout",
    ['<callout icon="💡" color="gray_bg">', "\t**要点**", "\t- 一", "</callout>", "- 後"],
    "**要点**\n\n- 一\n- 後",
  ],
  ["a callout after an item", ["- 前", "<callout>", "\t中", "</callout>"], "- 前\n\n中"],
  ["a callout between colons", ['::: callout {icon="💡" color="blue_bg"}', "中", ":::"], "中"],
  [
    "columns",
    ["<columns>", "\t<column>", "\t\t左", "\t</column>", "\t<column>", "\t\t右", "\t</column>", "</columns>"],
    "左\n\n右",
  ],
  ["a synced block", ['<synced_block url="https://a.example">', "\t中", "</synced_block>"], "中"],
  [
    "a table",
    [
      '<table fit-page-width="true" header-row="true">',
      "<colgroup>",
      '<col width="120">',
      "</colgroup>",
      "<tr>",
      "<td>項目</td>",
      "<td>値</td>",
      "</tr>",
      '<tr color="blue_bg">',
      '<td color="red">a\\|b</td>',
      "<td>**1**<br>2</td>",
      "</tr>",
      "<tr>",
      "<td></td>",
      "<td/>",
      "</tr>",
      "</table>",
    ],
    "| 項目 | 値 |\n| --- | --- |\n| a\\|b | **1**<br>2 |\n|  |  |",
  ],
  [
    "code, which holds anything",
    ["```plain text", "<table>", "- **x** \\*", "", '{color="red"}', "```"],
    '```\n<table>\n- **x** \\*\n\n{color="red"}\n```',
  ],
  ["code in code", ["````markdown", "```", "a", "```", "````"], "````markdown\n```\na\n```\n````"],
  ["equations", ["$$", "E = mc^2", "$$", "式 $`a_1`$ です"], "E = mc^2\n\n式 a_1 です"],
  [
    "pictures and files",
    [
      "![図](https://files.example/a.png?sig=1)",
      "![](https://files.example/b.png)",
      '<file src="https://files.example/c">資料.pdf</file>',
    ],
    "図\n\n資料.pdf",
  ],
  [
    "mentions",
    [
      '<mention-user url="u">柚原</mention-user>さん <mention-date start="2026-04-01" end="2026-04-03"/> <mention-page url="p"/>',
    ],
    "柚原さん 2026-04-01 – 2026-04-03",
  ],
  [
    "pages and databases",
    [
      '<page url="p">子ページ</page>',
      '<database url="d" inline="true">表</database>',
      '<unknown url="x" alt="bookmark"/>',
    ],
    "子ページ\n\n表",
  ],
  ["what shows no text", ["<empty-block/>", "<table_of_contents/>", "", "文 [^https://a.example]"], "文"],
  [
    "signs that are escaped",
    ["5 \\* 3 \\~ \\`x\\` \\$ \\[1\\] \\<T\\> \\{a\\} \\| \\^ \\\\"],
    "5 \\* 3 \\~ \\`x\\` $ \\[1\\] \\<T> {a} | ^ \\\\",
  ],
  ["signs that are not", ["見積 < 100 & <T> [1] 5 * 3 ~ {x}"], "見積 < 100 & <T> [1] 5 * 3 ~ {x}"],
  ["marks that begin nothing else", ["\\- 一", "\\> 二", "1\\. 三"], "\\- 一\n\n\\> 二\n\n1\\. 三"],
  ["formatting in formatting", ["*a ****b**** c* ~~**d**~~"], "*a **b** c* ~~**d**~~"],
  ["bold that Markdown cannot show", ["これは**「重要」**です"], "これは「重要」です"],
  [
    "links",
    [
      "[**太字**](https://a.example/x_(y)) [https://b.example](https://b.example/) [c.example](http://c.example)",
    ],
    "[**太字**](https://a.example/x_%28y%29) https://b.example c.example",
  ],
  ["a list that starts at another number", ["3. 三", "4. 四"], "3. 三\n4. 四"],
  ["a paragraph that looks like a heading", ["前<br>\\## 社内メモ<br>後"], "前\n\n## 社内メモ\n\n後"],
  ["full-width spaces", ["　一", "　"], "　一"],
  ["entities, which Notion does not know", ["&nbsp; &amp;"], "\\&nbsp; \\&amp;"],
  ["Windows' line ends", ["一\r", "二\r"], "一\n\n二"],
  ["what never ends", ["```", "a", "<table>", "$$"], "\\```\n\na\n\n$$"],
  ["nothing", [], ""],
])("reads %s", (_, lines, markdown) => {
  expect(read(...lines)).toBe(markdown);
});
