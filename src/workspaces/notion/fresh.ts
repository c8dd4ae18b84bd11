import { isNotFound } from "../remote-failure.ts";
import type { Notion } from "./notion.ts";

/**
 * What was just made may be unknown to Notion for a moment: a 404 about it means "not yet", and nothing else may be
 * concluded from it. Anything older is asked for once.
 */
export interface Fresh {
  /** `at`, in epoch milliseconds, if it was not now. */
  made(id: string, at?: number): void;
  has(id: string): boolean;
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

/** Does `work`, which is about the object `id`; again while that is too new for Notion to know. */
export async function whenKnown<T>(notion: Notion, id: string, work: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const waitMs = WAITS_MS[attempt];
      if (!isNotFound(error) || waitMs === undefined || !notion.fresh.has(id)) throw error;
      await notion.sleep(waitMs);
    }
  }
}

/**
 * Looks for something until it is found, or until the moment `until`, in epoch milliseconds, by which it would be shown
 * if it were there. What the last look lacks is not there.
 */
export async function lookFor<T>(
  notion: Notion,
  until: number,
  find: () => Promise<T | null>,
): Promise<T | null> {
  for (const waitMs of [...WAITS_MS, 30_000, 30_000, null]) {
    const found = await find();
    const leftMs = until - notion.now();
    if (found !== null || waitMs === null || leftMs <= 0) return found;
    await notion.sleep(Math.min(waitMs, leftMs));
  }
  return null;
}

/** By when everything is shown that was sent up to now. */
export const shownBy = (notion: Notion): number => notion.now() + FRESH_MS;

/**
 * By when it is shown if it was about to be sent at this ISO instant: it may have waited for its turn in the budget
 * for as long again. What was not sent is not waited for.
 */
export const shownAfter = (at: string | undefined): number =>
  at === undefined ? -Infinity : Date.parse(at) + 2 * FRESH_MS;
