import { isGrammar, isTelling, segmentsOf } from "./terms.ts";

/**
 * The words that two texts share, as they stand in the second one: what a reason may name. They are cut from
 * the released copy only, so nothing that was masked there can come back through the issue's own words.
 */

/**
 * Finds at most `limit` terms that a copy shares with a text, the longest first: the longer a phrase, the more it
 * tells. The text is read once, when it is first compared.
 */
export function openSharedTerms(
  own: string,
): (copy: string, options: { limit: number; skip: readonly string[] }) => string[] {
  let wanted: ReadonlySet<string> | undefined;
  return (copy, { limit, skip }) => {
    wanted ??= phrasesOf(own);
    const found = new Set<string>();
    for (const run of runsOf(copy)) {
      for (const phrase of longestShared(run, wanted)) {
        const text = phrase.join("");
        if (!isTelling(text) || skip.some((name) => comparable(name).includes(comparable(text)))) continue;
        found.add(text);
      }
    }
    const ordered = [...found].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
    return withoutParts(ordered).slice(0, limit);
  };
}

const comparable = (text: string): string => text.normalize("NFKC").toLowerCase();

/** Every sequence of neighbouring words, so that a shared term begins and ends where words do. */
function phrasesOf(text: string): Set<string> {
  const phrases = new Set<string>();
  for (const run of runsOf(text)) {
    for (let start = 0; start < run.length; start += 1) {
      for (let end = start + 1; end <= Math.min(run.length, start + LONGEST); end += 1) {
        phrases.add(comparable(run.slice(start, end).join("")));
      }
    }
  }
  return phrases;
}

/** Words of a phrase; longer ones are nobody's term. */
const LONGEST = 5;

/** Neighbouring words of content: `技術` `支援`, cut where grammar, punctuation or a Latin word begins. */
function runsOf(text: string): string[][] {
  const runs: string[][] = [];
  let run: string[] = [];
  const close = () => {
    if (run.length > 0) runs.push(run);
    run = [];
  };
  for (const segment of segmentsOf(text, { gaps: true })) {
    const isLatin = /[a-z]/iu.test(segment);
    if (isLatin || isGrammar(segment)) close();
    if (isLatin) runs.push([segment]);
    else if (!isGrammar(segment)) run.push(segment);
  }
  close();
  return runs;
}

/** The longest sequences of the run's words that are wanted, left to right. */
function longestShared(run: readonly string[], wanted: ReadonlySet<string>): string[][] {
  const phrases: string[][] = [];
  for (let start = 0; start < run.length;) {
    let end = Math.min(run.length, start + LONGEST);
    while (end > start && !wanted.has(comparable(run.slice(start, end).join("")))) end -= 1;
    if (end > start) phrases.push(run.slice(start, end));
    start = Math.max(end, start + 1);
  }
  return phrases;
}

/** `技術支援` makes `支援` superfluous. */
function withoutParts(terms: readonly string[]): string[] {
  return terms.filter((term) => !terms.some((other) => other !== term && other.includes(term)));
}
