import type { BlockObjectRequest } from "@notionhq/client";
import { describe, expect, test } from "vitest";

import { batches } from "../../../src/workspaces/notion/batches.ts";
import { tableBlocks } from "../../../src/workspaces/notion/table-blocks.ts";
import { checkLimits } from "./check-limits.ts";

const paragraph = (content: string): BlockObjectRequest => ({
  type: "paragraph",
  paragraph: { rich_text: [{ type: "text", text: { content } }] },
});
const tableOf = (rows: number): BlockObjectRequest[] =>
  tableBlocks(
    [[{ text: "a" }]],
    Array.from({ length: rows }, (_, at) => [[{ text: String(at) }]]),
  );

describe("blocks are sent in as few requests as hold", () => {
  test("100 blocks", () => {
    const blocks = Array.from({ length: 250 }, (_, at) => paragraph(String(at)));
    expect(batches(blocks).map((batch) => batch.length)).toEqual([100, 100, 50]);
    expect(batches(blocks).flat()).toEqual(blocks);
  });

  test("1,000 blocks with their rows, and room for one around them", () => {
    const blocks = tableOf(99 * 20);
    const all = batches(blocks);
    expect(all.map((batch) => batch.length)).toEqual([9, 9, 2]);
    for (const batch of all) checkLimits([{ type: "callout", callout: { rich_text: [], children: batch } }]);
  });

  test("the bytes that Notion takes", () => {
    const blocks = Array.from({ length: 100 }, () => paragraph("あ".repeat(2_000)));
    const all = batches(blocks);
    expect(all.length).toBe(2);
    for (const batch of all) checkLimits(batch);
  });
});

test("no blocks need no request", () => {
  expect(batches([])).toEqual([]);
});

test("a block that fits into no request is a mistake of ours", () => {
  expect(() => batches([paragraph("あ".repeat(200_000))])).toThrow("fits into no request");
  const [table] = tableOf(99);
  if (table === undefined || !("table" in table)) throw new Error("no table");
  const children = [...table.table.children, ...table.table.children];
  expect(() => batches([{ type: "table", table: { ...table.table, children } }])).toThrow(
    "fits into no request",
  );
});
