import type { DeadDoc, PendingDoc } from "../store/search-table.ts";
import { type Facets, type NumberedFacets, toColumns } from "./columns.ts";
import { NONE, type Postings } from "./postings.ts";
import type { Shard } from "./shard.ts";

/**
 * What changed in a family since its segments were made, in memory: documents added, with postings of their own,
 * and what the dead ones had, to be taken off whatever the segments count. It only ever grows; when segments
 * change, it is read anew.
 */
export interface Overlay {
  readonly family: number;
  add(doc: PendingDoc): void;
  /** Marks a document as dead. One that is pending here is gone from here. */
  bury(doc: DeadDoc): void;
  /** As it is now: what is added later does not change it. */
  view(): OverlayView;
}

export interface OverlayView {
  /** The pending documents as a shard; null if there are none. */
  readonly shard: Shard | null;
  /** Postings of the pending documents, by their numbers in the shard. */
  postings(term: string): Postings;
  /** How many dead documents of segments, of units that are seen, had the term. */
  deadWith(term: string, sees: (unit: string) => boolean): number;
  /** The Latin words of the pending documents. */
  readonly words: ReadonlySet<string>;
  /** How much there is to be folded. */
  readonly size: number;
}

interface Dead {
  readonly number: number;
  readonly unit: string;
}

export function openOverlay(family: number): Overlay {
  const docs: SegmentDoc[] = [];
  const lists = new Map<string, { readonly docs: number[]; readonly impacts: number[] }>();
  /** Those that were pending are known by their numbers alone. */
  const deadHere = new Set<number>();
  const deadThere: Dead[] = [];
  const known = new Set<number>();
  const deadLists = new Map<string, number[]>();
  const words = new Set<string>();
  const added = new Set<number>();
  return {
    family,
    add({ number, unit, terms, impacts, facets }) {
      // What was read before a reading failed half-way is read once more.
      if (added.has(number)) return;
      added.add(number);
      const at = docs.push({ number, unit, facets: JSON.parse(facets) as Facets }) - 1;
      terms.split("\n").forEach((term, i) => {
        const list = listOf(lists, term, () => ({ docs: [], impacts: [] }));
        list.docs.push(at);
        list.impacts.push(impacts[i] ?? 0);
        if (LATIN_WORD.test(term)) words.add(term.slice(2));
      });
    },
    bury({ number, unit, terms }) {
      if (known.has(number)) return;
      known.add(number);
      if (added.has(number)) {
        deadHere.add(number);
        return;
      }
      const at = deadThere.push({ number, unit }) - 1;
      for (const term of terms.split("\n")) listOf(deadLists, term, () => []).push(at);
    },
    view() {
      const [size, deadSize] = [docs.length, deadThere.length];
      return {
        shard: size === 0 ? null : shardOf(family, docs.slice(0, size), deadHere),
        postings: (term) => cutAt(lists.get(term), size),
        deadWith: (term, sees) =>
          (deadLists.get(term) ?? []).filter((at) => at < deadSize && sees(deadThere[at]?.unit ?? "")).length,
        words,
        size: size + deadHere.size + deadSize,
      };
    },
  };
}

const LATIN_WORD = /^w:[a-z0-9]+$/u;

function listOf<T>(lists: Map<string, T>, term: string, make: () => T): T {
  const known = lists.get(term);
  if (known !== undefined) return known;
  const list = make();
  lists.set(term, list);
  return list;
}

function cutAt(
  list: { readonly docs: readonly number[]; readonly impacts: readonly number[] } | undefined,
  size: number,
): Postings {
  if (list === undefined) return NONE;
  const after = list.docs.findIndex((doc) => doc >= size);
  const count = after < 0 ? list.docs.length : after;
  return {
    docs: Uint16Array.from(list.docs.slice(0, count)),
    impacts: Uint8Array.from(list.impacts.slice(0, count)),
  };
}

interface SegmentDoc extends NumberedFacets {
  readonly unit: string;
}

function shardOf(family: number, docs: readonly SegmentDoc[], dead: ReadonlySet<number>): Shard {
  const runs: { unit: string; from: number; to: number }[] = [];
  docs.forEach(({ unit }, at) => {
    const last = runs.at(-1);
    if (last?.unit === unit) last.to = at + 1;
    else runs.push({ unit, from: at, to: at + 1 });
  });
  return {
    family,
    segment: null,
    columns: toColumns(docs),
    runs,
    dead: Uint16Array.from(docs.flatMap(({ number }, at) => (dead.has(number) ? [at] : []))),
  };
}
