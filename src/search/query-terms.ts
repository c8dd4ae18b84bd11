import { fold } from "./normalize.ts";
import type { Keyword } from "./query.ts";
import { gramName, gramsOf, isSpace, LONGEST_PART, wordName, wordsIn } from "./terms.ts";

/** What a document must have for a keyword to be in it: names of terms, each of which stands for a set of words. */
export type Need =
  /** This term. */
  | { readonly term: string }
  /** Any word that contains this run of Latin letters and digits. */
  | { readonly part: string };

/**
 * What every text has that contains this folded form. A text that has it all need not contain the form (its pairs
 * may stand apart), so longer forms are looked for in the text itself.
 */
export function needsOf(form: string): Need[] {
  const needs = new Map<string, Need>();
  for (const piece of form.split(/[\0- \u007f]+/u)) {
    for (const { text, isLatin } of runsOf(piece)) {
      const part = text.slice(0, LONGEST_PART);
      if (isLatin) needs.set(`part ${part}`, { part });
      else for (const gram of gramsOf(text)) needs.set(gramName(gram), { term: gramName(gram) });
    }
  }
  return [...needs.values()];
}

/** Longer runs of Latin letters have so many pairs in common with every text that they are looked up as words. */
const LONG_LATIN = /[a-z0-9]{3,}/gu;

/** Long runs of Latin letters, and what is between them together with the letters on either side. */
function runsOf(piece: string): { text: string; isLatin: boolean }[] {
  const runs: { text: string; isLatin: boolean }[] = [];
  let at = 0;
  for (const match of piece.matchAll(LONG_LATIN)) {
    const [run] = match;
    if (match.index > at)
      runs.push({ text: piece.slice(Math.max(0, at - 1), match.index + 1), isLatin: false });
    runs.push({ text: run, isLatin: true });
    at = match.index + run.length;
  }
  if (at < piece.length) runs.push({ text: piece.slice(Math.max(0, at - 1)), isLatin: false });
  return runs;
}

/** Is every text that has what the form needs sure to contain it? */
export const isExact = (form: string): boolean =>
  form.length <= 2 ? !isSpaced(form) : form.length <= LONGEST_PART && /^[a-z0-9]+$/u.test(form);

const isSpaced = (form: string): boolean => [...form].some((char) => isSpace(char.charCodeAt(0)));

/** A term by which documents are ranked. */
export interface ScoreTerm {
  readonly term: string;
  readonly weight: number;
  /** A word is evidence by itself that a document is about what was asked; a pair is not. */
  readonly isWord: boolean;
  /** Pairs of hiragana are grammar: they cost much and tell nothing, unless there is nothing else. */
  readonly isGrammar: boolean;
  /** Number of the keyword that it comes from. */
  readonly keyword: number;
}

/** As measured: a word of the dictionary, a pair of characters. */
const WEIGHTS = { word: 0.8, kanaWord: 0.4, gram: 0.4, stem: 0.3 } as const;
/** Enough for the longest question. */
const MAX_TERMS = 160;

/** What ranks documents for these keywords; of a long text, what comes first. */
export function scoreTerms(keywords: readonly Keyword[]): ScoreTerm[] {
  const terms = new Map<string, ScoreTerm>();
  const add = (term: ScoreTerm): void => {
    if (!terms.has(term.term) && terms.size < MAX_TERMS) terms.set(term.term, term);
  };
  keywords.forEach(({ form, typed, stem }, keyword) => {
    for (const word of ONE_WORD.test(typed) ? [form] : wordsIn(typed, form)) {
      // A word of hiragana is grammar, more often than not; unless nothing else was typed.
      const isGrammar = HIRAGANA.test(word) && typed.normalize("NFKC").includes(word);
      const isWord = !isGrammar || word === form;
      const weight = isGrammar ? WEIGHTS.kanaWord : WEIGHTS.word;
      add({ term: wordName(word), weight, isWord, isGrammar, keyword });
    }
    for (const pair of pairsIn(form))
      add({ term: pair, weight: WEIGHTS.gram, isWord: false, isGrammar: HIRAGANA.test(pair), keyword });
    for (const pair of stem === undefined ? [] : pairsIn(stem))
      add({ term: pair, weight: WEIGHTS.stem, isWord: false, isGrammar: false, keyword });
  });
  return [...terms.values()];
}

const HIRAGANA = /^[ぁ-ゖ]+$/u;

/** What is a word by its looks; the dictionary, which takes a while to load, would say the same. */
const ONE_WORD = /^(?:\p{Script=Han}{1,2}|[\p{Script=Katakana}ー]{2,5})$/u;

/** Pairs by which a form is ranked: of Japanese and other wide scripts; of anything, where there is nothing else. */
function pairsIn(form: string): string[] {
  if (form.length === 1) return [gramName(form.charCodeAt(0))];
  const wide = [...form.matchAll(WIDE_RUN)].flatMap(([run]) => gramsOf(run).map(gramName));
  if (wide.length > 0 || /[a-z0-9]/u.test(form)) return [...new Set(wide)];
  return form.split(/[\0- \u007f]+/u).flatMap((piece) => gramsOf(piece).map(gramName));
}

const WIDE_RUN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー々〆ヶ]+/gu;

/** Stretches of kanji, of katakana or of Latin letters in what was typed, folded: names of things. */
export function namesIn(typed: string): string[] {
  const found = typed.normalize("NFKC").matchAll(NAME);
  return [...new Set(Array.from(found, ([name]) => fold(name)).filter((name) => name.length >= 2))];
}

const NAME = /[\p{Script=Han}々]+|[\p{Script=Katakana}ー]+|[\p{Script=Latin}\p{N}]+/gu;
