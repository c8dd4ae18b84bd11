/**
 * The one retry policy for remote workspaces, as a pure table: how an attempt ended × what the request does ×
 * how often it ended so → repeat it, give up, or say that nobody knows. Neither Notion nor Confluence has
 * an idempotency key, so the question behind every line is "can the store have done it already?":
 * - a *read* (queries and searches too) and an *update* (which sets a state) may be repeated always;
 * - a *create* only where the store was certainly not reached. Otherwise it is *unclear*: the caller looks for
 *   the thing before it makes it again, because a blind repeat makes a twin.
 */

export type RequestKind = "read" | "update" | "create";

/** How one attempt ended, as far as the policy needs to know. */
export type Outcome =
  | {
      readonly type: "answer";
      readonly status: number;
      /** The platform's own error code; null if the body was none of its own, e.g. HTML from a proxy. */
      readonly code: string | null;
      readonly retryAfterMs: number | null;
      /** The platform says that waiting does not help. */
      readonly blocked: boolean;
      /** Ids that the platform says it saved although it failed. */
      readonly committedIds: readonly string[];
    }
  | { readonly type: "no_answer"; readonly reason: NoAnswer };

/**
 * Why there is no usable answer.
 * - `unsent`: no connection came about, so the request never left
 * - `untrusted`: the other side showed a certificate that is not trusted; the request never left
 * - `timeout`, `dropped`: nothing, or only a part, came back
 * - `unreadable`: a success whose body is no JSON (cut short, or HTML)
 * - `too_large`: the answer passed our size cap
 */
export type NoAnswer = "unsent" | "untrusted" | "timeout" | "dropped" | "unreadable" | "too_large";

export type Decision =
  | { readonly action: "retry"; readonly afterMs: number }
  | { readonly action: "fail" }
  /** It may or may not exist; `committedIds` do. */
  | { readonly action: "unclear"; readonly committedIds: readonly string[] };

/** Outcomes that are treated alike. The caller counts attempts per sort, so that a run of 429s uses up no other's share. */
export type Sort = "limited" | "overloaded" | "conflict" | "unsent" | "doubtful" | "refused";

/**
 * How many attempts of one call may end in each sort.
 * - limited: every wait is as long as the platform asked for and the next window may be taken by others, so be patient
 * - conflict: another write to the same parent won; it is over within seconds
 * - the rest: six attempts with doubling waits bridge about half a minute, a restart on their side
 */
export const ATTEMPTS = {
  limited: 12,
  overloaded: 6,
  conflict: 6,
  unsent: 6,
  doubtful: 6,
  refused: 1,
} as const;

/** First wait of the doubling ones. */
const BACKOFF_MS = 1_000;
/** A conflict is shorter than an outage. */
const CONFLICT_MS = 500;
/** No doubling wait is longer. */
const BACKOFF_CAP_MS = 60_000;
/** For a 429 that names no time: as long as Notion's window (developers.notion.com/reference/request-limits). */
const UNNAMED_LIMIT_MS = 60_000;
/** A wait of nothing would only be refused again. */
const SHORTEST_WAIT_MS = 1_000;
/** A command that stands still for longer had better fail and be run again; the wait itself is never cut short. */
export const LONGEST_WAIT_MS = 15 * 60_000;

export function sortOf(outcome: Outcome): Sort {
  if (outcome.type === "no_answer") {
    if (outcome.reason === "untrusted") return "refused";
    return outcome.reason === "unsent" ? "unsent" : "doubtful";
  }
  const { status, code, blocked } = outcome;
  if (status === 429) return blocked ? "refused" : "limited";
  if (status === 529) return "overloaded";
  // Only this code says "not saved, try again"; other 409s (a stale version, a full table) are for the caller.
  if (status === 409 && code === "conflict_error") return "conflict";
  return status >= 500 || status === 408 ? "doubtful" : "refused";
}

/** How long every request with this token has to wait, not only the one that was answered so. */
export interface Pause {
  /** Infinity: for ever, as far as this process can tell. */
  readonly ms: number;
  /** Whether what was sent before still counts against the budget. Only a 429 tells when a new window begins. */
  readonly countsOn: boolean;
}

/**
 * The pause that an outcome asks for, whatever is decided for its own call: a call that gives up, or that does not
 * know its end, was told to be quiet as much as one that will be repeated. Null: nobody asked for it.
 */
export function pauseAfter(outcome: Outcome): Pause | null {
  if (outcome.type === "no_answer") return null;
  const { status, blocked, retryAfterMs: asked } = outcome;
  if (status !== 429) return asked === null ? null : { ms: asked, countsOn: true };
  // A block names no time at which it ends: it is lifted by people, and a request before that only prolongs the
  // quarrel. A Retry-After next to it is what any 429 carries. Who has settled it starts the process again.
  if (blocked) return { ms: Infinity, countsOn: false };
  return { ms: Math.max(asked ?? UNNAMED_LIMIT_MS, SHORTEST_WAIT_MS), countsOn: false };
}

/**
 * What to do after an attempt. `attempt` counts the attempts of this call that ended in the same sort, this one
 * included; `random` gives [0, 1). Waits: a 429 exactly as long as it says; others doubling, with jitter so that
 * requests which failed together do not come back together, and never shorter than a Retry-After.
 */
export function decideNext(
  outcome: Outcome,
  request: { readonly kind: RequestKind; readonly attempt: number; readonly random: () => number },
): Decision {
  const { kind, attempt, random } = request;
  const sort = sortOf(outcome);
  const asked = pauseAfter(outcome)?.ms ?? 0;
  switch (sort) {
    case "refused":
      return { action: "fail" };
    case "limited":
      return retry(sort, attempt, asked);
    case "conflict":
      return retry(sort, attempt, Math.max(asked, backoff(CONFLICT_MS, attempt, random)));
    case "unsent":
      return retry(sort, attempt, backoff(BACKOFF_MS, attempt, random));
    case "overloaded":
    case "doubtful":
      if (kind === "create") return unclear(outcome);
      // The same answer would be as large again.
      if (isTooLarge(outcome)) return { action: "fail" };
      return retry(sort, attempt, Math.max(asked, backoff(BACKOFF_MS, attempt, random)));
    default:
      throw new Error(`unhandled ${sort satisfies never}`);
  }
}

function retry(sort: Sort, attempt: number, afterMs: number): Decision {
  if (attempt >= ATTEMPTS[sort] || afterMs > LONGEST_WAIT_MS) return { action: "fail" };
  return { action: "retry", afterMs };
}

function unclear(outcome: Outcome): Decision {
  return { action: "unclear", committedIds: outcome.type === "answer" ? outcome.committedIds : [] };
}

function isTooLarge(outcome: Outcome): boolean {
  return outcome.type === "no_answer" && outcome.reason === "too_large";
}

/** Between half and all of `firstMs` doubled for every attempt before. */
function backoff(firstMs: number, attempt: number, random: () => number): number {
  const full = Math.min(firstMs * 2 ** (attempt - 1), BACKOFF_CAP_MS);
  return Math.round(full * (0.5 + random() / 2));
}
