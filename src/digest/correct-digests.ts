import type { Audience } from "../model/entry.ts";
import type { Spec } from "../model/spec.ts";
import type { Store, StoredDigest } from "../store/store.ts";
import type { Lexicon } from "../match/lexicon/lexicon.ts";
import { corrected, type CorrectionContext, isEmptied, shownIn } from "./correction.ts";
import type { Digest } from "./digest.ts";
import { isOut } from "./life.ts";
import { putDigest, type PutContext } from "./put-digest.ts";
import { digestOf, loadDigestRecords, openComposer } from "./records.ts";
import { isoWeekOf } from "./week.ts";

/**
 * Goes over all that was published and writes anew what shows something that may not be read any more, or that reads
 * otherwise by now: page by page, so that a run that dies continues with the rest. Answers what was changed. Texts
 * for the partner's people cannot be called back; they are marked, so that the rep knows whom to tell.
 */
export async function correctDigests(
  context: PutContext & { readonly store: Store; readonly lexicon?: Lexicon },
): Promise<StoredDigest[]> {
  const { store, spec, now } = context;
  const { key } = spec.partner;
  const out = (await store.digests.all(key, {})).filter(isOut);
  if (out.length === 0) return [];
  const hashes = await currentHashes(store, spec);
  const doubtful = out.filter((stored) =>
    shownIn(stored.snapshot as Digest).some(
      ({ id, textHash }) => hashes.get(`${stored.audience} ${id}`) !== textHash,
    ),
  );
  if (doubtful.length === 0) return [];
  const records = await loadDigestRecords({ ...context, week: isoWeekOf(now, spec.digest.zone) });
  const composer = openComposer(records, isoWeekOf(now, spec.digest.zone), now);
  const issues = new Map(records.entries.map((record) => [record.id, record]));
  const contextOf = (audience: Audience): CorrectionContext => ({
    matcher: composer.matcherFor(audience),
    issues,
  });
  const changed: StoredDigest[] = [];
  for (const stored of doubtful) {
    const before = digestOf(stored);
    const after = corrected(before, contextOf(stored.audience));
    if (JSON.stringify(after) === JSON.stringify(before)) continue;
    const state = isEmptied(after) ? "withdrawn" : "corrected";
    const { url, location } = await putDigest(stored, after, state, context);
    const saved: StoredDigest = {
      ...stored,
      state,
      snapshot: after,
      sent: stored.sent ?? before,
      correctedAt: now,
      url,
      location,
    };
    await store.digests.save(key, [saved]);
    changed.push(saved);
  }
  return changed;
}

/** The texts that may be read now, by audience and entry. What a unit said that left the spec is read by nobody. */
async function currentHashes(store: Store, { partner, units }: Spec): Promise<Map<string, string>> {
  const known = new Set(units.map(({ key }) => key));
  const items = await store.released.all(partner.key);
  return new Map(
    items
      .filter(({ state, copy }) => state === "released" && known.has(copy.unit))
      .map(({ audience, id, textHash }) => [`${audience} ${id}`, textHash]),
  );
}
