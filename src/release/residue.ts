import { plainText } from "../content/plain-text.ts";
import { compact } from "./compact.ts";
import { contactSpans } from "./contacts.ts";
import { findTerms, indexTerms, type TermIndex, type TermRule } from "./find-terms.ts";
import { percentDecoded } from "./percent.ts";

/**
 * The second net, after masking: is anything left that should have been replaced? It looks at the text as it
 * is, and as a reader might come to see it — percent signs decoded, entities decoded, tags and dots taken out.
 */
export function findResidue(
  texts: readonly string[],
  indexes: readonly TermIndex[],
  unmistakable: readonly TermIndex[],
): boolean {
  return texts.some((text) => {
    const haystack = compact(text);
    if (contactSpans(text).length > 0 || findTerms(text, haystack, indexes).length > 0) return true;
    const disguises = disguisesOf(text).filter((shown) => shown !== haystack.text);
    return disguises.some((shown) => hasHidden(shown, haystack.text, unmistakable));
  });
}

/** The rules whose forms are too long to be there by chance, and no part of a name that stays. */
export function unmistakableTerms(rules: readonly TermRule[]): TermIndex {
  const kept = rules.filter(({ standing }) => standing === "kept").map(({ form }) => compact(form).text);
  return indexTerms(
    rules.filter(({ form, standing, sureness }) => {
      if (standing === "kept" || sureness === "addressed") return false;
      const { text } = compact(form);
      if (text.length < (/[a-z]/u.test(text) ? 6 : 3)) return false;
      return standing === "listed" || (sureness === "anywhere" && !kept.some((name) => name.includes(text)));
    }),
  );
}

/** Does a reading hold a term more often than the plain text, where 小川の家 was let stand though it holds 川の家? */
function hasHidden(shown: string, plain: string, unmistakable: readonly TermIndex[]): boolean {
  for (let at = 0; at < shown.length; at += 1) {
    for (const index of unmistakable) {
      for (const { needle } of index.get(shown.charAt(at)) ?? []) {
        if (shown.startsWith(needle, at) && count(shown, needle) > count(plain, needle)) return true;
      }
    }
  }
  return false;
}

const count = (text: string, needle: string): number => text.split(needle).length - 1;

const MARKS = /[・･.,、/|-]/gu;

/** The ways to read a text. */
function disguisesOf(text: string): string[] {
  const shown = [text];
  if (/%[0-9a-f]{2}/iu.test(text)) shown.push(percentDecoded(text));
  if (/&#?\w+;/u.test(text)) shown.push(plainText(text), plainText(plainText(text)));
  const folded = shown.map((form) => compact(form.replace(/<[^<>]*>/gu, "")).text);
  return [...new Set([...folded, ...folded.map((form) => form.replace(MARKS, ""))])];
}
