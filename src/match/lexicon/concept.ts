/**
 * A concept of partner sales: a situation that goes wrong in the same way everywhere, or a means that is used
 * against it, with the words by which people of any trade speak of it.
 */
export interface Concept {
  /** Stable, in English: `handover`. */
  readonly id: string;
  readonly ja: string;
  readonly en: string;
  /** The theme of the templates (`model/options.ts`) that says the same. */
  readonly theme?: string;
  /**
   * Expressions, separated by `|`. Japanese ones are found anywhere in a text, however they are spelled; Latin
   * ones as whole words, `*` standing for any ending. `A+B` is found where both stand in one sentence.
   */
  readonly words: string;
  /** Concepts that are partly the same problem: id → how much, 0 to 1. Holds in both directions. */
  readonly near?: Readonly<Record<string, number>>;
  /** For a means: the situations that it answers, well or badly: id → how much, 0 to 1. */
  readonly answers?: Readonly<Record<string, number>>;
}
