/**
 * Titles of rows. No two pages of a space may have one title, so a row's page is called by its title and its 管理ID:
 *
 *     在庫照会の回答が遅い [#k-3f9k2mx8q7]
 *
 * and where that is taken, or would be, with a word more: `[#k-3f9k2mx8q7 · 共有用]`. The mark is there for uniqueness
 * alone: what a row is, its table says. People may call the page what they like.
 */

/** What Confluence takes (255 characters), in the units in which it counts at worst. */
const MAX_TITLE = 255;

/** The title that a row's page is given. A title that is too long is cut; the table then has all of it. */
export function rowTitle(title: string, id: string, note = ""): string {
  const mark = `[#${id}${note === "" ? "" : `${NOTE}${note}`}]`;
  const words = oneLine(title);
  if (words.length + mark.length < MAX_TITLE) return `${words} ${mark}`.trim();
  return `${cut(words, MAX_TITLE - mark.length - 2)}… ${mark}`;
}

const NOTE = " · ";

/** Whether the page's title says all of the row's title. */
export const fitsTitle = (title: string, id: string): boolean => titleIn(rowTitle(title, id), id) === title;

/** The row's title in its page's, whether we or a person gave it. */
export function titleIn(pageTitle: string, id: string | null): string {
  const text = pageTitle.trim();
  const at = text.lastIndexOf(`[#${id ?? ""}`);
  if (id === null || at === -1) return text;
  const rest = text.slice(at + 2 + id.length);
  return /^(?: · [^[\]]*)?\]$/u.test(rest) ? text.slice(0, at).trim() : text;
}

/** The 管理ID that a title ends in, if it looks like a mark of ours; people may have typed one. */
export function idInTitle(pageTitle: string): string | null {
  return /\[#([^\s[\]]{1,100})(?: · [^[\]]{1,60})?\]$/u.exec(pageTitle.trim())?.[1] ?? null;
}

const oneLine = (text: string): string => text.replace(/\s+/gu, " ").trim();

/** Up to so many units, never in the middle of what people see as one character. */
function cut(text: string, units: number): string {
  let end = 0;
  for (const { segment, index } of new Intl.Segmenter("ja", { granularity: "grapheme" }).segment(text)) {
    if (index + segment.length > units) break;
    end = index + segment.length;
  }
  return text.slice(0, end).trimEnd();
}
