import { describe, expect, test } from "vitest";

import { plainText } from "../../src/content/plain-text.ts";

describe("plain text is what a reader sees", () => {
  test.each([
    ["plain words", "担当が\n代わる", "担当が\n代わる"],
    ["no markup", "## 影響\n\n- **大きい**\n- `a_b`\n\n> 引用", "影響\n大きい\na_b\n引用"],
    ["the words of a link, not its address", "[資料](https://example.com/x)", "資料"],
    ["the words of a wiki link", "[[拠点/課題|困りごと]]と[[頁]]", "困りごとと頁"],
    ["no picture", "前![[写真.png]]後", "前 後"],
    ["no comment", "前<!-- 内緒\n話 -->後<!-- もう一つ -->", "前 後"],
    ["control: a comment that nobody ended", "前<!-- 後", "前<!-- 後"],
    ["the shortest of comments", "前<!-->後-->末", "前 末"],
    ["cells of a table", "| a | b |\n|---|---|\n| 一 | 二 |", "a b\n一 二"],
    ["no box of a task", "- [x] 済んだ", "済んだ"],
  ])("%s", (_, markdown, text) => {
    expect(plainText(markdown)).toBe(text);
  });

  test.each(["<!--", "[[", "![[<!--", "-->", "[[a|"])(
    "of half a megabyte of %s is made within reason",
    (part) => {
      const started = performance.now();
      plainText(part.repeat(500_000 / part.length));
      expect(performance.now() - started).toBeLessThan(8000);
    },
  );
});
