import { fold } from "./normalize.ts";
import { bigrams, words } from "./tokenize.ts";
import { kanjiStem } from "./okurigana.ts";

/** A query, understood. Anything a person can type is a query; there are no errors in it. */
export interface Query {
  /** What was typed between spaces, folded. */
  readonly keywords: readonly string[];
  /** Must occur as they are: "…" and 「…」. */
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
  /** The keyword or phrase that this is, by number; undefined for parts of one. */
  readonly keyword?: number;
}

/** Weights as measured for words and bigrams in one BM25F sum; a keyword as it was typed counts most. */
const WEIGHTS = { keyword: 1, word: 0.8, hiraganaWord: 0.2, bigram: 0.4, stem: 0.6 } as const;

/** Enough for the longest question; a pasted page does not become a thousand probes. */
const MAX_PROBES = 160;
const MAX_QUERY = 10_000;

/** Splits what was typed into phrases, exclusions and keywords. Any other syntax is text. */
export function parseQuery(typed: string): Query {
  const phrases: string[] = [];
  const excluded: string[] = [];
  const keywords: string[] = [];
  const raw: string[] = [];
  for (const match of typed.slice(0, MAX_QUERY).matchAll(TOKEN)) {
    const { phrase, bracketed, minus, word } = match.groups ?? {};
    const quoted = fold(phrase ?? bracketed ?? "").trim();
    const without = fold((minus ?? "").replace(QUOTES, "")).trim();
    if (quoted !== "") phrases.push(quoted);
    else if (without !== "") excluded.push(without);
    else if (word !== undefined || minus !== undefined) {
      const keyword = fold(word ?? match[0]).trim();
      if (keyword !== "") keywords.push(keyword);
    }
    raw.push(phrase ?? bracketed ?? word ?? "");
  }
  const distinctPhrases = [...new Set(phrases)];
  const distinct = [...new Set(keywords)].filter((keyword) => !distinctPhrases.includes(keyword));
  const probes = probesOf(distinct, distinctPhrases, raw.join(" "));
  return { keywords: distinct, phrases: distinctPhrases, excluded, probes };
}

const TOKEN =
  /["“”＂](?<phrase>[^"“”＂]+)["“”＂]|「(?<bracketed>[^「」]+)」(?=\s|$)|(?<=^|\s)[-−－](?<minus>"[^"]+"|[^\s"-]\S*)|(?<word>[^\s"“”＂]+)/gu;
const QUOTES = /["“”＂]/gu;

function probesOf(keywords: readonly string[], phrases: readonly string[], raw: string): Probe[] {
  const probes = new Map<string, Probe>();
  const add = (probe: Probe) => {
    const key = `${probe.stem ? "~" : "="}${probe.form}`;
    const known = probes.get(key);
    if (probe.form === "" || (known !== undefined && known.weight >= probe.weight)) return;
    if (known !== undefined || probes.size < MAX_PROBES) probes.set(key, { ...known, ...probe });
  };
  [...keywords, ...phrases].forEach((form, keyword) => {
    add({ form, weight: WEIGHTS.keyword, stem: false, keyword });
    const stem = keyword < keywords.length ? kanjiStem(form) : undefined;
    if (stem !== undefined) add({ form: stem, weight: WEIGHTS.stem, stem: true, keyword });
  });
  for (const word of words(raw)) {
    add({ form: word, weight: HIRAGANA.test(word) ? WEIGHTS.hiraganaWord : WEIGHTS.word, stem: false });
    const stem = kanjiStem(word);
    if (stem !== undefined) add({ form: stem, weight: WEIGHTS.stem, stem: true });
  }
  for (const keyword of [...keywords, ...phrases]) {
    for (const pair of bigrams(keyword)) {
      // Pairs of hiragana are grammar: they cost much and tell nothing.
      if (!HIRAGANA.test(pair) || HIRAGANA.test(keyword))
        add({ form: pair, weight: WEIGHTS.bigram, stem: false });
    }
  }
  return [...probes.values()];
}

/** Folded katakana is hiragana too; a word all of it may be リース as well as ください. */
const HIRAGANA = /^[ぁ-ゖー]+$/u;
