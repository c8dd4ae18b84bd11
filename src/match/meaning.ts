/**
 * What an embedding model makes of a text, as far as matching uses it: how near two texts are compared with how near
 * texts of this partner usually are. Models differ in what a cosine of 0.8 says; "nearer than the nearest of so many
 * would be by chance" says the same with every model. Of any texts one is the nearest: counted from less than that on,
 * vectors of no meaning at all answered issues that nothing answers (half of those graded so).
 */

/** A vector as it is compared. */
export interface Meaning {
  /** Each component from -127 to 127: a quarter of the memory, and as good to compare. */
  readonly components: Int8Array;
  readonly length: number;
}

/** So many standard deviations beyond chance it counts in full. */
const FULL = 3;
/** Of fewer texts nothing is usual. */
const FEWEST = 8;

/** For each text 0, if it is no nearer than chance makes it or has no vector, up to 1. */
export function meaningScores(asked: Meaning, texts: readonly (Meaning | undefined)[]): Float64Array {
  const scores = new Float64Array(texts.length);
  const nearness = texts.map((text) =>
    text?.components.length === asked.components.length ? cosine(asked, text) : undefined,
  );
  const known = nearness.filter((one) => one !== undefined);
  if (known.length < FEWEST) return scores;
  // Not the mean: the few that are near, which are looked for, would move it and hide each other.
  const usual = median(known);
  const deviation = MAD_TO_DEVIATION * median(known.map((one) => Math.abs(one - usual)));
  if (deviation === 0) return scores;
  // So far out is the largest of so many normal values.
  const byChance = Math.sqrt(2 * Math.log(known.length));
  for (const [at, one] of nearness.entries()) {
    if (one === undefined) continue;
    scores[at] = Math.min(1, Math.max(0, ((one - usual) / deviation - byChance) / FULL));
  }
  return scores;
}

/** A vector as it is kept beside a copy. */
export function packMeaning(vector: readonly number[]): string {
  const largest = vector.reduce((most, one) => Math.max(most, Math.abs(one)), 0) || 1;
  const packed = Int8Array.from(vector, (one) => Math.round((one / largest) * 127));
  return Buffer.from(packed.buffer).toString("base64");
}

export function unpackMeaning(packed: string): Meaning {
  const components = new Int8Array(Buffer.from(packed, "base64"));
  return { components, length: Math.sqrt(product(components, components)) };
}

const cosine = (a: Meaning, b: Meaning): number =>
  product(a.components, b.components) / (a.length * b.length || 1);

function product(a: Int8Array, b: Int8Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += (a[at] ?? 0) * (b[at] ?? 0);
  return sum;
}

/** Of normal values, the standard deviation by the median of all distances from their median. */
const MAD_TO_DEVIATION = 1.4826;

function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  const half = sorted.length >> 1;
  return ((sorted[(sorted.length - 1) >> 1] ?? 0) + (sorted[half] ?? 0)) / 2;
}
