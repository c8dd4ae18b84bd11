import { notFound } from "./api-error.ts";
import { floorToMinute } from "./clock.ts";
import type { BlockNode, DatabaseNode, Node, PageNode, SourceNode, World } from "./world.ts";

/** How an answer names the thing that was not found. */
const WORD = { page: "page", database: "database", data_source: "data_source", block: "block" } as const;

export function ancestorsOf(world: World, node: Node): Node[] {
  const found: Node[] = [];
  for (let id = node.parentId; id !== null;) {
    const parent = world.nodes.get(id);
    if (!parent) break;
    found.push(parent);
    id = parent.parentId;
  }
  return found;
}

/** A trashed page is trashed with all that is under it. */
export function isInTrash(world: World, node: Node): boolean {
  return node.inTrash || ancestorsOf(world, node).some((one) => one.inTrash);
}

/** The nearest setting decides: sharing a page covers its descendants until one is taken out. */
export function isShared(world: World, node: Node): boolean {
  const decided = [node, ...ancestorsOf(world, node)].find((one) => one.sharing !== undefined);
  return decided?.sharing === "granted";
}

/** New objects may be missing from reads for a while. */
export function isVisible(world: World, node: Node): boolean {
  const { visibilityLagMs, visibilityLagRequests, now } = world.settings;
  if (visibilityLagMs > 0 && now() < node.madeAtMs + visibilityLagMs) return false;
  return visibilityLagRequests === 0 || world.requestCount > node.madeAtRequest + visibilityLagRequests;
}

export function findNode(world: World, id: string): Node | undefined {
  const node = world.nodes.get(id);
  return node && isShared(world, node) ? node : undefined;
}

export function requirePage(world: World, id: string): PageNode {
  const node = findNode(world, id);
  if (node?.kind !== "page") throw notFound(WORD.page, id);
  return node;
}

export function requireDatabase(world: World, id: string): DatabaseNode {
  const node = findNode(world, id);
  if (node?.kind !== "database") throw notFound(WORD.database, id);
  return node;
}

export function requireSource(world: World, id: string): SourceNode {
  const node = findNode(world, id);
  if (node?.kind !== "data_source") throw notFound(WORD.data_source, id);
  return node;
}

/** Anything that has a place among a page's blocks: pages and databases too. */
export function requireBlock(world: World, id: string): BlockNode | PageNode | DatabaseNode {
  const node = findNode(world, id);
  if (!node || node.kind === "data_source") throw notFound(WORD.block, id);
  return node;
}

/** A read of an object that is still too new answers like one of an object that is not there. */
export function requireVisible<T extends Node>(world: World, node: T): T {
  if (!isVisible(world, node)) throw notFound(WORD[node.kind], node.id);
  return node;
}

/** The page that a block stands on; the page itself for a page. */
export function pageOf(world: World, node: Node): PageNode | undefined {
  return [node, ...ancestorsOf(world, node)].find((one) => one.kind === "page");
}

export function sourceOf(world: World, page: PageNode): SourceNode | undefined {
  const parent = page.parentId === null ? undefined : world.nodes.get(page.parentId);
  return parent?.kind === "data_source" ? parent : undefined;
}

/** What a children list shows: not what is trashed, and not what is not shared. */
export function childrenOf(world: World, node: Node): (BlockNode | PageNode | DatabaseNode)[] {
  return allChildrenOf(world, node).filter((child) => child.sharing !== "denied");
}

export function allChildrenOf(world: World, node: Node): (BlockNode | PageNode | DatabaseNode)[] {
  return node.children.flatMap((id) => {
    const child = world.nodes.get(id);
    return child && child.kind !== "data_source" && !child.inTrash ? [child] : [];
  });
}

export function attach(world: World, node: Node, parentId: string, index?: number): void {
  const parent = world.nodes.get(parentId);
  node.parentId = parentId;
  if (!parent) return;
  if (parent.kind === "data_source") parent.rows.add(node.id);
  else parent.children.splice(index ?? parent.children.length, 0, node.id);
}

export function detach(world: World, node: Node): void {
  const parent = node.parentId === null ? undefined : world.nodes.get(node.parentId);
  if (parent?.kind === "data_source") parent.rows.delete(node.id);
  else if (parent) parent.children = parent.children.filter((id) => id !== node.id);
}

/** The fields every node has, for one made now by this user. */
export function newBase(world: World, id: string, by: string, at: number = world.settings.now()) {
  const stamp = floorToMinute(at);
  return {
    id,
    parentId: null,
    children: [],
    inTrash: false,
    createdAt: stamp,
    editedAt: stamp,
    createdBy: by,
    editedBy: by,
    madeAtMs: at,
    madeAtRequest: world.requestCount,
  };
}
