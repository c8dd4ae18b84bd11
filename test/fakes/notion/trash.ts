import { touch } from "./edits.ts";
import type { Node, World } from "./world.ts";

/**
 * Trash is a flag on the one node; its descendants report it because they look up. Restoring clears that flag
 * only, so what was trashed by itself before stays in the trash.
 */
export function setTrashed(world: World, node: Node, inTrash: boolean, by: string): void {
  node.inTrash = inTrash;
  touch(world, node, by);
}

/** Gone for ever, with all below: what emptying the trash does. The API has no such call. */
export function purgeNode(world: World, node: Node): void {
  const below =
    node.kind === "data_source" ? [...node.rows] : node.kind === "database" ? node.sourceIds : node.children;
  for (const id of below) {
    const child = world.nodes.get(id);
    if (child) purgeNode(world, child);
  }
  if (node.kind === "database") node.viewIds.forEach((id) => world.views.delete(id));
  world.nodes.delete(node.id);
  world.revision += 1;
}
