import type { Audience } from "../model/entry.ts";
import type { Store, StoredDigest } from "../store/store.ts";
import type { Lexicon } from "../match/lexicon/lexicon.ts";
import { corrected, type CorrectionContext, isEmptied } from "./correction.ts";
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
  const records = await loadDigestRecords({ ...context, week: isoWeekOf(now, spec.digest.zone) });
  const { matcherFor, isSafe } = openComposer(records, isoWeekOf(now, spec.digest.zone), now);
  const issues = new Map(records.entries.map((record) => [record.id, record]));
  const contextOf = (audience: Audience): CorrectionContext => ({
    matcher: matcherFor(audience),
    issues,
    isSafe,
  });
  const changed: StoredDigest[] = [];
  for (const stored of out) {
    const before = digestOf(stored);
    const after = corrected(before, contextOf(stored.audience));
    if (after === before || JSON.stringify(after) === JSON.stringify(before)) continue;
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
