import { cellText, isNone } from "./cell.ts";
import type { Column, ColumnField } from "./columns.ts";
import { kindOfName, kindOfWord } from "./kind.ts";
import type { Layout } from "./layout.ts";
import type { Mention } from "./listing.ts";
import { peopleOf } from "./row-people.ts";
import { placeOf, rawCell, resolveDitto, type SheetState } from "./sheet-state.ts";
import type { UnitName } from "./unit-name.ts";

/** What a row says of the unit that it names. */
export function mentionOf(
  state: SheetState,
  layout: Layout,
  index: number,
  column: Column,
  name: UnitName,
): Omit<Mention, "id"> {
  const byField = cellsOf(state, layout, index);
  const context = contextOf(state, column, name);
  const carried = carriedKind(state, layout, index);
  const area = areaAsAbove(state, layout, index, column, name);
  if (area !== undefined) byField.area ??= area;
  const parent = parentAsAbove(state, layout, index, byField, name);
  if (parent !== undefined) byField.parent = parent;
  return {
    place: placeOf(state, index),
    name,
    cells: byField,
    people: peopleOf(state, layout, index, true),
    ...(context !== undefined && { context }),
    ...(carried !== undefined && byField.kind === undefined && { carriedKind: carried }),
  };
}

/** An area in merged cells before the names of units holds for all the branches that it spans. */
function areaAsAbove(
  state: SheetState,
  layout: Layout,
  index: number,
  named: Column,
  name: UnitName,
): string | undefined {
  const kind = kindOfName(name.name);
  if (kind === "division" || kind === "hq") return undefined;
  const column = layout.columns.find(({ field }) => field === "area");
  const isBlank = column !== undefined && state.rows[index]?.[column.index] === "";
  const carried =
    isBlank && column.index < named.index && state.facts.isAreaMerged
      ? state.last.get(column.index)
      : undefined;
  return carried ?? state.sectionArea;
}

/** In merged cells only the first row of a group names the parent; a doubt, because a blank may mean none. */
function parentAsAbove(
  state: SheetState,
  layout: Layout,
  index: number,
  cells: Mention["cells"],
  name: UnitName,
): string | undefined {
  const column = layout.columns.find(({ field }) => field === "parent");
  const before = state.mentions.lastUnit();
  if (column === undefined || before?.cells.parent === undefined) return undefined;
  if (!state.facts.isParentMerged || state.rows[index]?.[column.index] !== "") return undefined;
  if (kindSaid(before.cells.kind, before.name.name) !== kindSaid(cells.kind, name.name)) return undefined;
  const doubt = state.doubts.find(({ about }) => about === "blank-parent");
  if (doubt?.about === "blank-parent") doubt.names.push(name.name);
  else state.doubts.push({ about: "blank-parent", names: [name.name] });
  return before.cells.parent;
}

const kindSaid = (word: string | undefined, name: string) =>
  (word === undefined ? undefined : kindOfWord(cellText(word))?.kind) ?? kindOfName(name);

/** The heading of a column speaks for bare names only while none of its names says otherwise. */
function contextOf(state: SheetState, column: Column, name: UnitName) {
  if (state.sectionKind !== undefined) return state.sectionKind;
  if (column.kind === undefined || kindOfName(name.name) !== undefined) return undefined;
  return state.facts.contradicted.has(column) ? undefined : column.kind;
}

function carriedKind(state: SheetState, layout: Layout, index: number): string | undefined {
  const column = layout.columns.find(({ field }) => field === "kind");
  return column === undefined || state.rows[index]?.[column.index] !== ""
    ? undefined
    : state.last.get(column.index);
}

/** The row's cells by field, as written; of two columns for one field the first filled. */
export function cellsOf(
  state: SheetState,
  layout: Layout,
  index: number,
): Partial<Record<ColumnField, string>> {
  const cells: Partial<Record<ColumnField, string>> = {};
  for (const column of layout.columns) {
    if (column.field === "name" || column.field === "level" || column.field === "other") continue;
    const raw = resolveDitto(state, column.index, rawCell(state, index, column));
    const isFilled = cellText(raw) !== "" && !isNone(cellText(raw));
    if (isFilled && !(column.field === "headcount" && isWorse(layout, column, cells)))
      cells[column.field] ??= raw;
  }
  return cells;
}

/** Of 人数 and 営業人数 the second is meant. */
function isWorse(layout: Layout, column: Column, cells: Partial<Record<ColumnField, string>>): boolean {
  const isSales = (label: string) => /営業|sales|reps/iu.test(label);
  if (isSales(column.label)) {
    delete cells.headcount;
    return false;
  }
  return layout.columns.some(({ field, label }) => field === "headcount" && isSales(label));
}
