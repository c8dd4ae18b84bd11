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
  const forms = [name, ...alsoWritten].flatMap((written) => formsOf(bareName(written)));
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
  const full: NameForm[] = [parts, parts.toReversed()].map((order) => ({
    form: order.join(""),
    sureness: compact(whole).text.length >= 3 && !LATIN.test(compact(whole).text) ? "anywhere" : "word",
  }));
  return [...full, ...surnames(name, parts).map((form) => ({ form, sureness: surenessOf(form) }))];
}

/** Which part is the family name: the first in Japanese, the last of a foreign name, either in romaji. */
function surnames(name: string, parts: readonly string[]): string[] {
  const [first = "", last = ""] = [parts[0], parts.at(-1)];
  if (LATIN.test(compact(name.replace(/[\s　]/gu, "")).text)) {
    return parts.filter((part) => part.length >= 3);
  }
  return /[・･]/u.test(name) ? [last] : [first];
}

/** 鍵本仁 written in one piece: the family name can only be guessed, so it counts only with さん or a role. */
function unsplitSurnames(name: string): NameForm[] {
  const letters = Array.from(name);
  if (!HAN.test(name) || letters.length < 3 || letters.length > 6) return [];
  const lengths = letters.length === 3 ? [1, 2] : letters.length === 4 ? [2] : [2, 3];
  return lengths.map((length) => ({ form: letters.slice(0, length).join(""), sureness: "addressed" }));
}

/** Family names that are everyday words of business English. */
const ENGLISH_WORDS = new Set(
  (
    "price young long short brown green white black king bush hill wood woods field fields park parks lane day may " +
    "march west north south east case chase rich wise gold silver stone bank banks cook baker page bell best " +
    "fair good great hall house hunt hope lake law light little major mark marks marsh mill moon moss newman pool " +
    "post power read reed rose sales savage sharp small smart snow sparks spring star steel stock street strong " +
    "summers swift temple trade train turner van walker wall ward waters way weeks well wells will winter winters " +
    "work works grant grace joy mini money market max dean noble bright cross glass"
  ).split(" "),
);
