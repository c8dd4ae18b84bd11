import type { UnitKind } from "../../model/spec.ts";
import type { Table } from "../table.ts";
import { cellText, isDitto } from "./cell.ts";
import type { Column, ColumnField } from "./columns.ts";
import { hasEnding, kindOfName, kindOfWord } from "./kind.ts";
import type { Layout } from "./layout.ts";
import { factsOf, type LayoutFacts } from "./layout-facts.ts";
import type { Doubt, Place, SheetReading, Skipped } from "./listing.ts";
import { type MentionLog, openMentionLog } from "./mention-log.ts";
import type { Section } from "./row-words.ts";
import { readUnitName } from "./unit-name.ts";

/** What a sheet is told about its file. */
export interface SheetContext {
  /** The first free id of a mention. */
  readonly firstId: number;
  /** Whether the file has other sheets, so that this one's name means something. */
  readonly isOneOfMany: boolean;
}

/** The layout of a list without headings, and the row where it begins. */
export interface GuessedLayout {
  readonly layout: Layout;
  readonly from: number;
}

/** Everything that reading a row may depend on from the rows above it, and what was found so far. */
export interface SheetState {
  /** The sheet's name, where it is one of several. */
  readonly sheet: string | undefined;
  readonly rows: readonly (readonly string[])[];
  readonly raw: readonly (readonly string[])[];
  readonly guessed: GuessedLayout | undefined;
  /** Undefined above the list. */
  layout: Layout | undefined;
  facts: LayoutFacts;
  /** The units that the levels stand at, from the top. */
  levels: ({ readonly id: number; readonly text: string } | undefined)[];
  /** The last unit that a row spoke of. */
  current: number | undefined;
  /** The unit that a section's heading, or the sheet's name, opened. */
  sectionUnit: number | undefined;
  sectionKind: UnitKind | undefined;
  sectionArea: string | undefined;
  /** The last cell of each column, for ditto marks. */
  readonly last: Map<number, string>;
  readonly mentions: MentionLog;
  readonly doubts: Doubt[];
  readonly titles: string[];
  readonly skipped: Skipped[];
  readonly unreadColumns: Set<string>;
  readonly headings: Partial<Record<ColumnField, string>>;
}

const NO_LAYOUT: Layout = { columns: [], levels: [], unknown: [] };

/** The state before the first row. */
export function startSheet(
  { name, rows: raw }: Table,
  rows: readonly (readonly string[])[],
  { firstId, isOneOfMany }: SheetContext,
  guessed: GuessedLayout | undefined,
): SheetState {
  const state: SheetState = {
    sheet: isOneOfMany ? name : undefined,
    rows,
    raw,
    guessed,
    layout: undefined,
    facts: factsOf(guessed?.layout ?? NO_LAYOUT, rows, raw, guessed?.from ?? rows.length),
    levels: [],
    current: undefined,
    sectionUnit: undefined,
    sectionKind: isOneOfMany ? kindOfWord(cellText(name))?.kind : undefined,
    sectionArea: undefined,
    last: new Map(),
    mentions: openMentionLog(firstId),
    doubts: [],
    titles: [],
    skipped: [],
    unreadColumns: new Set(),
    headings: {},
  };
  if (isOneOfMany) openSheetUnit(state, name);
  return state;
}

/** What was found, when all rows are read. */
export function finishSheet(state: SheetState): SheetReading {
  const { mentions, skipped, titles, unreadColumns, guessed, headings, doubts } = state;
  return {
    mentions: mentions.all,
    skipped,
    titles,
    unreadColumns: [...unreadColumns],
    guessedColumns: (guessed?.layout.columns ?? []).map(({ index, field }) => ({ column: index + 1, field })),
    headings,
    doubts,
  };
}

/** Goes by the headings of row `index` from here on. */
export function useLayout(state: SheetState, layout: Layout, index: number): void {
  state.layout = layout;
  state.facts = factsOf(layout, state.rows, state.raw, index + 1);
  state.levels = [];
  state.last.clear();
  for (const heading of layout.unknown) state.unreadColumns.add(heading);
  for (const { field, label } of layout.columns) {
    if (field === "other") state.unreadColumns.add(label);
    state.headings[field] ??= label;
  }
}

/** The layout that holds for a row; undefined above the list. */
export function layoutAt({ guessed, layout }: SheetState, index: number): Layout | undefined {
  if (guessed === undefined) return layout;
  return index >= guessed.from ? guessed.layout : undefined;
}

export const placeOf = ({ sheet }: SheetState, index: number): Place => ({
  ...(sheet !== undefined && { sheet }),
  row: index + 1,
});

/** A sheet called 公共事業部 holds what belongs to it. */
function openSheetUnit(state: SheetState, name: string): void {
  const text = cellText(name);
  if (kindOfWord(text) !== undefined || !hasEnding(text) || kindOfName(text) === undefined) return;
  state.sectionUnit = addSection(state, text, 0);
}

/** Takes up what a heading within the list says of the rows below it. */
export function openSection(state: SheetState, section: Section, index: number): void {
  state.levels = [];
  state.last.clear();
  switch (section.says) {
    case "kind":
      state.sectionKind = section.kind;
      state.sectionArea = undefined;
      state.sectionUnit = undefined;
      return;
    case "area":
      state.sectionArea = section.area;
      state.sectionUnit = undefined;
      return;
    case "unit":
      state.sectionArea = undefined;
      state.sectionKind = undefined;
      state.sectionUnit = addSection(state, section.name, index);
      return;
    default:
      throw new Error(`unhandled ${JSON.stringify(section satisfies never)}`);
  }
}

function addSection(state: SheetState, text: string, index: number): number {
  const name = readUnitName(text);
  state.doubts.push({ about: "section", name: name.name });
  const id = state.mentions.add({ place: placeOf(state, index), name, cells: {}, people: [] });
  state.current = id;
  return id;
}

/** A cell with 〃 is what stands above it. Remembers what it read. */
export function resolveDitto(state: SheetState, column: number, raw: string): string {
  const text = isDitto(cellText(raw)) ? (state.last.get(column) ?? "") : raw;
  if (cellText(text) !== "") state.last.set(column, text);
  return text;
}

/** A cell as written. */
export const rawCell = (state: SheetState, index: number, column: Column): string =>
  state.raw[index]?.[column.index] ?? "";
