import { describe, expect, test } from "vitest";

import type { Concept } from "../../../src/match/lexicon/concept.ts";
import { openFinder } from "../../../src/match/lexicon/find-concepts.ts";
import { BUILT_IN, compileLexicon } from "../../../src/match/lexicon/lexicon.ts";

const concept = (id: string, words: string): Concept => ({ id, ja: id, en: id, words });

function found(words: string, text: string): number {
  return openFinder([concept("x", words)]).find(text).length;
}

describe("an expression is found", () => {
  test("anywhere in Japanese, whatever its width", () => {
    expect(found("引き継|クレーム", "担当の引き継ぎでｸﾚｰﾑになった")).toBe(2);
  });

  test("once, however often it stands there", () => {
    expect(found("後任", "後任が来た。後任は知らない")).toBe(1);
  });

  test("as a whole word in Latin letters, a star standing for any ending", () => {
    expect(found("rep", "The report is late")).toBe(0);
    expect(found("discount*", "Discounting does not help")).toBe(1);
    expect(found("too late|called in", "We are CALLED IN too late.")).toBe(2);
    expect(found("called in", "called into question")).toBe(0);
  });

  test("not where a single kanji or a short katakana word is a part of a longer one", () => {
    expect(found("紙", "用紙と紙面")).toBe(0);
    expect(found("紙", "まだ紙で送る")).toBe(1);
    expect(found("ロス", "クロスセル")).toBe(0);
    expect(found("ロス", "食品ロスが多い")).toBe(1);
  });

  test("of two parts only where both stand in one sentence", () => {
    expect(found("若手+辞め", "若手が三年で辞めていく")).toBe(1);
    expect(found("若手+辞め", "若手は元気だ。値引きを辞めた")).toBe(0);
  });
});

describe("the built-in lexicon", () => {
  const ids = new Set(BUILT_IN.map(({ id }) => id));

  test("links only concepts that are there, each id once", () => {
    expect(ids.size).toBe(BUILT_IN.length);
    const links = BUILT_IN.flatMap(({ near = {}, answers = {} }) => [
      ...Object.keys(near),
      ...Object.keys(answers),
    ]);
    expect(links.filter((id) => !ids.has(id))).toEqual([]);
  });

  test("lets a means answer situations only", () => {
    const { isMeans } = compileLexicon(BUILT_IN);
    expect(BUILT_IN.flatMap(({ answers = {} }) => Object.keys(answers)).filter(isMeans)).toEqual([]);
  });

  test("has words of both languages for every concept", () => {
    const lacking = BUILT_IN.filter(
      ({ words }) => !/[a-z]/u.test(words) || !/[\p{Script=Han}\p{Script=Katakana}]/u.test(words),
    );
    expect(lacking.map(({ id }) => id)).toEqual([]);
  });
});
