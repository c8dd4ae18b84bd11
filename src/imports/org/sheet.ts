import type { Table } from "../table.ts";
import { guessLayout, withNames } from "./guess-layout.ts";
import { kindOfWord } from "./kind.ts";
import { addHeadings, type Layout, readHeadings, trimmedCells } from "./layout.ts";
import type { SheetReading, Skipped } from "./listing.ts";
import { bulletOf, isNoteRow, isSetOff, isTotal, readSection } from "./row-words.ts";
import {
  finishSheet,
  type GuessedLayout,
  layoutAt,
  openSection,
  placeOf,
  type SheetContext,
  type SheetState,
  startSheet,
  useLayout,
} from "./sheet-state.ts";
import { readUnitRow } from "./unit-row.ts";

/**
 * Reads one sheet row by row: headings (again, where they are repeated or change), sections, units, people,
 * totals and remarks. Undefined where nothing in it looks like a list of units.
 */
export function readSheet(table: Table, context: SheetContext): SheetReading | undefined {
  const rows = table.rows.map(trimmedCells);
  const layouts = layoutsOf(rows);
  if (layouts === undefined) return undefined;
  const state = startSheet(table, rows, context, layouts.guessed);
  const bullet = bulletOf(rows.flatMap((row) => row.filter((cell) => cell !== "").slice(0, 1)));
  for (const [index, cells] of rows.entries()) {
    if (cells.every((cell) => cell === "")) continue;
    const headings = layouts.at.get(index);
    if (headings !== undefined) useLayout(state, headings, index);
    else if (!layouts.inside.has(index)) readRow(state, index, cells, bullet);
  }
  const reading = finishSheet(state);
  return reading.mentions.length === 0 ? undefined : reading;
}

interface Layouts {
  /** Layouts by the row that announces them. */
  readonly at: ReadonlyMap<number, Layout>;
  /** Rows that only complete the headings above. */
  readonly inside: ReadonlySet<number>;
  readonly guessed?: GuessedLayout;
}

function layoutsOf(rows: readonly (readonly string[])[]): Layouts | undefined {
  const at = new Map<number, Layout>();
  const inside = new Set<number>();
  for (let index = 0; index < rows.length; index++) {
    const layout = readHeadings(rows[index] ?? [], at.size > 0);
    if (layout === undefined || inside.has(index)) continue;
    const more = addHeadings(layout, rows[index + 1] ?? []);
    const whole = more ?? layout;
    const named = whole.levels.length > 0 ? whole : withNames(whole, rows.slice(index + (more ? 2 : 1)));
    if (named === undefined) continue;
    at.set(index, named);
    if (more !== undefined) inside.add(index + 1);
  }
  if (at.size > 0) return { at, inside };
  const layout = guessLayout(rows.map((row) => (isNoteRow(row.filter((cell) => cell !== "")) ? [] : row)));
  if (layout === undefined) return undefined;
  const from = rows.findIndex((row) => layout.levels.some(({ index }) => isListed(row, index)));
  return { at, inside, guessed: { layout, from: Math.max(from, 0) } };
}

/** The first row of a list without headings: neither a company's name nor a title such as 組織図. */
function isListed(row: readonly string[], index: number): boolean {
  const cell = row[index] ?? "";
  return (
    cell !== "" &&
    !isTitleLine(cell) &&
    (readSection(cell, undefined) !== undefined || guessLayout([[cell]]) !== undefined)
  );
}

const LEGAL_FORM = /株式会社|有限会社|合同会社|\(株\)|\b(?:inc|corp|corporation|ltd|llc|k\.k|gmbh|plc)\b/iu;
const TITLE_WORDS =
  /組織図|組織一覧|組織表|組織体制|体制図|体制表|拠点一覧|部署一覧|名簿|御中|organi[sz]ation(?:al)? (?:chart|list)|org chart/iu;

const isTitleLine = (text: string): boolean => LEGAL_FORM.test(text) || TITLE_WORDS.test(text);

function readRow(
  state: SheetState,
  index: number,
  cells: readonly string[],
  bullet: string | undefined,
): void {
  const filled = cells.filter((cell) => cell !== "");
  const [only = ""] = filled;
  const isLone = filled.length === 1;
  const layout = layoutAt(state, index);
  if (isLone && isTitleLine(only)) {
    state.titles.push(only);
    return;
  }
  const section = isLone ? readSection(only, bullet) : undefined;
  if (section !== undefined && (layout !== undefined || section.says === "kind" || isSetOff(only))) {
    openSection(state, section, index);
    return;
  }
  if (layout === undefined) {
    state.titles.push(filled.join(" "));
    return;
  }
  const why = skippable(layout, cells, filled);
  if (why === undefined) readUnitRow(state, layout, index);
  else if (why !== "empty") {
    state.skipped.push({ place: placeOf(state, index), why, text: filled.join(" ") });
  }
}

/** A total may stand in any of the first columns; the number of a row alone says nothing. */
function skippable(
  layout: Layout,
  cells: readonly string[],
  filled: readonly string[],
): Skipped["why"] | "empty" | undefined {
  const leading = [...layout.levels.map(({ index }) => cells[index] ?? ""), filled[0] ?? ""];
  if (leading.some(isTotal)) return "total";
  if (isNoteRow(filled)) return "note";
  const numbered = layout.columns.filter(({ field }) => field === "number" || field === "kind");
  const isOnlyNumbered = cells.every(
    (cell, index) => cell === "" || numbered.some((column) => column.index === index),
  );
  return isOnlyNumbered && filled.every((cell) => kindOfWord(cell) === undefined) ? "empty" : undefined;
}
