import { NEW_KANJI } from "./old-kanji.ts";

/**
 * The comparison form of text. Two spellings of one word fold to the same string: width (ﾘﾌﾟﾚｰｽ, ＳＦＡ), case,
 * katakana and hiragana, prolonged marks (サーバー, サーバ), small kana (キャノン, キヤノン), ヴ and ブ, old kanji
 * (髙澤, 高沢), and characters that nobody sees (zero-width, variation selectors).
 *
 * The rule works cluster by cluster — a character with its combining marks — so that a part of a text folds to
 * a part of the folded text. (Only a prolonged mark at the very start of the part is an exception.)
 */
export function fold(text: string): string {
  const out = new CodeUnits(text.length);
  foldEach(text, (code) => out.push(code));
  return out.toString();
}

export interface FoldedText {
  readonly text: string;
  /** Start in the original, per code unit of the folded text. */
  readonly starts: Uint32Array;
  /** End (exclusive) in the original, per code unit of the folded text. */
  readonly ends: Uint32Array;
}

/** Folded text that knows for each of its code units which span of the original it came from. */
export function foldWithMap(text: string): FoldedText {
  const out = new CodeUnits(text.length);
  const starts: number[] = [];
  const ends: number[] = [];
  foldEach(text, (code, start, end) => {
    out.push(code);
    starts.push(start);
    ends.push(end);
  });
  return { text: out.toString(), starts: Uint32Array.from(starts), ends: Uint32Array.from(ends) };
}

type Emit = (code: number, start: number, end: number) => void;

/** What a single code unit folds to: itself, nothing, or something that needs the slow path. */
const UNKNOWN = 0;
const DROPPED = 0xffff;
const SLOW = 0xfffe;
const MARK = 0xfffd;

/** Filled on demand: a process that folds one query does not pay for 65,536 characters. */
const table = new Uint16Array(0x10000);
const slowForms = new Map<string, string>();

function foldEach(text: string, emit: Emit): void {
  let afterKana = false;
  const put = (code: number, start: number, end: number) => {
    if (afterKana && isProlonged(code)) return;
    afterKana = isKana(code);
    emit(code, start, end);
  };
  for (let i = 0; i < text.length;) {
    const start = i;
    const entry = lookUp(text.charCodeAt(i));
    i += 1;
    const isSimple = entry < MARK && (i >= text.length || lookUp(text.charCodeAt(i)) !== MARK);
    if (isSimple) {
      put(entry, start, i);
      continue;
    }
    if (entry === DROPPED) continue;
    if (isHighSurrogate(text, start)) i += 1;
    while (i < text.length && lookUp(text.charCodeAt(i)) === MARK) i += 1;
    const form = slowForm(text.slice(start, i));
    for (let k = 0; k < form.length; k += 1) put(form.charCodeAt(k), start, i);
  }
}

function lookUp(code: number): number {
  const known = table[code];
  if (known !== undefined && known !== UNKNOWN) return known;
  const entry = classify(code);
  table[code] = entry;
  return entry;
}

function classify(code: number): number {
  const char = String.fromCharCode(code);
  if (INVISIBLE.test(char)) return DROPPED;
  if (COMBINING.test(char)) return MARK;
  if (code >= 0xd800 && code <= 0xdfff) return SLOW;
  const form = foldCluster(char);
  // The last values of the table are its own signs; the characters there (specials) are rare enough to be slow.
  return form.length === 1 && form.charCodeAt(0) < MARK && form !== "\0" ? form.charCodeAt(0) : SLOW;
}

/** Format characters, and selectors that only choose a glyph; a zero-width space inside a name hides nothing. */
const INVISIBLE = /^(?:\p{Cf}|[\uFE00-\uFE0F\u115F\u1160\u3164\uFFA0])$/u;
/** Marks that join the character before them; half-width dakuten and conjoining jamo behave like marks. */
const COMBINING = /^(?:\p{M}|[\uFF9E\uFF9F\u1161-\u11FF])$/u;
/** Variation selectors of the supplement (kanji variants) and tags, as whole clusters. */
const INVISIBLE_PAIR = /[\u{E0000}-\u{E01EF}]/gu;

function slowForm(cluster: string): string {
  const known = slowForms.get(cluster);
  if (known !== undefined) return known;
  const form = foldCluster(cluster);
  // Bounded, because clusters come from anyone's text.
  if (slowForms.size < 20_000) slowForms.set(cluster, form);
  return form;
}

function foldCluster(cluster: string): string {
  // Upper case first: ß and SS, ς and Σ meet there.
  const plain = cluster.normalize("NFKC").toUpperCase().toLowerCase().normalize("NFKC");
  let out = "";
  for (const char of plain.replace(INVISIBLE_PAIR, "")) out += foldChar(char);
  return out;
}

function foldChar(char: string): string {
  const code = char.charCodeAt(0);
  if (code >= 0x30a1 && code <= 0x30f6) return foldHiragana(String.fromCharCode(code - 0x60));
  if (code >= 0x3041 && code <= 0x3096) return foldHiragana(char);
  if (code === 0x30fd || code === 0x30fe) return String.fromCharCode(code - 0x60);
  if (DASHES.includes(char)) return "-";
  if (char === "〜") return "~";
  if (char === "𠮷") return "吉";
  if (char === "𠮟") return "叱";
  if (/\s/u.test(char)) return char === "\n" ? "\n" : " ";
  if (INVISIBLE.test(char)) return "";
  return NEW_KANJI.get(char) ?? char;
}

const DASHES = "‐‑‒–—―−─";
const SMALL = "ぁぃぅぇぉっゃゅょゎゕゖ";
const LARGE = "あいうえおつやゆよわかけ";

function foldHiragana(char: string): string {
  if (char === "ゔ") return "ぶ";
  const small = SMALL.indexOf(char);
  return small < 0 ? char : LARGE.charAt(small);
}

const isKana = (code: number): boolean => code >= 0x3041 && code <= 0x3096;

/** ー, and what people type for it directly after kana: サ-バ, サ~バ. */
const isProlonged = (code: number): boolean => code === 0x30fc || code === 0x2d || code === 0x7e;

function isHighSurrogate(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  const next = text.charCodeAt(index + 1);
  return code >= 0xd800 && code <= 0xdbff && next >= 0xdc00 && next <= 0xdfff;
}

/** A string under construction, code unit by code unit: several times faster than appending to a string. */
class CodeUnits {
  #units: Uint16Array;
  #length = 0;

  constructor(expected: number) {
    this.#units = new Uint16Array(expected + 16);
  }

  push(code: number): void {
    if (this.#length === this.#units.length) {
      const larger = new Uint16Array(this.#units.length * 2);
      larger.set(this.#units);
      this.#units = larger;
    }
    this.#units[this.#length] = code;
    this.#length += 1;
  }

  toString(): string {
    let text = "";
    for (let i = 0; i < this.#length; i += 8192) {
      text += String.fromCharCode(...this.#units.subarray(i, Math.min(i + 8192, this.#length)));
    }
    return text;
  }
}
