import { ROW_TABLE } from "../labels.ts";
import { cellText, type PersonName } from "./cell-text.ts";
import type { Cell } from "./cells.ts";
import { carryMarkers } from "./comment-markers.ts";
import { findTable, foldKey, type Label, rowOf, spellingsOf } from "./find-table.ts";
import { type AddedRow, withCells } from "./patch-rows.ts";
import { replaceNodes, rewrite } from "./rewrite.ts";
import type { TableRow } from "./table-rows.ts";
import {
  el,
  type Element,
  elementOf,
  isElement,
  macro,
  propertyRow,
  richBody,
  type StorageNode,
  table,
} from "./tree.ts";

/**
 * The values of an entry: the table of Page Properties that people see at the top of its page and that reports collect.
 * Reading takes what people made of it: rows in any order and of their own, labels that are no headings, any markup in
 * cells. Writing touches nothing but the cells of values that change.
 */

/** The rows of the entry's table in their order, people's own among them; null for a page without one. */
export function readTable(
  nodes: readonly StorageNode[],
  labels: readonly Label[],
  personName?: PersonName,
): readonly TableRow[] | null {
  return findTable(nodes, labels, personName)?.rows ?? null;
}

/** A new table, in our macro. */
export function entryTable(rows: readonly (readonly [label: string, cell: Cell])[]): Element {
  return inMacro(table(rows.map(([label, { content }]) => propertyRow(label, content))));
}

/**
 * The page with these values in its table, by label; null empties a value. A cell that says its value already stays the
 * same node, and so does the page where all do. A row that is missing is added where the order of `labels` has it, but
 * not to be empty. A table outside our macro is taken into it, for reports to see it; without any table, one is made
 * at the top.
 */
export function patchTable(
  nodes: readonly StorageNode[],
  changes: ReadonlyMap<string, Cell | null>,
  labels: readonly Label[],
): readonly StorageNode[] {
  const found = findTable(nodes, labels);
  const { cells, added } = editsOf(found?.rows ?? [], changes, labels);
  if (found === null) {
    const rows = added.map(({ row }) => row);
    return rows.length === 0 ? nodes : [inMacro(table(rows)), ...nodes];
  }
  const old = found.table ?? table([]);
  const patched = withCells(old, found.rows, { cells, added, labels });
  const whole = found.table === null ? withTable(found.whole, patched) : replaced(found.whole, old, patched);
  const ours = found.isOurs ? whole : adopted(whole);
  if (ours === found.whole) return nodes;
  return replaceNodes(nodes, new Map([[found.whole, withHeadings(ours, labels)]]));
}

interface Edits {
  readonly cells: ReadonlyMap<StorageNode, readonly StorageNode[]>;
  readonly added: readonly AddedRow[];
}

function editsOf(
  rows: readonly TableRow[],
  changes: ReadonlyMap<string, Cell | null>,
  labels: readonly Label[],
): Edits {
  const cells = new Map<StorageNode, readonly StorageNode[]>();
  const added: AddedRow[] = [];
  labels.forEach((label, at) => {
    const name = typeof label === "string" ? label : label[0];
    const wanted = changes.get(name);
    if (wanted === undefined) return;
    const row = rowOf(rows, label);
    if (row === undefined && wanted !== null) added.push({ at, row: propertyRow(name, wanted.content) });
    if (row === undefined || saysAlready(row, wanted)) return;
    const children = carryMarkers(row.cell.children, wanted?.content ?? []);
    cells.set(row.cell, [{ ...row.cell, children }]);
  });
  return { cells, added };
}

function saysAlready(row: TableRow, wanted: Cell | null): boolean {
  const meant = cellText(wanted?.content ?? []);
  const isSameText = row.text === meant.text;
  if (wanted?.as === "link" && row.links.length > 0) return row.links[0] === meant.links[0];
  if (wanted?.as !== "items") return isSameText;
  return row.items.length === meant.items.length && row.items.every((item, at) => item === meant.items[at]);
}

const inMacro = (content: StorageNode): Element => macro("details", { id: ROW_TABLE }, [content]);

function replaced(whole: Element, old: Element, patched: Element): Element {
  if (whole === old) return patched;
  const children = replaceNodes(whole.children, new Map([[old, [patched]]]));
  return children === whole.children ? whole : { ...whole, children };
}

/** The macro with a table again, above whatever people put into it instead; as it is if that would be empty. */
function withTable(whole: Element, patched: Element): Element {
  if (patched.children.every((child) => isElement(child) && child.children.length === 0)) return whole;
  const body = richBody(whole);
  const filled = elementOf("ac:rich-text-body", {}, [patched, ...(body?.children ?? [])]);
  const others = whole.children.filter((child) => child !== body);
  return { ...whole, children: [...others, filled] };
}

/** Labels of ours that are no headings are made some: reports see nothing else. */
function withHeadings(whole: Element, labels: readonly Label[]): readonly StorageNode[] {
  const wanted = new Set(labels.flatMap(spellingsOf));
  return rewrite([whole], (element) => {
    if (!isElement(element, "tr")) return null;
    const at = element.children.findIndex((child) => isElement(child, "th", "td"));
    const cell = element.children[at];
    if (!isElement(cell, "td") || !wanted.has(foldKey(cellText(cell.children).text))) return null;
    return { ...element, children: element.children.with(at, { ...cell, name: "th" }) };
  });
}

/** Where reports look for it. */
function adopted(whole: Element): Element {
  if (isElement(whole, "table")) return inMacro(whole);
  const others = whole.children.filter(
    (child) => !(isElement(child, "ac:parameter") && child.attributes["ac:name"] === "id"),
  );
  return { ...whole, children: [el("ac:parameter", { "ac:name": "id" }, ROW_TABLE), ...others] };
}
