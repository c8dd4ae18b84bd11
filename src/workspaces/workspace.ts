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
  /** Views to be born with: of a database, or of other databases shown on a page. */
  readonly views?: readonly ViewSpec[];
}

/** A way of looking at a database. Made once; from then on it belongs to people and is never read again. */
export interface ViewSpec {
  /** Stable within its node. */
  readonly id: string;
  readonly title: string;
  readonly type: "table" | "board";
  /** The database whose rows a page shows; absent on a database itself. */
  readonly source?: { readonly key: string; readonly title: string; readonly schema: DatabaseSchema };
  /** Field by which rows are grouped; a board needs one. */
  readonly groupBy?: string;
  /** Rows shown: all conditions hold, or any of them. */
  readonly where?: { readonly match: "all" | "any"; readonly conditions: readonly ViewCondition[] };
  /** Most important first. `edited` is the time of the last change. */
  readonly sort: readonly { readonly by: string; readonly direction: "ascending" | "descending" }[];
}

/** `option` is the id of one of the field's options. */
export type ViewCondition =
  | { readonly field: string; readonly is: "not"; readonly option: string }
  | { readonly field: string; readonly is: "empty" }
  | { readonly field: string; readonly is: "this-week" };

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
  /** In the trash, from which an update can take it back. */
  readonly trashed?: true;
  /** Archived, from which only people can take it back. */
  readonly archived?: true;
  /** How a database's properties compare with its schema; absent where properties have no types of their own. */
  readonly fields?: readonly LiveField[];
  /** A place that a person can find: a path relative to the vault, or a URL. */
  readonly location: string;
  readonly url: string;
}

/** A field of the schema as the database has it. Properties that people added are not mentioned. */
export interface LiveField {
  /** The field's name in the schema. */
  readonly field: string;
  /**
   * `renamed`: same property, other label. `retyped`: same property, values of another type. `replaced`: the property
   * that was known is gone, and another one has its label.
   */
  readonly state: "fits" | "renamed" | "retyped" | "missing" | "replaced";
  /** The property's label now; the field's own where it is missing. */
  readonly label: string;
  /** Options of the schema that the property lacks. */
  readonly lacks: readonly string[];
}

/** What the store knows about the workspace, so that the workspace need not ask for it again. */
export interface TreeGuide {
  /** The partner whose tree is read; others below the same root are named but not entered. */
  readonly partner: string;
  /** Keys by remote id, of all partners. */
  readonly keys: ReadonlyMap<RemoteId, string>;
  /** Databases that only show the rows of others: linked views that the product made on pages. */
  readonly shown: ReadonlySet<RemoteId>;
  /** ISO instants at which nodes were bound, as far as known: what is new may not be shown everywhere yet. */
  readonly boundAt: ReadonlyMap<RemoteId, string>;
  /** What a database of this key should look like; undefined for keys that are none of the spec's. */
  readonly databases: ReadonlyMap<string, Omit<DatabaseRef, "remoteId">>;
}

export interface LiveTree {
  readonly nodes: readonly LiveNode[];
  /** Bound nodes that the workspace denies to know: gone for good, or no longer shared with us. */
  readonly unreachable: readonly RemoteId[];
  /** False if anything could not be listed. Absence then means nothing. */
  readonly complete: boolean;
  /** Titles that are taken by what is none of the nodes, where titles are unique in the whole workspace. */
  readonly taken?: readonly Pick<LiveNode, "remoteId" | "title" | "location">[];
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
  /** Databases with typed properties: the workspace's id of each field's property. */
  readonly properties?: PropertyIds;
  /** Databases: the workspace tells the time by the same clock by which it stamps rows. */
  readonly stampsByClock?: boolean;
}

/** What came of a change; the title only where it was changed or had to be asked for. */
export type Updated = Omit<Written, "title"> & Partial<Pick<Written, "title">>;

/** The workspace's ids of properties, by field name: what a property is known by, whatever people call it. */
export type PropertyIds = Readonly<Record<string, string>>;

/** A change of an existing node; absent members stay as they are. */
export interface NodeChange {
  readonly title?: string;
  /** Managed blocks to replace. A block that a person edited or removed is left alone. */
  readonly blocks?: readonly ManagedBlock[];
  /** Take it out of the trash first. */
  readonly restore?: true;
  /** Bring a database's properties to this schema: add what is missing, set types back, add options. */
  readonly schema?: Omit<DatabaseRef, "remoteId">;
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
  /** Absent where properties are known by their labels alone. */
  readonly properties?: PropertyIds;
  /** As it was found when the database was made; see {@link Written}. */
  readonly stampsByClock?: boolean;
  /** Fields whose property was made anew: what its rows said is still to be filled in. */
  readonly refill?: readonly string[];
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
  /** Fields for which the database has no property any more: the row cannot say what it says there. */
  readonly lacks?: readonly string[];
  /** Fields whose place a person took out of this very row: it cannot say what it says there, until it has one again. */
  readonly dropped?: readonly string[];
  readonly body: string;
  /** Fewer people may read it than may read the partner's hub: it is for nobody else. */
  readonly restricted?: true;
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
  /** It may be readable the next time although nobody changes it. */
  readonly again?: true;
}

export interface ChangedRows {
  readonly rows: readonly ReadRow[];
  readonly broken: readonly BrokenRow[];
  /** False: more rows may have changed than could be listed. */
  readonly complete?: false;
  /**
   * Where the next reading starts. Opaque; stored only together with the rows. Asked for when all databases
   * were read: what the others show tells which moments are over.
   */
  readonly cursor: () => string;
}

