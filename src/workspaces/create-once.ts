import { lookFor, type Patience, shownBy } from "./fresh.ts";
import { UnclearOutcome } from "./remote-failure.ts";

const ATTEMPTS = 4;

/**
 * Creates something exactly once. Where nobody knows whether a create was done (a lost answer, a 5xx, a 529), it is
 * looked for, more than once, before it is made again: no platform has an idempotency key, so a blind repeat makes a twin.
 * `committed` are ids that the platform says it saved although it failed.
 */
export async function createOnce<T>(
  patience: Patience,
  create: () => Promise<T>,
  find: (committed: readonly string[]) => Promise<T | null>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await create();
    } catch (error) {
      if (!(error instanceof UnclearOutcome)) throw error;
      // However long ago it was sent: it may have been done only now.
      const found = await lookFor(patience, shownBy(patience), () => find(error.committedIds));
      if (found !== null) return found;
      if (attempt === ATTEMPTS) throw error.cause;
    }
  }
}
