import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import {
  type Block,
  callout,
  heading,
  linkTo,
  list,
  managed,
  paragraph,
  table,
  textTable,
} from "../../../src/content/blocks.ts";
import { desiredTree } from "../../../src/spec/desired.ts";
import { generatedBody } from "../../../src/workspaces/notion/generated-body.ts";
import { managedCard, readManagedCard } from "../../../src/workspaces/notion/managed-card.ts";
import { pageMarker } from "../../../src/workspaces/notion/page-marker.ts";
import { anySpec } from "../../builders.ts";
import { asReadBack, type ReadBlock } from "./as-read-back.ts";
import { checkLimits } from "./check-limits.ts";
import { anyText, longText } from "./texts.ts";

const SEED = 20261124;
const options = { link: () => "https://notion.example/x", language: "ja" } as const;

const card = (...blocks: Block[]) => managedCard(managed("figures", blocks), options);
const linesOf = (block: object): string[] =>
  asReadBack(block)
    .callout.rich_text.map(({ plain_text }) => plain_text)
    .join("")
    .split("\n");

describe("a card shows", () => {
  test.each<[string, Block, string[]]>([
    ["a heading", heading("見出し"), ["見出し"]],
    ["a paragraph", paragraph("文と", { strong: "強調" }), ["文と強調"]],
    ["a callout", callout("注意"), ["注意"]],
    ["a list", list([["一"], ["二"]]), ["• 一", "• 二"]],
    ["a numbered list", { type: "list", ordered: true, items: [["一"], ["二"]] }, ["1. 一", "2. 二"]],
    ["code", { type: "code", language: "text", text: "a\nb" }, ["a", "b"]],
    ["a rule", { type: "divider" }, ["———"]],
    [
      "a table of pairs",
      textTable(
        ["項目", "値"],
        [
          ["甲", "1"],
          ["乙", ""],
        ],
      ),
      ["甲: 1", "乙"],
    ],
    [
      "a table",
      textTable(
        ["名", "種別", "戦略"],
        [
          ["甲", "支店", "深耕"],
          ["乙", "", "開拓"],
          ["", "本社", ""],
          ["丁", "", ""],
        ],
      ),
      ["甲 — 種別: 支店 · 戦略: 深耕", "乙 — 戦略: 開拓", "種別: 本社", "丁"],
    ],
  ])("%s as lines", (_, block, lines) => {
    expect(linesOf(card(block)).slice(0, -1)).toEqual(lines);
  });

  test("links, and the first cell of a row in bold", () => {
    const [first, second] = asReadBack(
      card(table(["頁", "用途"], [[[linkTo("甲", { node: "p/x" })], ["乙"]]])),
    ).callout.rich_text;
    expect(first).toMatchObject({
      plain_text: "甲",
      href: "https://notion.example/x",
      annotations: { bold: true },
    });
    expect(second).toMatchObject({ plain_text: ": 乙\n", href: null, annotations: { bold: false } });
  });
});

test("a card is one block, with our mark as its last line", () => {
  const block = card(paragraph("文"));
  expect(block).toMatchObject({
    type: "callout",
    callout: { color: "gray_background", icon: { type: "emoji", emoji: "🔄" } },
  });
  expect(linesOf(block).at(-1)).toMatch(/^kakehashi:figures:[0-9a-f]{8}$/u);
});

describe("a card that nobody edited", () => {
  test.each<[string, (block: ReadBlock) => ReadBlock]>([
    ["read back as it is", (block) => block],
    [
      "whose links Notion spells otherwise",
      (block) => changed(block, (item) => ({ ...item, href: "/0123" })),
    ],
    [
      "that a person coloured",
      (block) => changed(block, (item) => ({ ...item, annotations: { color: "red" } })),
    ],
    [
      "with other spacing",
      (block) =>
        changed(block, (item) => ({ ...item, plain_text: item.plain_text.replaceAll("\n", "\n\n ") })),
    ],
    [
      "in another Unicode form",
      (block) => changed(block, (item) => ({ ...item, plain_text: item.plain_text.normalize("NFD") })),
    ],
  ])("is known: %s", (_, change) => {
    const block = asReadBack(card(heading("が"), textTable(["項目", "値"], [["甲", "1"]])));
    expect(readManagedCard(change(block))).toEqual({ id: "figures", edited: false });
  });

  test("is known whatever is in it", () => {
    const anyBlock = fc.oneof(
      fc.array(fc.oneof(anyText, longText), { maxLength: 3 }).map((content) => paragraph(...content)),
      fc
        .array(fc.array(anyText, { minLength: 1, maxLength: 4 }), { maxLength: 5 })
        .map((rows) => textTable(["a", "b"], rows)),
      fc.array(anyText, { maxLength: 4 }).map((items) => list(items.map((strong) => [{ strong }]))),
    );
    fc.assert(
      fc.property(fc.array(anyBlock, { maxLength: 5 }), (blocks) => {
        const block = card(...blocks);
        checkLimits([block]);
        expect(readManagedCard(asReadBack(block))).toEqual({ id: "figures", edited: false });
      }),
      { seed: SEED, numRuns: 200 },
    );
  });

  test("is known on the pages of any partner", () => {
    fc.assert(
      fc.property(anySpec, (spec) => {
        for (const block of desiredTree(spec).flatMap((node) => node.blocks)) {
          if (block.type !== "managed") continue;
          const written = managedCard(block, options);
          checkLimits([written]);
          expect(readManagedCard(asReadBack(written))).toEqual({ id: block.id, edited: false });
        }
      }),
      { seed: SEED, numRuns: 50 },
    );
  });

  test("may be empty", () => {
    expect(readManagedCard(asReadBack(card()))).toEqual({ id: "figures", edited: false });
  });
});

