/**
 * The requests of one token in every window of time.
 *
 * Notion counts in *fixed* windows of 60 s that open with a request and may be spent in one burst
 * (developers.notion.com/reference/request-limits); Confluence publishes no numbers for API tokens and refuses bursts. We do not see where its windows begin: requests travel for
 * different times, and other processes open windows, too. So the start of request n waits for the start of
 * request n − budget plus a window. That keeps every window below the budget, wherever it begins, still allows the
 * burst, and while there is work it starts as many as the fixed windows would. Spacing requests evenly would
 * gain nothing and make short runs slow.
 */
export interface Budget {
  /** The earliest moment of the next start, and how long that is from now. */
  nextStart(): { readonly at: number; readonly waitMs: number };
  /** Takes one request now. */
  count(): void;
  /** Nothing starts for `ms`. What was taken before is forgotten, unless `countsOn`. */
  pause(ms: number, options?: PauseOptions): void;
  /** While a pause is on that nobody waits for: what to fail with instead. */
  refusal(): Error | null;
  /** All requests so far. */
  requests(): number;
}

export interface PauseOptions {
  /** What was started before still counts. Default: the platform counts anew after the pause, as after a 429. */
  readonly countsOn?: boolean;
  /** Whoever waits, or comes during the pause, fails with this at once, because it is too long to wait for. */
  readonly refusal?: Error;
}

export interface Rate {
  readonly requests: number;
  readonly windowMs: number;
}

/**
 * A minute, and a second for requests that travel for different times: the last of one burst may arrive right away,
 * the first of it late. It costs under 2 % of the budget.
 */
export const perMinute = (requests: number): Rate => ({ requests, windowMs: 61_000 });

/** A second, and a little for the same reason. */
export const perSecond = (requests: number): Rate => ({ requests, windowMs: 1_040 });

/** `now` gives milliseconds of a clock that never goes back. */
export function openBudget({ requests, windowMs }: Rate, now: () => number): Budget {
  if (!(requests >= 1)) throw new Error("a limiter needs a budget of at least one request per window");
  const size = Math.floor(requests);
  /** A ring of the last starts: the place of the next start holds the one from `size` starts ago. */
  const starts: number[] = [];
  let total = 0;
  let pausedUntil = -Infinity;
  let refused: { readonly until: number; readonly refusal: Error } | null = null;
  return {
    nextStart: () => {
      const time = now();
      const at = Math.max(time, pausedUntil, (starts[total % size] ?? -Infinity) + windowMs);
      return { at, waitMs: at - time };
    },
    count: () => {
      starts[total % size] = now();
      total += 1;
    },
    pause: (ms, { countsOn = false, refusal } = {}) => {
      const until = now() + ms;
      pausedUntil = Math.max(pausedUntil, until);
      // The longest one has the say: what ends earlier must not promise more than it.
      if (refusal !== undefined && until > (refused?.until ?? -Infinity)) refused = { until, refusal };
      if (!countsOn) starts.fill(-Infinity);
    },
    refusal: () => (refused !== null && now() < refused.until ? refused.refusal : null),
    requests: () => total,
  };
}
