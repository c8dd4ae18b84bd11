import { AppError } from "../errors.ts";
import type { Spec } from "../model/spec.ts";
import { MADE_WITH } from "../search/made-with.ts";
import type { Store } from "../store/store.ts";

/**
 * What a run that died did not take in is taken in before anybody searches: a scope that was narrowed must hold. While
 * another run is at work, its partner is found as it was before.
 */
export async function catchUp(store: Store, specs: readonly Spec[]): Promise<void> {
  const { behind } = await store.search.state(MADE_WITH);
  for (const spec of specs) {
    const { key } = spec.partner;
    if (!behind.some(({ partner }) => partner === key)) continue;
    try {
      await using _run = await store.lockRun(key, "search");
      // What passes entries through the gate takes longer to load than a search takes.
      const { indexEntries } = await import("./index-entries.ts");
      await indexEntries(store, spec);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== "locked") throw error;
    }
  }
}
