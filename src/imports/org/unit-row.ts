import { foldLabel } from "../../model/fields.ts";
import { cellText, isDitto, isNaming } from "./cell.ts";
import type { Layout } from "./layout.ts";
import type { PersonAtUnit } from "./listing.ts";
import { peopleOf, personInNames } from "./row-people.ts";
import { placeOf, rawCell, type SheetState } from "./sheet-state.ts";
import { cellsOf, mentionOf } from "./unit-mention.ts";
import { readUnitName } from "./unit-name.ts";

/** Reads a row of a unit, or one that adds something to the unit above it. */
export function readUnitRow(state: SheetState, layout: Layout, index: number): void {
  const { levels } = layout;
  const cells = state.rows[index] ?? [];
  const filled = levels.filter((column) => isNamed(cells[column.index]));
  const deepest = filled.at(-1);
  const named = deepest === undefined ? undefined : personInNames(state, index, deepest);
  if (deepest === undefined || named !== undefined) {
    addToCurrent(state, layout, index, named ?? []);
    return;
  }
  const depth = levels.indexOf(deepest);
  openAbove(state, layout, index, depth);
  const raw = rawCell(state, index, deepest);
  if (isDitto(cellText(raw))) {
    state.current = state.levels[depth]?.id ?? state.current;
    addToCurrent(state, layout, index, []);
    return;
  }
  const text = foldLabel(cellText(raw));
  const above = indentedBelow(state, index) ?? aboveOf(state, depth);
  const again = sameUnit(state, layout, text, above);
  const id = state.mentions.add({
    ...mentionOf(state, layout, index, deepest, readUnitName(raw)),
    ...(again !== undefined && { of: again }),
    ...(above !== undefined && above !== again && { above }),
  });
  state.levels = [...state.levels.slice(0, depth), { id: again ?? id, text }];
  state.current = again ?? id;
}

/**
 * The mention that this row takes up beyond doubt: its own name one level up, a name that so far only stood
 * above others, and any earlier one in a list that names a unit once for each of its people.
 */
function sameUnit(
  state: SheetState,
  layout: Layout,
  text: string,
  above: number | undefined,
): number | undefined {
  const parent = state.mentions.byId(above);
  if (parent !== undefined && foldLabel(parent.name.name) === text) return parent.id;
  const seen = state.mentions.first(above, text);
  if (seen === undefined) return undefined;
  const isBare = Object.keys(seen.cells).length === 0 && seen.people.length === 0;
  return isBare || isRoster(layout) ? seen.id : undefined;
}

/** 〃 names a unit too: the one above. */
const isNamed = (cell: string | undefined): boolean =>
  cell !== undefined && (isNaming(cell) || isDitto(cell));

/** The unit above by indentation. */
function indentedBelow(state: SheetState, index: number): number | undefined {
  const depth = state.facts.depths?.[index];
  if (depth === undefined || depth === 0) return undefined;
  for (let row = index - 1; row >= 0; row--) {
    const mention = (state.facts.depths?.[row] ?? depth) < depth ? state.mentions.inRow(row + 1) : undefined;
    if (mention === undefined) continue;
    if (!state.doubts.some(({ about }) => about === "indent")) state.doubts.push({ about: "indent" });
    return mention.id;
  }
  return undefined;
}

/** A list with a column of people names a unit once for each of them. */
const isRoster = ({ columns }: Layout): boolean => columns.some(({ field }) => field === "person");

/** The levels above: named anew, as above where blank or 〃, and none where a dash says so. */
function openAbove(state: SheetState, { levels }: Layout, index: number, depth: number): void {
  for (const [level, column] of levels.slice(0, depth).entries()) {
    const cell = state.rows[index]?.[column.index] ?? "";
    if (cell === "" || isDitto(cell)) continue;
    if (!isNaming(cell)) {
      state.levels = [...state.levels.slice(0, level), undefined];
      continue;
    }
    const text = foldLabel(cell);
    if (state.levels[level]?.text === text) continue;
    const above = aboveOf(state, level);
    const known = state.mentions.first(above, text);
    const id =
      known?.id ??
      state.mentions.add({
        place: placeOf(state, index),
        name: readUnitName(rawCell(state, index, column)),
        cells: {},
        people: [],
        ...(above !== undefined && { above }),
        ...(column.kind !== undefined && { context: column.kind }),
      });
    state.levels = [...state.levels.slice(0, level), { id, text }];
  }
}

function aboveOf(state: SheetState, depth: number): number | undefined {
  const { levels, sectionUnit } = state;
  if (state.facts.isFlat && depth > 0) {
    if (!state.doubts.some(({ about }) => about === "flat")) state.doubts.push({ about: "flat" });
    return sectionUnit;
  }
  return levels.slice(0, depth).findLast((level) => level !== undefined)?.id ?? sectionUnit;
}

function addToCurrent(
  state: SheetState,
  layout: Layout,
  index: number,
  named: readonly PersonAtUnit[],
): void {
  const { current } = state;
  const byField = cellsOf(state, layout, index);
  const people = [...named, ...peopleOf(state, layout, index, false)];
  const of = state.mentions.byId(current);
  if (of === undefined || (people.length === 0 && byField.note === undefined)) {
    const text = (state.rows[index] ?? []).filter((cell) => cell !== "").join(" ");
    state.skipped.push({ place: placeOf(state, index), why: "unclear", text });
    return;
  }
  // What a row of people says in other columns is about them, not about the unit.
  const kept = byField.note === undefined || people.length > 0 ? {} : { note: byField.note };
  state.mentions.add({
    place: placeOf(state, index),
    name: of.name,
    of: of.of ?? of.id,
    cells: kept,
    people,
  });
}
