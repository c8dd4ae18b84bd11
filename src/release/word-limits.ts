import type { FoldedText } from "../search/normalize.ts";

/**
 * Does a stretch of compact text stand as a word of its own? Latin words end where their letters end. Japanese
 * has no spaces: there, a dictionary's word limits decide — and only where the neighbouring character could
 * belong to the same word at all, because the dictionary does not know most names.
 */
export function isWholeWord(
  text: string,
  haystack: FoldedText,
  from: number,
  to: number,
  { sharp = false, endsHere = false }: Limits = {},
): boolean {
  const start = haystack.starts[from] ?? 0;
  const end = haystack.ends[to - 1] ?? text.length;
  const [before, first, last] = [text.charAt(start - 1), text.charAt(start), text.charAt(end - 1)];
  const after = endsHere ? "" : text.charAt(end);
  if (joins(before, first, LATIN) || joins(last, after, LATIN)) return false;
  // トコヨフーズ is still トコヨ, but フルクサス is not ルクサ, and ヨシダ not ヨシ. People's names end as they begin.
  const isSharp = sharp || to - from <= 2;
  if (joins(before, first, KATAKANA) || (isSharp && joins(last, after, KATAKANA))) return false;
  const looseStart = joins(before, first, HAN) || joins(before, first, HIRAGANA);
  const looseEnd = joins(last, after, HAN) || joins(last, after, HIRAGANA);
  if (!looseStart && !looseEnd) return true;
  const limits = wordLimits(text, haystack, from, to);
  return (!looseStart || limits.start) && (!looseEnd || limits.end);
}

/**
 * Does the stretch begin or end inside a longer figure? 240人 is not in 1,240人, and 二百人 not in 千二百人. A single
 * kanji of a number is no figure: 三和 is a name wherever it stands.
 */
export function splitsFigure(text: string, haystack: FoldedText, { from, to }: Stretch): boolean {
  const start = haystack.starts[from] ?? 0;
  const end = haystack.ends[to - 1] ?? text.length;
  const [before, after] = [text.slice(Math.max(0, start - 2), start), text.slice(end, end + 2)];
  const needle = haystack.text.slice(from, to);
  if (/^\d/u.test(needle) && /\p{Nd}[,.，．]?$/u.test(before)) return true;
  if (/\d$/u.test(needle) && /^[,.，．]?\p{Nd}/u.test(after)) return true;
  return KANJI_FIGURE.test(needle) && /[一二三四五六七八九十百千万億〇]$/u.test(before);
}

const KANJI_FIGURE = /^[一二三四五六七八九十百千万億〇]{2}/u;

interface Stretch {
  readonly from: number;
  readonly to: number;
}

interface Limits {
  /** The term is whole: nothing of the same script may follow it either. */
  readonly sharp?: boolean;
  /** What follows is known to be another word. */
  readonly endsHere?: boolean;
}

const LATIN = /[\p{Script=Latin}]/u;
const KATAKANA = /[\p{Script=Katakana}ー]/u;
const HAN = /[\p{Script=Han}々]/u;
const HIRAGANA = /\p{Script=Hiragana}/u;

const joins = (a: string, b: string, script: RegExp): boolean => script.test(a) && script.test(b);
const WINDOW = 10;
let segmenter: Intl.Segmenter | undefined;

/** Are the ends of the stretch limits of dictionary words? Looks at a window, not at the whole text. */
function wordLimits(text: string, haystack: FoldedText, from: number, to: number) {
  let window = "";
  let [left, right] = [0, 0];
  for (let i = Math.max(0, from - WINDOW); i < Math.min(haystack.text.length, to + WINDOW); i += 1) {
    if (i === from) left = window.length;
    const isNew = i === 0 || haystack.starts[i] !== haystack.starts[i - 1];
    if (isNew) window += text.slice(haystack.starts[i], haystack.ends[i]).normalize("NFKC");
    if (i === to - 1) right = window.length;
  }
  segmenter ??= new Intl.Segmenter("ja", { granularity: "word" });
  const limits = new Set([window.length]);
  for (const { index } of segmenter.segment(window)) limits.add(index);
  return { start: limits.has(left), end: limits.has(right) };
}
