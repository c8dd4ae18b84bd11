import { kanjiNumber } from "./headcount.ts";
import { hepburn } from "./hepburn.ts";
import { BUSINESS, PLACES, SILENT } from "./place-words.ts";

/** A name in Latin letters, word by word (tokyo-1, mobile-telecom). Undefined if some part is not known. */
export function romanise(name: string): string | undefined {
  const words = wordsOf(name);
  if (words === undefined || words.length === 0) return undefined;
  return words.map(({ latin }) => latin).join("-");
}

/** Whether a name is made of places, compass points and numbers only: 北関東, 東京第一. */
export function isPlaceName(name: string): boolean {
  const words = wordsOf(name);
  return (
    words !== undefined &&
    words.some(({ isPlace }) => isPlace) &&
    words.every(({ isPlace, isNumber }) => isPlace || isNumber)
  );
}

interface Word {
  readonly latin: string;
  readonly isPlace?: true;
  readonly isNumber?: true;
}

const LONGEST = Math.max(...[...PLACES.keys(), ...BUSINESS.keys()].map((word) => word.length));

function wordsOf(name: string): Word[] | undefined {
  const words: Word[] = [];
  let rest = name.normalize("NFKC").toLowerCase();
  while (rest !== "") {
    const gap = /^[^\p{L}\p{N}]+/u.exec(rest)?.[0] ?? "";
    const silent = words.at(-1)?.isPlace ? (SILENT.exec(rest)?.[0] ?? "") : "";
    const skipped = Math.max(gap.length, silent.length);
    if (skipped > 0) {
      rest = rest.slice(skipped);
      continue;
    }
    const found = known(rest) ?? ordinal(rest) ?? latin(rest) ?? kana(rest);
    if (found === undefined) return undefined;
    words.push(found.word);
    rest = rest.slice(found.length);
  }
  return words;
}

type Found = { word: Word; length: number } | undefined;

function known(text: string): Found {
  const katakana = /^[ァ-ヶー]+/u.exec(text)?.[0].length ?? 0;
  for (let length = Math.min(LONGEST, text.length); length > 0; length--) {
    // Within a run of katakana only whole words are told apart: テクノ in テクノロジーズ is none.
    if (katakana > 0 && length !== katakana && !knownRest(text.slice(length, katakana))) continue;
    const piece = text.slice(0, length);
    const place = PLACES.get(piece);
    if (place !== undefined) return { word: { latin: place, isPlace: true }, length };
    const business = BUSINESS.get(piece);
    if (business !== undefined) return { word: { latin: business }, length };
  }
  return undefined;
}

/** Whether the rest of a katakana run is made of known words too. */
function knownRest(text: string): boolean {
  if (text === "") return true;
  for (let length = text.length; length > 0; length--) {
    if (BUSINESS.has(text.slice(0, length)) && knownRest(text.slice(length))) return true;
  }
  return false;
}

function ordinal(text: string): Found {
  const found = /^第?([一二三四五六七八九十]+|\d+)号?/u.exec(text);
  const digits = found?.[1];
  if (found === null || digits === undefined) return undefined;
  const number = /^\d/u.test(digits) ? Number(digits) : kanjiNumber(digits);
  return number === undefined
    ? undefined
    : { word: { latin: String(number), isNumber: true }, length: found[0].length };
}

function latin(text: string): Found {
  const word = /^[a-z0-9]+/u.exec(text)?.[0];
  return word === undefined ? undefined : { word: { latin: word }, length: word.length };
}

function kana(text: string): Found {
  const run = /^[ァ-ヶー]+/u.exec(text)?.[0] ?? /^[ぁ-ゖ]{2,}/u.exec(text)?.[0];
  const word = run === undefined ? undefined : hepburn(run);
  return run === undefined || word === undefined ? undefined : { word: { latin: word }, length: run.length };
}
