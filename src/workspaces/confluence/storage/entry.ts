import { type EntryTable, findTable, type Label } from "./find-table.ts";
import { isPageMarker } from "./page-marker.ts";
import { elementsIn } from "./rewrite.ts";
import type { StorageNode } from "./tree.ts";

/** The page of an entry in its parts. */
export interface Entry {
  readonly table: EntryTable | null;
  /** The table and our marker, wherever people put them; the rest of the page is the body. */
  readonly own: ReadonlySet<StorageNode>;
}

export function splitEntry(nodes: readonly StorageNode[], labels: readonly Label[]): Entry {
  const table = findTable(nodes, labels);
  const markers = [...elementsIn(nodes)].filter(isPageMarker);
  return { table, own: new Set<StorageNode>([...(table === null ? [] : [table.whole]), ...markers]) };
}
