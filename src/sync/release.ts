import type { Embeddings } from "../embeddings/embeddings.ts";
import { withMeanings } from "../embeddings/with-meanings.ts";
import type { Text } from "../language.ts";
import { describeCopy, recognise } from "../match/features.ts";
import { builtInLexicon, type Lexicon } from "../match/lexicon/lexicon.ts";
import type { Spec } from "../model/spec.ts";
import { releaseEntries } from "../release/gate.ts";
import type { ReleaseItem, Store } from "../store/store.ts";
import { indexEntries } from "./index-entries.ts";

/** What copies are recognised by when they are matched. */
export interface Recognition {
  readonly lexicon?: Lexicon;
  /** None unless it is configured. */
  readonly embeddings?: Embeddings | null;
  readonly onNote?: (note: Text) => void;
}

/**
 * Passes every entry of a partner through the gate again, and keeps what came of it, also for whoever searches or
 * matches.
 */
export async function refreshReleases(
  store: Store,
  spec: Spec,
  { lexicon = builtInLexicon(), embeddings = null, onNote = () => {} }: Recognition = {},
): Promise<ReleaseItem[]> {
  const partner = spec.partner.key;
  const judged = releaseEntries({
    spec,
    entries: await store.records.all(partner, "entry"),
    people: (await store.records.all(partner, "person")).map(({ value }) => value),
    decisions: await store.released.decisions(partner),
  });
  const recognised = judged.map((item) => ({
    ...item,
    recognised: recognise(describeCopy(item.copy), lexicon),
  }));
  const items =
    embeddings === null
      ? recognised
      : await withMeanings(recognised, await store.released.all(partner), { embeddings, onNote });
  await store.released.replace(partner, items);
  await indexEntries(store, spec);
  return items;
}

/** How many entries an audience may read, and how many wait. */
export function countReleases(items: readonly ReleaseItem[]): { released: number; held: number } {
  const vendor = items.filter(({ audience }) => audience === "vendor");
  const released = vendor.filter(({ state }) => state === "released").length;
  return { released, held: vendor.length - released };
}
