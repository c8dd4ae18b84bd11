import type { BlockObjectRequest } from "@notionhq/client";

import { BLOCK_BYTES, jsonBytes, MAX_CHILDREN, MAX_TEXT, TREE_BYTES } from "./block-limits.ts";
import { type Run } from "../body/runs.ts";
import { piecesOf, toRichText } from "./rich-text.ts";

/** Tables as Notion has them: a block whose children are its rows, the first of them the header. */

type TableBlock = Extract<BlockObjectRequest, { table: unknown }>;
type Row = TableBlock["table"]["children"][number];
type Cells = readonly (readonly Run[])[];

/**
 * A table, or as many as its rows need: each repeats the header. A cell that is too long goes on in a next row.
 * Rows are filled up to the widest one; no table for no columns.
 */
export function tableBlocks(header: Cells, rows: readonly Cells[]): BlockObjectRequest[] {
  const width = rows.reduce((most, row) => Math.max(most, row.length), header.length);
  if (width === 0) return [];
  const [head, ...restOfHead] = rowsOf(header, width);
  if (head === undefined) return [];
  const body = [...restOfHead, ...rows.flatMap((row) => rowsOf(row, width))];
  return groups(body, jsonBytes(head)).map((group) => tableBlock(width, [head, ...group]));
}

function tableBlock(width: number, children: Row[]): TableBlock {
  return { type: "table", table: { table_width: width, has_column_header: true, children } };
}

/** One row as rows whose cells each fit, and which fit together. */
function rowsOf(cells: Cells, width: number): Row[] {
  const share = Math.floor(BLOCK_BYTES / width);
  const limit = Math.min(MAX_TEXT, Math.max(50, Math.floor(share / MAX_BYTES_PER_UNIT)));
  const columns = cells.map((cell) => piecesOf(toRichText(cell, limit), share));
  const height = Math.max(1, ...columns.map((pieces) => pieces.length));
  return Array.from({ length: height }, (_, at) => ({
    type: "table_row",
    table_row: { cells: Array.from({ length: width }, (_, column) => columns[column]?.[at] ?? []) },
  }));
}

/** A control character is `\u0001` in JSON. */
const MAX_BYTES_PER_UNIT = 6;

/** Rows in the order given, as many to a table as go with the header; one empty group for no rows. */
function groups(rows: readonly Row[], headBytes: number): Row[][] {
  const all: Row[][] = [];
  let group: Row[] = [];
  let bytes = headBytes;
  for (const row of rows) {
    const size = jsonBytes(row);
    if (group.length > 0 && (group.length === MAX_CHILDREN - 1 || bytes + size > TREE_BYTES)) {
      all.push(group);
      group = [];
      bytes = headBytes;
    }
    group.push(row);
    bytes += size;
  }
  return [...all, group];
}
