import { forbidden, notFound } from "./api-error.ts";
import { ancestorsOf } from "./world.ts";
import type { Node, World } from "./world.ts";

/** Whether an account may read a node: its space, its own restriction, and every ancestor's. */
export function mayRead(world: World, node: Node, accountId: string | undefined): boolean {
  const space = world.spaces.get(node.spaceId);
  if (accountId === world.botId && space?.isVisible === false) return false;
  return [node, ...ancestorsOf(world, node)].every((one) => {
    const { read } = one.restrictions;
    return read.size === 0 || (accountId !== undefined && read.has(accountId));
  });
}

/** Whether a node made a moment ago shows up already. */
function hasArrived(world: World, node: Node): boolean {
  const { visibilityLagMs, visibilityLagRequests, now } = world.settings;
  if (node.authorId !== world.botId) return true;
  return (
    now() - node.madeAtMs >= visibilityLagMs &&
    world.requestCount - node.madeAtRequest > (visibilityLagRequests > 0 ? visibilityLagRequests : -1)
  );
}

/** What a list shows of the nodes that belong in it. */
export function isListed(world: World, node: Node, accountId: string | undefined): boolean {
  return mayRead(world, node, accountId) && hasArrived(world, node) && !isOmitted(world, node, accountId);
}

/** Left out without a word: of what programs are shown, never of what people see. */
export function isOmitted(world: World, node: Node, accountId: string | undefined): boolean {
  return accountId === world.botId && world.omits(node);
}

/** The node of an id, when the account may see it and it is not gone for good. */
export function readNode(world: World, kind: Node["kind"], id: string, accountId: string | undefined): Node {
  const node = world.nodes.get(id);
  if (!node || node.kind !== kind || node.status === "purged") throw notFound(kind, id);
  if (!mayRead(world, node, accountId) || !hasArrived(world, node)) throw notFound(kind, id);
  if (node.status === "trashed" && !world.settings.trashedReadable) throw notFound(kind, id);
  return node;
}

/** The node of an id, when the account may change it. What is restricted for reading is not even there. */
export function writableNode(world: World, kind: Node["kind"], id: string, by: string | undefined): Node {
  const node = readNode(world, kind, id, by);
  const { update } = node.restrictions;
  if (by === undefined || (update.size > 0 && !update.has(by))) {
    throw forbidden("You do not have permission to update this content.");
  }
  return node;
}
