import { setTimeout as delay } from "node:timers/promises";

/**
 * A clock that does not sit out waits: a sleep takes a few milliseconds at most, and the clock then jumps to its end.
 * So a run that would wait for minutes is played in moments, and the clock still tells how long it would have taken.
 */
export interface Clock {
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
}

/** Others get their turn meanwhile, as they would in a longer wait. */
const LONGEST_MS = 5;

export function openClock(): Clock {
  let ahead = 0;
  const now = () => Date.now() + ahead;
  return {
    now,
    sleep: async (ms, signal) => {
      const end = now() + ms;
      await delay(Math.min(ms, LONGEST_MS), undefined, signal && { signal });
      ahead = Math.max(ahead, end - Date.now());
    },
  };
}
