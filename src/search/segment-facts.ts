import type { FacetValues } from "./columns.ts";
import type { Range } from "./postings.ts";

/** Documents of one unit, which stand together in a segment. */
export interface Run extends Range {
  readonly unit: string;
}

/** What is known of a segment without reading it. */
export interface SegmentFacts {
  readonly runs: readonly Run[];
  readonly values: readonly FacetValues[];
}

export const toFacts = (runs: readonly Run[], values: readonly FacetValues[]): SegmentFacts => ({
  runs,
  values,
});

/** A list as short as this is read whole to count whose documents it has; longer ones say it beside them. */
export const SHORT_LIST = 48;

/** How many documents of each unit a list has, as pairs of place of the unit's run and count; null for short lists. */
export function spreadOf(docs: Uint16Array, runs: readonly Run[]): Uint8Array | null {
  if (docs.length <= SHORT_LIST || runs.length < 2) return null;
  const pairs: number[] = [];
  let at = 0;
  runs.forEach(({ to }, place) => {
    const start = at;
    while (at < docs.length && (docs[at] ?? 0) < to) at += 1;
    if (at > start) pairs.push(place, at - start);
  });
  return new Uint8Array(new Uint16Array(pairs).buffer);
}

/** Of a list with this spread, how many documents are of these runs. */
export function countSpread(spread: Uint8Array, isWanted: readonly boolean[]): number {
  const aligned = spread.byteOffset % 2 === 0 ? spread : spread.slice();
  const pairs = new Uint16Array(aligned.buffer, aligned.byteOffset, aligned.byteLength / 2);
  let count = 0;
  for (let at = 0; at < pairs.length; at += 2) {
    if (isWanted[pairs[at] ?? 0] === true) count += pairs[at + 1] ?? 0;
  }
  return count;
}
