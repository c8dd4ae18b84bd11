/**
 * The requests of one token per minute.
 *
 * Notion counts in *fixed* windows of 60 s that open with a request and may be spent in one burst
 * (developers.notion.com/reference/request-limits). We do not see where its windows begin: requests travel for
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
  /** Nothing starts for `ms`. What was taken before is forgotten: the platform says that it counts anew then. */
  pause(ms: number): void;
  /** All requests so far. */
  requests(): number;
}

/**
 * A minute, and a second for requests that travel for different times: the last of one burst may arrive right away,
 * the first of it late. It costs under 2 % of the budget.
 */
const WINDOW_MS = 61_000;

/** `now` gives milliseconds of a clock that never goes back. */
export function openBudget(perMinute: number, now: () => number): Budget {
  if (!(perMinute >= 1)) throw new Error("a limiter needs a budget of at least one request per minute");
  const size = Math.floor(perMinute);
  /** A ring of the last starts: the place of the next start holds the one from `size` starts ago. */
  const starts: number[] = [];
  let total = 0;
  let pausedUntil = -Infinity;
  return {
    nextStart: () => {
      const time = now();
      const at = Math.max(time, pausedUntil, (starts[total % size] ?? -Infinity) + WINDOW_MS);
      return { at, waitMs: at - time };
    },
    count: () => {
      starts[total % size] = now();
      total += 1;
    },
    pause: (ms) => {
      pausedUntil = Math.max(pausedUntil, now() + ms);
      starts.fill(-Infinity);
    },
    requests: () => total,
  };
}
