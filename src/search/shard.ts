import type { Columns } from "./columns.ts";
import { lowerBound, type Range } from "./postings.ts";
import type { Run } from "./segment-facts.ts";

/**
 * A part of a family's documents that is scored by itself: a segment, or what is pending. Its documents are
 * numbered from 0, those of a unit standing together as far as `runs` says.
 */
export interface Shard {
  readonly family: number;
  /** The segment's number; null for what is pending. */
  readonly segment: number | null;
  readonly columns: Columns;
  readonly runs: readonly Run[];
  /** Documents that are no more, in ascending order: few, as long as the index is tidied. */
  readonly dead: Uint16Array;
}

/** What a reader sees of a shard. */
export interface Sight {
  readonly shard: Shard;
  /** By place of the run. */
  readonly isSeen: readonly boolean[];
  readonly seesAll: boolean;
  /** The documents that he sees, dead ones included. */
  readonly ranges: readonly Range[];
  /** How many of them are alive. */
  readonly count: number;
}

/** What is seen of a shard by somebody who sees these units. */
export function sightOf(shard: Shard, sees: (unit: string) => boolean): Sight {
  const isSeen = shard.runs.map(({ unit }) => sees(unit));
  const ranges = joinRanges(shard.runs.filter((_, place) => isSeen[place]));
  let count = 0;
  for (const { from, to } of ranges) count += to - from - deadIn(shard, from, to);
  return { shard, isSeen, seesAll: isSeen.every(Boolean), ranges, count };
}

const deadIn = ({ dead }: Shard, from: number, to: number): number =>
  lowerBound(dead, to) - lowerBound(dead, from);

/** Neighbours become one. */
function joinRanges(ranges: readonly Range[]): Range[] {
  const joined: { from: number; to: number }[] = [];
  for (const { from, to } of ranges) {
    const last = joined.at(-1);
    if (last?.to === from) last.to = to;
    else joined.push({ from, to });
  }
  return joined;
}

/** The unit of a document. */
export function unitAt({ runs }: Shard, doc: number): string {
  let [low, high] = [0, runs.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((runs[middle]?.from ?? 0) <= doc) low = middle;
    else high = middle - 1;
  }
  return runs[low]?.unit ?? "";
}
