import { invalid, notFound } from "./api-error.ts";
import { idOf, ok } from "./call.ts";
import type { Answer, Call } from "./call.ts";
import { moveNode } from "./changes.ts";
import { claimTitle, releaseTitle, requireFreeTitle } from "./titles.ts";
import { isBelow } from "./tree.ts";
import { writableNode } from "./visibility.ts";
import { childrenOf } from "./world.ts";
import type { Node, World } from "./world.ts";

/** PUT /content/{id}/move/{append|before|after}/{target}: no new version, and across spaces too. */
export function moveContent(call: Call): Answer {
  const { world } = call;
  const [, position = "", targetId = ""] = call.ids;
  const page = writableNode(world, "page", idOf(call), call.by);
  const kind = world.nodes.get(targetId)?.kind ?? "page";
  const target = writableNode(world, kind, targetId, call.by);
  if (page.status !== "current" || target.status !== "current") throw notFound("page", page.id);
  if (page === target || isBelow(world, target, page.id))
    throw invalid("A page cannot be moved below itself.");
  if (position !== "append" && position !== "before" && position !== "after") {
    throw invalid(`The position '${position}' is not one of append, before and after.`);
  }
  if (target.spaceId !== page.spaceId) requireFreeTitles(world, page, target.spaceId);
  placeNode(world, page, position, target);
  return ok({ pageId: page.id });
}

/** Puts a page below or beside another one, and all that is below it into that one's space. */
export function placeNode(
  world: World,
  page: Node,
  position: "append" | "before" | "after",
  target: Node,
): void {
  if (position === "append") moveNode(world, page, target.id);
  else {
    // Taken out first: the place is counted without it.
    moveNode(world, page, target.parentId);
    const siblings = target.parentId === null ? [] : (world.nodes.get(target.parentId)?.children ?? []);
    const at = siblings.indexOf(target.id) + (position === "after" ? 1 : 0);
    moveNode(world, page, target.parentId, at);
  }
  if (page.spaceId !== target.spaceId) changeSpace(world, page, target.spaceId);
}

function changeSpace(world: World, node: Node, spaceId: string): void {
  releaseTitle(world, node);
  node.spaceId = spaceId;
  claimTitle(world, node);
  for (const child of childrenOf(world, node)) changeSpace(world, child, spaceId);
}

function requireFreeTitles(world: World, node: Node, spaceId: string): void {
  if (node.kind === "page") requireFreeTitle(world, spaceId, node.title, node.id);
  for (const child of childrenOf(world, node)) requireFreeTitles(world, child, spaceId);
}
