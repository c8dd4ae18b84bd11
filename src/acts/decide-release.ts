import type { Audience } from "../model/entry.ts";
import type { Spec } from "../model/spec.ts";
import { withRun } from "../partner-session.ts";
import { type QueueItem, releaseQueue } from "../release/queue.ts";
import type { Reader } from "../release/reader.ts";
import type { ReleaseDecision } from "../store/store.ts";
import { passGate } from "./pass-gate.ts";
import type { Acting } from "./acting.ts";
import { showReleases } from "./show-releases.ts";

/** Which items of the review queue are meant; without an id all of them. */
export interface QueueWanted {
  readonly id?: string | undefined;
  readonly audience?: Audience | undefined;
}

/** The review queue as the reader may see it. */
export async function queueOf(
  { runtime: { store } }: Pick<Acting, "runtime">,
  spec: Spec,
  { id, audience, reader }: QueueWanted & { readonly reader: Reader },
): Promise<QueueItem[]> {
  const { key } = spec.partner;
  const [items, entries] = [await store.released.all(key), await store.records.all(key, "entry")];
  return releaseQueue(reader, { spec, items, entries }).filter(
    (item) => (id === undefined || item.id === id) && (audience === undefined || item.audience === audience),
  );
}

/**
 * Notes the decision on the texts as they were shown, and lets it take effect at once: in search, in matches, on the
 * pages that were published.
 */
export async function decideRelease(
  acting: Acting,
  partner: string,
  {
    items,
    decision,
  }: {
    readonly items: readonly Pick<QueueItem, "id" | "audience" | "textHash" | "copy">[];
    readonly decision: ReleaseDecision["decision"];
  },
): Promise<void> {
  const { runtime } = acting;
  const { store } = runtime;
  await withRun(runtime, partner, `release ${decision}`, async (session) => {
    await store.released.decide(
      partner,
      items.map(({ id, audience, textHash, copy }) => ({
        id,
        audience,
        textHash,
        decision,
        by: acting.by,
        at: acting.now.toISOString(),
        ...(decision === "approve" ? { copy } : {}),
      })),
    );
    const fresh = await passGate(acting, session.spec);
    await showReleases(acting, session, { items: fresh, full: false });
  });
}
