import type { Block, ManagedBlock } from "../content/blocks.ts";
import type { Language, Text } from "../language.ts";
import type { NamedField } from "../model/fields.ts";

/**
 * THE PORT: where pages live. Notion, Confluence and the vault implement these verbs; everything else in
 * the product speaks only to this interface.
 *
 * Two kinds of things live in a workspace. *Nodes* are pages and databases: planned, bound by key, owned by
 * the product. *Rows* are the contents of databases: identified by their 管理ID, written one by one, owned by
 * people once written. Titles identify nothing.
 */

/** The workspace's own, opaque name of a node or row. Stable under rename and move for nodes. */
export type RemoteId = string;

export type NodeType = "page" | "database";

/** What a database holds. One schema per record type is shared by all databases of that type. */
export type RecordType =
  | "issue"
  | "success"
  | "failure"
  | "person"
  | "rollout"
  | "order"
  | "target"
  | "released"
  | "digest";

/** The properties of a database and the headings of its rows' bodies. */
export interface DatabaseSchema {
  readonly record: RecordType;
  readonly fields: readonly NamedField[];
}

/** A node as it is to be created. */
export interface NodeContent {
  /** Stable key, e.g. `sorei/br-osk/issues`; stored in the workspace as our marker. */
  readonly key: string;
  readonly type: NodeType;
  readonly title: string;
  readonly icon: string;
  readonly language: Language;
  /** The whole first body. After creation only its managed blocks are ever written again. */
  readonly blocks: readonly Block[];
  /** Pages below which other nodes are created. */
  readonly hasChildren: boolean;
  /** Databases only. */
  readonly schema?: DatabaseSchema;
}

/** A managed block as found in the workspace. */
export interface LiveBlock {
  readonly id: string;
  /** True if its content is not what the product last wrote: a person changed it, so it is left alone. */
  readonly edited: boolean;
  /** True if a link in it leads nowhere any more and writing the same block again would mend that. */
  readonly broken: boolean;
}

/** A node as found. `key` is our marker, null for what is not ours (a person's page or folder). */
export interface LiveNode {
  readonly remoteId: RemoteId;
  readonly key: string | null;
  readonly type: NodeType;
  /** The title as the workspace shows it (it may have had to change reserved characters). */
  readonly title: string;
  /** null: directly under the root. */
  readonly parent: RemoteId | null;
  readonly blocks: readonly LiveBlock[];
  /** A place that a person can find: a path relative to the vault, or a URL. */
  readonly location: string;
  readonly url: string;
}

export interface LiveTree {
  readonly nodes: readonly LiveNode[];
  /** False if anything could not be listed. Absence then means nothing. */
  readonly complete: boolean;
  /** What could not be read, or is there twice; shown with the plan, changed by nobody but people. */
  readonly notices: readonly Text[];
}

/** What the workspace made of a write. */
export interface Written {
  readonly remoteId: RemoteId;
  /** The title as it is shown now. */
  readonly title: string;
  readonly location: string;
  readonly url: string;
}

/** A change of an existing node; absent members stay as they are. */
export interface NodeChange {
  readonly title?: string;
  /** Managed blocks to replace. A block that a person edited or removed is left alone. */
  readonly blocks?: readonly ManagedBlock[];
}

/** Resolves links of blocks while they are written; undefined = not there yet, shown as plain text. */
export type LinkResolver = (target: { node: string } | { entry: string }) => RemoteId | undefined;

/** A property value as people see it: option labels, not ids. */
export type Value = string | number | boolean | readonly string[];
/** By field name. */
export type Values = Readonly<Record<string, Value>>;

/** A database as rows are read from and written to it. */
export interface DatabaseRef {
  readonly remoteId: RemoteId;
  readonly schema: DatabaseSchema;
  readonly language: Language;
}

/** A row to write. On an existing row, properties and body that are absent stay as they are. */
export interface RowWrite {
  /** 管理ID. */
  readonly id: string;
  /** The row to change; absent = create. */
  readonly remoteId?: RemoteId;
  readonly values: Values;
  /** The whole body as Markdown. */
  readonly body?: string;
  /** Write only if the row's revision is still this one. */
  readonly ifRevision?: string;
}

export type RowOutcome = "created" | "updated" | "unchanged" | "stale";

export interface RowWritten {
  /** `stale`: someone changed the row since `ifRevision`; nothing was written. */
  readonly outcome: RowOutcome;
  readonly remoteId: RemoteId;
  readonly revision: string;
  readonly url: string;
  readonly location: string;
}

