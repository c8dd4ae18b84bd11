import { isNotFound } from "../remote-failure.ts";
import type { Notion } from "./notion.ts";

/**
 * What was just made may be unknown to Notion for a moment: a 404 about it means "not yet", and nothing else may be
 * concluded from it. Anything older is asked for once.
 */
export interface Fresh {
  made(id: string): void;
  has(id: string): boolean;
}

const FRESH_MS = 60_000;

export function openFresh(now: () => number): Fresh {
  const madeAt = new Map<string, number>();
  return {
    made: (id) => void madeAt.set(id, now()),
    has: (id) => now() - (madeAt.get(id) ?? -Infinity) < FRESH_MS,
  };
}

/** Between one look and the next; together they bridge most of a minute. */
const WAITS_MS = [500, 1_000, 2_000, 4_000, 8_000, 16_000, 24_000];

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
