import { addNode, reindex } from "./changes.ts";
import { makeOld } from "./create-world.ts";
import { addProperty } from "./properties.ts";
import { requireFreeTitle } from "./titles.ts";
import { latest } from "./world.ts";
import type { World } from "./world.ts";

export interface SeedPage {
  title: string;
  /** Kept as it is given: thousands of pages are not worth the time of a save each. */
  storage?: string;
  labels?: string[];
  properties?: Record<string, unknown>;
  /** Under whose name; a person's when absent. */
  by?: string;
  editedAt?: number;
}

/** Many pages at once, as if they had been there for long. Returns their ids in order. */
export function seedPages(
  world: World,
  parentId: string,
  count: number,
  make: (index: number) => SeedPage,
): string[] {
  const parent = world.nodes.get(parentId);
  if (!parent) throw new Error(`There is no page ${parentId}.`);
  return Array.from({ length: count }, (_, index) => {
    const { title, storage = "", labels = [], properties = {}, by = world.personId, editedAt } = make(index);
    requireFreeTitle(world, parent.spaceId, title);
    const page = addNode(world, { spaceId: parent.spaceId, parentId, title, storage, by });
    page.labels = [...labels];
    for (const [key, value] of Object.entries(properties)) addProperty(world, page, key, value, by);
    if (editedAt !== undefined) latest(page).createdAt = editedAt;
    reindex(world, page);
    makeOld(page);
    return page.id;
  });
}
