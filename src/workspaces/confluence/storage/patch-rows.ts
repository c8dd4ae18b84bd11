import { type Label, rowOf } from "./find-table.ts";
import { replaceNodes } from "./rewrite.ts";
import type { TableRow } from "./table-rows.ts";
import { type Element, elementOf, isElement, type StorageNode } from "./tree.ts";

/** A row to add; `at`: where its label stands in the order of labels. */
export interface AddedRow {
  readonly at: number;
  readonly row: Element;
}

/** The table with some cells replaced and some rows added; the same node if there is nothing of either. */
export function withCells(
  table: Element,
  rows: readonly TableRow[],
  {
    cells,
    added,
    labels,
  }: {
    readonly cells: ReadonlyMap<StorageNode, readonly StorageNode[]>;
    readonly added: readonly AddedRow[];
    readonly labels: readonly Label[];
  },
): Element {
  const edited = replacedIn(table, cells);
  if (added.length === 0) return edited;
  const places = placesOf(rows, added, labels);
  if (places === null) return withRows(edited, added);
  const neighbours = rows.flatMap(({ row }): [StorageNode, readonly StorageNode[]][] => {
    const { before = [], after = [] } = places.get(row) ?? {};
    return [[row, [...before, replacedIn(row, cells), ...after]]];
  });
  return replacedIn(table, new Map(neighbours));
}

function replacedIn(
  element: Element,
  replacements: ReadonlyMap<StorageNode, readonly StorageNode[]>,
): Element {
  const children = replaceNodes(element.children, replacements);
  return children === element.children ? element : { ...element, children };
}

interface Neighbours {
  readonly before: Element[];
  readonly after: Element[];
}

/** Beside which rows the new ones go: below the label before them, else above the one after. Null: there is no row. */
function placesOf(
  rows: readonly TableRow[],
  added: readonly AddedRow[],
  labels: readonly Label[],
): ReadonlyMap<Element, Neighbours> | null {
  const last = rows.at(-1)?.row;
  if (last === undefined) return null;
  const there = labels.map((label) => rowOf(rows, label)?.row);
  const places = new Map<Element, Neighbours>();
  for (const { at, row } of added) {
    const above = there.slice(0, at).findLast((one) => one !== undefined);
    const below = above === undefined ? there.slice(at).find((one) => one !== undefined) : undefined;
    const anchor = above ?? below ?? last;
    const place = places.get(anchor) ?? { before: [], after: [] };
    (below === undefined ? place.after : place.before).push(row);
    places.set(anchor, place);
  }
  return places;
}

/** A table without a row of label and value: below whatever rows it has. */
function withRows(table: Element, added: readonly AddedRow[]): Element {
  const rows = added.map(({ row }) => row);
  const at = table.children.findLastIndex((child) => isElement(child, "tbody"));
  const body = table.children[at];
  if (!isElement(body)) return { ...table, children: [...table.children, elementOf("tbody", {}, rows)] };
  const filled = { ...body, children: [...body.children, ...rows] };
  return { ...table, children: table.children.toSpliced(at, 1, filled) };
}
