/**
 * A posting list: which documents of one shard have a term, in ascending order, and what it is worth in each.
 * Stored as all numbers, two bytes each, and then all impacts, one byte each: fixed widths, so that a list is
 * read by laying two views over its bytes. Little-endian, as every machine that Node runs on is.
 */
export interface Postings {
  readonly docs: Uint16Array;
  readonly impacts: Uint8Array;
}

export function encodePostings({ docs, impacts }: Postings): Uint8Array {
  const bytes = new Uint8Array(docs.length * 3);
  bytes.set(new Uint8Array(docs.buffer, docs.byteOffset, docs.length * 2));
  bytes.set(impacts, docs.length * 2);
  return bytes;
}

export function decodePostings(bytes: Uint8Array): Postings {
  // A view of two-byte numbers must begin at an even address.
  const aligned = bytes.byteOffset % 2 === 0 ? bytes : bytes.slice();
  const length = Math.floor(aligned.byteLength / 3);
  return {
    docs: new Uint16Array(aligned.buffer, aligned.byteOffset, length),
    impacts: new Uint8Array(aligned.buffer, aligned.byteOffset + length * 2, length),
  };
}

/** A stretch of document numbers, the end exclusive. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** The first place in an ascending list that is not below `wanted`, looked for from `start`. */
export function lowerBound(docs: Uint16Array, wanted: number, start = 0, end = docs.length): number {
  let [low, high] = [start, end];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((docs[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many of the documents lie in these ranges. */
export function countIn({ docs }: Postings, ranges: readonly Range[]): number {
  let count = 0;
  for (const { from, to } of ranges) count += lowerBound(docs, to) - lowerBound(docs, from);
  return count;
}

/** The documents in these ranges. */
export function cutTo(postings: Postings, ranges: readonly Range[]): Postings {
  const { docs, impacts } = postings;
  const [only] = ranges;
  if (only === undefined) return NONE;
  if (ranges.length === 1) {
    const [start, end] = [lowerBound(docs, only.from), lowerBound(docs, only.to)];
    if (start === 0 && end === docs.length) return postings;
    return { docs: docs.subarray(start, end), impacts: impacts.subarray(start, end) };
  }
  const size = countIn(postings, ranges);
  if (size === docs.length) return postings;
  const cut = { docs: new Uint16Array(size), impacts: new Uint8Array(size) };
  let at = 0;
  for (const { from, to } of ranges) {
    const [start, end] = [lowerBound(docs, from), lowerBound(docs, to)];
    cut.docs.set(docs.subarray(start, end), at);
    cut.impacts.set(impacts.subarray(start, end), at);
    at += end - start;
  }
  return cut;
}

export const NONE: Postings = { docs: new Uint16Array(0), impacts: new Uint8Array(0) };
