/** What each ingredient of a match counts. Tuned on one graded partner, reported on others: `npm run bench:match`. */
export interface MatchWeights {
  /** How much oftener a word of the title counts, in issue and case. */
  readonly title: number;
  /** How much oftener a word of people's own tags counts. */
  readonly tags: number;
  /** Expressions that a theme of the templates is worth, for the situation that it names. */
  readonly theme: number;
  /** How soon further expressions of the same concept add nothing: 0 = never. */
  readonly saturation: number;
  /** How much rarer concepts count more: 0 = not at all. */
  readonly rarity: number;
  /** How much rarer expressions of a concept count more: 0 = not at all. */
  readonly expressionRarity: number;
  /** How far a case that speaks of much else is set back: 0 = not at all, 1 = in full. */
  readonly breadth: number;
  /** A situation near the issue's own. */
  readonly near: number;
  /** A means that answers the situation. */
  readonly answers: number;
  /** A means that the issue itself speaks of. */
  readonly means: number;
  /** The same concepts. */
  readonly concepts: number;
  /** The same words. */
  readonly words: number;
  /** Nearer than chance makes it, to an embedding model, where one is configured. Not tuned: no model is shipped. */
  readonly meaning: number;
  /** The same product, the same trade or size of customer, figures as evidence, the year it is from. */
  readonly product: number;
  readonly segment: number;
  readonly evidence: number;
  readonly freshness: number;
  /** How a case fared where it was told and tried, at most. */
  readonly experience: number;
  /** If the best case scores less, what it has in common is chance; no answer is better than a bad one. */
  readonly leastBest: number;
  /** Beside a good answer others may be less like it, down to this score. */
  readonly least: number;
}

export const WEIGHTS: MatchWeights = {
  title: 2,
  tags: 1,
  theme: 1,
  saturation: 0.5,
  rarity: 0.5,
  expressionRarity: 1,
  breadth: 1,
  near: 0.2,
  answers: 0.6,
  means: 0.7,
  concepts: 1,
  words: 7,
  meaning: 0.5,
  product: 0.02,
  segment: 0.03,
  evidence: 0.01,
  freshness: 0.01,
  experience: 0.1,
  leastBest: 0.47,
  least: 0.15,
};
