import type { LiveIndex } from "./live-index.ts";
import { without } from "./match-docs.ts";
import type { Head, PostingCache } from "./posting-cache.ts";
import { countIn, cutTo, NONE, type Postings } from "./postings.ts";
import { countSpread } from "./segment-facts.ts";
import { type Sight, sightOf } from "./shard.ts";

/** What a reader sees of a partner: entries as they are of some units, copies for one audience of others. */
export interface Access {
  readonly partner: string;
  readonly view: "own" | "vendor" | "partner";
  readonly sees: (unit: string) => boolean;
}

/**
 * The index as one reader sees it. Every count and every list that leaves it is of what he sees alone: whatever
 * is computed from them cannot depend on anything else.
 */
export interface SeenIndex {
  readonly sights: readonly Sight[];
  /** Number of documents. */
  readonly total: number;
  /** In how many documents each of these terms occurs. */
  frequencies(terms: readonly string[]): Promise<Map<string, number>>;
  /** Loads the lists of these terms. */
  load(terms: readonly string[]): Promise<void>;
  /** The list of a loaded term, of the documents that he sees; dead ones are in it still. */
  postings(sight: Sight, term: string): Postings;
}

export function seenIndex(live: LiveIndex, cache: PostingCache, access: readonly Access[]): SeenIndex {
  const seen = access.flatMap(({ partner, view, sees }) => {
    const family = live.families.find((one) => one.partner === partner && one.view === view)?.family;
    return family === undefined ? [] : [{ family, sees, overlay: live.overlay(family) }];
  });
  const sights = seen.flatMap(({ family, sees }) =>
    live
      .shards(family)
      .map((shard) => sightOf(shard, sees))
      .filter(({ ranges }) => ranges.length > 0),
  );
  const places = sights.flatMap(({ shard: { family, segment } }) =>
    segment === null ? [] : [{ family, segment }],
  );
  const heads = new Map<string, (segment: number) => Head>();
  const load = async (terms: readonly string[], lists: boolean): Promise<void> => {
    if (terms.length === 0) return;
    const find = await cache.load(places, terms, { lists });
    for (const term of terms) heads.set(term, (segment) => find(segment, term));
  };
  const pendingPostings = (sight: Sight, term: string): Postings =>
    cutTo(live.overlay(sight.shard.family).postings(term), sight.ranges);
  const count = (sight: Sight, term: string): number => {
    const { segment, dead } = sight.shard;
    if (segment === null) {
      return without(pendingPostings(sight, term).docs, dead).length;
    }
    const head = heads.get(term)?.(segment);
    if (head === undefined || head.df === 0) return 0;
    if (sight.seesAll) return head.df;
    return head.spread === null
      ? countIn(head.postings ?? NONE, sight.ranges)
      : countSpread(head.spread, sight.isSeen);
  };
  return {
    sights,
    total: sights.reduce((sum, sight) => sum + sight.count, 0),
    async frequencies(terms) {
      await load(
        terms.filter((term) => !heads.has(term)),
        false,
      );
      return new Map(
        terms.map((term) => {
          const all = sights.reduce((sum, sight) => sum + count(sight, term), 0);
          const dead = seen.reduce((sum, { overlay, sees }) => sum + overlay.deadWith(term, sees), 0);
          return [term, all - dead];
        }),
      );
    },
    load: (terms) => load(terms, true),
    postings(sight, term) {
      const { segment } = sight.shard;
      if (segment === null) return pendingPostings(sight, term);
      const postings = heads.get(term)?.(segment).postings;
      if (postings === undefined || postings === null)
        throw new Error(`the list of "${term}" was not loaded`);
      return sight.seesAll ? postings : cutTo(postings, sight.ranges);
    },
  };
}
