import type { Language, Text } from "../../language.ts";
import type { Spec } from "../../model/spec.ts";

/** Something that the list left open: what was asked, and the answer that was taken meanwhile. */
export interface Decision {
  /** The unit, person or row that it is about. */
  readonly about: string;
  readonly question: Text;
  /** What was done, in the partner's language. */
  readonly default: string;
}

/** What an importer of organisations hands back. */
export interface ImportedOrg {
  readonly spec: Spec;
  readonly decisions: Decision[];
  /** What was not taken over, for information. */
  readonly warnings: Text[];
}

/** A decision before the partner's language is known. */
export interface OpenDecision {
  readonly about: string;
  readonly question: Text;
  readonly taken: Text;
}

/** Notes down a decision. */
export type Decide = (about: string, question: Text, taken: Text) => void;

export function decisionsIn(language: Language, open: readonly OpenDecision[]): Decision[] {
  return open.map(({ about, question, taken }) => ({ about, question, default: taken[language] }));
}
