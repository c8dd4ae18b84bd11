import { newId } from "./ids.ts";
import { attach, newBase } from "./tree.ts";
import type { Value } from "./value.ts";
import { emptyValue } from "./value.ts";
import type { PageNode, SourceNode, World } from "./world.ts";

/** A new, empty page under a page, a block or a data source; null puts it at the workspace's root. */
export function makePage(world: World, parentId: string | null, by: string, index?: number): PageNode {
  const page: PageNode = {
    kind: "page",
    ...newBase(world, newId(), by),
    values: new Map<string, Value>([["title", { type: "title", text: [] }]]),
    icon: null,
    cover: null,
    isArchived: false,
    isLocked: false,
  };
  world.nodes.set(page.id, page);
  world.revision += 1;
  if (parentId === null) return page;
  attach(world, page, parentId, index);
  const parent = world.nodes.get(parentId);
  if (parent?.kind === "data_source") fillRow(parent, page);
  return page;
}

/** A row starts with every property: a number of its own, the first status, else nothing. */
export function fillRow(source: SourceNode, row: PageNode): void {
  for (const property of source.properties) {
    if (row.values.has(property.id)) continue;
    if (property.type === "unique_id") {
      row.values.set(property.id, { type: "unique_id", number: source.nextNumber++ });
    } else if (property.type === "status") {
      row.values.set(property.id, { type: "status", option: property.options[0]?.id ?? null });
    } else {
      const empty = emptyValue(property.type);
      if (empty) row.values.set(property.id, empty);
    }
  }
}
