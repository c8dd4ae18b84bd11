import { fold } from "../../src/search/normalize.ts";
import { wordsIn } from "../../src/search/terms.ts";

const WIDE_RUN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}々〆ヶー]+/gu;

/** What the peers that cut no Japanese are given: pairs of characters of Japanese runs, and words. */
export function tokensOf(text: string): string[] {
  const folded = fold(text);
  const pairs = [...folded.matchAll(WIDE_RUN)].flatMap(([run]) =>
    run.length === 1 ? [run] : Array.from({ length: run.length - 1 }, (_, at) => run.slice(at, at + 2)),
  );
  return [...pairs, ...wordsIn(text, folded).map((word) => `_${word}`)];
}

/** Is this a sentence, and not keywords? */
export const isQuestion = (query: string): boolean => query.length > 6 && !/\s/u.test(query.trim());

export const keywordsOf = (query: string): string[] => query.split(/\s+/u).filter((word) => word !== "");
