import { addVersion, moveNode, setStatus } from "./changes.ts";
import { requireFreeTitle } from "./titles.ts";
import { attach, detach } from "./tree.ts";
import { childrenOf, spaceOf } from "./world.ts";
import type { Node, World } from "./world.ts";

/** Child pages of what is trashed move up; child folders go along with all that they hold. */
export function trashNode(world: World, node: Node): void {
  if (node.kind === "page") liftPages(world, node);
  for (const child of childrenOf(world, node)) trashWhole(world, child);
  detach(world, node);
  setStatus(world, node, "trashed");
}

function trashWhole(world: World, node: Node): void {
  for (const child of childrenOf(world, node)) trashWhole(world, child);
  setStatus(world, node, "trashed");
}

function liftPages(world: World, node: Node): void {
  for (const child of childrenOf(world, node)) {
    if (child.kind === "page") moveNode(world, child, node.parentId);
  }
}

/** Archived pages leave the tree as trashed ones do, but keep their title. */
export function archiveNode(world: World, page: Node): void {
  for (const child of childrenOf(world, page)) moveNode(world, child, page.parentId);
  detach(world, page);
  setStatus(world, page, "archived");
}

/** Back below the old parent, or below the home page when that is gone. The body stays as it was. */
export function restoreNode(world: World, page: Node, by: string): void {
  if (page.status === "trashed") requireFreeTitle(world, page.spaceId, page.title, page.id);
  const parent = page.parentId === null ? undefined : world.nodes.get(page.parentId);
  const isGone = page.parentId !== null && parent?.status !== "current";
  // What went to the trash with its folder still hangs there.
  detach(world, page);
  attach(world, page, isGone ? spaceOf(world, page).homepageId : page.parentId);
  setStatus(world, page, "current");
  addVersion(world, page, by, { message: "Restored" });
}
