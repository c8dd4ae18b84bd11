import { THEMES } from "../../src/model/options.ts";
import type { BenchDoc } from "./engine.ts";
import { type Random, random } from "./random.ts";
import {
  ACTIONS,
  ENGLISH,
  ENGLISH_GLUE,
  KANA_PARTS,
  KANJI,
  OUTCOMES,
  PLACES,
  REASONS,
  SUBJECTS,
  VERBS,
} from "./words.ts";

/** Units of the partner that the corpus is of. */
export const UNITS = Array.from({ length: 20 }, (_, at) => `unit-${at + 1}`);
const KINDS = ["issue", "success", "failure"] as const;
const LEVELS = ["head", "manager", "field"] as const;
const PRODUCTS = ["複合機", "保守", "端末", "回線", "クラウド", "SFA"];

/**
 * Case texts of partner sales, mostly Japanese, every eighth English: the same for the same seed, one after the
 * other, with words that are used as unevenly as words are, and with numbers that occur once.
 */
export function* corpus(count: number, seed = 20_261_125): Generator<BenchDoc> {
  const chance = random(seed);
  for (let at = 0; at < count; at += 1) {
    const isEnglish = chance.next() < 0.12;
    const sentence = isEnglish ? englishSentence : japaneseSentence;
    const length = Math.floor((isEnglish ? 380 : 300) * Math.exp(1.35 * chance.next() ** 1.6));
    let text = "";
    while (text.length < length) text += sentence(chance);
    yield {
      id: `C${at}`,
      unit: chance.common(UNITS),
      kind: chance.common(KINDS),
      level: chance.common(LEVELS),
      theme: chance.common(THEMES).id,
      product: chance.common(PRODUCTS),
      heardOn: dayOf(chance),
      title: isEnglish
        ? englishWords(chance, 5)
        : `${compound(chance)}の${kanji(chance)}で${chance.pick(OUTCOMES)}`,
      text,
    };
  }
}

const dayOf = (chance: Random): string =>
  new Date(Date.UTC(2024, 0, 1) + chance.int(1050) * 86_400_000).toISOString().slice(0, 10);

const kanji = (chance: Random): string =>
  Array.from({ length: 2 + (chance.next() < 0.3 ? 1 : 0) }, () => chance.common(KANJI)).join("");

const kana = (chance: Random): string =>
  chance.next() < 0.6 ? chance.common(KANA_PARTS) : chance.common(KANA_PARTS) + chance.pick(KANA_PARTS);

const compound = (chance: Random): string => (chance.next() < 0.5 ? kanji(chance) : kana(chance));

/** A part number, which hardly any other text has. */
const partNumber = (chance: Random): string =>
  `${String.fromCharCode(65 + chance.int(26))}${String.fromCharCode(65 + chance.int(26))}${100 + chance.int(9900)}-${chance.int(100)}`;

function japaneseSentence(chance: Random): string {
  const subject = chance.common(SUBJECTS);
  const act = (): string => `${compound(chance)}${chance.common(VERBS)}`;
  switch (chance.int(9)) {
    case 0:
      return `${subject}は${kanji(chance)}の${act()}ので、${act()}。`;
    case 1:
      return `${chance.common(PLACES)}では${kana(chance)}の${kanji(chance)}が${1 + chance.int(90)}件あり、${act()}。`;
    case 2:
      return `${kanji(chance)}で${act()}ところ、${kanji(chance)}の話が出て${act()}。`;
    case 3:
      return `型番${partNumber(chance)}の${kanji(chance)}について${act()}。`;
    case 4:
      return `${kanji(chance)}と${kanji(chance)}の違いを聞かれ、${kana(chance)}で${act()}。`;
    case 5:
      return `「${compound(chance)}は${kanji(chance)}のあとでよい」と言われたが、${1 + chance.int(12)}月までに${act()}。`;
    case 6:
      return `${kanji(chance)}の${kanji(chance)}を${kana(chance)}に替える件は${act()}。`;
    case 7:
      return `${chance.next() < 0.5 ? chance.common(REASONS) : chance.common(ACTIONS)}。`;
    default:
      return `次は${compound(chance)}を見せ、${kanji(chance)}を${5 + chance.int(200)}万円で出す。`;
  }
}

function englishSentence(chance: Random): string {
  const tail = chance.next() < 0.15 ? ` for part ${partNumber(chance)}` : "";
  return `${englishWords(chance, 7 + chance.int(9))}${tail}. `;
}

function englishWords(chance: Random, count: number): string {
  const words = Array.from({ length: count }, (_, at) =>
    chance.common(at % 2 === 0 ? ENGLISH_GLUE : ENGLISH),
  );
  const [first = ""] = words;
  return [first.charAt(0).toUpperCase() + first.slice(1), ...words.slice(1)].join(" ");
}
