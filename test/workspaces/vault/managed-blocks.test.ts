import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { type Block, callout, heading, linkTo, paragraph, textTable } from "../../../src/content/blocks.ts";
import { toMarkdown } from "../../../src/content/to-markdown.ts";
import { findBlocks, markBlock, replaceBlocks } from "../../../src/workspaces/vault/managed-blocks.ts";

const SEED = 20261124;

const note = (...parts: string[]) => `---\nkakehashi.key: p/x\n---\n\n${parts.join("\n\n")}\n`;
const states = (text: string) => findBlocks(text).map(({ id, edited }) => `${id}${edited ? " edited" : ""}`);
const replaced = (text: string, contents: Record<string, string>) =>
  replaceBlocks(text, new Map(Object.entries(contents)));

describe("a block that nobody edited", () => {
  const text = note("上", markBlock("a", "古い文"), "中", markBlock("b", "もう一つ"), "下");

  test("is replaced; everything around it stays", () => {
    expect(replaced(text, { a: "新しい文" })).toBe(
      text.replace(markBlock("a", "古い文"), markBlock("a", "新しい文")),
    );
    expect(states(replaced(text, { a: "新しい文" }))).toEqual(["a", "b"]);
  });

  test("that is the same already is not touched", () => {
    expect(replaced(text, { a: "古い文", b: "もう一つ" })).toBe(text);
  });

  test.each([
    ["the address of a link, as editors do on a rename", "[頁](a.md)", "[頁](b/c%20d.md)"],
    ["spacing, as formatters do", "| a | b |\n| --- | --- |", "| a   | b   |\n| ------- | --- |"],
    ["the Unicode form", "が", "か\u3099"],
  ])("counts as unedited although something changed %s", (_, written, now) => {
    expect(states(note(markBlock("a", written).replace(written, now)))).toEqual(["a"]);
  });
});

describe("a block that a person edited", () => {
  const text = note(markBlock("a", "古い文").replace("古い", "わたしの"), markBlock("b", "もう一つ"));

  test("is left alone, the others are written", () => {
    const after = replaced(text, { a: "新しい文", b: "新しいほう" });
    expect(after).toContain("わたしの文");
    expect(after).not.toContain("新しい文");
    expect(after).toContain("新しいほう");
    expect(states(after)).toEqual(["a edited", "b"]);
  });

  test.each([
    ["a word", "古い文", "古い文です"],
    ["the words of a link", "[頁](a.md)", "[別の頁](a.md)"],
    ["a line below", "古い文", "古い文\n\n追記"],
    ["everything", "古い文", ""],
  ])("is told from an unedited one: %s", (_, written, now) => {
    expect(states(note(markBlock("a", written).replace(written, now)))).toEqual(["a edited"]);
  });
});

describe("what a person did to the markers", () => {
  test.each([
    ["took the block out", note("上", "下")],
    ["took the end out", note("上", markBlock("a", "古い文").replace("<!-- kakehashi:end a -->", ""), "下")],
    [
      "took the begin out",
      note("上", markBlock("a", "古い文").replace(/<!-- kakehashi:begin.*-->/u, ""), "下"),
    ],
    ["put it behind other text", note(`- ${markBlock("a", "古い文")}`)],
  ])("%s: nothing is written", (_, text) => {
    expect(replaced(text, { a: "新しい文" })).toBe(text);
  });

  test("copied the block: the first one counts", () => {
    const text = note(markBlock("a", "古い文"), markBlock("a", "古い文"));
    expect(replaced(text, { a: "新しい文" })).toBe(
      note(markBlock("a", "新しい文"), markBlock("a", "古い文")),
    );
  });
});

test("Windows line ends stay Windows line ends", () => {
  const text = note("上", markBlock("a", "一\n\n二"), "下").replaceAll("\n", "\r\n");
  expect(states(text)).toEqual(["a"]);
  expect(replaced(text, { a: "一\n\n二" })).toBe(text);
  const after = replaced(text, { a: "三\n\n四" });
  expect(after.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/u);
  expect(states(after)).toEqual(["a"]);
});

test("no text of a person can end a block from inside, or begin another", () => {
  const marks = [
    "<!-- kakehashi:end a -->",
    "<!-- kakehashi:begin b sha=00000000 -->",
    "x\n<!-- kakehashi:end a -->\ny",
    "-->",
  ];
  const anyText = fc.oneof(
    fc.constantFrom(...marks),
    fc.string({ unit: fc.constantFrom(...Array.from("<!- kakehashi:enda>\n`#*|あ")), maxLength: 60 }),
  );
  const anyBlock: fc.Arbitrary<Block> = fc.oneof(
    anyText.map((text) => paragraph(text)),
    anyText.map((text) => heading(text)),
    anyText.map((text) => callout(text)),
    fc
      .array(anyText, { minLength: 1, maxLength: 3 })
      .map((items) => ({ type: "list" as const, items: items.map((item) => [item]) })),
    anyText.map((text) => textTable([text], [[text]])),
    anyText.map((text): Block => ({ type: "code", language: "md", text })),
    anyText.map((text) =>
      paragraph({ strong: text }, { code: text }, linkTo(text, { url: `https://example.com/${text}` })),
    ),
  );
  fc.assert(
    fc.property(fc.array(anyBlock, { minLength: 1, maxLength: 4 }), (blocks) => {
      const content = toMarkdown(blocks, { link: () => null }).trimEnd();
      const text = note("上", markBlock("a", content), "下");
      expect(states(text)).toEqual(["a"]);
      expect(replaced(text, { a: "短い文" })).toBe(note("上", markBlock("a", "短い文"), "下"));
    }),
    { seed: SEED, numRuns: 500 },
  );
});
