import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import type { Inline } from "../../../src/content/blocks.ts";
import { safeAddress } from "../../../src/workspaces/body/runs.ts";
import { piecesOf, plainOf, richText } from "../../../src/workspaces/notion/rich-text.ts";
import { checkText } from "./check-limits.ts";
import { anyText, longText } from "./texts.ts";

const SEED = 20261124;
const nowhere = () => null;

const whole = anyText.map((text) => text.toWellFormed());

const anyInline: fc.Arbitrary<Inline> = fc.oneof(
  whole,
  longText,
  whole.map((strong) => ({ strong })),
  whole.map((code) => ({ code })),
  fc
    .tuple(
      whole,
      fc.constantFrom("https://a.example", "javascript:alert(1)", `https://a.example/${"a".repeat(2_000)}`),
    )
    .map(([text, url]) => ({ text, link: { url } })),
);

const wordsOf = (content: readonly Inline[]): string =>
  content
    .map((part) =>
      typeof part === "string"
        ? part
        : "strong" in part
          ? part.strong
          : "code" in part
            ? part.code
            : part.text,
    )
    .join("");

describe("text of any kind", () => {
  test("is all there, in segments that Notion takes", () => {
    fc.assert(
      fc.property(fc.array(anyInline, { maxLength: 6 }), (content) => {
        const items = richText(content, nowhere);
        for (const piece of piecesOf(items)) checkText(piece);
        expect(plainOf(items)).toBe(wordsOf(content).replaceAll("\0", "").replaceAll("\r\n", "\n"));
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  test.each([1_999, 2_000, 2_001, 200_001])("of %i characters comes back whole", (length) => {
    const text = "あ".repeat(length);
    const items = richText([text], nowhere);
    expect(plainOf(items)).toBe(text);
    expect(items).toHaveLength(Math.ceil(length / 2_000));
    for (const piece of piecesOf(items)) checkText(piece);
  });

  test("is cut between the characters that people see", () => {
    const [first, second] = richText([`${"あ".repeat(1_998)}👩‍👩‍👧`], nowhere);
    expect([first?.text.content.length, second?.text.content]).toEqual([1_998, "👩‍👩‍👧"]);
  });

  test("is cut between code points where one character is too long by itself", () => {
    const monster = `a${"\u0301".repeat(1_998)}${"🗾".repeat(3)}`;
    expect(plainOf(richText([monster], nowhere))).toBe(monster);
    const joined = Array.from({ length: 1_000 }, () => "👩").join("\u200d");
    const items = richText([joined], nowhere);
    expect(plainOf(items)).toBe(joined);
    checkText(items);
  });

  test("loses only U+0000 and halves of surrogate pairs", () => {
    expect(plainOf(richText(["a\0b\ud83dc"], nowhere))).toBe("ab\ufffdc");
    // Control: the halves of one emoji in two neighbours are an emoji.
    expect(plainOf(richText(["\ud83d", "\ude00"], nowhere))).toBe("😀");
  });
});

test("neighbours that look the same are one segment", () => {
  expect(richText(["a", "b", { strong: "c" }, { strong: "d" }], nowhere)).toEqual([
    { type: "text", text: { content: "ab" } },
    { type: "text", text: { content: "cd" }, annotations: { bold: true } },
  ]);
});

describe("a link", () => {
  const toNode = (text: string) => ({ text, link: { node: "acme/x" } });

  test("leads where the workspace says", () => {
    expect(richText([toNode("頁")], () => "https://notion.example/1")).toEqual([
      { type: "text", text: { content: "頁", link: { url: "https://notion.example/1" } } },
    ]);
  });

  test("whose target is not there yet is text", () => {
    expect(richText([toNode("頁")], nowhere)).toEqual([{ type: "text", text: { content: "頁" } }]);
  });

  test.each([
    ["https://a.example", "https://a.example/"],
    [" mailto:a@b.example ", "mailto:a@b.example"],
    ["https://a.example/日本", "https://a.example/%E6%97%A5%E6%9C%AC"],
    ["javascript:alert(1)", null],
    ["//a.example", null],
    ["a.md", null],
    ["https://", null],
    [`https://a.example/${"a".repeat(2_000)}`, null],
  ])("to %s is sent as %s", (address, sent) => {
    expect(safeAddress(address)).toBe(sent);
  });
});

test.each([
  [[{ plain_text: "読", text: { content: "other" } }], "読"],
  [[{ type: "mention", plain_text: "@人" }, { text: { content: "b" } }], "@人b"],
  [[null, {}, { text: null }, "x"], ""],
  [undefined, ""],
])("the words of rich text %j are %j", (items, words) => {
  expect(plainOf(items)).toBe(words);
});
