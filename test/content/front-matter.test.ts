import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";

import { parseFrontMatter } from "../../src/content/front-matter.ts";
import { parseSimpleYaml } from "../../src/content/simple-yaml.ts";

const read = (text: string) => {
  const parsed = parseFrontMatter(text);
  return parsed.ok ? { ...Object.fromEntries(parsed.values), body: parsed.body } : parsed.error;
};
const lineOf = (text: string) => {
  const parsed = parseFrontMatter(text);
  return parsed.ok ? null : parsed.error.line;
};

describe("reading front matter", () => {
  test.each([
    ["properties and body", "---\n件名: 遅い\n---\n本文\n", { 件名: "遅い", body: "本文\n" }],
    ["no front matter", "本文だけ\n", { body: "本文だけ\n" }],
    ["empty front matter", "---\n---\n本文", { body: "本文" }],
    ["an empty file", "", { body: "" }],
    ["a rule in the body", "---\na: x\n---\n上\n\n---\n下\n", { a: "x", body: "上\n\n---\n下\n" }],
    ["a rule at the head of plain text", "---\n\nただの文\n", { body: "---\n\nただの文\n" }],
    [
      "a byte order mark and CRLF",
      "\uFEFF---\r\n件名: 遅い\r\n---\r\n本文\r\n",
      { 件名: "遅い", body: "本文\r\n" },
    ],
    ["no line end after the last line", "---\na: x\n---", { a: "x", body: "" }],
    ["dates stay text", "---\nd: 2026-04-01\n---\n", { d: "2026-04-01", body: "" }],
    [
      "lists of either form",
      "---\na: [x, 'y z']\nb:\n- 1\n- z\n---\n",
      { a: ["x", "y z"], b: ["1", "z"], body: "" },
    ],
    ["a block of text", "---\na: |\n  一\n  二\nb: x\n---\n", { a: "一\n二\n", b: "x", body: "" }],
    ["comments", "---\n# 上\na: x # 後\n---\n", { a: "x", body: "" }],
    ["an empty value", "---\na:\nb: ~\nc: ''\n---\n", { a: null, b: null, c: "", body: "" }],
    ["a map, as it was typed", "---\na: {b: c}\n---\n", { a: "{b: c}", body: "" }],
    ["an unquoted wiki link", "---\na: [[頁]]\n---\n", { a: ["頁"], body: "" }],
  ])("%s", (_, text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  test("a number can still be told from the way it was typed", () => {
    const parsed = parseFrontMatter("---\n管理ID: 007\n---\n");
    expect(parsed).toMatchObject({ values: new Map([["管理ID", 7]]), sources: new Map([["管理ID", "007"]]) });
  });

  test.each([
    ["the same property twice", "---\na: 1\nb: 2\na: 3\n---\n", 4],
    ["a tab as indentation", "---\na:\n\t- x\n---\n", 3],
    ["a colon inside a value", "---\na: x\n件名: 対応: 遅い\n---\n", 3],
    ["an unclosed quote, where it opens", '---\na: x\n件名: "遅い\nb: y\n---\n', 3],
    ["no line that ends the properties", "---\n件名: 遅い\n\n本文\n", 1],
    ["a list instead of properties", "---\n- a\n---\n", 2],
  ])("an error comes with its line: %s", (_, text, line) => {
    expect(lineOf(text)).toBe(line);
  });
});

describe("the quick reader", () => {
  const word = fc.constantFrom(
    "遅い",
    "a",
    "null",
    "~",
    "true",
    "False",
    "12",
    "0x1f",
    "1e3",
    ".5",
    "-3",
    "2026-04-01",
    "a: b",
    "a #b",
    "#x",
    "- x",
    "[x]",
    '"q"',
    '"q\\n"',
    "'s'",
    "x:",
    "：全角",
    "(x)",
    "「引用」",
    "&a",
    "*a",
    "|",
    "",
    " ",
    "0o7",
    "+1",
    "yes",
    "〜",
    "x\ty",
    "@x",
    "a  ",
    "12:30",
    "1_000",
    "NaN",
    ".inf",
    "%x",
    "!t x",
    "?",
    "- ",
    "---x",
    "{a: b}",
    "a\u00a0",
    "\u3000b",
  );
  const line = fc.oneof(
    fc
      .tuple(
        fc.constantFrom("件名", "a", "kakehashi.key", "true", "9", "顧客名〔非共有〕"),
        fc.constantFrom(": ", ":", ":  "),
        word,
      )
      .map((parts) => parts.join("")),
    fc.tuple(fc.constantFrom("- ", "  - ", "    - ", "  "), word).map((parts) => parts.join("")),
    fc.constantFrom("", "# comment", " ", "x", "---"),
  );

  test("never reads anything but what the YAML parser reads", () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 5 }), (lines) => {
        const yaml = lines.map((one) => `${one}\n`).join("");
        const quick = parseSimpleYaml(yaml);
        if (quick === null) return;
        const real: unknown = parse(yaml);
        const asTyped = (value: unknown) => (Array.isArray(value) ? value.length : value);
        const expected = Object.entries(real ?? {}).map(([key, value]) => [key, asTyped(value)]);
        expect([...quick.values].map(([key, value]) => [key, asTyped(value)])).toEqual(expected);
      }),
      { seed: 7, numRuns: 5000 },
    );
  });

  test("reads the rows that people usually have", () => {
    const yaml = "件名: 引き継ぎが進まない\n状態:\n分類:\n  - 価格\n聞いた日: 2026-04-01\n管理ID: ISS-001\n";
    expect(Object.fromEntries(parseSimpleYaml(yaml)?.values ?? [])).toEqual(parse(yaml));
  });
});
