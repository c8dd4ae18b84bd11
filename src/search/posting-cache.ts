import type { FoundPostings, SearchTable } from "../store/search-table.ts";
import { decodePostings, type Postings } from "./postings.ts";
import { SHORT_LIST } from "./segment-facts.ts";

/** A posting list of one segment as far as it is loaded. */
export interface Head {
  readonly df: number;
  readonly spread: Uint8Array | null;
  /** Null for a long list that has not been asked for. */
  readonly postings: Postings | null;
}

/** What the segment has of a term that it does not have. */
const ABSENT: Head = {
  df: 0,
  spread: null,
  postings: { docs: new Uint16Array(0), impacts: new Uint8Array(0) },
};

/**
 * Posting lists that were read before. Segments never change, so nothing here is ever out of date; what has not
 * been asked for lately makes room.
 */
export interface PostingCache {
  /** Heads of these terms in these segments, by segment and term; with the lists, or with short ones alone. */
  load(
    places: readonly { readonly family: number; readonly segment: number }[],
    terms: readonly string[],
    options: { readonly lists: boolean },
  ): Promise<(segment: number, term: string) => Head>;
  forget(segments: readonly number[]): void;
}

type Heads = Map<number, Map<string, Head>>;

export function postingCache(table: SearchTable, mostBytes: number): PostingCache {
  let [young, old]: [Heads, Heads] = [new Map(), new Map()];
  let bytes = 0;
  const keep = (segment: number, term: string, head: Head): void => {
    const heads = young.get(segment) ?? new Map<string, Head>();
    young.set(segment, heads);
    heads.set(term, head);
    bytes += 120 + 2 * term.length + (head.postings === null ? 0 : head.df * 3);
    // Half of the room is for what was asked for since the last turn.
    if (bytes * 2 > mostBytes) [old, young, bytes] = [young, new Map(), 0];
  };
  const find = (segment: number, term: string): Head | undefined => {
    const head = young.get(segment)?.get(term);
    if (head !== undefined) return head;
    const kept = old.get(segment)?.get(term);
    if (kept !== undefined) keep(segment, term, kept);
    return kept;
  };
  return {
    async load(places, terms, { lists }) {
      const loaded = new Map<number, Map<string, Head>>();
      const missing = new Set<string>();
      for (const { segment } of places) {
        const heads = new Map<string, Head>();
        loaded.set(segment, heads);
        for (const term of terms) {
          const head = find(segment, term);
          if (head === undefined || (lists && head.postings === null)) missing.add(term);
          else heads.set(term, head);
        }
      }
      if (missing.size > 0) {
        const families = [...new Set(places.map(({ family }) => family))];
        const longest = lists ? Number.MAX_SAFE_INTEGER : SHORT_LIST;
        const found = await table.postings(families, [...missing], longest);
        const fresh = headsOf(found);
        for (const [segment, heads] of loaded) {
          for (const term of missing) {
            const head = fresh.get(segment)?.get(term) ?? ABSENT;
            heads.set(term, head);
            keep(segment, term, head);
          }
        }
      }
      return (segment, term) => loaded.get(segment)?.get(term) ?? ABSENT;
    },
    forget(segments) {
      for (const segment of segments) {
        young.delete(segment);
        old.delete(segment);
      }
    },
  };
}

function headsOf(rows: readonly FoundPostings[]): Heads {
  const heads: Heads = new Map();
  for (const { segment, term, df, spread, list } of rows) {
    const ofSegment = heads.get(segment) ?? new Map<string, Head>();
    heads.set(segment, ofSegment);
    ofSegment.set(term, { df, spread, postings: list === null ? null : decodePostings(list) });
  }
  return heads;
}
