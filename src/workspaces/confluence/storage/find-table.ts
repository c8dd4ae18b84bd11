import { foldLabel } from "../../../model/fields.ts";
import { ROW_TABLE } from "../labels.ts";
import type { PersonName } from "./cell-text.ts";
import { isPageMarker } from "./page-marker.ts";
import { elementsIn } from "./rewrite.ts";
import { rowsOf, type TableRow } from "./table-rows.ts";
import { type Element, isElement, macroName, parameterOf, type StorageNode } from "./tree.ts";

/** A label, and the other spellings of it that are as good: in another language. */
export type Label = string | readonly [string, ...string[]];

/** The table of an entry. */
export interface EntryTable {
  /** What is the table's on the page: the macro around it, else the table alone. */
  readonly whole: Element;
  /** Null where people took the table out of our macro. */
  readonly table: Element | null;
  /** `whole` is the macro that reports read. */
  readonly isOurs: boolean;
  readonly rows: readonly TableRow[];
}

/**
 * Where an entry says its values: in our Page Properties; where there are none, in those of somebody whose table has one
 * of our labels; on a page that was made by hand, in its first table of label and value that has one.
 */
export function findTable(
  nodes: readonly StorageNode[],
  labels: readonly Label[],
  personName?: PersonName,
): EntryTable | null {
  const wanted = new Set(labels.flatMap(spellingsOf));
  const has = (row: TableRow) => wanted.has(foldKey(row.label));
  const elements = [...elementsIn(nodes, (element) => !isOtherOfOurs(element))].filter(
    (element) => !isOtherOfOurs(element),
  );
  const macros = elements
    .filter((element) => macroName(element) === "details")
    .map((element) => tableOf(element, personName));
  const named = macros.find(({ isOurs }) => isOurs) ?? macros.find(({ rows }) => rows.some(has));
  if (named !== undefined) return named;
  for (const table of elements) {
    if (!isElement(table, "table")) continue;
    const rows = rowsOf(table, personName).filter(({ width }) => width === 2);
    if (rows.some(has)) return { whole: table, table, isOurs: false, rows };
  }
  return null;
}

function tableOf(whole: Element, personName: PersonName | undefined): EntryTable {
  const table = [...elementsIn(whole.children)].find((one) => isElement(one, "table")) ?? null;
  const rows = table === null ? [] : rowsOf(table, personName);
  return { whole, table, isOurs: parameterOf(whole, "id") === ROW_TABLE, rows };
}

/** The marker of the page and blocks that the product writes are no tables of values. */
const isOtherOfOurs = (element: Element): boolean =>
  isPageMarker(element) ||
  (macroName(element) === "details" && /^kakehashi-.+-[0-9a-f]{8}$/su.test(parameterOf(element, "id")));

/** The row of a label: the first that is filled in, else the first. */
export function rowOf(rows: readonly TableRow[], label: Label): TableRow | undefined {
  const spellings = spellingsOf(label);
  const found = rows.filter((row) => spellings.includes(foldKey(row.label)));
  return found.find(({ text }) => text !== "") ?? found[0];
}

export const spellingsOf = (label: Label): string[] =>
  (typeof label === "string" ? [label] : label).map(foldKey);

/** The form in which labels are compared: a colon that people put after one is not part of it. */
export const foldKey = (label: string): string => foldLabel(label).replace(/:+$/u, "");
