/** What decides the order of the best documents, once their texts are read; see `rerank.ts`. */
export interface RankWeights {
  /** How much of what was asked stands together in one sentence. */
  readonly sentence: number;
  /** How much of it is in the title. */
  readonly title: number;
  /** Names of things, whole. */
  readonly names: number;
  readonly words: number;
  /** How many pairs of characters occur anywhere: long texts have many by chance. */
  readonly pairs: number;
  /** Keywords as they were typed. */
  readonly phrase: number;
  /** A text of today against one of a year ago or more. */
  readonly fresh: number;
}

/** As measured on questions and on keyword queries; the benchmarks tell what each is worth. */
export const RANK_WEIGHTS: RankWeights = {
  sentence: 0.45,
  title: 1.2,
  names: 0.4,
  words: 0.07,
  pairs: -0.4,
  phrase: 0.1,
  fresh: 0.02,
};
