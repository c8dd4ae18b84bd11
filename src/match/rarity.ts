import type { Recognised } from "../store/store.ts";
import type { Features } from "./features.ts";
import type { MatchWeights } from "./weights.ts";

/** Near 0 for a concept that every text speaks of, high for one that few do. */
export type Rarity = (concept: string) => number;

/** Of fewer texts than this nothing is rare or common yet: they are taken for as many. */
const FEWEST = 40;

export function rarityOf(texts: readonly Features[], { rarity }: MatchWeights): Rarity {
  const counts = new Map<string, number>();
  for (const { concepts } of texts) {
    for (const id of concepts.keys()) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  const of = Math.max(texts.length, FEWEST);
  const known = new Map([...counts].map(([id, count]) => [id, inverseFrequency(count, of) ** rarity]));
  const unheard = inverseFrequency(0, of) ** rarity;
  return (id) => known.get(id) ?? unheard;
}

/**
 * How much each expression of the lexicon tells, 0 to 1: 1 if no text uses it, near 0 if all do. Of the many ways to
 * speak of a situation some are everyday words, and which ones depends on the trade.
 */
export function tellingOf(
  texts: readonly Recognised[],
  weights: MatchWeights,
): (expression: number) => number {
  const counts: (number | undefined)[] = [];
  const countedFor: number[] = [];
  for (const [text, { title, body }] of texts.entries()) {
    for (const place of [title, body]) {
      for (const expression of place) {
        if (countedFor[expression] === text) continue;
        countedFor[expression] = text;
        counts[expression] = (counts[expression] ?? 0) + 1;
      }
    }
  }
  const of = Math.max(texts.length, FEWEST);
  const most = inverseFrequency(0, of);
  const telling = Array.from(
    counts,
    (count = 0) => (inverseFrequency(count, of) / most) ** weights.expressionRarity,
  );
  return (expression) => telling[expression] ?? 1;
}

export const inverseFrequency = (count: number, of: number): number =>
  Math.log(1 + (of - count + 0.5) / (count + 0.5));

/** How much a text speaks of, all in all. */
export function sizeOf({ concepts }: Features, rarity: Rarity): number {
  let sum = 0;
  for (const [id, strength] of concepts) sum += rarity(id) * strength * strength;
  return Math.sqrt(sum);
}
