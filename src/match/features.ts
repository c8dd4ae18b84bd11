import type { Issue } from "../model/entry.ts";
import { findOption } from "../model/fields.ts";
import { THEMES } from "../model/options.ts";
import type { ReleasedCopy } from "../store/store.ts";
import type { Lexicon } from "./lexicon/lexicon.ts";
import { termsOf } from "./terms.ts";
import type { MatchWeights } from "./weights.ts";

/** What a text is compared by: the concepts it speaks of, and its words. */
export interface Features {
  readonly id: string;
  /** How strongly it speaks of each concept, 0 to 1. */
  readonly concepts: ReadonlyMap<string, number>;
  /** Its words, read when they are needed first: term → how often, a title's counting more. */
  readonly words: () => ReadonlyMap<string, number>;
}

/** The three places in which a text says what it is about. */
export interface Described {
  readonly id: string;
  readonly title: string;
  readonly body: string;
  readonly tags: readonly string[];
}

/** A released copy as it is compared. Who said it is no content. */
export const describeCopy = ({ id, title, texts, theme }: ReleasedCopy): Described => ({
  id,
  title,
  body: Object.entries(texts)
    .filter(([name]) => name !== "speaker_role")
    .map(([, text]) => text)
    .join("\n"),
  tags: theme,
});

/** An issue as it is compared; its private notes stay out even of the comparison. */
export const describeIssue = (issue: Issue): Described => ({
  id: issue.id,
  title: issue.title,
  body: [issue.situation, issue.impact, issue.tried, issue.wanted].filter(Boolean).join("\n"),
  tags: issue.theme,
});

export function featuresOf(text: Described, lexicon: Lexicon, weights: MatchWeights): Features {
  let words: ReadonlyMap<string, number> | undefined;
  return {
    id: text.id,
    concepts: conceptsOf(text, lexicon, weights),
    words: () => (words ??= wordsOf(text, weights)),
  };
}

function conceptsOf(
  { title, body, tags }: Described,
  lexicon: Lexicon,
  weights: MatchWeights,
): Map<string, number> {
  const counts = new Map<string, number>();
  const add = (id: string, count: number) => counts.set(id, (counts.get(id) ?? 0) + count);
  for (const [id, count] of lexicon.find(title)) add(id, weights.title * count);
  for (const [id, count] of lexicon.find(body)) add(id, count);
  for (const [id, count] of lexicon.find(tags.join("\n"))) add(id, weights.tags * count);
  for (const tag of tags) {
    const theme = findOption(THEMES, tag);
    for (const id of theme === undefined ? [] : lexicon.ofTheme(theme.id)) add(id, weights.theme);
  }
  return new Map([...counts].map(([id, count]) => [id, 1 - Math.exp(-weights.saturation * count)]));
}

function wordsOf({ title, body, tags }: Described, weights: MatchWeights): Map<string, number> {
  const counts = new Map<string, number>();
  const add = (text: string, times: number) => {
    for (const term of termsOf(text)) counts.set(term, (counts.get(term) ?? 0) + times);
  };
  add(title, weights.title);
  add(`${body}\n${tags.join("\n")}`, 1);
  return counts;
}
