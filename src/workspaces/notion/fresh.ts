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
  /** What was made at this moment may not be shown everywhere yet. */
  isNew(at: number): boolean;
}

const FRESH_MS = 60_000;

export function openFresh(now: () => number): Fresh {
  const madeAt = new Map<string, number>();
  const isNew = (at: number): boolean => now() - at < FRESH_MS;
  return {
    made: (id, at = now()) => void madeAt.set(id, at),
    has: (id) => isNew(madeAt.get(id) ?? -Infinity),
    isNew,
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
 * Looks for what was sent at `sentAt`, in epoch milliseconds, and may be there: again as long as it may be there
 * without being shown. What the last look lacks is not there.
 */
export async function lookFor<T>(
  notion: Notion,
  sentAt: number,
  find: () => Promise<T | null>,
): Promise<T | null> {
  for (const waitMs of [...WAITS_MS, null]) {
    const found = await find();
    if (found !== null || waitMs === null || !notion.fresh.isNew(sentAt)) return found;
    await notion.sleep(waitMs);
  }
  return null;
}

/** An ISO instant; one that is not known is long ago. */
export const instantOf = (at: string | undefined): number => (at === undefined ? -Infinity : Date.parse(at));
