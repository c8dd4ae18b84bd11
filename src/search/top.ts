import type { Sight } from "./shard.ts";

/** A document that answers a query, with what ranks it. */
export interface Candidate {
  readonly sight: Sight;
  readonly doc: number;
  readonly score: number;
}

/** True if the first comes before the second. */
export type Before = (a: Candidate, b: Candidate) => boolean;

/** Better score first; of equals the newer; then an order that is the same in every index. */
export const byScore: Before = (a, b) => (a.score === b.score ? byDate(a, b) : a.score > b.score);

export const byDate: Before = (a, b) => {
  const [x, y] = [a.sight.shard.columns, b.sight.shard.columns];
  const [dayA, dayB] = [x.days[a.doc] ?? 0, y.days[b.doc] ?? 0];
  if (dayA !== dayB) return dayA > dayB;
  const [highA, highB] = [x.ties[2 * a.doc] ?? 0, y.ties[2 * b.doc] ?? 0];
  if (highA !== highB) return highA < highB;
  return (x.ties[2 * a.doc + 1] ?? 0) < (y.ties[2 * b.doc + 1] ?? 0);
};

/** The first so many of all that are offered, in order: a heap whose top is the last of them. */
export interface Top {
  /** Offers documents of one part of the index, each with its score if they have any. */
  offerAll(sight: Sight, docs: Uint16Array, scores: Float32Array | undefined): void;
  sorted(): Candidate[];
}

export function topOf(most: number, before: Before): Top {
  const heap: Candidate[] = [];
  const isLater = (a: number, b: number): boolean => {
    const [x, y] = [heap[a], heap[b]];
    return x !== undefined && y !== undefined && before(y, x);
  };
  const swap = (a: number, b: number): void => {
    const [x, y] = [heap[a], heap[b]];
    if (x !== undefined && y !== undefined) [heap[a], heap[b]] = [y, x];
  };
  const sink = (): void => {
    for (let at = 0; ;) {
      let last = at;
      for (const child of [2 * at + 1, 2 * at + 2])
        if (child < heap.length && isLater(child, last)) last = child;
      if (last === at) return;
      swap(at, last);
      at = last;
    }
  };
  const rise = (): void => {
    for (let at = heap.length - 1; at > 0;) {
      const parent = (at - 1) >> 1;
      if (!isLater(at, parent)) return;
      swap(at, parent);
      at = parent;
    }
  };
  const take = (candidate: Candidate): void => {
    if (heap.length < most) {
      heap.push(candidate);
      rise();
      return;
    }
    const [last] = heap;
    if (last === undefined || !before(candidate, last)) return;
    heap[0] = candidate;
    sink();
  };
  const floorOf = (): number =>
    heap.length < most ? Number.NEGATIVE_INFINITY : (heap[0]?.score ?? Number.NEGATIVE_INFINITY);
  return {
    offerAll(sight, docs, scores) {
      if (most === 0) return;
      let floor = floorOf();
      // Nearly all fail here, so that nothing is made for them.
      for (let at = 0; at < docs.length; at += 1) {
        const score = scores === undefined ? 0 : (scores[at] ?? 0);
        if (score < floor) continue;
        take({ sight, doc: docs[at] ?? 0, score });
        floor = floorOf();
      }
    },
    sorted: () => heap.toSorted((a, b) => (before(a, b) ? -1 : before(b, a) ? 1 : 0)),
  };
}
