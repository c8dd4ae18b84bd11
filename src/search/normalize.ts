import { NEW_KANJI } from "./old-kanji.ts";

/**
 * The comparison form of text. Two spellings of one word fold to the same string: width (ﾘﾌﾟﾚｰｽ, ＳＦＡ), case,
 * katakana and hiragana, prolonged marks (サーバー, サーバ), small kana (フィルム, フイルム), ヴ and ブ, old kanji
 * (髙澤, 高沢), and characters that nobody sees (zero-width, variation selectors).
 *
 * The rule works cluster by cluster — a character with its combining marks — so that a part of a text folds to
 * a part of the folded text. (Only a prolonged mark at the very start of the part is an exception.)
 */
export function fold(text: string): string {
  return decode(foldUnits(text, false));
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
  const folded = foldUnits(text, true);
  return {
    text: decode(folded),
    starts: folded.starts.subarray(0, folded.length),
    ends: folded.ends.subarray(0, folded.length),
  };
}

/** What a single code unit folds to: itself, nothing, or something that needs the slow path. */
const UNKNOWN = 0;
const DROPPED = 0xffff;
const SLOW = 0xfffe;
const MARK = 0xfffd;

/** Filled on demand: a process that folds one query does not pay for 65,536 characters. */
const table = new Uint16Array(0x10000);
const slowForms = new Map<string, string>();

/** Typed arrays throughout: this runs over every text of a partner. */
interface Units {
  codes: Uint16Array;
  starts: Uint32Array;
  ends: Uint32Array;
  length: number;
}

function foldUnits(text: string, withMap: boolean): Units {
  const size = text.length + 16;
  const mapSize = withMap ? size : 0;
  const out: Units = {
    codes: new Uint16Array(size),
    starts: new Uint32Array(mapSize),
    ends: new Uint32Array(mapSize),
    length: 0,
  };
  for (let i = 0; i < text.length;) {
    const start = i;
    const entry = lookUp(text.charCodeAt(i));
    i += 1;
    if (entry < MARK && (i >= text.length || lookUp(text.charCodeAt(i)) !== MARK)) {
      put(out, entry, start, i);
      continue;
    }
    if (entry === DROPPED) continue;
    if (isSurrogatePair(text, start)) i += 1;
    while (i < text.length && lookUp(text.charCodeAt(i)) === MARK) i += 1;
    const form = slowForm(text.slice(start, i));
    for (let k = 0; k < form.length; k += 1) put(out, form.charCodeAt(k), start, i);
  }
  return out;
}

function put(out: Units, code: number, start: number, end: number): void {
  if (isProlonged(code) && out.length > 0 && isKana(out.codes[out.length - 1] ?? 0)) return;
  if (out.length === out.codes.length) grow(out);
  out.codes[out.length] = code;
  if (out.starts.length > 0) {
    out.starts[out.length] = start;
    out.ends[out.length] = end;
  }
  out.length += 1;
}

function grow(out: Units): void {
  const codes = new Uint16Array(out.codes.length * 2);
  codes.set(out.codes);
  out.codes = codes;
  if (out.starts.length === 0) return;
  const [starts, ends] = [new Uint32Array(codes.length), new Uint32Array(codes.length)];
  starts.set(out.starts);
  ends.set(out.ends);
  [out.starts, out.ends] = [starts, ends];
}

/** Copies code units as they are; unlike TextDecoder it keeps lone surrogates. */
function decode({ codes, length }: Units): string {
  return Buffer.from(codes.buffer, 0, length * 2).toString("utf16le");
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

function isSurrogatePair(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  const next = text.charCodeAt(index + 1);
  return code >= 0xd800 && code <= 0xdbff && next >= 0xdc00 && next <= 0xdfff;
}
