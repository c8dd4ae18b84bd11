import { seeded } from "../notion/random.ts";
import type { RecordedRequest } from "./recorded-request.ts";

/**
 * What goes wrong. `html-502`, `html-503`, `html-504` and `500` come before the work unless the fault says
 * `handled: true`; those below that say "handled" happen after it.
 *
 * - lost-request: the socket is cut, nothing was done
 * - lost-answer: handled, then the socket is cut
 * - stalled-headers: handled, then silence
 * - stalled-body: handled; headers and half of the body, then silence
 * - truncated-json: handled; half of the body under its own length, so the connection ends properly
 * - html-200: handled; a page of HTML where JSON should be
 * - cdn-403, cdn-404: the edge refuses in HTML what the service would have done
 * - 409: the optimistic lock; 401: the token has expired
 * - 429: with Retry-After, and a window in which nothing may be sent
 * - short-listing: handled; the second half of the results is left out without a word
 */
export type FaultKind =
  | "lost-request"
  | "lost-answer"
  | "stalled-headers"
  | "stalled-body"
  | "truncated-json"
  | "html-200"
  | "html-502"
  | "html-503"
  | "html-504"
  | "cdn-403"
  | "cdn-404"
  | "500"
  | "409"
  | "429"
  | "401"
  | "404"
  | "short-listing";

export interface Fault {
  what: FaultKind;
  /** Which of the requests it looks at, counted from now on: 1 is the next. */
  nth?: number | readonly number[];
  /** Which requests it looks at; all of them when absent. */
  match?: (request: RecordedRequest) => boolean;
  /** The chance of each request it looks at, from a seeded row of numbers. */
  chance?: number;
  seed?: number;
  /** How often it may fire. Once, or without end when a chance is given; as often as `nth` has numbers. */
  times?: number;
  /** Seconds told with 429. */
  retryAfter?: number;
  /** For server errors: whether the work was done before the answer went wrong. */
  handled?: boolean;
}

export interface ArmedFault {
  readonly fault: Fault;
  /** How often it has fired. */
  readonly fired: number;
}

interface Armed {
  fault: Fault;
  fired: number;
  seen: number;
  limit: number;
  random: () => number;
}

export interface Faults {
  arm: (fault: Fault) => ArmedFault;
  pick: (request: RecordedRequest) => Fault | undefined;
  list: () => readonly ArmedFault[];
  clear: () => void;
}

export function openFaults(): Faults {
  const armed: Armed[] = [];
  return {
    arm: (fault) => {
      const one = { fault, fired: 0, seen: 0, limit: limitOf(fault), random: seeded(fault.seed ?? 1) };
      armed.push(one);
      return one;
    },
    pick: (request) => {
      let first: Armed | undefined;
      // Every fault counts the request, also those behind the one that fires.
      for (const one of armed) if (isHit(one, request)) first ??= one;
      if (first) first.fired += 1;
      return first?.fault;
    },
    list: () => armed,
    clear: () => {
      armed.length = 0;
    },
  };
}

function limitOf({ nth, chance, times }: Fault): number {
  if (times !== undefined) return times;
  if (typeof nth === "object") return nth.length;
  return chance === undefined ? 1 : Number.POSITIVE_INFINITY;
}

/** Counts the request for this fault whether it fires or not, so that `nth` means the same beside others. */
function isHit(armed: Armed, request: RecordedRequest): boolean {
  const { fault } = armed;
  if (fault.match && !fault.match(request)) return false;
  armed.seen += 1;
  const isDrawn = fault.chance === undefined || armed.random() < fault.chance;
  const isNth = fault.nth === undefined || [fault.nth].flat().includes(armed.seen);
  return isDrawn && isNth && armed.fired < armed.limit;
}

const UNHANDLED = new Set<FaultKind>(["lost-request", "cdn-403", "cdn-404", "409", "429", "401", "404"]);
const MAYBE_HANDLED = new Set<FaultKind>(["html-502", "html-503", "html-504", "500"]);

/** Whether the request does its work before the fault shows. */
export function doesWork(fault: Fault): boolean {
  if (UNHANDLED.has(fault.what)) return false;
  return !MAYBE_HANDLED.has(fault.what) || fault.handled === true;
}
