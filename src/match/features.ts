import type { Issue } from "../model/entry.ts";
import { findOption } from "../model/fields.ts";
import { THEMES } from "../model/options.ts";
import type { Recognised, ReleasedCopy, ReleaseItem } from "../store/store.ts";
import type { Lexicon } from "./lexicon/lexicon.ts";
import type { Meaning } from "./meaning.ts";
import { type Term, termsOf } from "./terms.ts";
import type { MatchWeights } from "./weights.ts";

/** What a text is compared by: the concepts it speaks of, and its words. */
export interface Features {
  readonly id: string;
  /** How strongly it speaks of each concept, 0 to 1. */
  readonly concepts: ReadonlyMap<string, number>;
  /** Its words, in their order. Read when they are first asked for. */
  readonly words: Words;
  /** What an embedding model makes of it. */
  readonly meaning?: Meaning | undefined;
}

/** Those of the title count `title` times. */
export interface Words {
  readonly title: readonly Term[];
  readonly body: readonly Term[];
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

/** The lexicon's expressions that a text uses, by place. */
export function recognise({ title, body, tags }: Described, lexicon: Lexicon): Recognised {
  return {
    by: lexicon.name,
    title: lexicon.find(title),
    body: lexicon.find(body),
    tags: lexicon.find(tags.join("\n")),
  };
}

/** The same of a copy; what it was recognised by before is taken where this lexicon did it. */
export const recognisedIn = (
  { copy, recognised }: Pick<ReleaseItem, "copy" | "recognised">,
  lexicon: Lexicon,
): Recognised => (recognised?.by === lexicon.name ? recognised : recognise(describeCopy(copy), lexicon));

export interface FeatureContext {
  readonly lexicon: Lexicon;
  readonly weights: MatchWeights;
  /** How much an expression tells, 0 to 1. */
  readonly telling: (expression: number) => number;
}

/** Features of a text, given what it was recognised by. `describe` is called when its words are asked for. */
export function featuresOf(
  id: string,
  recognised: Recognised,
  { tags, describe, meaning }: FeatureSource,
  context: FeatureContext,
): Features {
  return new TextFeatures({ id, concepts: conceptsOf(recognised, tags, context), describe, meaning });
}

export interface FeatureSource {
  readonly tags: readonly string[];
  readonly describe: () => Described;
  readonly meaning?: Meaning | undefined;
}

/** There is one for every copy of a partner, and of most the words are never asked for. */
class TextFeatures implements Features {
  readonly id: string;
  readonly concepts: ReadonlyMap<string, number>;
  readonly meaning: Meaning | undefined;
  readonly #describe: () => Described;
  #words: Words | undefined;

  constructor({
    id,
    concepts,
    describe,
    meaning,
  }: Omit<Features, "words"> & Pick<FeatureSource, "describe">) {
    this.id = id;
    this.concepts = concepts;
    this.meaning = meaning;
    this.#describe = describe;
  }

  get words(): Words {
    return (this.#words ??= wordsOf(this.#describe()));
  }
}

function conceptsOf(
  recognised: Recognised,
  tags: readonly string[],
  { lexicon, weights, telling }: FeatureContext,
): Map<string, number> {
  const concepts = new Map<string, number>();
  const add = (id: string, amount: number) => concepts.set(id, (concepts.get(id) ?? 0) + amount);
  const addAll = (expressions: readonly number[], times: number) => {
    for (const expression of expressions) add(lexicon.conceptOf(expression), times * telling(expression));
  };
  addAll(recognised.title, weights.title);
  addAll(recognised.body, 1);
  addAll(recognised.tags, weights.tags);
  for (const tag of tags) {
    const theme = findOption(THEMES, tag);
    for (const id of theme === undefined ? [] : lexicon.ofTheme(theme.id)) add(id, weights.theme);
  }
  for (const [id, amount] of concepts) concepts.set(id, 1 - Math.exp(-weights.saturation * amount));
  return concepts;
}

const wordsOf = ({ title, body, tags }: Described): Words => ({
  title: termsOf(title),
  body: termsOf(`${body}\n${tags.join("\n")}`),
});
