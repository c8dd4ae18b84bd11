import type { Entry } from "../model/entry.ts";
import { compact } from "./compact.ts";
import { isWholeWord } from "./word-limits.ts";

/**
 * Does a listed term of one character stand in one of these texts as a word of its own? Nothing can tell whether
 * the 柊 of 柊が動いた is the one that was meant, so a person must look; 柊 in 柊木町 asks nobody.
 */
export function hasShortTerm(entry: Entry, texts: readonly string[]): boolean {
  const short = entry.mask
    .flatMap(({ term, variants }) => [term, ...variants])
    .map((term) => compact(term).text)
    .filter((term) => Array.from(term).length === 1);
  return short.length > 0 && texts.some((text) => short.some((term) => standsAlone(text, term)));
}

function standsAlone(text: string, term: string): boolean {
  const haystack = compact(text);
  for (let at = haystack.text.indexOf(term); at >= 0; at = haystack.text.indexOf(term, at + 1)) {
    if (isWholeWord(text, haystack, at, at + term.length, { sharp: true })) return true;
  }
  return false;
}
