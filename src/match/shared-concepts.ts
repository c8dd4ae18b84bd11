import type { Text } from "../language.ts";
import type { Features } from "./features.ts";
import type { Concept } from "./lexicon/concept.ts";
import type { Lexicon } from "./lexicon/lexicon.ts";

/** What issue and case are both about, and what the case did about it, as a reason may name it. */
export interface SharedConcepts {
  /** Situations of both, the strongest first. */
  readonly situations: readonly Text[];
  /** Situations that one of the two mentions in passing. */
  readonly passing: readonly Text[];
  /** Means of the case that answer the issue's situation, the best answer first. */
  readonly means: readonly Text[];
}

/** A concept named in passing is not what a text is about: one expression in a body is too little. */
const TELLING = 0.55;
const LIMIT = 2;

export function sharedConcepts(issue: Features, found: Features, lexicon: Lexicon): SharedConcepts {
  const situations = [...issue.concepts]
    .map(([id, strength]) => ({ id, strength: Math.min(strength, found.concepts.get(id) ?? 0) }))
    .filter(({ id, strength }) => strength > 0 && !lexicon.isMeans(id));
  const answers = [...issue.concepts].flatMap(([situation, asked]) =>
    lexicon.answering(situation).map(([id, share]) => ({
      id,
      strength: asked * share * (found.concepts.get(id) ?? 0),
    })),
  );
  const best = new Map<string, number>();
  for (const { id, strength } of answers) best.set(id, Math.max(best.get(id) ?? 0, strength));
  const means = [...best].map(([id, strength]) => ({ id, strength })).filter(({ strength }) => strength > 0);
  return {
    situations: strongest(
      situations.filter(({ strength }) => strength >= TELLING),
      lexicon,
    ),
    passing: strongest(situations, lexicon),
    means: strongest(means, lexicon),
  };
}

function strongest(found: readonly { id: string; strength: number }[], lexicon: Lexicon): Text[] {
  return found
    .toSorted((a, b) => b.strength - a.strength || (a.id < b.id ? -1 : 1))
    .slice(0, LIMIT)
    .flatMap(({ id }) => labelOf(lexicon.get(id)));
}

const labelOf = (concept: Concept | undefined): Text[] =>
  concept === undefined ? [] : [{ ja: concept.ja, en: concept.en }];
