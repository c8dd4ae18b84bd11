import { UnclearOutcome } from "../remote-failure.ts";
import type { Notion } from "./notion.ts";

/** New objects may show in a listing a little late; what the last look still lacks is not there. */
const LOOKS_AFTER_MS = [0, 1_000, 3_000];

const ATTEMPTS = 4;

/**
 * Creates something exactly once. Where nobody knows whether a create was done (a lost answer, a 5xx, a 529), it is
 * looked for, more than once, before it is made again: Notion has no idempotency key, so a blind repeat makes a twin.
 * `committed` are ids that Notion says it saved although it failed.
 */
export async function createOnce<T>(
  notion: Notion,
  create: () => Promise<T>,
  find: (committed: readonly string[]) => Promise<T | null>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await create();
    } catch (error) {
      if (!(error instanceof UnclearOutcome)) throw error;
      const found = await look(notion, () => find(error.committedIds));
      if (found !== null) return found;
      if (attempt === ATTEMPTS) throw error.cause;
    }
  }
}

async function look<T>({ sleep }: Notion, find: () => Promise<T | null>): Promise<T | null> {
  for (const afterMs of LOOKS_AFTER_MS) {
    if (afterMs > 0) await sleep(afterMs);
    const found = await find();
    if (found !== null) return found;
  }
  return null;
}
