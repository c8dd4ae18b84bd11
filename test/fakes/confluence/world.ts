import type { RecordedRequest } from "./recorded-request.ts";
import type { Settings } from "./options.ts";

export type ContentStatus = "current" | "archived" | "draft" | "trashed" | "purged";

/**
 * All that the site holds. Pages and folders are one tree keyed by id. What is purged stays here under its
 * status, because search still finds it for a while and a second purge of it has an answer of its own.
 */
export interface World {
  settings: Settings;
  /** The address of the site, known once the server listens. */
  url: string;
  nodes: Map<string, Node>;
  spaces: Map<string, Space>;
  users: Map<string, User>;
  comments: Map<string, Comment>;
  templates: Map<string, Template>;
  tasks: Map<string, LongTask>;
  labelIds: Map<string, string>;
  /** Pages by folded title, per space: "spaceId title" → ids. */
  titles: Map<string, Set<string>>;
  botId: string;
  personId: string;
  nextId: number;
  random: () => number;
  requestCount: number;
  /** Pages that lists leave out without a word. */
  omits: (page: Node) => boolean;
  /** Older cursors are refused. */
  cursorAge: number;
  violations: string[];
  overlaps: Overlap[];
}

export interface Overlap {
  /** The page (or parent of pages) that two writes were about at the same time. */
  pageId: string;
  earlier: RecordedRequest;
  later: RecordedRequest;
}

export interface Space {
  id: string;
  key: string;
  name: string;
  homepageId: string;
  createdAt: number;
  /** False: the bot may not see it. */
  isVisible: boolean;
}

export interface Version {
  number: number;
  authorId: string;
  createdAt: number;
  message: string;
  title: string;
  storage: string;
}

export interface Property {
  id: string;
  key: string;
  value: unknown;
  version: number;
  createdAt: number;
  authorId: string;
}

export interface Node {
  kind: "page" | "folder";
  id: string;
  spaceId: string;
  title: string;
  /** Null only for the pages at the root of a space. */
  parentId: string | null;
  children: string[];
  status: ContentStatus;
  /** Oldest first; the last one is current. A folder has one without a body. */
  versions: Version[];
  labels: string[];
  properties: Property[];
  /** Accounts that may; empty means that nothing is restricted here. */
  restrictions: { read: Set<string>; update: Set<string> };
  state: { name: string; color: string } | undefined;
  authorId: string;
  createdAt: number;
  /** For the lags: when, by clock and by count of requests, the node was made. */
  madeAtMs: number;
  madeAtRequest: number;
  /** What search knew, and from when on. Oldest first. */
  indexed: Snapshot[];
  /** The children as they were, and from when on. Kept only while children lag. */
  pastChildren: { at: number; ids: string[] }[];
}

export interface Snapshot {
  at: number;
  status: ContentStatus;
  title: string;
  parentId: string | null;
  spaceId: string;
  labels: readonly string[];
  storage: string;
  modifiedAt: number;
  modifiedBy: string;
}

export interface User {
  accountId: string;
  name: string;
  accountType: "app" | "atlassian";
  timeZone: string;
}

export interface Comment {
  id: string;
  kind: "footer" | "inline";
  pageId: string;
  parentCommentId: string | undefined;
  storage: string;
  version: number;
  authorId: string;
  createdAt: number;
  isDeleted: boolean;
  resolved: boolean;
  markerRef: string | undefined;
  selection: string | undefined;
}

export interface Template {
  id: string;
  name: string;
  description: string;
  spaceKey: string | undefined;
  labels: string[];
  storage: string;
}

export interface LongTask {
  id: string;
  name: string;
  doneAtRequest: number;
  startedAt: number;
}

export function newId(world: World): string {
  world.nextId += 1;
  return String(world.nextId);
}

/** The current version; every node has one. */
export function latest(node: Node): Version {
  const version = node.versions.at(-1);
  if (!version) throw new Error(`Node ${node.id} has no version.`);
  return version;
}

export function childrenOf(world: World, node: Node): Node[] {
  return node.children.flatMap((id) => world.nodes.get(id) ?? []);
}

export function spaceOf(world: World, node: Node): Space {
  const space = world.spaces.get(node.spaceId);
  if (!space) throw new Error(`Node ${node.id} is in no space.`);
  return space;
}

/** From the parent upwards. */
export function ancestorsOf(world: World, node: Node): Node[] {
  const found: Node[] = [];
  let id = node.parentId;
  while (id !== null) {
    const parent = world.nodes.get(id);
    if (!parent || found.includes(parent)) break;
    found.push(parent);
    id = parent.parentId;
  }
  return found;
}
