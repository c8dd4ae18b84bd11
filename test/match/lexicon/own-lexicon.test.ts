import { describe, expect, test } from "vitest";

import { AppError } from "../../../src/errors.ts";
import { BUILT_IN, builtInLexicon, type Lexicon } from "../../../src/match/lexicon/lexicon.ts";
import { parseLexicon, writeLexicon } from "../../../src/match/lexicon/own-lexicon.ts";

const parse = (text: string) => parseLexicon(text, "lexicon.yaml");

const recognised = ({ find, conceptOf }: Lexicon, text: string): string[] =>
  [...new Set(find(text).map(conceptOf))].toSorted((a, b) => (a < b ? -1 : 1));

function refusal(text: string): string {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof AppError) return error.text.en;
  }
  return "accepted";
}

describe("a lexicon file", () => {
  test("as it is written says what the built-in lexicon says", () => {
    expect(parse(writeLexicon(BUILT_IN)).concepts).toEqual(builtInLexicon().concepts);
  });

  test("adds a concept, replaces one of the same id, and switches one off that has no words", () => {
    const lexicon = parse(`
- { id: drones, ja: ドローン測量, en: drone surveying, words: [ドローン, drone*], near: { measuring: 0.5 } }
- { id: handover, ja: 引き継ぎ, en: handover, words: [バトンタッチ] }
- { id: price_pressure, ja: 値段, en: price, words: [] }
`);
    expect(recognised(lexicon, "ドローンの値引きをバトンタッチで引き継いだ")).toEqual(["drones", "handover"]);
    expect(lexicon.near("measuring")).toContainEqual(["drones", 0.5]);
    expect(recognised(builtInLexicon(), "値引き")).toEqual(["price_pressure"]);
  });

  test("that is empty adds nothing", () => {
    expect(parse("").concepts).toEqual(builtInLexicon().concepts);
  });

  test("is refused with its line where it is no list of concepts", () => {
    const line = "- { id: a, ja: あ, en: a, words: [あ] }\n";
    expect(refusal(`${line}- { id: b, ja: い, en: b, words: い }`)).toMatch(/^lexicon\.yaml:2 "1\.words"/u);
    expect(refusal(`${line}- { id: b, ja: い, en: b, word: [い] }`)).toMatch(/^lexicon\.yaml:2 /u);
    expect(refusal(`${line}- [`)).toMatch(/^lexicon\.yaml:2 is not valid YAML/u);
    expect(refusal(`${line}- { id: b, ja: い, en: b, words: [い], near: { nowhere: 1 } }`)).toBe(
      'lexicon.yaml:2 there is no concept "nowhere"',
    );
  });
});