/**
 * What became of a row that a listing lacks. `hidden`: its whole database is in the trash, and may come back out of it.
 * `gone`: deleted for good, or no longer shared with us.
 */
export type RowFate = "there" | "hidden" | "trashed" | "archived" | "moved" | "gone";

export interface RowIds {
  readonly ids: readonly {
    readonly remoteId: RemoteId;
    readonly id: string | null;
    /** A generated row that somebody else was the last to change. */
    readonly touched?: true;
  }[];
  readonly complete: boolean;
}

/** A generated row with a body of blocks: a digest or a released copy. */
export interface GeneratedPage {
  /** 管理ID, stable per digest or copy. */
  readonly id: string;
  readonly values: Values;
  readonly blocks: readonly Block[];
}

/** `workspace`: also whatever is not ours. */
export type TitleScope = "nowhere" | "parent" | "workspace";

/** What a workspace can and cannot do. Plain data: `plan` and `doctor` print it. */
export interface Capabilities {
  /** Pages show their child pages by themselves. */
  readonly listsChildren: boolean;
  /** Views of a database can be made by the product. */
  readonly views: boolean;
  /**
   * Where two things cannot have one title. Where they can, only the plan refuses to take a title twice below one
   * parent.
   */
  readonly uniqueTitles: TitleScope;
  /** A database is a page with text of its own; if not, it has only a description. */
  readonly databaseText: boolean;
  /** What was made may be missing from reads for a moment. */
  readonly showsLate: boolean;
  /** Listing every row costs nothing; if not, it is done only when asked for. */
  readonly freeListing: boolean;
  /** Rows are read many at a time, text and all: a full sync reads everything again, also what no change shows. */
  readonly bulkReading: boolean;
  /** How many things may usefully be under way at once. */
  readonly parallel: number;
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

  /**
   * Is the workspace usable? Never throws: each check says what is missing and what to do. With databases, none of
   * them if it must be, everything is looked at that can be; without, what a run should know before it writes.
   */
  check(databases?: readonly DatabaseRef[]): Promise<Check[]>;

  /**
   * Every node at and below the root, marked or not; rows are no nodes. With a guide, bound nodes that are
   * elsewhere are looked for. Throws only if the root is unreadable.
   */
  readTree(guide?: TreeGuide): Promise<LiveTree>;

  /**
   * Creates one node, whole or not at all, with our marker and `opId` inside the same write. Not idempotent:
   * a later process asks {@link findCreated} first. Where titles are
   * unique, refuses (`conflict`) to take one that something else has.
   * `parent` null = directly under the root.
   */
  create(node: NodeContent, parent: RemoteId | null, opId: string, links: LinkResolver): Promise<Written>;

  /**
   * The node that a `create` of `node` with this opId made under this parent, if it did. `sentAt`, an ISO instant, is
   * when that create was sent: where things show late, it is looked for until it would be shown.
   */
  findCreated(
    node: NodeContent,
    parent: RemoteId | null,
    opId: string,
    sentAt?: string,
  ): Promise<Written | null>;

  /** Retitles a node or rewrites managed blocks. Idempotent. Text outside managed blocks stays byte for byte. */
  update(remoteId: RemoteId, change: NodeChange, links: LinkResolver): Promise<Updated>;

  /**
   * Makes a view on a database, or of a database on a page (`source` is the one that is shown). Null: the
   * connection or its plan may not. `sentAt`, an ISO instant, is when a killed run sent the same; it may have been
   * done. Absent where views come with their database.
   */
  makeView?(
    node: RemoteId,
    view: ViewSpec,
    source: DatabaseRef,
    sentAt: string | undefined,
  ): Promise<RemoteId | null>;

  /** Moves a node with everything in it, keeping its title where the new place allows. Idempotent. */
  move(remoteId: RemoteId, newParent: RemoteId | null): Promise<Updated>;

  /** Rows that changed since the cursor (null = all), and rows that cannot be read. */
  changedEntries(db: DatabaseRef, since: string | null): Promise<ChangedRows>;

  /** Reads these rows where they stand; what is not in this database is left out. */
  readRows(db: DatabaseRef, rows: readonly RemoteId[]): Promise<Omit<ChangedRows, "cursor">>;

  /** Every row of the database, readable or not. */
  entryIds(db: DatabaseRef): Promise<RowIds>;

  /** What became of a row that the database no longer lists. Absent: a second listing is as cheap. */
  rowFate?(db: DatabaseRef, row: RemoteId): Promise<RowFate>;

  /**
   * Creates or changes one row, whole or not at all. Creating an id that the database already holds changes
   * that row instead, so repeating after a lost answer makes no twin. Unknown properties, comments, key order
   * and text outside what is given survive.
   */
  writeEntry(db: DatabaseRef, row: RowWrite, opId: string): Promise<RowWritten>;

  /**
   * Creates or replaces a generated row, whole or not at all. Idempotent by id. `at`: where it is known to be;
   * null = known to be nowhere.
   */
  putPage(
    db: DatabaseRef,
    page: GeneratedPage,
    links: LinkResolver,
    at?: RemoteId | null,
  ): Promise<RowWritten>;

  /** Takes a generated row away (a released copy that may no longer be shown). Idempotent. Never for people's rows. */
  withdrawPage(db: DatabaseRef, id: string, at?: RemoteId): Promise<void>;
}

export const WORKSPACE_KINDS = ["vault", "notion", "confluence"] as const;
export type WorkspaceKind = (typeof WORKSPACE_KINDS)[number];
