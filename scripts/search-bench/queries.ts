import { corpus } from "./corpus.ts";
import type { BenchFilter } from "./engine.ts";
import { type Random, random } from "./random.ts";

export interface BenchQuery {
  readonly type: string;
  readonly text: string;
  readonly filter?: BenchFilter;
}

/** Words of a text, by the script that they are in. */
const KANJI_WORD = /[\p{Script=Han}]{2,3}/gu;
const KANA_WORD = /[\p{Script=Katakana}ー]{3,10}/gu;
const PART = /[A-Z]{2}\d{3,4}-\d{1,2}/gu;
const LATIN_WORD = /[a-z]{4,}/gu;

/** What people type, in equal parts of each kind, made of words that the corpus has. */
export function mixedQueries(docs: number, perType: number, seed = 7): BenchQuery[] {
  const chance = random(seed);
  const sample = [...corpus(Math.min(docs, 5000))];
  const japanese = sample.filter(({ text }) => /^[^a-z]/u.test(text));
  const english = sample.filter(({ text }) => /^[A-Z][a-z]/u.test(text));
  const queries: BenchQuery[] = [];
  for (let round = 0; round < perType; round += 1) {
    const text = chance.pick(japanese).text;
    const kanji = () => wordOf(chance, text, KANJI_WORD, "更新");
    const kana = () => wordOf(chance, text, KANA_WORD, "サーバー");
    queries.push(
      { type: "1 character", text: kanji().slice(0, 1) },
      { type: "2 characters", text: kanji().slice(0, 2) },
      { type: "2 keywords", text: `${kanji()} ${kana()}` },
      { type: "3 keywords", text: `${kanji()} ${kana()} ${kanji()}` },
      { type: "part number", text: wordOf(chance, chance.pick(japanese).text, PART, "AB1234-5") },
      { type: "question", text: `${kanji()}の${kana()}で${kanji()}が止まったときは、どう進めればよいですか` },
      {
        type: "English",
        text: [0, 1, 2].map(() => wordOf(chance, chance.pick(english).text, LATIN_WORD, "renewal")).join(" "),
      },
      {
        type: "2 keywords, 3 filters",
        text: `${kanji()} ${kanji()}`,
        filter: { kind: "success", level: "field", theme: "price" },
      },
    );
  }
  return queries;
}

function wordOf(chance: Random, text: string, words: RegExp, instead: string): string {
  const found = text.match(words);
  return found === null ? instead : chance.pick(found);
}
