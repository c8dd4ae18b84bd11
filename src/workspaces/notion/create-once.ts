import { UnclearOutcome } from "../remote-failure.ts";
import type { Notion } from "./notion.ts";

/** New objects may show in a listing a little late; what a second look after this long lacks is not there. */
const VISIBLE_AFTER_MS = 2_000;

const ATTEMPTS = 4;

/**
 * Creates something exactly once. Where nobody knows whether a create was done (a lost answer, a 5xx, a 529), it is
 * looked for, twice, before it is made again: Notion has no idempotency key, so a blind repeat makes a twin.
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
      const found = await findTwice(notion, () => find(error.committedIds));
      if (found !== null) return found;
      if (attempt === ATTEMPTS) throw error.cause;
    }
  }
}

async function findTwice<T>({ sleep }: Notion, find: () => Promise<T | null>): Promise<T | null> {
  const first = await find();
  if (first !== null) return first;
  await sleep(VISIBLE_AFTER_MS);
  return find();
}
