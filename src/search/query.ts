import { fold } from "./normalize.ts";
import { bigrams } from "./tokenize.ts";
import { kanjiStem } from "./okurigana.ts";

/** A query, understood. Anything a person can type is a query; there are no errors in it. */
export interface Query {
  /** What was typed between spaces, and phrases; folded. */
  readonly keywords: readonly string[];
  /** Those of them that must occur as they are: "…" and 「…」. */
  readonly phrases: readonly string[];
  /** Must not occur: -語. */
  readonly excluded: readonly string[];
  /** What is counted in the documents, each with its worth. */
  readonly probes: readonly Probe[];
}

/** A string to count. `stem` also matches with okurigana between and after its kanji. */
export interface Probe {
  readonly form: string;
  readonly weight: number;
  readonly stem: boolean;
  /**
   * `keyword`: one of the keywords or phrases, whole. `word`: a telling word in one. `pair`: two characters of
   * one; pairs rank, but do not make a document an answer by themselves.
   */
  readonly part: "keyword" | "word" | "pair";
  /** The keyword or phrase that this is, or is a part of, by number. */
  readonly keyword: number;
}

/** Weights as measured for words and bigrams in one BM25F sum; a keyword as it was typed counts most. */
const WEIGHTS = { keyword: 1, word: 0.8, pair: 0.4, stem: 0.6 } as const;

/** Enough for the longest question; a pasted page does not become a thousand probes. */
const MAX_PROBES = 160;
const MAX_QUERY = 10_000;

/** Splits what was typed into phrases, exclusions and keywords. Any other syntax is text. */
export function parseQuery(typed: string): Query {
  const wanted = new Map<string, Wanted>();
  const excluded: string[] = [];
  for (const match of typed.slice(0, MAX_QUERY).matchAll(TOKEN)) {
    const { phrase, bracketed, minus, word } = match.groups ?? {};
    const text = phrase ?? bracketed ?? word ?? match[0];
    const form = fold(text).trim().replace(LOOSE_MARK, "");
    const without = fold((minus ?? "").replace(QUOTES, "")).trim();
    const isPhrase = phrase !== undefined || bracketed !== undefined;
    if (without !== "") excluded.push(without);
    else if (form !== "" && (isPhrase || !wanted.has(form)))
      wanted.set(form, { form, typed: text, isPhrase });
  }
  const all = [...wanted.values()];
  return {
    keywords: all.map(({ form }) => form),
    phrases: all.filter(({ isPhrase }) => isPhrase).map(({ form }) => form),
    excluded,
    probes: probesOf(all),
  };
}

interface Wanted {
  readonly form: string;
  readonly typed: string;
  readonly isPhrase: boolean;
}

const TOKEN =
  /["“”＂](?<phrase>[^"“”＂]+)["“”＂]|「(?<bracketed>[^「」]+)」(?=\s|$)|(?<=^|\s)[-−－](?<minus>"[^"]+"|[^\s"-]\S*)|(?<word>[^\s"“”＂]+)/gu;
const QUOTES = /["“”＂]/gu;
/** Texts hold no prolonged mark after kana, so a query cut out of サーバー must not begin with one. */
const LOOSE_MARK = /^[ー~]+(?=.)/u;

function probesOf(wanted: readonly Wanted[]): Probe[] {
  const probes = new Map<string, Probe>();
  const add = (probe: Probe) => {
    // 引継 and 引継ぎ have one stem, and each keyword must find it for itself.
    const owner = probe.part === "keyword" && probe.stem ? probe.keyword : "";
    const key = `${owner}${probe.stem ? "~" : "="}${probe.form}`;
    if (probe.form !== "" && !probes.has(key) && probes.size < MAX_PROBES) probes.set(key, probe);
  };
  const addWord = (form: string, part: Probe["part"], keyword: number, weight: number, isExact = false) => {
    add({ form, weight, stem: false, part, keyword });
    const stem = isExact ? undefined : kanjiStem(form);
    if (stem !== undefined) add({ form: stem, weight: WEIGHTS.stem * weight, stem: true, part, keyword });
  };
  // Whole keywords first: they must have their place whatever else was typed.
  wanted.forEach(({ form, isPhrase }, i) => addWord(form, "keyword", i, WEIGHTS.keyword, isPhrase));
  wanted.forEach(({ typed }, i) => {
    for (const word of tellingWords(typed)) addWord(word, "word", i, WEIGHTS.word);
  });
  wanted.forEach(({ form }, keyword) => {
    const pairs = bigrams(form);
    // Pairs of hiragana are grammar: they cost much and tell nothing, unless there is nothing else.
    const telling = pairs.every((pair) => HIRAGANA.test(pair))
      ? pairs
      : pairs.filter((pair) => !HIRAGANA.test(pair));
    for (const pair of telling) {
      add({ form: pair, weight: WEIGHTS.pair, stem: false, part: "pair", keyword });
    }
  });
  return [...probes.values()];
}

const HIRAGANA = /^[ぁ-ゖー]+$/u;

/** Words that say what a question is about: not its grammar, and no single letters. */
function tellingWords(typed: string): string[] {
  const found: string[] = [];
  segmenter ??= new Intl.Segmenter("ja", { granularity: "word" });
  for (const { segment, isWordLike } of segmenter.segment(typed.normalize("NFKC"))) {
    const isGrammar = /^\p{Script=Hiragana}+$/u.test(segment);
    const word = fold(segment).trim();
    if (isWordLike && !isGrammar && word.length >= (HAS_HAN.test(word) ? 2 : 3)) found.push(word);
  }
  return found;
}

/** Two kanji are a word; two kana or letters are in any text. */
const HAS_HAN = /\p{Script=Han}/u;
let segmenter: Intl.Segmenter | undefined;
