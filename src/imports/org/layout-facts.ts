import { isDitto } from "./cell.ts";
import type { Column } from "./columns.ts";
import { indentDepths } from "./indent.ts";
import { kindOfName } from "./kind.ts";
import { type Layout, readHeadings } from "./layout.ts";
import { readUnitName } from "./unit-name.ts";

/** What only all the rows below a row of headings can tell together. */
export interface LayoutFacts {
  /** The columns of units stand beside each other without one being above the other. */
  readonly isFlat: boolean;
  /** Columns of units whose heading says a kind that some of their names contradict. */
  readonly contradicted: ReadonlySet<Column>;
  /** A blank in the column of parents may stand for the cell above. */
  readonly isParentMerged: boolean;
  /** The same for areas that stand before the names. */
  readonly isAreaMerged: boolean;
  /** How far each row's name is indented, where that means anything; by the row's index. */
  readonly depths: readonly (number | undefined)[] | undefined;
}

/** Looks over the rows below the headings at `from`; `raw` is the whole sheet as written. */
export function factsOf(
  layout: Layout,
  rows: readonly (readonly string[])[],
  raw: readonly (readonly string[])[],
  from: number,
): LayoutFacts {
  const below = rows.slice(from).filter((row) => readHeadings(row, true) === undefined);
  const texts = (field: Column["field"]) => {
    const column = layout.columns.find((each) => each.field === field);
    return column === undefined ? [] : below.map((row) => row[column.index] ?? "");
  };
  const [parents, areas] = [texts("parent"), texts("area")];
  const [only, ...more] = layout.levels;
  return {
    isFlat: isFlat(layout, below),
    contradicted: new Set(layout.levels.filter((column) => isContradicted(column, below))),
    // A column that writes a parent again and again, or has ditto marks, means a blank where it has one.
    isParentMerged:
      !parents.some(isDitto) && !parents.some((text, i) => text !== "" && text === parents[i - 1]),
    isAreaMerged: !areas.some(isDitto),
    depths: only === undefined || more.length > 0 ? undefined : indentDepths(raw, only, from),
  };
}

/**
 * Two columns of units of which no row fills both, and the second begins only where the first has ended after
 * several units: nothing says that the last of those has all that follows below it.
 */
function isFlat({ levels }: Layout, rows: readonly (readonly string[])[]): boolean {
  if (levels.length < 2) return false;
  const filled = rows
    .map((row) => levels.flatMap(({ index }, depth) => (row[index] ? [depth] : [])))
    .filter((depths) => depths.length > 0);
  const depths = filled.map(([depth = 0]) => depth);
  return (
    filled.every((each) => each.length === 1) &&
    depths.every((depth, i) => i === 0 || depth >= (depths[i - 1] ?? 0)) &&
    depths.filter((depth) => depth === depths[0]).length > 1 &&
    new Set(depths).size > 1
  );
}

function isContradicted({ index, kind }: Column, rows: readonly (readonly string[])[]): boolean {
  if (kind === undefined) return false;
  return rows.some((row) => {
    const said = kindOfName(readUnitName(row[index] ?? "").name);
    return said !== undefined && said !== kind;
  });
}
