import type { BlockDraft } from "../block-drafts.ts";
import type { Segment } from "../rich-text.ts";
import { draftOf } from "./draft-of.ts";
import type { LineReader } from "./line-reader.ts";
import { parseInline } from "./parse-inline.ts";

/** A table of pipes: a header line, a line of dashes, rows. */
export function readPipeTable(reader: LineReader, text: string): BlockDraft[] | undefined {
  const rule = reader.lines[reader.at + 1]?.trim() ?? "";
  if (!text.includes("|") || !/^\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?$/.test(rule) || !rule.includes("-"))
    return undefined;
  const rows = [splitRow(text)];
  if (splitRow(rule).length !== rows[0]?.length) return undefined;
  reader.at += 2;
  while (reader.lines[reader.at]?.includes("|") === true) {
    rows.push(splitRow((reader.lines[reader.at++] ?? "").trim()));
  }
  return [
    tableDraft(
      rows.map((row) => row.map((cell) => parseInline(cell))),
      { has_column_header: true },
    ),
  ];
}

function splitRow(line: string): string[] {
  const inner = line.replace(/^\|/, "").replace(/(?<!\\)\|$/, "");
  return inner.split(/(?<!\\)\|/).map((cell) => cell.trim());
}

/** The tag form, which is what is read back. */
export function parseTableTag(lines: readonly string[], attributes: Record<string, string>): BlockDraft {
  const text = lines.map((line) => line.trim()).join("");
  const rows = Array.from(text.matchAll(/<tr[^>]*>(.*?)<\/tr>/gs), ([, row = ""]) =>
    Array.from(row.matchAll(/<t[dh][^>]*>(.*?)<\/t[dh]>/gs), ([, cell = ""]) => parseInline(cell.trim())),
  );
  return tableDraft(rows, {
    has_column_header: attributes["header-row"] === "true",
    has_row_header: attributes["header-column"] === "true",
  });
}

/** Rows of unequal width are filled up: a table has one width. */
function tableDraft(rows: Segment[][][], headers: Record<string, boolean>): BlockDraft {
  const width = Math.max(1, ...rows.map((row) => row.length));
  const children = rows.map((row) => {
    const cells = Array.from({ length: width }, (_, index) => row[index] ?? []);
    return draftOf("table_row", { cells });
  });
  return { ...draftOf("table", { table_width: width, ...headers }), children };
}
