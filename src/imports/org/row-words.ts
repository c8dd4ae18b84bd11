import type { UnitKind } from "../../model/spec.ts";
import { hasEnding, kindOfWord } from "./kind.ts";
import { isPlaceName } from "./romanise.ts";

const TOTAL =
  /^(?:[■●◆\s]*)(?:総?合計|総計|小計|累計|計|全社計?|(?:grand |sub-?)?totals?|sum)(?:\s*[:(].*)?$|(?:合計|小計|総計|[^会設統家時推集]計)$|\b(?:sub-?)?total$/iu;

/** 合計, 東日本計, Total. 会計 and 設計 are no totals. `text` is a cleaned cell. */
export const isTotal = (text: string): boolean => text !== "" && TOTAL.test(text);

const NOTE_START =
  /^(?:※|\*\s|\*\d|注\d*[):.\s]|\(注|注意|備考\s*[:：]|出典|以上$|作成|更新|社外秘|取扱注意|confidential|note\s*[:s]|source\s*:|©|copyright|updated|as of)/iu;
const NOTE_END = /(?:。|です|ます|ください|現在|時点|\d{4}年\d{1,2}月(?:\d{1,2}日)?(?:版|作成|更新)?)\)?$/u;
const PAGE =
  /^(?:-\s*\d+\s*-|\d+\s*\/\s*\d+(?:\s*ページ)?|p(?:age|\.)\s*\d+.*|\d+\s*(?:ページ|頁)(?:目)?.*)$/iu;

/** Whether a row is a remark on the list, or what a page carries at its foot. */
export function isNoteRow(filled: readonly string[]): boolean {
  const [first = ""] = filled;
  if (filled.length > 2) return false;
  if (NOTE_START.test(first)) return true;
  return filled.length === 1 && (PAGE.test(first) || NOTE_END.test(first) || first.length > 40);
}

/** A heading within a list, and what it says of the rows below it. */
export type Section =
  | { readonly says: "kind"; readonly kind: UnitKind }
  | { readonly says: "area"; readonly area: string }
  | { readonly says: "unit"; readonly name: string };

const BRACKETED = /^(?:【(.+)】|<+(.+?)>+|《(.+)》|\[(.+)\]|〔(.+)〕|≪(.+)≫|\((.+)\))$/u;
const MARKED = /^(?:[■◆▼▽●◎□◇★☆▲△▶►#]+|={2,}|-{2,}|―{2,})\s*(.+?)\s*(?:[=―-]{2,}|[■◆▼▽]+)?$/u;
/** Kinds that are also what a unit may simply be called. */
const ALSO_A_NAME =
  /^(?:営業本部|統括本部|営業部|統括部|本部|本社|管理|センター|スタッフ|corporate|head ?office|headquarters|hq)$/iu;

/**
 * Reads the only filled cell of a row as a heading: ■東日本エリア, 【事業部】, <拠点>, 2. 支店. `bullet` is a mark
 * that this list puts before everything and that therefore means nothing.
 */
export function readSection(text: string, bullet: string | undefined): Section | undefined {
  const marked =
    bullet !== undefined && text.startsWith(bullet) ? null : (MARKED.exec(text) ?? BRACKETED.exec(text));
  const isMarked = marked !== null;
  const content = (marked?.slice(1).find((group) => group !== undefined) ?? text)
    .replace(/^(?:\d{1,2}|[IVX]+)[.)]?\s+|^\d{1,2}[.)]\s*/u, "")
    .replace(/\s*:$/u, "")
    .trim();
  const kind = kindOfWord(content)?.kind;
  if (
    kind !== undefined &&
    (isMarked ? !/^(?:営業|統括)本?部$/u.test(content) : !ALSO_A_NAME.test(content))
  ) {
    return { says: "kind", kind };
  }
  if (/(?:エリア|ブロック|地区|地域|地方|管内)$/u.test(content)) return { says: "area", area: content };
  if (!isMarked) return undefined;
  if (hasEnding(content)) return { says: "unit", name: content };
  return isPlaceName(content) ? { says: "area", area: content } : undefined;
}

/** Whether a cell is set off as headings are, whatever it says. */
export const isSetOff = (text: string): boolean => /^[■◆▼▽◎□◇★☆▲△▶►]/u.test(text) || BRACKETED.test(text);

/** The mark that stands before most lines of a list, as a bullet. */
export function bulletOf(texts: readonly string[]): string | undefined {
  const marks = new Map<string, number>();
  for (const text of texts) {
    const mark = /^[■◆▼▽●◎□◇★☆▲△▶►・○]/u.exec(text)?.[0];
    if (mark !== undefined) marks.set(mark, (marks.get(mark) ?? 0) + 1);
  }
  return [...marks].find(([, count]) => count * 2 > texts.length)?.[0];
}
