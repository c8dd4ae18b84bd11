import type { Features } from "./features.ts";
import { inverseFrequency } from "./rarity.ts";

/** How soon a word said again adds nothing, and how far long texts are set back. */
const [K1, B] = [1.2, 0.75];

/** For each text the share, 0 to 1, of the asked one's words that it has: BM25 over just these texts. */
export function sharedWords(asked: Features, texts: readonly Features[]): number[] {
  const lengths = texts.map(({ words }) => lengthOf(words));
  const average = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, texts.length) || 1;
  const shares = texts.map(() => 0);
  let most = 0;
  for (const [term, count] of asked.words) {
    const found = texts.map(({ words }) => words.get(term) ?? 0);
    const frequency = found.reduce((sum, times) => sum + (times > 0 ? 1 : 0), 0);
    const weight = Math.sqrt(count) * inverseFrequency(frequency, texts.length);
    most += weight;
    for (const [at, times] of found.entries()) {
      if (times === 0) continue;
      const norm = K1 * (1 - B + (B * (lengths[at] ?? 0)) / average);
      shares[at] = (shares[at] ?? 0) + (weight * times) / (times + norm);
    }
  }
  return shares.map((share) => share / (most || 1));
}

function lengthOf(words: ReadonlyMap<string, number>): number {
  let length = 0;
  for (const count of words.values()) length += count;
  return length;
}
