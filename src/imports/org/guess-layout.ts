import { isDitto } from "./cell.ts";
import type { Column, ColumnField } from "./columns.ts";
import { readHeadcount } from "./headcount.ts";
import { hasEnding, kindOfWord } from "./kind.ts";
import { type Layout, toLayout } from "./layout.ts";
import { looksLikePerson } from "./person-cell.ts";
import { isPlaceName } from "./romanise.ts";
import { isTotal, readSection } from "./row-words.ts";
import { readUnitName } from "./unit-name.ts";

/**
 * The layout of a list without headings, by what stands in its columns. Undefined where no column holds
 * names of units for the most part.
 */
export function guessLayout(rows: readonly (readonly string[])[]): Layout | undefined {
  const width = Math.max(0, ...rows.map((row) => row.length));
  const columns = Array.from({ length: width }, (_, index) => ({
    index,
    cells: rows
      .map((row) => row[index] ?? "")
      .filter((cell) => cell !== "" && !isDitto(cell) && !isTotal(cell)),
  }));
  const names = columns.filter(({ cells }) => isOfUnits(cells));
  if (names.length === 0) return undefined;
  const isNamed = new Set(names.map(({ index }) => index));
  const guessed = columns.flatMap(({ index, cells }): Column[] => {
    const field = isNamed.has(index) ? "name" : fieldOf(cells);
    return cells.length === 0 ? [] : [{ index, field, label: "" }];
  });
  return toLayout(onlyFirst(guessed), []);
}

/** Fills in the column of names where headings name all the others. */
export function withNames(layout: Layout, rows: readonly (readonly string[])[]): Layout | undefined {
  const taken = new Set(layout.columns.map(({ index }) => index));
  const guess = guessLayout(rows.map((row) => row.map((cell, index) => (taken.has(index) ? "" : cell))));
  const name = guess?.levels[0];
  return name === undefined ? undefined : toLayout([...layout.columns, name], layout.unknown);
}

function isOfUnits(cells: readonly string[]): boolean {
  if (cells.length === 0) return false;
  const kinds = cells.filter((cell) => kindOfWord(cell) !== undefined).length;
  if (kinds * 2 > cells.length) return false;
  const units = cells.filter(isUnitLike).length;
  const accompanying = cells.filter(
    (cell) => looksLikePerson(cell)?.isSure || readSection(cell, undefined),
  ).length;
  return units > 0 && (units + accompanying) * 2 > cells.length && cells.some((cell) => isUnitLike(cell));
}

function isUnitLike(cell: string): boolean {
  if (cell.length > 40 || /。|です|ます/u.test(cell)) return false;
  const { name } = readUnitName(cell);
  return hasEnding(name) || isPlaceName(name);
}

function fieldOf(cells: readonly string[]): ColumnField {
  const share = (test: (cell: string, index: number) => boolean) =>
    cells.filter(test).length * 2 > cells.length;
  if (share((cell) => kindOfWord(cell) !== undefined)) return "kind";
  const numbers = cells.map((cell) => readHeadcount(cell)?.count);
  // 1, 2, 3, … is a list's numbering, not its people.
  if (cells.length > 1 && share((cell, index) => cell.length <= 4 && numbers[index] === index + 1))
    return "number";
  if (share((_, index) => numbers[index] !== undefined)) return "headcount";
  if (share((cell) => /^[a-z]+-[a-z0-9-]+$/u.test(cell))) return "key";
  return share((cell) => looksLikePerson(cell) !== undefined) ? "head" : "note";
}

/** A second column that looks like remarks or people is left as it is; fields are taken once. */
function onlyFirst(columns: readonly Column[]): Column[] {
  const seen = new Set<ColumnField>();
  return columns.map((column) => {
    const isRepeated = column.field !== "name" && seen.has(column.field);
    seen.add(column.field);
    return isRepeated ? { ...column, field: "other" } : column;
  });
}
