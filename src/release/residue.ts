import { plainText } from "../content/plain-text.ts";
import { compact } from "./compact.ts";
import { contactSpans } from "./contacts.ts";
import { findTerms, type TermIndex, type TermRule } from "./find-terms.ts";
import { percentDecoded } from "./percent.ts";

/**
 * The second net, after masking: is anything left that should have been replaced? It looks at the text as it
 * is, and as a reader might come to see it — percent signs decoded, entities decoded, tags and dots taken out.
 */
export function findResidue(
  texts: readonly string[],
  rules: readonly TermRule[],
  indexes: readonly TermIndex[],
) {
  const sure = rules.filter(isUnmistakable).map(({ form }) => compact(form).text);
  return texts.some((text) => {
    if (contactSpans(text).length > 0 || findTerms(text, compact(text), indexes).length > 0) return true;
    return disguisesOf(text).some((shown) => sure.some((needle) => shown.includes(needle)));
  });
}

/** Listed by a person, and too long to be there by chance. */
function isUnmistakable(rule: TermRule): boolean {
  if (rule.standing !== "listed" || rule.sureness === "addressed") return false;
  const { text } = compact(rule.form);
  return text.length >= (/[a-z]/u.test(text) ? 6 : 3);
}

function disguisesOf(text: string): string[] {
  const shown = [text];
  if (/%[0-9a-f]{2}/iu.test(text)) shown.push(percentDecoded(text));
  if (/&#?\w+;/u.test(text)) shown.push(plainText(text), plainText(plainText(text)));
  const folded = shown.map((form) => compact(form.replace(/<[^<>]*>/gu, "")).text);
  return [...folded, ...folded.map((form) => form.replace(/[・･.,、/|-]/gu, ""))];
}
