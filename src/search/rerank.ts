import type { ScoreTerm } from "./query-terms.ts";
import { namesIn } from "./query-terms.ts";
import type { Query } from "./query.ts";
import type { RankWeights } from "./weights.ts";

/** A document's folded text, by field. */
export interface FoldedText {
  readonly title: string;
  readonly body: string;
  readonly about: string;
}

const BORDER = "\u0001";

export const joinFolded = ({ title, body, about }: FoldedText): string => [title, body, about].join(BORDER);

export function splitFolded(folded: string): FoldedText {
  const [title = "", body = "", about = ""] = folded.split(BORDER);
  return { title, body, about };
}

/** What the text of a good document is asked for. */
export interface Reranker {
  /** How well the text answers beyond the terms that it has; comparable with a score between 0 and 1. */
  bonus(text: FoldedText, day: number): number;
}

interface Weighted {
  readonly text: string;
  readonly worth: number;
}

/** `worths` are the inverse frequencies of the scored terms, in their order. */
export function reranker(
  query: Query,
  { scored, worths }: { readonly scored: readonly ScoreTerm[]; readonly worths: readonly number[] },
  { weights, today }: { readonly weights: RankWeights; readonly today: number },
): Reranker {
  const words: Weighted[] = [];
  const pairs: Weighted[] = [];
  scored.forEach(({ term, isWord, isGrammar }, at) => {
    const worth = worths[at] ?? 0;
    if (isWord) words.push({ text: term.slice(2), worth });
    else if (!isGrammar && term.length === 2) pairs.push({ text: term, worth });
  });
  const names = query.keywords.flatMap(({ typed }) => namesIn(typed)).map((text) => ({ text, worth: 1 }));
  const phrases = query.keywords.map(({ form }) => ({ text: form, worth: 1 }));
  const finder = pairFinder(pairs);
  return {
    bonus({ title, body, about }, day) {
      const whole = `${title}${BORDER}${body}${BORDER}${about}`;
      const found = finder(whole);
      return (
        weights.sentence * found.sentence +
        weights.pairs * found.whole +
        weights.title * share(words, title) +
        weights.words * share(words, whole) +
        weights.names * share(names, whole) +
        weights.phrase * (0.5 * share(phrases, whole) + 0.5 * share(phrases, title)) +
        weights.fresh * Math.max(0, 1 - Math.max(0, today - day) / 365)
      );
    },
  };
}

/** How much of what is wanted a text contains, by worth. */
function share(wanted: readonly Weighted[], text: string): number {
  let [asked, found] = [0, 0];
  for (const one of wanted) {
    asked += one.worth;
    if (text.includes(one.text)) found += one.worth;
  }
  return asked === 0 ? 0 : found / asked;
}

/** How much of the pairs a text has: as a whole, and in the sentence that has most. In one pass. */
function pairFinder(pairs: readonly Weighted[]): (text: string) => { sentence: number; whole: number } {
  const numbers = new Map(pairs.map(({ text }, at) => [(text.charCodeAt(0) << 16) | text.charCodeAt(1), at]));
  const isFirst = new Uint8Array(0x10000);
  for (const { text } of pairs) isFirst[text.charCodeAt(0)] = 1;
  const total = pairs.reduce((sum, { worth }) => sum + worth, 0);
  const inWhole = new Uint8Array(pairs.length);
  const inSentence = new Int32Array(pairs.length);
  return (text) => {
    if (total === 0) return { sentence: 0, whole: 0 };
    inWhole.fill(0);
    inSentence.fill(-1);
    let [sentence, here, best, whole] = [0, 0, 0, 0];
    for (let at = 0; at + 1 < text.length; at += 1) {
      const unit = text.charCodeAt(at);
      if (isEnd(unit)) {
        best = Math.max(best, here);
        here = 0;
        sentence += 1;
      } else if (isFirst[unit] === 1) {
        const number = numbers.get((unit << 16) | text.charCodeAt(at + 1));
        if (number === undefined || inSentence[number] === sentence) continue;
        const worth = pairs[number]?.worth ?? 0;
        here += worth;
        inSentence[number] = sentence;
        if (inWhole[number] === 0) whole += worth;
        inWhole[number] = 1;
      }
    }
    return { sentence: Math.max(best, here) / total, whole: whole / total };
  };
}

/** 。 ! ? a line break, or the end of a field. */
const isEnd = (unit: number): boolean =>
  unit === 0x3002 || unit === 0x21 || unit === 0x3f || unit === 0x0a || unit === 0x01;
