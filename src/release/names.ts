import { compact } from "./compact.ts";
import { bareName } from "./honorifics.ts";

/**
 * How surely a form of a name is that name wherever it stands:
 * - `anywhere`: long enough to be nothing else
 * - `word`: only as a whole word — 田中 is not in 山田中学校, Mori is not in memory
 * - `addressed`: also an ordinary word (林, 東, Price), so only with さん, a role, or in the place of a name
 */
export type Sureness = "anywhere" | "word" | "addressed";

export interface NameForm {
  readonly form: string;
  readonly sureness: Sureness;
}

/** Every form under which a listed person must be found: the full name, the family name, other spellings. */
export function nameForms(name: string, alsoWritten: readonly string[] = []): NameForm[] {
  const forms = [name, ...alsoWritten].flatMap((written) => formsOf(bareName(written))).flatMap(alike);
  const surest = new Map<string, NameForm>();
  for (const form of forms) {
    const known = surest.get(form.form);
    if (known === undefined || ORDER[form.sureness] < ORDER[known.sureness]) surest.set(form.form, form);
  }
  return [...surest.values()];
}

/** How surely one listed form is a name, by its script and length. */
export function surenessOf(form: string): Sureness {
  const { text } = compact(form);
  const length = Array.from(text).length;
  if (LATIN.test(text)) return length >= 3 && !ENGLISH_WORDS.has(text) ? "word" : "addressed";
  if (length <= 1) return "addressed";
  if (KANA.test(text)) return length >= 4 ? "word" : "addressed";
  return length >= 3 ? "anywhere" : "word";
}

const ORDER = { anywhere: 0, word: 1, addressed: 2 } as const satisfies Record<Sureness, number>;
const LATIN = /^[\p{Script=Latin}\p{Nd}.,'&-]+$/u;
const KANA = /^[\p{Script=Hiragana}\p{Script=Katakana}]+$/u;
const HAN = /^[\p{Script=Han}々]+$/u;

function formsOf(name: string): NameForm[] {
  const parts = name.split(/[\s　]+|[・･,]/u).filter((part) => part !== "");
  if (parts.length === 0) return [];
  const whole = parts.join("");
  if (parts.length === 1) return [{ form: whole, sureness: surenessOf(whole) }, ...unsplitSurnames(whole)];
  const orders = [
    parts.join(""),
    parts.toReversed().join(""),
    parts.join("-"),
    name.replace(/[\s　]+/gu, ""),
  ];
  const full: NameForm[] = [...new Set(orders)].map((form) => ({
    form,
    sureness: compact(whole).text.length >= 3 && !LATIN.test(compact(whole).text) ? "anywhere" : "word",
  }));
  const family = surnames(name, parts).map((form) => ({ form, sureness: surenessOf(form) }));
  return [...full, ...family, ...givenName(name, parts)];
}

/** 一郎さん is 田中 一郎 where two are called 田中; without さん a given name may be any word. */
function givenName(name: string, parts: readonly string[]): NameForm[] {
  const [, given = ""] = parts;
  const isJapanese = parts.length === 2 && !/[・･,]/u.test(name) && !LATIN.test(compact(given).text);
  return isJapanese && Array.from(given).length >= 2 ? [{ form: given, sureness: "addressed" }] : [];
}

/** 斎藤 and 斉藤 are two names, and everybody writes one for the other. */
function alike({ form, sureness }: NameForm): NameForm[] {
  const saito = compact(form).text.slice(0, 1);
  if (saito !== "斎" && saito !== "斉") return [{ form, sureness }];
  return ["斎", "斉"].map((first) => ({ form: first + Array.from(form).slice(1).join(""), sureness }));
}

/** Which part is the family name: the first in Japanese, the last of a foreign name, either in romaji. */
function surnames(name: string, parts: readonly string[]): string[] {
  const [first = "", last = ""] = [parts[0], parts.at(-1)];
  if (LATIN.test(compact(name.replace(/[\s　]/gu, "")).text)) {
    return parts.filter((part) => part.length >= 3);
  }
  return /[・･]/u.test(name) ? [last] : [first];
}

/** 鍵本仁 written in one piece: where the family name ends can only be guessed. */
function unsplitSurnames(name: string): NameForm[] {
  const letters = Array.from(name);
  if (!HAN.test(name) || letters.length < 3 || letters.length > 6) return [];
  const long = LONG_SURNAMES.find((surname) => name.startsWith(surname));
  if (long !== undefined) return [{ form: long, sureness: surenessOf(long) }];
  const lengths = letters.length === 3 ? [1, 2] : letters.length === 4 ? [2] : [2, 3];
  return lengths
    .map((length) => letters.slice(0, length).join(""))
    .map((form) => ({
      form,
      sureness: /^[一二三四五六七八九十百千万]+$/u.test(form) ? "addressed" : surenessOf(form),
    }));
}

const LONG_SURNAMES = (
  "佐々木 長谷川 五十嵐 久保田 小野寺 大久保 佐久間 宇佐美 大和田 東海林 長谷部 小笠原 小山田 小田切 久保寺 " +
  "小野田 小田原 竹之内 竹ノ内 木之下 井之上 波多野 日比野 曽我部 長曽我部 勅使河原 佐々布 小鳥遊 五十里"
)
  .split(" ")
  .toSorted((a, b) => b.length - a.length);

/** Family names that are everyday words of business English. */
const ENGLISH_WORDS = new Set(
  (
    "price young long short brown green white black king bush hill wood woods field fields park parks lane day may " +
    "march west north south east case chase rich wise gold silver stone bank banks cook baker page bell best " +
    "fair good great hall house hunt hope lake law light little major mark marks marsh mill moon moss newman pool " +
    "post power read reed rose sales savage sharp small smart snow sparks spring star steel stock street strong " +
    "summers swift temple trade train turner van walker wall ward waters way weeks well wells will winter winters " +
    "work works grant grace joy mini money market max dean noble bright cross glass mine take hide ban sage same " +
    "made done june april"
  ).split(" "),
);
