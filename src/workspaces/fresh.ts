import { isNotFound } from "./remote-failure.ts";

/**
 * What was just made may be unknown to the platform for a moment: a 404 about it means "not yet", and nothing else may be
 * concluded from it. Anything older is asked for once.
 */
export interface Fresh {
  /** `at`, in epoch milliseconds, if it was not now. */
  made(id: string, at?: number): void;
  has(id: string): boolean;
}

/** What looking again takes: a clock, a way to wait, and what is new. */
export interface Patience {
  readonly fresh: Fresh;
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<unknown>;
}

const FRESH_MS = 60_000;

export function openFresh(now: () => number): Fresh {
  const madeAt = new Map<string, number>();
  return {
    made: (id, at = now()) => void madeAt.set(id, at),
    has: (id) => now() - (madeAt.get(id) ?? -Infinity) < FRESH_MS,
  };
}

/** Between one look for something new and the next; together they bridge the time that it may take to appear. */
const WAITS_MS = [500, 1_000, 2_000, 4_000, 8_000, 16_000, 28_500];

/** Does `work`, which is about the object `id`; again while that is too new to be known. */
export async function whenKnown<T>(patience: Patience, id: string, work: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const waitMs = WAITS_MS[attempt];
      if (!isNotFound(error) || waitMs === undefined || !patience.fresh.has(id)) throw error;
      await patience.sleep(waitMs);
    }
  }
}

/**
 * Looks for something until it is found, or until the moment `until`, in epoch milliseconds, by which it would be shown
 * if it were there. What the last look lacks is not there.
 */
export async function lookFor<T>(
  patience: Patience,
  until: number,
  find: () => Promise<T | null>,
): Promise<T | null> {
  for (const waitMs of [...WAITS_MS, 30_000, 30_000, null]) {
    const found = await find();
    const leftMs = until - patience.now();
    if (found !== null || waitMs === null || leftMs <= 0) return found;
    await patience.sleep(Math.min(waitMs, leftMs));
  }
  return null;
}

/** By when everything is shown that was sent up to now. */
export const shownBy = (patience: Patience): number => patience.now() + FRESH_MS;

/**
 * By when it is shown if it was about to be sent at this ISO instant: it may have waited for its turn in the budget
 * for as long again. What was not sent is not waited for.
 */
export const shownAfter = (at: string | undefined): number =>
  at === undefined ? -Infinity : Date.parse(at) + 2 * FRESH_MS;
