import type { ApiError } from "./api-error.ts";
import { rateLimited } from "./fault-answers.ts";
import type { Settings } from "./options.ts";
import type { RecordedRequest } from "./recorded-request.ts";

export interface RateLimits {
  /** Highest number of requests that were in hand at once. */
  readonly maxInFlight: number;
  /** Requests that came although the server had asked to wait. */
  readonly forbiddenCalls: readonly RecordedRequest[];
  enter: (record: RecordedRequest) => ApiError | undefined;
  leave: () => void;
  /** A 429 went out: until its time is over nothing may be sent. */
  forbid: (seconds: number) => void;
  headers: () => Record<string, string>;
  forget: () => void;
}

/** A bucket of tokens, a number of requests at once, and the windows that a 429 opens. */
export function openRateLimits(settings: Settings): RateLimits {
  const { maxParallel, parallelRetryAfter } = settings;
  const bucket = openBucket(settings);
  const forbidden = openWindow(settings);
  let inFlight = 0;
  let maxInFlight = 0;
  return {
    get maxInFlight() {
      return maxInFlight;
    },
    forbiddenCalls: forbidden.calls,
    enter: (record) => {
      inFlight += 1;
      maxInFlight = Math.max(maxInFlight, inFlight);
      const left = forbidden.check(record);
      if (left !== undefined) return rateLimited(left);
      if (maxParallel !== undefined && inFlight > maxParallel) return rateLimited(parallelRetryAfter);
      const wait = bucket.take();
      return wait === undefined ? undefined : rateLimited(wait);
    },
    leave: () => {
      inFlight -= 1;
    },
    forbid: forbidden.open,
    headers: bucket.headers,
    forget: () => {
      maxInFlight = inFlight;
      forbidden.calls.length = 0;
    },
  };
}

function openWindow({ now, forbiddenGraceMs }: Settings) {
  const calls: RecordedRequest[] = [];
  let until = Number.NEGATIVE_INFINITY;
  // Real time: requests that were on their way when the 429 went out are no offence.
  let since = 0;
  return {
    calls,
    /** Seconds left to wait, if there are any. */
    check: (record: RecordedRequest): number | undefined => {
      if (now() >= until) return undefined;
      if (performance.now() - since > forbiddenGraceMs) calls.push(record);
      return Math.max(1, Math.ceil((until - now()) / 1000));
    },
    /** What is open already is not made longer. */
    open: (seconds: number): void => {
      if (now() < until) return;
      until = now() + seconds * 1000;
      since = performance.now();
    },
  };
}

function openBucket({ perSecond, burst, now }: Settings) {
  if (perSecond === undefined) return { take: () => undefined, headers: () => ({}) };
  const size = burst ?? perSecond;
  let tokens = size;
  let filledAt = now();
  return {
    /** Takes a token, or says how many seconds it will be until there is one. */
    take: (): number | undefined => {
      tokens = Math.min(size, tokens + ((now() - filledAt) / 1000) * perSecond);
      filledAt = now();
      if (tokens < 1) return Math.max(1, Math.ceil((1 - tokens) / perSecond));
      tokens -= 1;
      return undefined;
    },
    headers: (): Record<string, string> => ({
      "X-RateLimit-Limit": String(size),
      "X-RateLimit-Remaining": String(Math.max(0, Math.floor(tokens))),
      "X-RateLimit-Reset": new Date(now() + ((size - tokens) / perSecond) * 1000).toISOString(),
      "X-RateLimit-NearLimit": String(tokens < size / 5),
    }),
  };
}
