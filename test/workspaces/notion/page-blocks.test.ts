import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import {
  type Block,
  callout,
  heading,
  type Inline,
  linkTo,
  list,
  paragraph,
  table,
  textTable,
} from "../../../src/content/blocks.ts";
import { desiredTree } from "../../../src/spec/desired.ts";
import { batches, childrenOf } from "../../../src/workspaces/notion/batches.ts";
import { codeLanguage } from "../../../src/workspaces/body/code-language.ts";
import { toNotionBlocks } from "../../../src/workspaces/notion/page-blocks.ts";
import { plainOf } from "../../../src/workspaces/notion/rich-text.ts";
import { anySpec } from "../../builders.ts";
import { checkEach, checkLimits } from "./check-limits.ts";
import { anyText, longText } from "./texts.ts";

const SEED = 20261124;
const options = { link: () => "https://notion.example/x", language: "ja" } as const;
const written = (...blocks: Block[]) => toNotionBlocks(blocks, options);

interface Shown {
  type: string;
  [name: string]: unknown;
}
const show = (blocks: readonly object[]) => blocks.map((block) => block as Shown);
const textOf = (block: Shown): string => plainOf((block[block.type] as { rich_text?: unknown }).rich_text);
const cellsOf = (block: object): string[][] =>
  childrenOf(block).map((row) => (row as { table_row: { cells: unknown[] } }).table_row.cells.map(plainOf));

test("each block becomes Notion's block of that sort", () => {
  const blocks = written(
    heading("見出し"),
    heading("小見出し", 3),
    paragraph("文と", { strong: "強調" }),
    list([["一"], ["二"]]),
    { type: "list", ordered: true, items: [["壱"]] },
    callout("注意"),
    { type: "code", language: "ts", text: "let a;" },
    { type: "divider" },
  );
  expect(show(blocks).map((block) => [block.type, textOf(block)])).toEqual([
    ["heading_2", "見出し"],
    ["heading_3", "小見出し"],
    ["paragraph", "文と強調"],
    ["bulleted_list_item", "一"],
    ["bulleted_list_item", "二"],
    ["numbered_list_item", "壱"],
    ["callout", "注意"],
    ["code", "let a;"],
    ["divider", ""],
  ]);
  checkLimits(blocks);
});

describe("a table", () => {
  test("has its header and its rows inside", () => {
    const [block] = written(table(["項目", "頁"], [[["甲"], [linkTo("乙", { node: "p/x" })]]]));
    expect(block).toMatchObject({ type: "table", table: { table_width: 2, has_column_header: true } });
    expect(cellsOf(block as object)).toEqual([
      ["項目", "頁"],
      ["甲", "乙"],
    ]);
  });

  test.each([
    [98, [99]],
    [99, [100]],
    [100, [100, 2]],
    [250, [100, 100, 53]],
  ])("of %i rows is written as tables of %j rows, each with the header", (count, sizes) => {
    const rows = Array.from({ length: count }, (_, at) => [String(at), "x"]);
    const blocks = written(textTable(["番号", "値"], rows));
    expect(blocks.map((block) => cellsOf(block).length)).toEqual(sizes);
    expect(blocks.map((block) => cellsOf(block)[0])).toEqual(sizes.map(() => ["番号", "値"]));
    expect(blocks.flatMap((block) => cellsOf(block).slice(1))).toEqual(rows);
    checkEach(blocks);
  });

  test("goes on in the next row where a cell is too long, and is filled up where a row is too short", () => {
    const long = "あ".repeat(40_000);
    const blocks = written(textTable(["a", "b"], [["1", long], ["2"]]));
    const rows = blocks.flatMap((block) => cellsOf(block).slice(1));
    expect(rows.map(([, second = ""]) => second).join("")).toBe(long);
    expect(rows.map(([first]) => first).join("")).toBe("12");
    checkEach(blocks);
  });

  test("of many wide columns still fits", () => {
    const row = Array.from({ length: 60 }, () => "あ".repeat(3_000));
    expect(() => checkEach(written(textTable(row, [row, row])))).not.toThrow();
  });

  test("without columns is nothing", () => {
    expect(written(textTable([], []))).toEqual([]);
  });
});

const cell = fc.array(anyText, { maxLength: 2 });
const anyBlock: fc.Arbitrary<Block> = fc.oneof(
  fc.oneof(anyText, longText).map((text) => heading(text)),
  fc.array(fc.oneof(anyText, longText), { maxLength: 3 }).map((content) => paragraph(...content)),
  fc.array(cell, { maxLength: 4 }).map((items) => list(items)),
  fc
    .tuple(
      fc.array(anyText, { minLength: 1, maxLength: 3 }),
      fc.array(fc.array(cell, { maxLength: 4 }), { maxLength: 4 }),
    )
    .map(([header, rows]) => table(header, rows)),
  longText.map((text): Block => ({ type: "code", language: "x", text })),
  fc.constant<Block>({ type: "divider" }),
);

test("no text is lost, however long, and every block fits into a request", () => {
  const wordsOf = (block: Block): string => {
    const inline = (content: readonly Inline[]) =>
      content.map((part) => (typeof part === "string" ? part : "")).join("");
    if (block.type === "heading" || block.type === "code") return block.text;
    if (block.type === "paragraph") return inline(block.content);
    return block.type === "list" ? block.items.map(inline).join("") : "";
  };
  fc.assert(
    fc.property(fc.array(anyBlock, { maxLength: 6 }), (blocks) => {
      const all = toNotionBlocks(blocks, options);
      checkEach(all);
      for (const batch of batches(all)) checkLimits(batch);
      expect(batches(all).flat()).toEqual(all);
      for (const block of blocks.filter(({ type }) => type !== "table")) {
        const text = show(toNotionBlocks([block], options))
          .map(textOf)
          .join("");
        fc.pre(wordsOf(block).isWellFormed());
        expect(text).toBe(wordsOf(block).replaceAll("\0", "").replaceAll("\r\n", "\n"));
      }
    }),
    { seed: SEED, numRuns: 200 },
  );
});

test("a paragraph of 200,001 characters becomes as many paragraphs as it needs", () => {
  const text = "あ".repeat(200_001);
  const blocks = show(written(paragraph(text)));
  expect(new Set(blocks.map(({ type }) => type))).toEqual(new Set(["paragraph"]));
  expect(blocks.map(textOf).join("")).toBe(text);
  checkEach(blocks);
});

test("the pages of any partner fit into requests", () => {
  fc.assert(
    fc.property(anySpec, (spec) => {
      for (const node of desiredTree(spec)) {
        const all = batches(toNotionBlocks(node.blocks, options));
        expect(() => all.forEach((batch) => checkLimits(batch))).not.toThrow();
      }
    }),
    { seed: SEED, numRuns: 50 },
  );
});

test.each([
  ["TypeScript", "typescript"],
  ["ts", "typescript"],
  [" yml ", "yaml"],
  ["notion formula", "notion formula"],
  ["brainfuck", "plain text"],
  ["", "plain text"],
])("code in %j is shown as %s", (name, language) => {
  expect(codeLanguage(name)).toBe(language);
});
