import { fold } from "./normalize.ts";
import { isOkurigana } from "./okurigana.ts";

/**
 * What the index knows of a text: every character and every pair of neighbouring characters of its folded form,
 * and its words. Characters and pairs make sure that whatever is typed is found wherever it stands, in any
 * script; words make the ranking. Code units stand for characters, so that a pair is always two of them.
 */

/** The fields of a document as they are indexed, each with what one occurrence in it counts. */
export interface IndexedText {
  readonly title: string;
  readonly body: string;
  /** Other words by which people look for it. */
  readonly about: string;
}

const FIELD_WEIGHTS = { title: 1.5, body: 1, about: 0.7 } as const satisfies Record<
  keyof IndexedText,
  number
>;
const FIELDS = ["title", "body", "about"] as const;

/** A single character `c` is `c`; the pair `c d` is `c << 16 | d`, as a signed 32-bit number. */
export type Gram = number;

/** Counts of one document, weighted by field; reused for the next one. */
export interface TermCounts {
  /** Distinct grams in the order of their first occurrence, and how often each occurs. */
  readonly grams: Int32Array;
  readonly gramCounts: Float32Array;
  gramTotal: number;
  readonly words: Map<string, number>;
  /** Code units of title and body. */
  length: number;
}

/** A counter with memory of its own: it makes no garbage however many texts it reads. */
export interface TermCounter {
  /** Counts a document; what it answers is valid until the next call. */
  count(original: IndexedText, folded: IndexedText): TermCounts;
}

const SLOTS = 1 << 16;

export function termCounter(): TermCounter {
  const keys = new Int32Array(SLOTS);
  const places = new Int32Array(SLOTS);
  const stamps = new Uint32Array(SLOTS);
  let stamp = 0;
  const counts: TermCounts = {
    grams: new Int32Array(SLOTS / 2),
    gramCounts: new Float32Array(SLOTS / 2),
    gramTotal: 0,
    words: new Map(),
    length: 0,
  };
  const add = (gram: Gram, weight: number): void => {
    let slot = Math.imul(gram, 0x9e3779b1) >>> 16;
    while (stamps[slot] === stamp && keys[slot] !== gram) slot = (slot + 1) & (SLOTS - 1);
    if (stamps[slot] !== stamp) {
      // A text with more different pairs than this is no text; what is over is not indexed.
      if (counts.gramTotal === counts.grams.length) return;
      stamps[slot] = stamp;
      keys[slot] = gram;
      places[slot] = counts.gramTotal;
      counts.grams[counts.gramTotal] = gram;
      counts.gramCounts[counts.gramTotal] = 0;
      counts.gramTotal += 1;
    }
    const place = places[slot] ?? 0;
    counts.gramCounts[place] = (counts.gramCounts[place] ?? 0) + weight;
  };
  const addGrams = (text: string, weight: number): void => {
    let [beforeLast, last] = [0, 0];
    for (let at = 0; at < text.length; at += 1) {
      const unit = text.charCodeAt(at);
      if (isSpace(unit)) {
        [beforeLast, last] = [0, 0];
        continue;
      }
      add(unit, weight);
      if (last !== 0) add((last << 16) | unit, weight);
      // 引き継ぎ is found as 引継: kanji meet over the okurigana between them.
      if (isOkurigana(last) && isKanji(unit) && isKanji(beforeLast)) add((beforeLast << 16) | unit, weight);
      [beforeLast, last] = [last, unit];
    }
  };
  return {
    count(original, folded) {
      stamp += 1;
      counts.gramTotal = 0;
      counts.words.clear();
      counts.length = folded.title.length + folded.body.length;
      for (const field of FIELDS) {
        const weight = FIELD_WEIGHTS[field];
        addGrams(folded[field], weight);
        for (const word of wordsIn(original[field], folded[field]))
          counts.words.set(word, (counts.words.get(word) ?? 0) + weight);
      }
      return counts;
    },
  };
}

const isKanji = (unit: number): boolean => (unit >= 0x4e00 && unit <= 0x9fff) || unit === 0x3005;

/** Spaces and control characters stand between words and are in no pair. */
export const isSpace = (unit: number): boolean => unit <= 0x20 || unit === 0x7f;

/**
 * The words of a text, folded: as the language's dictionary cuts the unfolded text (cut after folding, katakana
 * words would fall apart), and runs of Latin letters and digits. Each as often as it occurs.
 */
export function wordsIn(original: string, folded: string): string[] {
  const found: string[] = [];
  segmenter ??= new Intl.Segmenter("ja", { granularity: "word" });
  for (const { segment, isWordLike } of segmenter.segment(original.normalize("NFKC"))) {
    if (!isWordLike) continue;
    const word = foldedWord(segment);
    if (word !== "" && !LATIN_WORD.test(word)) found.push(word);
  }
  for (const [run] of folded.matchAll(LATIN_RUN)) found.push(run);
  return found;
}

let segmenter: Intl.Segmenter | undefined;
const LATIN_WORD = /^[a-z0-9]+$/u;
const LATIN_RUN = /[a-z0-9]+/gu;

/** The same words come again and again. */
const foldedWords = new Map<string, string>();
const MOST_WORDS = 50_000;

function foldedWord(segment: string): string {
  const known = foldedWords.get(segment);
  if (known !== undefined) return known;
  const word = fold(segment).trim();
  if (foldedWords.size < MOST_WORDS) foldedWords.set(segment, word);
  return word;
}

/** The name under which postings of a gram are kept. Half of a surrogate pair is no text and is spelt out. */
export function gramName(gram: Gram): string {
  const [first, second] = [gram >>> 16, gram & 0xffff];
  if (isSurrogate(first) || isSurrogate(second)) return `\\u${(gram >>> 0).toString(16).padStart(8, "0")}`;
  return first === 0 ? String.fromCharCode(second) : String.fromCharCode(first, second);
}

/** The name under which postings of a word are kept: longer than that of any gram that begins like it. */
export const wordName = (word: string): string => `w:${WELL_FORMED(word)}`;

const WELL_FORMED = (word: string): string => word.toWellFormed();

const isSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdfff;

/** The grams of folded text without spaces: its pairs, or itself if it is one character. */
export function gramsOf(form: string): Gram[] {
  if (form.length === 1) return [form.charCodeAt(0)];
  const found = new Set<Gram>();
  for (let at = 1; at < form.length; at += 1)
    found.add((form.charCodeAt(at - 1) << 16) | form.charCodeAt(at));
  return [...found];
}
