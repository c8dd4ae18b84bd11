import { fold } from "./normalize.ts";
import { kanjiStem } from "./okurigana.ts";

/** A query, understood. Anything a person can type is a query; there are no errors in it. */
export interface Query {
  /** What was typed between spaces, and phrases. */
  readonly keywords: readonly Keyword[];
  /** Must not occur, folded: -語. */
  readonly excluded: readonly string[];
}

export interface Keyword {
  /** Folded; never empty. */
  readonly form: string;
  readonly typed: string;
  /** Must occur as it is: "…" and 「…」. */
  readonly isPhrase: boolean;
  /** Its kanji alone, where it may be written with other okurigana. */
  readonly stem?: string;
}

const MAX_QUERY = 10_000;
/** A pasted page does not become a thousand keywords. */
const MAX_KEYWORDS = 64;

/** Splits what was typed into phrases, exclusions and keywords. Any other syntax is text. */
export function parseQuery(typed: string): Query {
  const keywords = new Map<string, Keyword>();
  const excluded: string[] = [];
  for (const match of typed.slice(0, MAX_QUERY).matchAll(TOKEN)) {
    const { phrase, bracketed, minus, word } = match.groups ?? {};
    const without = fold((minus ?? "").replace(QUOTES, "")).trim();
    if (without !== "") {
      excluded.push(without);
      continue;
    }
    const isPhrase = phrase !== undefined || bracketed !== undefined;
    const text = phrase ?? bracketed ?? word ?? match[0];
    const form = fold(text).trim().replace(LOOSE_MARK, "");
    if (form === "" || (keywords.has(form) && !isPhrase) || keywords.size >= MAX_KEYWORDS) continue;
    const stem = isPhrase ? undefined : kanjiStem(form);
    keywords.set(form, { form, typed: text, isPhrase, ...(stem === undefined ? {} : { stem }) });
  }
  return { keywords: [...keywords.values()], excluded };
}

const TOKEN =
  /["“”＂](?<phrase>[^"“”＂]+)["“”＂]|「(?<bracketed>[^「」]+)」(?=\s|$)|(?<=^|\s)[-−－](?<minus>"[^"]+"|[^\s"-]\S*)|(?<word>[^\s"“”＂]+)/gu;
const QUOTES = /["“”＂]/gu;
/** Texts hold no prolonged mark after kana, so a query cut out of サーバー must not begin with one. */
const LOOSE_MARK = /^[ー~]+(?=.)/u;
