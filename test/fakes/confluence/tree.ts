import type { Node, World } from "./world.ts";

/** Where children hang. All changes of the tree pass here, so that lagging reads can show what was before. */
export function attach(
  world: World,
  node: Node,
  parentId: string | null,
  at = Number.POSITIVE_INFINITY,
): void {
  node.parentId = parentId;
  const parent = parentId === null ? undefined : world.nodes.get(parentId);
  if (!parent) return;
  rememberChildren(world, parent);
  parent.children.splice(Math.min(at, parent.children.length), 0, node.id);
}

/** Takes a node out of its parent's children. Its own `parentId` stays: a restore goes back there. */
export function detach(world: World, node: Node): void {
  const parent = node.parentId === null ? undefined : world.nodes.get(node.parentId);
  if (!parent?.children.includes(node.id)) return;
  rememberChildren(world, parent);
  parent.children.splice(parent.children.indexOf(node.id), 1);
}

export function isBelow(world: World, node: Node, ancestorId: string): boolean {
  for (let id = node.parentId; id !== null; id = world.nodes.get(id)?.parentId ?? null) {
    if (id === ancestorId) return true;
  }
  return false;
}

function rememberChildren(world: World, parent: Node): void {
  const { childrenLagMs, now } = world.settings;
  if (childrenLagMs <= 0) return;
  const at = now();
  parent.pastChildren = parent.pastChildren.filter((one) => one.at > at - childrenLagMs);
  // The ids as they are now are right until this moment.
  parent.pastChildren.push({ at, ids: [...parent.children] });
}

/** The children as a reader sees them: those of a while ago when reads lag. */
export function readChildren(world: World, parent: Node): Node[] {
  const seenAt = world.settings.now() - world.settings.childrenLagMs;
  const past = parent.pastChildren.find((one) => one.at > seenAt);
  return (past?.ids ?? parent.children).flatMap((id) => world.nodes.get(id) ?? []);
}
