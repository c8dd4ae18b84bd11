import type { Json } from "./json.ts";
import type { Settings } from "./options.ts";
import type { Property } from "./property.ts";
import type { Segment } from "./rich-text.ts";
import type { Value } from "./value.ts";

/**
 * All that the workspace holds. Pages, databases, data sources and blocks are one tree of nodes keyed by id,
 * because Notion's ids are one namespace: a child page is the block of the same id in its parent's children.
 */
export interface World {
  settings: Settings;
  nodes: Map<string, Node>;
  views: Map<string, View>;
  users: Map<string, User>;
  comments: Map<string, Comment>;
  tasks: Map<string, AsyncTask>;
  cursors: Map<string, Cursor>;
  rootId: string;
  botId: string;
  personId: string;
  /** Requests received so far: lags counted in requests are measured against it. */
  requestCount: number;
  /** Moves with every change; a remembered query result is only good for the revision it was made at. */
  revision: number;
  blocksMade: number;
  /** Work that Notion does after its answer (templates, async tasks), due at a request count. */
  later: { dueAt: number; run: () => void }[];
}

interface NodeBase {
  id: string;
  /** A page, block, database (for data sources) or data source (for rows); null at the workspace's root. */
  parentId: string | null;
  children: string[];
  inTrash: boolean;
  /** Set by hand on one node; every other node has what its nearest such ancestor has. */
  sharing?: "granted" | "denied";
  createdAt: number;
  editedAt: number;
  createdBy: string;
  editedBy: string;
  /** For the lags: when, by clock and by count of requests, the node was made. */
  madeAtMs: number;
  madeAtRequest: number;
}

export interface PageNode extends NodeBase {
  kind: "page";
  /** By property id; a page that is no row has the title alone. */
  values: Map<string, Value>;
  icon: Json | null;
  cover: Json | null;
  isArchived: boolean;
  isLocked: boolean;
}

export interface DatabaseNode extends NodeBase {
  kind: "database";
  title: Segment[];
  description: Segment[];
  isInline: boolean;
  isLocked: boolean;
  icon: Json | null;
  cover: Json | null;
  sourceIds: string[];
  viewIds: string[];
  /** A linked database only shows another database's source. */
  isLinked: boolean;
}

export interface SourceNode extends NodeBase {
  kind: "data_source";
  title: Segment[];
  icon: Json | null;
  properties: Property[];
  rows: Set<string>;
  nextNumber: number;
  templates: Template[];
  /** The last query's ids, so that paging through 25,000 rows does not sort them for every page. */
  lastQuery?: { key: string; revision: number; ids: string[] };
}

export interface BlockNode extends NodeBase {
  kind: "block";
  type: string;
  content: Json;
}

export type Node = PageNode | DatabaseNode | SourceNode | BlockNode;

export interface View {
  id: string;
  databaseId: string;
  sourceId: string;
  dashboardViewId?: string;
  name: string;
  type: string;
  filter: unknown;
  sorts: unknown;
  quickFilters: Json | null;
  configuration: Json | null;
  createdAt: number;
  editedAt: number;
  createdBy: string;
  editedBy: string;
}

export interface User {
  id: string;
  name: string;
  type: "person" | "bot";
  email?: string;
}

export interface Comment {
  id: string;
  parentId: string;
  discussionId: string;
  text: Segment[];
  createdAt: number;
  createdBy: string;
}

export interface AsyncTask {
  id: string;
  name: string;
  createdAt: number;
  result?: Json;
  error?: { status: number; code: string; message: string };
}

export interface Template {
  id: string;
  name: string;
  isDefault: boolean;
  markdown: string;
}

export interface Cursor {
  scope: string;
  index: number;
  /** The item the next page starts with; `index` is used when it has gone since. */
  anchor: string | undefined;
}
