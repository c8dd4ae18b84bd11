/**
 * BM25F, worked out per posting when a document is indexed: how often a term occurs, saturated and set against
 * the document's length, in one byte. The length is set against a fixed one and not against the average of the
 * index: an average would let a hidden document change what is shown (and every document's bytes with each
 * change).
 */

/** Code units of a case of ordinary length. */
const USUAL_LENGTH = 400;

const GRAMS = { k1: 0.6, b: 0.8 };
const WORDS = { k1: 0.9, b: 0.6 };

/** 1…255, of 255 that a term could be worth in a document. */
export const gramImpact = (count: number, length: number): number => impact(count, length, GRAMS);
export const wordImpact = (count: number, length: number): number => impact(count, length, WORDS);

function impact(count: number, length: number, { k1, b }: { k1: number; b: number }): number {
  const norm = k1 * (1 - b + (b * length) / USUAL_LENGTH);
  return Math.max(1, Math.round((255 * count) / (count + norm)));
}

/** What a term is worth that `df` of `total` documents have. */
export const inverseFrequency = (df: number, total: number): number =>
  Math.log(1 + (total - df + 0.5) / (df + 0.5));
