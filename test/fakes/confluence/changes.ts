import { followRename } from "./follow-links.ts";
import { attach, detach } from "./tree.ts";
import { claimTitle, releaseTitle } from "./titles.ts";
import { latest, newId } from "./world.ts";
import type { ContentStatus, Node, World } from "./world.ts";

/** What a new version changes. What is absent stays. */
export interface VersionChange {
  title?: string;
  storage?: string;
  message?: string;
}

export interface NewNode {
  kind?: "page" | "folder";
  spaceId: string;
  parentId: string | null;
  title: string;
  storage: string;
  status?: ContentStatus;
  by: string;
}

/** Puts a page or folder into the world. Whoever calls has checked the title. */
export function addNode(world: World, draft: NewNode): Node {
  const at = world.settings.now();
  const { kind = "page", spaceId, title, storage, status = "current", by } = draft;
  const node: Node = {
    kind,
    id: newId(world),
    spaceId,
    title,
    parentId: draft.parentId,
    children: [],
    status,
    versions: [{ number: 1, authorId: by, createdAt: at, message: "", title, storage }],
    labels: [],
    properties: [],
    restrictions: { read: new Set(), update: new Set() },
    state: undefined,
    authorId: by,
    createdAt: at,
    madeAtMs: at,
    madeAtRequest: world.requestCount,
    indexed: [],
    pastChildren: [],
  };
  world.nodes.set(node.id, node);
  attach(world, node, draft.parentId);
  claimTitle(world, node);
  reindex(world, node);
  return node;
}

export function addVersion(world: World, node: Node, by: string, change: VersionChange): void {
  const before = latest(node);
  const title = change.title ?? node.title;
  if (title !== node.title) {
    releaseTitle(world, node);
    followRename(world, node, node.title, title);
    node.title = title;
    claimTitle(world, node);
  }
  node.versions.push({
    number: before.number + 1,
    authorId: by,
    createdAt: world.settings.now(),
    message: change.message ?? "",
    title,
    storage: change.storage ?? before.storage,
  });
  reindex(world, node);
}

/** Changes the body where it stands, as a comment's marker does: no version, no stamp. */
export function rewriteBody(world: World, node: Node, storage: string): void {
  latest(node).storage = storage;
  reindex(world, node);
}

/** Gives search its next picture of the node, and forgets those that are too old to be asked for. */
export function reindex(world: World, node: Node): void {
  const at = world.settings.now();
  const version = latest(node);
  const kept = node.indexed.filter((one) => one.at > at - world.settings.searchLagMs);
  const last = node.indexed[node.indexed.length - kept.length - 1];
  node.indexed = last ? [last, ...kept] : kept;
  node.indexed.push({
    at,
    status: node.status,
    title: node.title,
    parentId: node.parentId,
    spaceId: node.spaceId,
    labels: [...node.labels],
    storage: version.storage,
    modifiedAt: version.createdAt,
    modifiedBy: version.authorId,
  });
}

export function setStatus(world: World, node: Node, status: ContentStatus): void {
  if (node.kind === "page" && (status === "trashed" || status === "purged")) releaseTitle(world, node);
  node.status = status;
  if (status === "current" || status === "archived" || status === "draft") claimTitle(world, node);
  reindex(world, node);
}

export function moveNode(world: World, node: Node, parentId: string | null, at?: number): void {
  detach(world, node);
  attach(world, node, parentId, at);
  reindex(world, node);
}
