import type { Issue } from "../model/entry.ts";
import { findOption } from "../model/fields.ts";
import { THEMES } from "../model/options.ts";
import type { Recognised, ReleasedCopy, ReleaseItem } from "../store/store.ts";
import type { Lexicon } from "./lexicon/lexicon.ts";
import { termsOf } from "./terms.ts";
import { type MatchWeights, WEIGHTS } from "./weights.ts";

/** What a text is compared by: the concepts it speaks of, and its words. */
export interface Features {
  readonly id: string;
  /** How strongly it speaks of each concept, 0 to 1. */
  readonly concepts: ReadonlyMap<string, number>;
  /** Its words: term → how often, a title's counting more. Read when they are first asked for. */
  readonly words: ReadonlyMap<string, number>;
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
  const concepts = strengths(countConcepts(text, lexicon, weights), weights);
  return new TextFeatures(text.id, concepts, () => text, weights);
}

/** Features of a copy; what it was recognised by before is taken where the same would be recognised now. */
export function featuresOfItem(
  { copy, recognised }: Pick<ReleaseItem, "copy" | "recognised">,
  lexicon: Lexicon,
  weights: MatchWeights,
): Features {
  if (recognised?.by !== madeBy(lexicon, weights)) return featuresOf(describeCopy(copy), lexicon, weights);
  const concepts = strengths(Object.entries(recognised.concepts), weights);
  return new TextFeatures(copy.id, concepts, () => describeCopy(copy), weights);
}

/** There is one for every copy of a partner, and of most the words are never asked for. */
class TextFeatures implements Features {
  readonly id: string;
  readonly concepts: ReadonlyMap<string, number>;
  readonly #describe: () => Described;
  readonly #weights: MatchWeights;
  #words: ReadonlyMap<string, number> | undefined;

  constructor(
    id: string,
    concepts: ReadonlyMap<string, number>,
    describe: () => Described,
    weights: MatchWeights,
  ) {
    this.id = id;
    this.concepts = concepts;
    this.#describe = describe;
    this.#weights = weights;
  }

  get words(): ReadonlyMap<string, number> {
    return (this.#words ??= wordsOf(this.#describe(), this.#weights));
  }
}

/** What {@link featuresOfItem} can do without reading the text again. */
export function recognise(copy: ReleasedCopy, lexicon: Lexicon, weights: MatchWeights = WEIGHTS): Recognised {
  const counts = countConcepts(describeCopy(copy), lexicon, weights);
  return { by: madeBy(lexicon, weights), concepts: Object.fromEntries(counts) };
}

const madeBy = ({ name }: Lexicon, { title, tags, theme }: MatchWeights): string =>
  `${name} ${title} ${tags} ${theme}`;

function strengths(
  counts: Iterable<readonly [string, number]>,
  { saturation }: MatchWeights,
): Map<string, number> {
  const concepts = new Map<string, number>();
  for (const [id, count] of counts) concepts.set(id, 1 - Math.exp(-saturation * count));
  return concepts;
}

function countConcepts(
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
  return counts;
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
