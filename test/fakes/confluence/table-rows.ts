import { plainText } from "./reader-text.ts";
import { childrenByTag, everyElement } from "./storage-tree.ts";
import type { Content, Element } from "./storage-tree.ts";

export function cellsOf(row: Element): Element[] {
  return childrenByTag(row, "th", "td");
}

/** The first row whose first cell reads so; without a label the first row of all. */
export function rowAt(root: Element, label?: string): Element {
  for (const element of everyElement(root)) {
    if (element.tag !== "tr") continue;
    const [first] = cellsOf(element);
    if (first && (label === undefined || plainText(first) === label)) return element;
  }
  throw new Error(`There is no row "${label ?? ""}".`);
}

export function parentOfRow(root: Element, row: Element): Element {
  for (const element of everyElement(root)) if (element.children.includes(row)) return element;
  throw new Error("The row is in no table.");
}

/** Adds a row with a header cell to the first table: at the end, or at a place. */
export function addTableRow(root: Element, label: string, contents: Content[], at?: number): void {
  const body = parentOfRow(root, rowAt(root));
  const heading: Element = { tag: "p", attributes: {}, children: [label] };
  const row: Element = {
    tag: "tr",
    attributes: {},
    children: [
      { tag: "th", attributes: {}, children: [heading] },
      { tag: "td", attributes: {}, children: contents },
    ],
  };
  body.children.splice(at ?? body.children.length, 0, row);
}
