import { cellText } from "./cell.ts";
import { type Column, columnFrom } from "./columns.ts";

/** The columns of a stretch of a list, and those among them that name units, from the top level down. */
export interface Layout {
  readonly columns: readonly Column[];
  readonly levels: readonly Column[];
  /** Headings that are not known. */
  readonly unknown: readonly string[];
}

/**
 * The layout that a row of headings announces; undefined if the row is no such row. Further down (`isLater`) a
 * row must consist of headings only: Sales rep and Branch may stand in any row.
 */
export function readHeadings(cells: readonly string[], isLater = false): Layout | undefined {
  const filled = cells.filter((cell) => cell !== "");
  const columns = cells.flatMap((cell, index) => columnFrom(index, cell) ?? []);
  if (!isHeadings(filled, columns) || (isLater && columns.length < filled.length)) return undefined;
  const known = new Set(columns.map(({ index }) => index));
  return toLayout(
    columns,
    cells.filter((cell, index) => cell !== "" && !known.has(index)),
  );
}

/** A second row of headings below the first (merged cells above, the words below) completes it. */
export function addHeadings(layout: Layout, cells: readonly string[]): Layout | undefined {
  const filled = cells.filter((cell) => cell !== "");
  const below = cells.flatMap((cell, index) => columnFrom(index, cell) ?? []);
  if (filled.length < 2 || below.length !== filled.length) return undefined;
  const indexes = new Set(below.map(({ index }) => index));
  return toLayout([...layout.columns.filter(({ index }) => !indexes.has(index)), ...below], layout.unknown);
}

/**
 * Most words of the row must be known. A single word is enough where it stands alone; in a row of two, a unit
 * called 本社 of the kind 本社 is no heading, so one of them must not be a kind of unit.
 */
function isHeadings(filled: readonly string[], columns: readonly Column[]): boolean {
  if (columns.length === 0 || columns.length * 2 < filled.length) return false;
  if (filled.length === 1)
    return columns.some(({ field, label }) => field === "name" || label.endsWith("名"));
  if (columns.length < 2) return false;
  const others = columns.filter(({ field }) => field !== "level");
  return others.length > 0 || new Set(columns.map(({ rank }) => rank)).size > 1;
}

export function toLayout(columns: readonly Column[], unknown: readonly string[]): Layout {
  const sorted = settleNames(columns).toSorted((a, b) => a.index - b.index);
  const named = sorted.filter(({ field }) => field === "level" || field === "name");
  // A plain 名称 names the unit itself, below all that say a level.
  const levels = named.toSorted((a, b) => (a.rank ?? 99) - (b.rank ?? 99) || a.index - b.index);
  return { columns: sorted, levels, unknown };
}

/** 名前 beside a column of units and one of titles is a person's; 所属 alone is the unit. */
function settleNames(columns: readonly Column[]): Column[] {
  const names = columns.filter(({ field }) => field === "name" || field === "level");
  if (names.length === 0) {
    const parent = columns.find(({ field, label }) => field === "parent" && label.startsWith("所属"));
    return columns.map((column) => (column === parent ? { ...column, field: "name" } : column));
  }
  const hasRole = columns.some(({ field }) => field === "role");
  return columns.map((column) =>
    names.length > 1 && hasRole && column.field === "name" && /^(?:name|名前)$/iu.test(column.label)
      ? { ...column, field: "person" }
      : column,
  );
}

export const trimmedCells = (row: readonly string[]): string[] => row.map(cellText);
