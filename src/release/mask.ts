import type { Language, Text } from "../language.ts";
import type { FoldedText } from "../search/normalize.ts";
import { compact } from "./compact.ts";
import { legalFormAround } from "./company-forms.ts";
import { contactSpans } from "./contacts.ts";
import { findTerms, type FoundTerm, type TermIndex } from "./find-terms.ts";
import { latinPoliteLength, politeLength, readsAsPerson, roleLength, titleLength } from "./honorifics.ts";

/**
 * Masking: names are detected on the compact form of a text, but replaced in the original, so that everything
 * else — figures, dates, roles, ordinary words — stays exactly as it was written.
 */

/** A stretch of the original text and what stands there instead. */
export interface MaskSpan {
  readonly start: number;
  readonly end: number;
  readonly replacement: Text;
}

/**
 * The text with every listed term, e-mail address, phone number and web address replaced. The longest term
 * wins; a replacement that reads as a person takes the さん or the role after the name with it.
 */
export function maskText(text: string, indexes: readonly TermIndex[]): string {
  if (text === "") return "";
  const language = languageOf(text);
  let masked = "";
  let at = 0;
  for (const span of joined([...contactSpans(text), ...nameSpans(text, indexes, language)])) {
    masked += text.slice(at, span.start) + span.replacement[language];
    at = span.end;
  }
  return masked + text.slice(at);
}

/**
 * The stretches in the order of the text, those that overlap as one, called by the first of them in the list:
 * a name that begins in a link and reaches out of it goes with the link, and leaves no half behind.
 */
function joined(spans: readonly MaskSpan[]): MaskSpan[] {
  const ranked = spans.map((span, rank) => ({ ...span, rank })).toSorted((a, b) => a.start - b.start);
  const whole: (typeof ranked)[number][] = [];
  for (const span of ranked) {
    const last = whole.at(-1);
    if (last === undefined || last.end <= span.start) {
      whole.push(span);
      continue;
    }
    const named = span.rank < last.rank ? span : last;
    whole[whole.length - 1] = { ...named, start: last.start, end: Math.max(last.end, span.end) };
  }
  return whole;
}

/** The language that a replacement in this text should be in. */
export function languageOf(text: string): Language {
  return /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(text) ? "ja" : "en";
}

function nameSpans(text: string, indexes: readonly TermIndex[], language: Language): MaskSpan[] {
  const haystack = compact(text);
  return findTerms(text, haystack, indexes).map((found) => {
    const { replacement, isPerson } = found.rule;
    const shown = replacement[language];
    const [left, right] = isPerson
      ? besidePerson(text, haystack, found, shown)
      : [found.from, besideThing(haystack.text, found.to, shown)];
    const [start, named] = [haystack.starts[left] ?? 0, haystack.ends[right - 1] ?? text.length];
    // Folding drops ー at the end of a word, so センター is センタ there; the mark goes with its word.
    const end = named + (/^[ーｰ]+/u.exec(text.slice(named))?.[0].length ?? 0);
    const [before, after] = isPerson ? [0, 0] : legalFormAround(text, start, end);
    return { start: start - before, end: end + after, replacement };
  });
}

/** Takes in what would be said twice beside a role: 支店長 after 福岡支店長, さん after a role, Mr. before one. */
function besidePerson(
  text: string,
  haystack: FoldedText,
  { from, to }: FoundTerm,
  replacement: string,
): [number, number] {
  const after = haystack.text.slice(to, to + 20);
  const before = haystack.text.slice(Math.max(0, from - 30), from);
  const isRole = readsAsPerson(replacement);
  const right =
    (isRole ? roleLength(after) : 0) || politeLength(after) || latinPoliteLength(text, haystack, to);
  const left = titleLength(before) || saidBefore(before, compact(replacement).text);
  return [from - left, to + right];
}

/** Likewise beside a company: what its replacement says too, and the 社 of ABE社. */
function besideThing(text: string, to: number, replacement: string): number {
  const after = text.slice(to, to + 20);
  const shown = compact(replacement).text;
  if (shown.length >= 2 && after.startsWith(shown)) return to + shown.length;
  return /^社(?![長員内外債章])/u.test(after) ? to + 1 : to;
}

/** Length of the words before a name that its replacement repeats: 福岡支店の[福岡支店長], 課長の[支店の課長]. */
function saidBefore(before: string, shown: string): number {
  const gap = before.endsWith("の") ? 1 : 0;
  const said = gap === 1 ? before.slice(0, -1) : before;
  for (let length = Math.min(said.length, shown.length); length >= 2; length -= 1) {
    const ending = said.slice(-length);
    if (shown.startsWith(ending)) return length + gap;
    if (gap === 1 && shown.endsWith(ending) && roleLength(ending) === length) return length + gap;
  }
  return 0;
}
