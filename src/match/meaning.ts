/**
 * What an embedding model makes of a text, as far as matching uses it: how near two texts are compared with how near
 * texts of this partner usually are. Models differ in what a cosine of 0.8 says; "nearer than nearly all others" says
 * the same with every model.
 */

/** A vector's direction, each component from -127 to 127: a quarter of the memory, and as good to compare. */
export type Meaning = Int8Array;

/** Nearer than the usual by this many standard deviations is where it begins to count, and where it counts in full. */
const [FROM, TO] = [1, 4];
/** Of fewer texts nothing is usual. */
const FEWEST = 8;

/** For each text 0, if it is no nearer than usual or has no vector, up to 1. */
export function meaningScores(asked: Meaning, texts: readonly (Meaning | undefined)[]): Float64Array {
  const scores = new Float64Array(texts.length);
  const nearness = texts.map((text) => (text?.length === asked.length ? cosine(asked, text) : undefined));
  const known = nearness.filter((one) => one !== undefined);
  if (known.length < FEWEST) return scores;
  const mean = known.reduce((sum, one) => sum + one, 0) / known.length;
  const deviation = Math.sqrt(known.reduce((sum, one) => sum + (one - mean) ** 2, 0) / known.length);
  if (deviation === 0) return scores;
  for (const [at, one] of nearness.entries()) {
    if (one === undefined) continue;
    scores[at] = Math.min(1, Math.max(0, ((one - mean) / deviation - FROM) / (TO - FROM)));
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
  return new Int8Array(Buffer.from(packed, "base64"));
}

function cosine(a: Meaning, b: Meaning): number {
  let [product, lengthA, lengthB] = [0, 0, 0];
  for (let at = 0; at < a.length; at += 1) {
    const [x, y] = [a[at] ?? 0, b[at] ?? 0];
    product += x * y;
    lengthA += x * x;
    lengthB += y * y;
  }
  return product / (Math.sqrt(lengthA * lengthB) || 1);
}
