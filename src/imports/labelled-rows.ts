import { foldLabel } from "../model/fields.ts";
import type { Table } from "./table.ts";

/** A row of a list, by the folded labels of its header. */
export interface LabelledRow {
  /** `file:12`, with the sheet's name where a workbook has several. */
  readonly where: string;
  readonly sheet: string;
  readonly cells: ReadonlyMap<string, string>;
}

/**
 * The filled rows below the first header of each table; undefined if no table has one. Notes and titles may
 * stand above a header, so the first row that `isHeader` (given folded labels) accepts is it.
 */
export function labelledRows(
  file: string,
  tables: readonly Table[],
  isHeader: (labels: readonly string[]) => boolean,
): LabelledRow[] | undefined {
  const found = tables.flatMap((table) => {
    const at = table.rows.findIndex((row) => isHeader(row.map(foldLabel)));
    const labels = table.rows[at]?.map(foldLabel);
    return labels === undefined ? [] : [{ table, at, labels }];
  });
  if (found.length === 0) return undefined;
  return found.flatMap(({ table, at, labels }) =>
    table.rows.slice(at + 1).flatMap((row, i) => {
      const cells = filledCells(row, labels);
      const sheet = tables.length > 1 ? `(${table.name})` : "";
      return cells.size === 0 ? [] : [{ where: `${file}${sheet}:${at + i + 2}`, sheet: table.name, cells }];
    }),
  );
}

function filledCells(row: readonly string[], labels: readonly string[]): Map<string, string> {
  const filled = new Map<string, string>();
  for (const [column, label] of labels.entries()) {
    const text = row[column]?.trim() ?? "";
    if (label !== "" && text !== "" && !filled.has(label)) filled.set(label, text);
  }
  return filled;
}

/** The first filled cell under any of these labels. */
export function cellUnder(row: LabelledRow, labels: readonly string[]): string | undefined {
  return labels.map((label) => row.cells.get(foldLabel(label))).find((text) => text !== undefined);
}
