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

/** Counts of one document, weighted by field; valid until the next one is counted. */
export interface TermCounts {
  /** Distinct grams in the order of their first occurrence, and how often each occurs: so many of them count. */
  readonly grams: Int32Array;
  readonly gramCounts: Float32Array;
  readonly gramTotal: number;
  readonly words: ReadonlyMap<string, number>;
  /** Code units of title and body. */
  readonly length: number;
}

/** A counter with memory of its own: it makes no garbage however many texts it reads. */
export interface TermCounter {
  count(original: IndexedText, folded: IndexedText): TermCounts;
}

export function termCounter(): TermCounter {
  const grams = gramCounter();
  const words = new Map<string, number>();
  const addGrams = (text: string, weight: number): void => {
    let [beforeLast, last] = [0, 0];
    for (let at = 0; at < text.length; at += 1) {
      const unit = text.charCodeAt(at);
      if (isSpace(unit)) {
        [beforeLast, last] = [0, 0];
        continue;
      }
      grams.add(unit, weight);
      if (last !== 0) grams.add((last << 16) | unit, weight);
      // 引き継ぎ is found as 引継: kanji meet over the okurigana between them.
      if (isOkurigana(last) && isKanji(unit) && isKanji(beforeLast))
        grams.add((beforeLast << 16) | unit, weight);
      [beforeLast, last] = [last, unit];
    }
  };
  return {
    count(original, folded) {
      grams.clear();
      words.clear();
      for (const field of FIELDS) {
        const weight = FIELD_WEIGHTS[field];
        addGrams(folded[field], weight);
        for (const word of wordsIn(original[field], folded[field]))
          words.set(word, (words.get(word) ?? 0) + weight);
      }
      return { ...grams.counts(), words, length: folded.title.length + folded.body.length };
    },
  };
}

/** A hash table of grams that is cleared at no cost, and grows for the rare text that has very many of them. */
function gramCounter() {
  let mask = (1 << 14) - 1;
  let [keys, places, stamps] = [
    new Int32Array(mask + 1),
    new Int32Array(mask + 1),
    new Uint32Array(mask + 1),
  ];
  let [grams, counts] = [new Int32Array((mask + 1) / 2), new Float32Array((mask + 1) / 2)];
  let [stamp, total] = [0, 0];
  const slotOf = (gram: Gram): number => {
    let slot = (Math.imul(gram, 0x9e3779b1) >>> 8) & mask;
    while (stamps[slot] === stamp && keys[slot] !== gram) slot = (slot + 1) & mask;
    return slot;
  };
  const put = (slot: number, gram: Gram, place: number): void => {
    stamps[slot] = stamp;
    keys[slot] = gram;
    places[slot] = place;
  };
  const grow = (): void => {
    mask = mask * 2 + 1;
    [keys, places, stamps] = [new Int32Array(mask + 1), new Int32Array(mask + 1), new Uint32Array(mask + 1)];
    const [oldGrams, oldCounts] = [grams, counts];
    [grams, counts] = [new Int32Array((mask + 1) / 2), new Float32Array((mask + 1) / 2)];
    grams.set(oldGrams);
    counts.set(oldCounts);
    stamp = 1;
    for (let place = 0; place < total; place += 1) put(slotOf(grams[place] ?? 0), grams[place] ?? 0, place);
  };
  return {
    clear(): void {
      stamp += 1;
      total = 0;
    },
    add(gram: Gram, weight: number): void {
      let slot = slotOf(gram);
      if (stamps[slot] !== stamp) {
        if (total === grams.length) {
          grow();
          slot = slotOf(gram);
        }
        put(slot, gram, total);
        grams[total] = gram;
        counts[total] = 0;
        total += 1;
      }
      const place = places[slot] ?? 0;
      counts[place] = (counts[place] ?? 0) + weight;
    },
    counts: () => ({ grams, gramCounts: counts, gramTotal: total }),
  };
}

const isKanji = (unit: number): boolean => (unit >= 0x4e00 && unit <= 0x9fff) || unit === 0x3005;

/** Spaces and control characters stand between words and are in no pair. */
export const isSpace = (unit: number): boolean => unit <= 0x20 || unit === 0x7f;

/** Longer words are no key that a database takes. */
const LONGEST_WORD = 64;
/** Of a longer run of Latin letters, stretches of that length: a part up to half as long is whole in one of them. */
export const LONGEST_PART = LONGEST_WORD / 2;

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
    if (word !== "" && word.length <= LONGEST_WORD && !LATIN_WORD.test(word)) found.push(word);
  }
  for (const [run] of folded.matchAll(LATIN_RUN)) {
    for (let at = 0; at === 0 || at + LONGEST_PART < run.length; at += LONGEST_PART)
      found.push(run.slice(at, at + LONGEST_WORD));
  }
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
