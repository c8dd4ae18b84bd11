import type { RecordedRequest } from "./recorded-request.ts";

export interface Capabilities {
  read: boolean;
  insert: boolean;
  update: boolean;
  userInfo: boolean;
}

export interface NotionOptions {
  /** The bearer token that is accepted. */
  token?: string;
  /** Further accepted tokens; each has its own request budget. */
  extraTokens?: string[];
  /** The clock: stamps, windows, lags and the Date header follow it. */
  now?: () => number;
  rootTitle?: string;
  workspaceName?: string;
  botName?: string;
  personName?: string;
  capabilities?: Partial<Capabilities>;
  /** How long a write is in hand, in real time. Overlap on one parent can only be seen while it is. */
  latencyMs?: number;
  readLatencyMs?: number;
  /** Two writes in hand on one parent: the later is refused with 409. */
  conflictOnOverlap?: boolean;
  /** Fixed 60 s window per token. Off when absent. */
  requestsPerMinute?: number;
  /** Fixed 60 s window over all tokens. Off when absent. */
  workspaceRequestsPerMinute?: number;
  /** Seconds told when the workspace window is used up: Notion documents that it may exceed a minute. */
  workspaceRetryAfter?: number;
  /** Blocks (pages, rows, table rows included) that may ever be made. */
  blockLimit?: number;
  /** False: whether by plan or by version, every views endpoint answers 403. */
  viewsAllowed?: boolean;
  /** False: body edits made through the API leave a row's last_edited_time where it is. */
  apiBodyEditsMoveStamp?: boolean;
  /** A new object is missing from reads for so long, or for so many requests. */
  visibilityLagMs?: number;
  visibilityLagRequests?: number;
  /** Search learns of an object only so much later. */
  searchLagMs?: number;
  searchLagRequests?: number;
  /** The share of objects that search never shows, chosen by id. */
  searchOmits?: number;
  /** Whether GET /databases/:id answers for a linked database. */
  linkedDatabaseRetrievable?: boolean;
  /** Whether renaming a database renames its only data source too. */
  databaseRenameRenamesSource?: boolean;
  /** What a query of a trashed data source answers: an empty list or a 404. */
  trashedSourceQuery?: "empty" | "not_found";
  /** Blocks rendered by one markdown read before it is cut. */
  markdownBlockLimit?: number;
  /** Requests that pass before a template's or an async task's work is done. */
  asyncLagRequests?: number;
  /** Called with each request when it has come in, and again when its work is done but not yet answered. */
  onRequest?: (request: RecordedRequest, phase: "received" | "handled") => void | Promise<void>;
}

type Optional = "requestsPerMinute" | "workspaceRequestsPerMinute" | "blockLimit" | "onRequest";

export type Settings = Required<Omit<NotionOptions, Optional | "capabilities">> &
  Pick<NotionOptions, Optional> & { capabilities: Capabilities };

export function withDefaults(options: NotionOptions): Settings {
  return {
    token: "ntn_test_token",
    extraTokens: [],
    now: Date.now,
    rootTitle: "Root",
    workspaceName: "Test workspace",
    botName: "Test connection",
    personName: "Test person",
    latencyMs: 2,
    readLatencyMs: 0,
    conflictOnOverlap: true,
    workspaceRetryAfter: 120,
    viewsAllowed: true,
    apiBodyEditsMoveStamp: true,
    visibilityLagMs: 0,
    visibilityLagRequests: 0,
    searchLagMs: 0,
    searchLagRequests: 3,
    searchOmits: 0.2,
    linkedDatabaseRetrievable: false,
    databaseRenameRenamesSource: false,
    trashedSourceQuery: "empty",
    markdownBlockLimit: 20_000,
    asyncLagRequests: 1,
    ...options,
    capabilities: { read: true, insert: true, update: true, userInfo: true, ...options.capabilities },
  };
}
