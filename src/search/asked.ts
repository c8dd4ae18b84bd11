import type { Keyword, Query } from "./query.ts";
import { isExact, type Need, needsOf, type ScoreTerm, scoreTerms } from "./query-terms.ts";
import type { SeenIndex } from "./seen-postings.ts";
import { parseQuery } from "./query.ts";
import { wordName } from "./terms.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** A form of a keyword that will do for it, and the terms that every text with it has: one of each list. */
export interface Alternative {
  readonly form: string;
  readonly terms: readonly (readonly string[])[];
  /** Texts that have the terms need not contain the form. */
  readonly isInexact: boolean;
  /** Its kanji may be written with okurigana between them. */
  readonly isStem: boolean;
}

export interface AskedKeyword {
  readonly keyword: Keyword;
  readonly alternatives: readonly Alternative[];
}

/** A query in terms of the index that the reader sees. */
export interface Asked {
  readonly query: Query;
  readonly keywords: readonly AskedKeyword[];
  readonly excluded: readonly Alternative[];
  readonly scored: readonly ScoreTerm[];
  /** Spellings that the texts have for words that they do not, by word. */
  readonly corrections: ReadonlyMap<string, readonly string[]>;
}

/** Ways to say the same; each group is of folded forms. */
export type Synonyms = readonly (readonly string[])[];

/** Worth of what was not typed but stands for it. */
const SYNONYM_WEIGHT = 0.5;
const PART_WEIGHT = 0.5;
/** Of the words that contain a run of letters, so many are ranked by; the others still count as containing it. */
const RANKED_PARTS = 32;

export async function understand(
  typed: string,
  { seen, vocabulary, synonyms }: { seen: SeenIndex; vocabulary: Vocabulary; synonyms: Synonyms },
): Promise<Asked> {
  const query = parseQuery(typed);
  const others = query.keywords.map((keyword) => otherForms(keyword, synonyms));
  const words = await wordsOf([...query.keywords, ...others.flat()], { seen, vocabulary });
  const corrections = new Map<string, readonly string[]>();
  for (const [part, { corrected }] of words) if (corrected.length > 0) corrections.set(part, corrected);
  const keywords = query.keywords.map((keyword, at): AskedKeyword => {
    const forms = [keyword, ...(others[at] ?? [])];
    const stem = keyword.stem === undefined ? [] : [alternativeOf(keyword.stem, words, { isStem: true })];
    return { keyword, alternatives: [...forms.map(({ form }) => alternativeOf(form, words)), ...stem] };
  });
  const excluded = query.excluded.map((form) => alternativeOf(form, words));
  return { query, keywords, excluded, scored: withOthers(query.keywords, others, words), corrections };
}

function alternativeOf(form: string, words: FoundWords, { isStem = false } = {}): Alternative {
  return {
    form,
    terms: needsOf(form).map((need) => termsOf(need, words)),
    isInexact: isStem ? form.length > 2 : !isExact(form),
    isStem,
  };
}

const termsOf = (need: Need, words: FoundWords): string[] =>
  "term" in need ? [need.term] : (words.get(need.part)?.all ?? [need.part]).map(wordName);

type FoundWords = ReadonlyMap<
  string,
  { readonly all: readonly string[]; readonly corrected: readonly string[] }
>;

/** Every word that contains a run of letters of these keywords; where there is none, words spelt nearly like it. */
async function wordsOf(
  keywords: readonly Pick<Keyword, "form" | "isPhrase">[],
  { seen, vocabulary }: { seen: SeenIndex; vocabulary: Vocabulary },
): Promise<FoundWords> {
  const found = new Map<string, { all: string[]; corrected: string[] }>();
  for (const { form, isPhrase } of keywords) {
    for (const need of needsOf(form)) {
      if (!("part" in need) || found.has(need.part)) continue;
      const all = await seenWords(seen, await vocabulary.containing(need.part));
      const isWhole = need.part === form && !isPhrase;
      const corrected = all.length === 0 && isWhole ? await nearest(need.part, { seen, vocabulary }) : [];
      found.set(need.part, { all: all.length > 0 ? all : corrected, corrected });
    }
  }
  return found;
}

/** What may have been meant: of the words that the reader's texts have, those with fewest slips between. */
async function nearest(
  word: string,
  { seen, vocabulary }: { seen: SeenIndex; vocabulary: Vocabulary },
): Promise<string[]> {
  const near = await vocabulary.nearly(word);
  const there = await seenWords(seen, [...near.keys()]);
  const least = there.reduce((most, one) => Math.min(most, near.get(one) ?? most), Number.POSITIVE_INFINITY);
  return there.filter((one) => near.get(one) === least).slice(0, 3);
}

/** Those of the words that some text has that the reader sees, the commonest first. */
async function seenWords(seen: SeenIndex, words: readonly string[]): Promise<string[]> {
  const frequencies = await seen.frequencies(words.map(wordName));
  const count = (word: string): number => frequencies.get(wordName(word)) ?? 0;
  return words.filter((word) => count(word) > 0).toSorted((a, b) => count(b) - count(a) || (a < b ? -1 : 1));
}

function otherForms(keyword: Keyword, synonyms: Synonyms): Keyword[] {
  if (keyword.isPhrase) return [];
  const same = synonyms.filter((group) => group.includes(keyword.form)).flat();
  return [...new Set(same)]
    .filter((form) => form !== keyword.form)
    .map((form) => ({ form, typed: form, isPhrase: false }));
}

function withOthers(
  keywords: readonly Keyword[],
  others: readonly (readonly Keyword[])[],
  words: FoundWords,
): ScoreTerm[] {
  const own = scoreTerms(keywords);
  const known = new Set(own.map(({ term }) => term));
  const more: ScoreTerm[] = [];
  const add = (term: ScoreTerm): void => {
    if (!known.has(term.term)) more.push(term);
    known.add(term.term);
  };
  keywords.forEach(({ form }, keyword) => {
    for (const need of needsOf(form)) {
      for (const word of "part" in need ? (words.get(need.part)?.all ?? []).slice(0, RANKED_PARTS) : [])
        add({ term: wordName(word), weight: 0.8 * PART_WEIGHT, isWord: true, isGrammar: false, keyword });
    }
    for (const term of scoreTerms(others[keyword] ?? []))
      add({ ...term, weight: term.weight * SYNONYM_WEIGHT, keyword });
  });
  return [...own, ...more];
}
