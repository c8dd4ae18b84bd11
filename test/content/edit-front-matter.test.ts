import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { editFrontMatter } from "../../src/content/edit-front-matter.ts";
import { parseFrontMatter, type FrontMatterValue } from "../../src/content/front-matter.ts";

const edit = (text: string, edits: Record<string, FrontMatterValue>) =>
  editFrontMatter(text, new Map(Object.entries(edits)));

describe("changing a property", () => {
  test.each([
    [
      "keeps a comment behind the value",
      "---\na: x # 理由\nb: y\n---\n",
      { a: "z" },
      "---\na: z # 理由\nb: y\n---\n",
    ],
    ["keeps the quoting of others", "---\na: 'x'\nb: \"y\"\n---\n", { b: "z" }, "---\na: 'x'\nb: z\n---\n"],
    [
      "fills an empty value",
      "---\na:\nb:   # 後で\n---\n",
      { a: "x", b: "y" },
      "---\na: x\nb: y   # 後で\n---\n",
    ],
    ["empties a value", "---\na: x # c\nb: y\n---\n", { a: null }, "---\na: # c\nb: y\n---\n"],
    [
      "adds what is not there at the end",
      "---\na: x\n# 終わり\n---\n本文",
      { b: "y" },
      "---\na: x\n# 終わり\nb: y\n---\n本文",
    ],
    [
      "fills an empty list",
      "---\na: [] # 分類\nb: y\n---\n",
      { a: ["x", "z"] },
      "---\na: # 分類\n  - x\n  - z\nb: y\n---\n",
    ],
    [
      "keeps a flow list a flow list",
      "---\na: [x, y] # c\n---\n",
      { a: ["x", "p, q"] },
      '---\na: [x, "p, q"] # c\n---\n',
    ],
    [
      "keeps items with their comments",
      "---\na:\n- x # 1\n- 'y' # 2\nb: y\n---\n",
      { a: ["y", "z"] },
      "---\na:\n- 'y' # 2\n- z\nb: y\n---\n",
    ],
    [
      "turns a block list into one value",
      "---\na: # c\n  - x\n  - y\nb: y\n---\n",
      { a: "z" },
      "---\na: z # c\nb: y\n---\n",
    ],
    [
      "turns a text block into one line",
      "---\na: |\n  一\n  二\nb: y\n---\n",
      { a: "z" },
      "---\na: z\nb: y\n---\n",
    ],
    [
      "quotes what YAML would misread",
      "---\na: x\n---\n",
      { a: "対応: 遅い" },
      '---\na: "対応: 遅い"\n---\n',
    ],
    [
      "keeps CRLF and the byte order mark",
      "\uFEFF---\r\na: x\r\nc:\r\n---\r\n本文\r\n",
      { a: "y", b: ["z"], c: ["w"] },
      "\uFEFF---\r\na: y\r\nc:\r\n  - w\r\nb:\r\n  - z\r\n---\r\n本文\r\n",
    ],
    ["gives a file without front matter one", "本文\n\n---\n", { a: "x" }, "---\na: x\n---\n本文\n\n---\n"],
    ["fills empty front matter", "---\n---\n本文", { a: "x" }, "---\na: x\n---\n本文"],
    [
      "leaves a rule in the body alone",
      "---\na: x\n---\n上\n---\na: x\n",
      { a: "y" },
      "---\na: y\n---\n上\n---\na: x\n",
    ],
    [
      "leaves other blocks of text alone",
      "---\nb: |\n  a: 1\n\n  二\na: x\n---\n",
      { a: "y" },
      "---\nb: |\n  a: 1\n\n  二\na: y\n---\n",
    ],
    [
      "leaves several lines of quotes",
      '---\na: "x\n  y" # c\nb: 1\n---\n',
      { a: "z" },
      "---\na: z # c\nb: 1\n---\n",
    ],
  ])("%s", (_, before, edits, after) => {
    expect(edit(before, edits)).toBe(after);
  });

  test.each([
    ["the same text", "---\na: 'x'   # c\n---\n", { a: "x" }],
    ["an empty list for an empty value", "---\na:\n---\n", { a: [] }],
    ["the same items in another form", "---\na: x\n---\n", { a: ["x"] }],
    ["a number as it was typed", "---\na: 007\n---\n", { a: "007" }],
  ])("writes nothing that is already there: %s", (_, text, edits) => {
    expect(edit(text, edits)).toBe(text);
  });

  test("broken front matter is refused with its line, and nothing is guessed", () => {
    expect(() => edit("---\na: 1\na: 2\n---\n", { b: "x" })).toThrow("line 3");
  });

  test("an anchor that others refer to is not torn away", () => {
    expect(() => edit("---\na: &k x\nb: *k\n---\n", { a: "y" })).toThrow("without touching more");
  });

  test("whatever text is written is read back, and the rest of the file is the same", () => {
    const text = "---\n# 上\nx: 1 # 一\na: 元の値 # 二\ny:\n  - p\n---\n本文\n";
    const value = fc.oneof(
      fc.string({ unit: "binary", maxLength: 30 }),
      fc.constantFrom(
        "null",
        "true",
        "1e3",
        "- x",
        "a: b",
        "#c",
        " x ",
        "x\ny",
        "---",
        "'",
        '"',
        "\\",
        "{",
        "[a",
        "日本",
        "2026-04-01",
      ),
    );
    fc.assert(
      fc.property(value, fc.array(value, { maxLength: 4 }), (one, many) => {
        fc.pre(one.isWellFormed() && many.every((item) => item.isWellFormed() && item !== ""));
        const after = edit(text, { a: one, y: many, neu: one });
        const parsed = parseFrontMatter(after);
        const values = parsed.ok ? Object.fromEntries(parsed.values) : {};
        expect([values["a"] ?? "", values["neu"] ?? ""]).toEqual([one, one]);
        expect(values["y"]).toEqual(many);
        expect(after).toMatch(/^---\n# 上\nx: 1 # 一\na: ?[^\n]* # 二\ny:/u);
        expect(after).toMatch(/---\n本文\n$/u);
      }),
      { seed: 3, numRuns: 400 },
    );
  });
});
