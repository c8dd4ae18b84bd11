/** A cell as it is meant: full-width and half-width folded, one space where there were many, no list number. */
export function cellText(raw: string | undefined): string {
  return (raw ?? "")
    .replace(/^\s*[\u2460-\u249b\u24ea-\u24ff\u2776-\u2793]\s*/u, "")
    .normalize("NFKC")
    .replace(/[\u200b-\u200d\u2060\ufeff]/gu, "")
    .replace(/[\s\u0000-\u001f]+/gu, " ")
    .trim();
}

const DITTO =
  /^(?:[〃々仝ゝヽ"”“〟]+|′′|''|同上|同じ|同|上に同じ|上と同じ|ditto|same(?: as above)?|do\.|↑)$/iu;
const NONE =
  /^(?:[-‐–—―ー−~/*×x.・?]+|なし|無し?|該当なし|未定|空席|空き|欠員|不在|調整中|選考中|n\/?a|none|nil|tb[acd]|vacant|open)$/iu;

/** 〃, 同上 and their like: the same as in the row above. */
export const isDitto = (text: string): boolean => DITTO.test(text);

/** A dash, なし, 未定: written so as to leave nothing open, or everything. */
export const isNone = (text: string): boolean => NONE.test(text);

/** Whether a cell could be a name: there is a letter or a digit in it, and it is no dash or ditto mark. */
export const isNaming = (text: string): boolean =>
  /[\p{L}\p{N}]/u.test(text) && !isNone(text) && !isDitto(text);

/** Several names in one cell. A middle dot may be part of a name, so it does not divide. */
export function cellList(text: string): string[] {
  return text
    .split(/[、,;/+\n]|\s\|\s/u)
    .map((part) => part.trim())
    .filter((part) => part !== "" && !isNone(part) && !isDitto(part));
}

/** Whether a text has Japanese letters. */
export const isJapanese = (text: string): boolean =>
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text);
