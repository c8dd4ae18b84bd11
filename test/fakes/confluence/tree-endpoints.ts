import type { Json } from "../notion/json.ts";
import { first, idOf, ok } from "./call.ts";
import type { Answer, Call, Handler } from "./call.ts";
import { byPosition, listBody, slice } from "./paginate.ts";
import { sortOf } from "./page-reads.ts";
import { readChildren } from "./tree.ts";
import { isListed, readNode } from "./visibility.ts";
import { ancestorsOf } from "./world.ts";
import type { Node, World } from "./world.ts";

type Kind = Node["kind"];

/** GET /{pages|folders}/{id}/direct-children: pages and folders alike. */
export function listDirectChildren(kind: Kind): Handler {
  return (call) => answerChildren(call, kind, () => true);
}

/** GET /pages/{id}/children, deprecated: pages alone, folders vanish from it. */
export function listChildPages(call: Call): Answer {
  return answerChildren(call, "page", (node) => node.kind === "page");
}

function answerChildren(call: Call, kind: Kind, isWanted: (node: Node) => boolean): Answer {
  const { world } = call;
  const parent = readNode(world, kind, idOf(call), call.by);
  const items = visibleChildren(call, parent).filter(isWanted);
  const sort = first(call, "sort") ?? "child-position";
  const { keyOf, isDescending } = sort.endsWith("child-position")
    ? { ...byPosition(items), isDescending: sort.startsWith("-") }
    : sortOf(sort);
  const cut = slice(call, { items, keyOf, isDescending });
  return ok(listBody(call, cut, (node) => ({ ...childJson(world, node), spaceId: node.spaceId })));
}

function visibleChildren({ world, by }: Call, parent: Node): Node[] {
  return readChildren(world, parent).filter((node) => node.status === "current" && isListed(world, node, by));
}

function childJson(world: World, node: Node): Json {
  const siblings = node.parentId === null ? [] : (world.nodes.get(node.parentId)?.children ?? []);
  return {
    id: node.id,
    status: node.status,
    title: node.title,
    type: node.kind,
    childPosition: siblings.indexOf(node.id) * 100,
  };
}

const DEFAULT_DEPTH = 2;

/** GET /{pages|folders}/{id}/descendants: two levels unless more are asked for, ten at most. */
export function listDescendants(kind: Kind): Handler {
  return (call) => {
    const parent = readNode(call.world, kind, idOf(call), call.by);
    const depth = Number(first(call, "depth") ?? DEFAULT_DEPTH);
    const found: { node: Node; depth: number; at: number }[] = [];
    const visit = (node: Node, level: number) => {
      if (level > depth) return;
      for (const child of visibleChildren(call, node)) {
        found.push({ node: child, depth: level, at: found.length });
        visit(child, level + 1);
      }
    };
    visit(parent, 1);
    const cut = slice(call, { items: found, keyOf: (one) => [one.at] });
    return ok(
      listBody(call, cut, (one) => ({
        ...childJson(call.world, one.node),
        parentId: one.node.parentId,
        depth: one.depth,
      })),
    );
  };
}

/** GET /{pages|folders}/{id}/ancestors: the root first. */
export function listAncestors(kind: Kind): Handler {
  return (call) => {
    const node = readNode(call.world, kind, idOf(call), call.by);
    const items = ancestorsOf(call.world, node).toReversed();
    const cut = slice(call, byPosition(items));
    return ok(listBody(call, cut, (one) => ({ id: one.id, type: one.kind })));
  };
}
