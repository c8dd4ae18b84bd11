import { fold } from "./normalize.ts";

/**
 * Text → the units that search and matching count. Japanese has no spaces, and a dictionary does not know
 * names and new words; so words are taken together with character bigrams, which find everything.
 */

/** Pairs of neighbouring characters over each run of Japanese text; a run of one gives that character. */
export function bigrams(folded: string): string[] {
  const found: string[] = [];
  for (const [run] of folded.matchAll(CJK_RUN)) {
    const chars = Array.from(run);
    if (chars.length === 1) found.push(run);
    for (let i = 1; i < chars.length; i += 1) found.push(`${chars[i - 1]}${chars[i]}`);
  }
  return found;
}

/**
 * Words, folded. Segmentation comes before folding: the dictionary knows リプレース but not りぷれす, and the
 * other order finds clearly worse words.
 */
export function words(text: string): string[] {
  const found: string[] = [];
  for (const { segment, isWordLike } of wordSegmenter().segment(text.normalize("NFKC"))) {
    if (!isWordLike) continue;
    const word = fold(segment).trim();
    if (word !== "") found.push(word);
  }
  return found;
}

/** Runs of Latin letters and digits, folded: product codes, abbreviations, figures, English words. */
export function latinRuns(folded: string): string[] {
  return Array.from(folded.matchAll(LATIN_RUN), ([run]) => run);
}

/** Everything countable in a text: words `w:`, bigrams `b:`, Latin and digit runs `l:`. In text order, with repeats. */
export function terms(text: string): string[] {
  const folded = fold(text);
  return [
    ...words(text)
      .filter((word) => !ONLY_LATIN.test(word))
      .map((word) => `w:${word}`),
    ...bigrams(folded).map((pair) => `b:${pair}`),
    ...latinRuns(folded).map((run) => `l:${run}`),
  ];
}

const CJK_RUN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー々〆ヶ]+/gu;
const LATIN_RUN = /[\p{Script=Latin}\p{Nd}]+/gu;
const ONLY_LATIN = /^[\p{Script=Latin}\p{Nd}]+$/u;

let segmenter: Intl.Segmenter | undefined;

function wordSegmenter(): Intl.Segmenter {
  segmenter ??= new Intl.Segmenter("ja", { granularity: "word" });
  return segmenter;
}
