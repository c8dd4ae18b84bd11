import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { fold, foldWithMap } from "../../src/search/normalize.ts";
import { anyText, clusters } from "./texts.ts";

const SEED = 20261124;

describe("two spellings of one word are one", () => {
  test.each([
    ["width", "ＳＦＡ２０２６", "sfa2026"],
    ["half-width katakana", "ﾘﾌﾟﾚｰｽ", "リプレース"],
    ["half-width katakana with dakuten", "ｶﾞｲﾄﾞ", "ガイド"],
    ["katakana and hiragana", "リプレース", "りぷれーす"],
    ["prolonged mark at the end", "サーバー", "サーバ"],
    ["prolonged mark typed as a hyphen", "サ-バ-", "サーバー"],
    ["prolonged mark typed as a dash", "サ—バ", "サーバ"],
    ["small kana", "フィルム", "フイルム"],
    ["ヴ and ブ", "ヴェルナ", "ブエルナ"],
    ["old kanji", "髙澤 會社", "高沢 会社"],
    ["variant kanji beyond the first plane", "𠮷野", "吉野"],
    ["case", "OFFICE", "office"],
    ["ligatures and signs", "㈱青波", "(株)青波"],
    ["a squared word", "㍿青波", "株式会社青波"],
    ["combining dakuten", "か\u3099いと\u3099", "がいど"],
    ["what nobody sees", "引\u200b継\ufe00ぎ\u200d", "引継ぎ"],
    ["kinds of dashes", "A–B", "A-B"],
    ["kinds of spaces", "東京　支社", "東京 支社"],
    ["ß", "Straße", "STRASSE"],
    ["final sigma", "ΟΔΟΣ", "οδοσ"],
  ])("%s", (_, one, other) => {
    expect(fold(one)).toBe(fold(other));
  });

  test.each([
    ["kanji that are two names", "斎藤", "斉藤"],
    ["dakuten", "かき", "かぎ"],
    ["kanji and kana", "引継", "ひきつぎ"],
    ["a hyphen that is not in kana", "A-1", "A1"],
    ["digits", "第1", "第2"],
  ])("control: two words stay two: %s", (_, one, other) => {
    expect(fold(one)).not.toBe(fold(other));
  });
});

describe("for any text", () => {
  test("folding twice is folding once", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  test("the map leads from every folded character to the part of the text that it came from", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const folded = foldWithMap(text);
        expect(folded.text).toBe(fold(text));
        let last = 0;
        for (let at = 0; at < folded.text.length; at += 1) {
          const [from = -1, to = -1] = [folded.starts[at], folded.ends[at]];
          expect(from).toBeGreaterThanOrEqual(last);
          expect(to).toBeGreaterThan(from);
          // A prolonged mark that stands alone is kept, one after kana is not.
          expect(fold(text.slice(from, to))).toContain(folded.text[at]);
          last = from;
        }
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  test("a part of a text folds to a part of the folded text", () => {
    fc.assert(
      fc.property(anyText, fc.nat(), fc.integer({ min: 1, max: 6 }), (text, start, length) => {
        const all = clusters(text);
        const from = all.length === 0 ? 0 : start % all.length;
        const part = fold(all.slice(from, from + length).join("")).replace(/^[ー~-]+/u, "");
        expect(fold(text)).toContain(part);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });
});
