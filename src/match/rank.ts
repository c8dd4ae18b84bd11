import type { Features } from "./features.ts";
import type { Lexicon } from "./lexicon/lexicon.ts";
import type { MatchWeights } from "./weights.ts";

/**
 * How much of an issue's problem a case speaks of. Statistics are taken over exactly the texts given, so what a
 * reader may not see can change nothing in his answer: the caller passes released copies of one audience only.
 */
export interface Ranking {
  /** Texts by falling score, then by id; those that have nothing in common with the asked one are left out. */
  rank(asked: Features, isWanted: (id: string) => boolean): Ranked[];
  /** How much the second of two texts answers the first. */
  likeness(asked: Features, other: Features): number;
}

export interface Ranked {
  readonly id: string;
  /** From 0; 1 is about as much as two accounts of one thing have in common. */
  readonly score: number;
}

export interface RankInput {
  /** What is ranked. */
  readonly texts: readonly Features[];
  /** What says how rare a concept is: everything of the audience. */
  readonly all: readonly Features[];
  readonly lexicon: Lexicon;
  readonly weights: MatchWeights;
}

/** Words are compared in so many texts at most: those that speak most of the same concepts. */
const CANDIDATES = 200;

export function openRanking({ texts, all, lexicon, weights }: RankInput): Ranking {
  const rarity = rarityOf(all, weights);
  const weighted = texts.map((text) => ({ text, size: sizeOf(text, rarity) ** weights.breadth || 1 }));
  const conceptScore = (wanted: Wanted, text: Features, size: number): number => {
    let sum = 0;
    for (const [id, strength] of text.concepts) sum += rarity(id) * strength * wanted.strengthOf(id);
    return (weights.concepts * sum) / (wanted.size * size);
  };
  return {
    rank(asked, isWanted) {
      const wanted = wantedBy(asked, { lexicon, weights, rarity });
      const scored = weighted
        .filter(({ text }) => isWanted(text.id))
        .map(({ text, size }) => ({ text, score: conceptScore(wanted, text, size) }));
      const candidates = nearest(scored);
      const shared = sharedWords(
        asked,
        candidates.map(({ text }) => text),
      );
      return candidates
        .map(({ text, score }, at) => ({ id: text.id, score: score + weights.words * (shared[at] ?? 0) }))
        .filter(({ score }) => score > 0)
        .sort(byScore);
    },
    likeness(asked, other) {
      const wanted = wantedBy(asked, { lexicon, weights: { ...weights, means: 1 }, rarity });
      return conceptScore(wanted, other, sizeOf(other, rarity) ** weights.breadth || 1);
    },
  };
}

/** The texts that are worth a closer look; where few speak of the same at all, every one of them. */
function nearest<T extends { readonly text: Features; readonly score: number }>(scored: readonly T[]): T[] {
  if (scored.length <= CANDIDATES) return [...scored];
  const related = scored.filter(({ score }) => score > 0);
  if (related.length < CANDIDATES / 10) return [...scored];
  return related.sort((a, b) => b.score - a.score || (a.text.id < b.text.id ? -1 : 1)).slice(0, CANDIDATES);
}

const byScore = (a: Ranked, b: Ranked): number => b.score - a.score || (a.id < b.id ? -1 : 1);

type Rarity = (concept: string) => number;

/** Near 0 for what every text speaks of, high for what few do. */
function rarityOf(texts: readonly Features[], { rarity }: MatchWeights): Rarity {
  const counts = new Map<string, number>();
  for (const { concepts } of texts) {
    for (const id of concepts.keys()) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return (id) => inverseFrequency(counts.get(id) ?? 0, texts.length) ** rarity;
}

const inverseFrequency = (count: number, of: number): number =>
  Math.log(1 + (of - count + 0.5) / (count + 0.5));

interface Wanted {
  /** How much it counts that a text speaks of this concept, 0 to 1. */
  readonly strengthOf: (id: string) => number;
  readonly size: number;
}

/** What an issue asks for: its own situations, those near them, and the means that answer them. */
function wantedBy(
  asked: Features,
  { lexicon, weights, rarity }: { lexicon: Lexicon; weights: MatchWeights; rarity: Rarity },
): Wanted {
  const wanted = new Map<string, number>();
  const want = (id: string, strength: number) => wanted.set(id, Math.max(wanted.get(id) ?? 0, strength));
  for (const [id, strength] of asked.concepts) {
    want(id, strength * (lexicon.isMeans(id) ? weights.means : 1));
    for (const [other, share] of lexicon.near(id)) want(other, strength * share * weights.near);
    for (const [means, share] of lexicon.answering(id)) want(means, strength * share * weights.answers);
  }
  return { strengthOf: (id) => wanted.get(id) ?? 0, size: sizeOf(asked, rarity) || 1 };
}

const sizeOf = ({ concepts }: Features, rarity: Rarity): number =>
  Math.sqrt([...concepts].reduce((sum, [id, strength]) => sum + rarity(id) * strength * strength, 0));

/** How soon a word said again adds nothing, and how far long texts are set back. */
const [K1, B] = [1.2, 0.75];

/** BM25 as a share, 0 to 1, of what the asked text says. */
function sharedWords(asked: Features, texts: readonly Features[]): number[] {
  const counted = texts.map((text) => {
    const words = text.words();
    return { words, length: [...words.values()].reduce((sum, count) => sum + count, 0) };
  });
  const average = counted.reduce((sum, { length }) => sum + length, 0) / Math.max(1, counted.length) || 1;
  const weights = [...asked.words()].map(([term, count]) => {
    const frequency = counted.reduce((sum, { words }) => sum + (words.has(term) ? 1 : 0), 0);
    return { term, weight: Math.sqrt(count) * inverseFrequency(frequency, counted.length) };
  });
  const most = weights.reduce((sum, { weight }) => sum + weight, 0) || 1;
  return counted.map(({ words, length }) => {
    const norm = K1 * (1 - B + (B * length) / average);
    return (
      weights.reduce((sum, { term, weight }) => {
        const count = words.get(term) ?? 0;
        return count === 0 ? sum : sum + (weight * count) / (count + norm);
      }, 0) / most
    );
  });
}
