import type { RecordedRequest } from "./recorded-request.ts";

export interface ConfluenceOptions {
  email?: string;
  token?: string;
  /** A classic token works at the site's own address, a scoped one at the gateway's only. */
  tokenKind?: "classic" | "scoped";
  /** What a scoped token was granted, such as "read:page:confluence". Everything when absent. */
  scopes?: string[];
  /** True: requests without credentials see what is open to all instead of being refused. */
  anonymousAccess?: boolean;
  cloudId?: string;
  spaceKey?: string;
  /** The clock: stamps, windows and lags follow it. */
  now?: () => number;
  /** The row of numbers behind ids that are made on save. */
  seed?: number;
  /** False: storage is kept as it was sent, once it was checked. */
  normalise?: boolean;
  /** How long a write is in hand, in real time. Overlaps can only be seen while it is. */
  latencyMs?: number;
  readLatencyMs?: number;
  /** Two writes in hand on one page, or below one parent: the later is refused with 409. */
  conflictOnOverlap?: boolean;
  /** Requests a second that are let through for ever; `burst` of them at once. Off when absent. */
  perSecond?: number;
  burst?: number;
  /** More requests than this at once: 429. Off when absent. */
  maxParallel?: number;
  /** Seconds told with a 429 for too many requests at once. */
  parallelRetryAfter?: number;
  /** Requests that were on their way when a 429 went out are no offence: real time. */
  forbiddenGraceMs?: number;
  /** A page just created answers 404 and is missing from lists for so long, or for so many requests. */
  visibilityLagMs?: number;
  visibilityLagRequests?: number;
  /** Children are read as they were so long ago. */
  childrenLagMs?: number;
  /** Search and reports know the state of so long ago. */
  searchLagMs?: number;
  /** Whether a trashed page still answers by id (as to an admin) or is 404. */
  trashedReadable?: boolean;
  /** Whether two folders of one space may not share a title: seen both ways on the real service. */
  uniqueFolderTitles?: boolean;
  /** What removing a label that is not there answers: not established for the real service. */
  absentLabelAnswer?: 204 | 404;
  /** Requests that pass before a long task is done. */
  taskLagRequests?: number;
  /** The longest page list of a Page Properties Report whose macro names no size. */
  reportPageSize?: number;
  /** Called with each request when it has come in, and again when its work is done but not yet answered. */
  onRequest?: (request: RecordedRequest, phase: "received" | "handled") => void | Promise<void>;
}

type Optional = "scopes" | "perSecond" | "burst" | "maxParallel" | "onRequest";

export type Settings = Required<Omit<ConfluenceOptions, Optional>> & Pick<ConfluenceOptions, Optional>;

export function withDefaults(options: ConfluenceOptions): Settings {
  return {
    email: "bot@example.com",
    token: "confluence_test_token",
    tokenKind: "classic",
    anonymousAccess: false,
    cloudId: "11111111-2222-4333-8444-555555555555",
    spaceKey: "PART",
    now: Date.now,
    seed: 1,
    normalise: true,
    latencyMs: 2,
    readLatencyMs: 0,
    conflictOnOverlap: true,
    parallelRetryAfter: 1,
    forbiddenGraceMs: 25,
    visibilityLagMs: 0,
    visibilityLagRequests: 0,
    childrenLagMs: 0,
    searchLagMs: 10_000,
    trashedReadable: true,
    uniqueFolderTitles: true,
    absentLabelAnswer: 404,
    taskLagRequests: 1,
    reportPageSize: 30,
    ...options,
  };
}