describe("a card that a person edited", () => {
  const block = asReadBack(card(paragraph("古い文"), paragraph("二行目")));

  test.each<[string, (block: ReadBlock) => object]>([
    [
      "a word",
      (read) => changed(read, (item) => ({ ...item, plain_text: item.plain_text.replace("古い", "新しい") })),
    ],
    [
      "a line below the mark",
      (read) => changed(read, (item) => ({ ...item, plain_text: `${item.plain_text}\n追記` })),
    ],
    ["its type", ({ callout: { rich_text }, ...read }) => ({ ...read, type: "quote", quote: { rich_text } })],
  ])("is told from an unedited one: %s", (_, change) => {
    expect(readManagedCard(change(block))).toEqual({ id: "figures", edited: true });
  });
});

test.each([
  ["a paragraph", { type: "paragraph", paragraph: { rich_text: [{ plain_text: "kakehashi" }] } }],
  ["a page", { type: "child_page", child_page: { title: "kakehashi:figures:00000000" } }],
  ["a page's marker", pageMarker("0a1b2c3d/0a1b2c3d", "0a1b2c3d", "ja")],
  ["a generated body", generatedBody([], options).container("whole")],
  ["nothing", null],
])("%s is no card", (_, block) => {
  expect(readManagedCard(block)).toBeNull();
});

describe("a card that is too much for one block", () => {
  const rows = (count: number, text: string) =>
    textTable(
      ["項目", "値"],
      Array.from({ length: count }, (_, at) => [`行${at}`, text]),
    );

  test("gives up bold first", () => {
    const linked = table(
      ["頁", "用途"],
      Array.from({ length: 40 }, (_, at) => [[linkTo(`頁${at}`, { node: "x" })], ["用途"]]),
    );
    const bold = asReadBack(card(rows(60, "値"), linked)).callout.rich_text;
    expect(bold.some(({ annotations }) => annotations?.bold)).toBe(false);
    expect(bold.some(({ href }) => href !== null)).toBe(true);
    // Control: fewer rows keep it.
    expect(
      asReadBack(card(rows(10, "値"))).callout.rich_text.some(({ annotations }) => annotations?.bold),
    ).toBe(true);
  });

  test("gives up links next, and shows all the text", () => {
    const linked = Array.from({ length: 200 }, (_, at) => [[linkTo(`頁${at}`, { node: "x" })], ["用途"]]);
    const block = card(table(["頁", "用途"], linked));
    expect(linesOf(block)).toHaveLength(201);
    expect(asReadBack(block).callout.rich_text.every(({ href }) => href === null)).toBe(true);
    checkLimits([block]);
  });

  test("ends with a line that says how much is not shown", () => {
    const block = card(rows(400, "あ".repeat(1_000)));
    const lines = linesOf(block);
    expect(lines.at(-2)).toBe(
      `(ほか${400 - (lines.length - 2)}行は、ここに入りきらないため表示していません)`,
    );
    expect(lines.slice(0, -2).every((line, at) => line === `行${at}: ${"あ".repeat(1_000)}`)).toBe(true);
    expect(readManagedCard(asReadBack(block))).toEqual({ id: "figures", edited: false });
    checkLimits([block]);
  });
});

function changed(
  { callout: { rich_text }, ...block }: ReadBlock,
  change: (item: ReadBlock["callout"]["rich_text"][number]) => object,
): ReadBlock {
  return { ...block, callout: { rich_text: rich_text.map(change) as ReadBlock["callout"]["rich_text"] } };
}
