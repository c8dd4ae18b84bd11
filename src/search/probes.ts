import type { Asked } from "./asked.ts";

/** A string to mark in a text. */
export interface Probe {
  readonly form: string;
  /** Also with okurigana between its kanji. */
  readonly stem: boolean;
  /** `keyword`: what was typed, or stands for it, whole. `word`: a word of it. `pair`: two characters of it. */
  readonly part: "keyword" | "word" | "pair";
}

/**
 * What to mark for a query: forms of its keywords; and where documents have only a part of them, their words and pairs.
 * Otherwise what a text lacks is in its title, and its parts elsewhere mean nothing.
 */
export function probesOf(
  { keywords, scored, corrections }: Asked,
  { isPartial }: { readonly isPartial: boolean },
): Probe[] {
  const forms = keywords.flatMap(({ alternatives }) =>
    alternatives.map(({ form, isStem }): Probe => ({ form, stem: isStem, part: "keyword" })),
  );
  const corrected = [...corrections.values()]
    .flat()
    .map((form): Probe => ({ form, stem: false, part: "keyword" }));
  const parts = scored
    .filter(({ isGrammar }) => isPartial && !isGrammar)
    .map(({ term, isWord }): Probe => ({
      form: isWord ? term.slice(2) : term,
      stem: false,
      part: isWord ? "word" : "pair",
    }));
  return [...forms, ...corrected, ...parts].filter(({ form }) => form !== "" && !form.startsWith("\\u"));
}
