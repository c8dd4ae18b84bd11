import type { NodeType } from "../../workspace.ts";
import { elementsIn } from "./rewrite.ts";
import { rowsOf } from "./table-rows.ts";
import { isElement, macro, macroName, p, parameterOf, propertyRow, type StorageNode, table } from "./tree.ts";

/**
 * What marks a page as ours, written together with it: Page Properties that nobody sees, at the end of the page. They
 * go with the page wherever it is moved or copied, so the first page that was bound counts.
 */
export interface PageMarker {
  readonly key: string;
  /** Which creation made it. */
  readonly opId: string;
  readonly type: NodeType;
}

export function pageMarker({ key, opId, type }: PageMarker): StorageNode {
  const rows = Object.entries({ key, opId, type }).map(([name, value]) => propertyRow(name, [p(value)]));
  return macro("details", { hidden: "true", id: PAGE_MARKER }, [table(rows)]);
}

/** The marker of a page; null where there is none, or one that does not say everything. */
export function readPageMarker(nodes: readonly StorageNode[]): PageMarker | null {
  for (const element of elementsIn(nodes)) {
    if (!isPageMarker(element)) continue;
    const found = [...elementsIn(element.children)].find((one) => isElement(one, "table"));
    const values = new Map(
      found === undefined ? [] : rowsOf(found).map(({ label, text }) => [label.trim(), text.trim()]),
    );
    const [key, opId, type] = [values.get("key"), values.get("opId"), values.get("type")];
    if (key === undefined || opId === undefined || (type !== "page" && type !== "database")) continue;
    return { key, opId, type };
  }
  return null;
}

export const isPageMarker = (node: StorageNode): boolean =>
  isElement(node) && macroName(node) === "details" && parameterOf(node, "id") === PAGE_MARKER;

const PAGE_MARKER = "kakehashi-page";
