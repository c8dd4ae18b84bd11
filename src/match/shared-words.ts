import type { Features, Words } from "./features.ts";
import { inverseFrequency } from "./rarity.ts";
import type { Term } from "./terms.ts";
import type { MatchWeights } from "./weights.ts";

/** How soon a word said again adds nothing, and how far long texts are set back. */
const [K1, B] = [1.2, 0.75];

/**
 * For each text the share, 0 to 1, of the asked one's words that it has: BM25 over just these texts. Words of a title
 * count `title` times.
 */
export function sharedWords(
  asked: Features,
  texts: readonly Features[],
  { title }: Pick<MatchWeights, "title">,
): number[] {
  const numbers = new Map<Term, number>();
  for (const term of [...asked.words.title, ...asked.words.body]) {
    if (!numbers.has(term)) numbers.set(term, numbers.size);
  }
  const lengths = texts.map(({ words }) => title * words.title.length + words.body.length);
  const average = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, texts.length) || 1;
  const found = texts.map(({ words }) => countsOf(words, numbers, title));
  const weights = countsOf(asked.words, numbers, title).map((count, term) => {
    const frequency = found.reduce((sum, times) => sum + ((times[term] ?? 0) > 0 ? 1 : 0), 0);
    return Math.sqrt(count) * inverseFrequency(frequency, texts.length);
  });
  const most = weights.reduce((sum, weight) => sum + weight, 0) || 1;
  return found.map((times, at) => {
    const norm = K1 * (1 - B + (B * (lengths[at] ?? 0)) / average);
    let share = 0;
    for (let term = 0; term < times.length; term += 1) {
      const count = times[term] ?? 0;
      if (count > 0) share += ((weights[term] ?? 0) * count) / (count + norm);
    }
    return share / most;
  });
}

/** How often a text has each of the numbered words. */
function countsOf(words: Words, numbers: ReadonlyMap<Term, number>, title: number): Float64Array {
  const counts = new Float64Array(numbers.size);
  const add = (terms: readonly Term[], times: number) => {
    for (const term of terms) {
      const number = numbers.get(term);
      if (number !== undefined) counts[number] = (counts[number] ?? 0) + times;
    }
  };
  add(words.title, title);
  add(words.body, 1);
  return counts;
}
