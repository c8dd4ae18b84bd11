import type { Features } from "./features.ts";
import type { Lexicon } from "./lexicon/lexicon.ts";
import { meaningScores } from "./meaning.ts";
import { type Rarity, sizeOf } from "./rarity.ts";
import { sharedWords } from "./shared-words.ts";
import type { MatchWeights } from "./weights.ts";

/**
 * How much of an issue's problem a case speaks of. Statistics are taken over exactly the texts given, so what a
 * reader may not see can change nothing in his answer: the caller passes released copies of one audience only.
 */
export interface Ranking {
  /**
   * Texts by falling score, then by id, without those of the unit that asks; those that have nothing in common with
   * the asked one are left out.
   */
  rank(asked: Features, ownUnit: string): Ranked[];
  /** How much the second of two texts answers the first. */
  likeness(asked: Features, other: Features): number;
}

export interface Ranked {
  readonly id: string;
  /** From 0; 1 is about as much as two accounts of one thing have in common. */
  readonly score: number;
}

export interface RankedText {
  readonly features: Features;
  readonly unit: string;
}

export interface RankInput {
  /** What is ranked. */
  readonly texts: readonly RankedText[];
  readonly rarity: Rarity;
  readonly lexicon: Lexicon;
  readonly weights: MatchWeights;
}

/** Words are compared in so many texts at most: those that speak most of the same concepts. */
const CANDIDATES = 80;

export function openRanking({ texts, rarity, lexicon, weights }: RankInput): Ranking {
  const postings = postingsOf(texts, rarity, weights);
  const conceptScores = (wanted: Wanted): Float64Array => {
    const scores = new Float64Array(texts.length);
    for (const [id, strength] of wanted.strengths) {
      const { at = [], impacts = [] } = postings.get(id) ?? {};
      const share = (weights.concepts * strength) / wanted.size;
      for (let k = 0; k < at.length; k += 1) {
        const number = at[k] ?? 0;
        scores[number] = (scores[number] ?? 0) + share * (impacts[k] ?? 0);
      }
    }
    return scores;
  };
  return {
    rank(asked, ownUnit) {
      const scores = conceptScores(wantedBy(asked, { lexicon, weights, rarity }));
      if (asked.meaning !== undefined) {
        const meanings = texts.map(({ features }) => features.meaning);
        for (const [number, score] of meaningScores(asked.meaning, meanings).entries())
          scores[number] = (scores[number] ?? 0) + weights.meaning * score;
      }
      const candidates = nearest(texts, scores, ownUnit);
      const shared = sharedWords(
        asked,
        candidates.map(({ features }) => features),
        weights,
      );
      return candidates
        .map(({ features, score }, at) => ({
          id: features.id,
          score: score + weights.words * (shared[at] ?? 0),
        }))
        .filter(({ score }) => score > 0)
        .sort(byScore);
    },
    likeness(asked, other) {
      const { strengths, size } = wantedBy(asked, { lexicon, weights: { ...weights, means: 1 }, rarity });
      let sum = 0;
      for (const [id, strength] of other.concepts) sum += rarity(id) * strength * (strengths.get(id) ?? 0);
      return sum / (size * breadthOf(other, rarity, weights));
    },
  };
}

interface Posting {
  /** Numbers of the texts that speak of a concept. */
  readonly at: number[];
  readonly impacts: number[];
}

function postingsOf(
  texts: readonly RankedText[],
  rarity: Rarity,
  weights: MatchWeights,
): Map<string, Posting> {
  const postings = new Map<string, Posting>();
  texts.forEach(({ features }, number) => {
    const breadth = breadthOf(features, rarity, weights);
    for (const [id, strength] of features.concepts) {
      let posting = postings.get(id);
      if (posting === undefined) postings.set(id, (posting = { at: [], impacts: [] }));
      posting.at.push(number);
      posting.impacts.push((rarity(id) * strength) / breadth);
    }
  });
  return postings;
}

const breadthOf = (features: Features, rarity: Rarity, { breadth }: MatchWeights): number =>
  sizeOf(features, rarity) ** breadth || 1;

interface Candidate extends RankedText {
  readonly score: number;
}

/** The texts that are worth a closer look; where few speak of the same at all, every one of them. */
function nearest(texts: readonly RankedText[], scores: Float64Array, ownUnit: string): Candidate[] {
  const take = (isWanted: (score: number) => boolean): Candidate[] => {
    const taken: Candidate[] = [];
    for (const [number, text] of texts.entries()) {
      const score = scores[number] ?? 0;
      if (text.unit !== ownUnit && isWanted(score)) taken.push({ ...text, score });
    }
    return taken;
  };
  if (texts.length <= CANDIDATES) return take(() => true);
  const sorted = scores.filter((_, number) => texts[number]?.unit !== ownUnit).sort();
  const least = sorted.at(-CANDIDATES) ?? 0;
  const related = take((score) => score > 0 && score >= least);
  return related.length < CANDIDATES / 10 ? take(() => true) : related;
}

const byScore = (a: Ranked, b: Ranked): number => b.score - a.score || (a.id < b.id ? -1 : 1);

interface Wanted {
  /** How much it counts that a text speaks of a concept, 0 to 1. */
  readonly strengths: ReadonlyMap<string, number>;
  readonly size: number;
}

/** What an issue asks for: its own situations, those near them, and the means that answer them. */
function wantedBy(
  asked: Features,
  { lexicon, weights, rarity }: { lexicon: Lexicon; weights: MatchWeights; rarity: Rarity },
): Wanted {
  const strengths = new Map<string, number>();
  const want = (id: string, strength: number) => {
    if (strength > (strengths.get(id) ?? 0)) strengths.set(id, strength);
  };
  for (const [id, strength] of asked.concepts) {
    want(id, strength * (lexicon.isMeans(id) ? weights.means : 1));
    for (const [other, share] of lexicon.near(id)) want(other, strength * share * weights.near);
    for (const [means, share] of lexicon.answering(id)) want(means, strength * share * weights.answers);
  }
  return { strengths, size: sizeOf(asked, rarity) || 1 };
}