export interface ReadRow {
  readonly remoteId: RemoteId;
  /** 管理ID; null where a person made the row by hand. */
  readonly id: string | null;
  /** Known properties, by field name. Absent or empty properties are left out. */
  readonly values: Values;
  readonly body: string;
  /** Changes whenever properties or body change. */
  readonly revision: string;
  /** ISO instant of the last change, by the workspace's clock. */
  readonly updatedAt: string;
  readonly location: string;
  readonly url: string;
}

/** A row that is there but cannot be read. */
export interface BrokenRow {
  readonly remoteId: RemoteId;
  /** 管理ID if it can still be made out. */
  readonly id: string | null;
  readonly location: string;
  /** Line in the file, counted from 1, where there is one. */
  readonly line?: number;
  readonly reason: Text;
}

export interface ChangedRows {
  readonly rows: readonly ReadRow[];
  readonly broken: readonly BrokenRow[];
  /** Where the next reading starts. Opaque; stored only together with the rows. */
  readonly cursor: string;
}

export interface RowIds {
  readonly ids: readonly { readonly remoteId: RemoteId; readonly id: string | null }[];
  readonly complete: boolean;
}

/** A generated row with a body of blocks: a digest or a released copy. */
export interface GeneratedPage {
  /** 管理ID, stable per digest or copy. */
  readonly id: string;
  readonly values: Values;
  readonly blocks: readonly Block[];
}

/** What a workspace can and cannot do. Plain data: `plan` and `doctor` print it. */
export interface Capabilities {
  /** Pages show their child pages by themselves. */
  readonly listsChildren: boolean;
  /** Views of a database can be made by the product. */
  readonly views: boolean;
  /** Databases enforce the types and options of their properties. */
  readonly typedProperties: boolean;
  /** Links find their target wherever people move it; if not, blocks with links are looked at and mended. */
  readonly linksFollow: boolean;
}

export interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: Text;
}

export interface Workspace {
  readonly kind: WorkspaceKind;
  readonly capabilities: Capabilities;
  /** Requests made so far (0 where nothing is sent). */
  readonly requests: () => number;

  /** Is the workspace usable? Never throws: each check says what is missing and what to do. */
  check(): Promise<Check[]>;

  /** Every node at and below the root, marked or not; rows are no nodes. Throws only if the root is unreadable. */
  readTree(): Promise<LiveTree>;

  /**
   * Creates one node, whole or not at all, with our marker and `opId` inside the same write. Not idempotent:
   * after a lost answer ask {@link findCreated} first. Refuses (`conflict`) to take a name that something else has.
   * `parent` null = directly under the root.
   */
  create(node: NodeContent, parent: RemoteId | null, opId: string, links: LinkResolver): Promise<Written>;

  /** The node that a `create` with this opId made under this parent, if it did. */
  findCreated(parent: RemoteId | null, opId: string): Promise<Written | null>;

  /** Retitles a node or rewrites managed blocks. Idempotent. Text outside managed blocks stays byte for byte. */
  update(remoteId: RemoteId, change: NodeChange, links: LinkResolver): Promise<Written>;

  /** Moves a node with everything in it, keeping its title where the new place allows. Idempotent. */
  move(remoteId: RemoteId, newParent: RemoteId | null): Promise<Written>;

  /** Rows that changed since the cursor (null = all), and rows that cannot be read. */
  changedEntries(db: DatabaseRef, since: string | null): Promise<ChangedRows>;

  /** Every row of the database, readable or not. */
  entryIds(db: DatabaseRef): Promise<RowIds>;

  /**
   * Creates or changes one row, whole or not at all. Creating an id that the database already holds changes
   * that row instead, so repeating after a lost answer makes no twin. Unknown properties, comments, key order
   * and text outside what is given survive.
   */
  writeEntry(db: DatabaseRef, row: RowWrite, opId: string): Promise<RowWritten>;

  /** Creates or replaces a generated row, whole or not at all. Idempotent by id. */
  putPage(db: DatabaseRef, page: GeneratedPage, links: LinkResolver): Promise<RowWritten>;

  /** Takes a generated row away (a released copy that may no longer be shown). Idempotent. Never for people's rows. */
  withdrawPage(db: DatabaseRef, id: string): Promise<void>;
}

export const WORKSPACE_KINDS = ["vault"] as const;
export type WorkspaceKind = (typeof WORKSPACE_KINDS)[number];
