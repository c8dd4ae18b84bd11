import type { Run } from "../body/runs.ts";

/**
 * The text of one block in Notion's enhanced Markdown → runs. Unlike in CommonMark every mark is meant: signs that
 * are text are escaped (developers.notion.com/guides/data-apis/enhanced-markdown). So marks simply switch
 * formatting on and off, also where CommonMark would not see them, as in `**「語」**は`.
 */
export function readEnhancedText(text: string, around: Look = {}): Run[] {
  const runs: Run[] = [];
  const brackets = bracketsOf(text);
  let look = around;
  for (let at = 0; at < text.length;) {
    const piece = linkAt(text, at, look, brackets.get(at)) ?? pieceAt(text, at, look);
    for (const run of piece.runs) runs.push(run);
    look = piece.look ?? look;
    at = piece.end;
  }
  return runs;
}

type Look = Omit<Run, "text">;

interface Piece {
  readonly runs: readonly Run[];
  /** Where the next piece starts. */
  readonly end: number;
  /** How text looks from here on, if that changes. */
  readonly look?: Look;
}

function pieceAt(text: string, at: number, look: Look): Piece {
  const rest = (pattern: RegExp) => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0];
  };
  const words = (shown: string, length: number): Piece => ({
    runs: shown === "" ? [] : [{ ...look, text: shown }],
    end: at + length,
  });
  const escaped = rest(/\\[!-/:-@[-`{-~]/uy);
  if (escaped !== undefined) return words(escaped.slice(1), escaped.length);
  const math = rest(/\$`[^`\n]*`\$/uy);
  if (math !== undefined) return words(math.slice(2, -2), math.length);
  const tag = rest(TAG);
  if (tag !== undefined) return words(textOfTag(tag), tag.length);
  const citation = rest(/\[\^[^\]\n]*\]/uy);
  if (citation !== undefined) return words("", citation.length);
  const plain = rest(/[^\\`$<[*~]+/uy);
  if (plain !== undefined) return words(plain, plain.length);
  return codeAt(text, at, look) ?? markAt(text, at, look) ?? words(text.charAt(at), 1);
}

/** Notion's tags; any other `<word>` is text, should it stand there unescaped. */
const TAG = new RegExp(
  `</?(?:audio|br|callout|col|colgroup|column|columns|custom-emoji|database|data-source|details|embed|empty-block|` +
    `file|image|meeting-notes|mention-[a-z-]+|notes|page|pdf|span|summary|synced_block|synced_block_reference|tab|` +
    `table|table_of_contents|tabs|td|th|toggle|tr|transcript|unknown|video)(?:\\s[^<>]*)?/?>`,
  "uy",
);

/** Only line ends and dates say something by themselves. */
function textOfTag(tag: string): string {
  if (tag.startsWith("<br")) return "\n";
  if (!tag.startsWith("<mention-date")) return "";
  return [...tag.matchAll(/\s(?:start|end)="([^"]*)"/gu)].map(([, date = ""]) => date).join(" – ");
}

/** Code up to as many backticks as it starts with; nothing is escaped in it. */
function codeAt(text: string, at: number, look: Look): Piece | null {
  const fence = /^`+/u.exec(text.slice(at, at + MAX_FENCE))?.[0];
  if (fence === undefined) return null;
  const start = at + fence.length;
  for (const { 0: run, index } of text.slice(start).matchAll(/`+/gu)) {
    if (run !== fence) continue;
    const code = text.slice(start, start + index);
    const bare = /^ (?=`)|(?<=`) $/u.test(code) ? code.trim() : code;
    return { runs: [{ ...look, code: true, text: bare }], end: start + index + fence.length };
  }
  return { runs: [{ ...look, text: fence }], end: start };
}

const MAX_FENCE = 100;

/** `[words](address)`; the words may be formatted. `close`: where the bracket at this place closes. */
function linkAt(text: string, at: number, look: Look, close: number | undefined): Piece | null {
  if (close === undefined || text[close + 1] !== "(") return null;
  const address = addressFrom(text, close + 2);
  if (address === null) return null;
  const link = address.replace(/\\(?=[!-/:-@[-`{-~])/gu, "");
  const end = close + 2 + address.length + 1;
  return { runs: readEnhancedText(text.slice(at + 1, close), { ...look, link }), end };
}

/** Where each `[` closes. */
function bracketsOf(text: string): ReadonlyMap<number, number> {
  const pairs = new Map<number, number>();
  const open: number[] = [];
  for (const { 0: sign, index } of text.matchAll(/\\.|[[\]]/gsu)) {
    if (sign === "[") open.push(index);
    const start = sign === "]" ? open.pop() : undefined;
    if (start !== undefined) pairs.set(start, index);
  }
  return pairs;
}

/** The address up to the `)` that ends it; it may have brackets in pairs. */
function addressFrom(text: string, start: number): string | null {
  let depth = 0;
  for (const { 0: sign, index } of text.slice(start, start + MAX_ADDRESS).matchAll(/\\.|[()]/gsu)) {
    if (sign === ")" && depth === 0) return text.slice(start, start + index);
    if (sign === "(") depth += 1;
    if (sign === ")") depth -= 1;
    if (depth > MAX_BRACKETS) return null;
  }
  return null;
}

/** Twice what Notion takes: every sign may be escaped. */
const MAX_ADDRESS = 4_000;
const MAX_BRACKETS = 20;

/** A mark that nothing ends is text. */
function markAt(text: string, at: number, look: Look): Piece | null {
  const stars = /^\*+/u.exec(text.slice(at, at + MAX_FENCE))?.[0];
  if (stars !== undefined) return starsAt(text, at, look, stars.length);
  if (!text.startsWith("~~", at)) return null;
  const end = at + 2;
  const isMark = look.strike === true || text.includes("~~", end);
  return isMark ? { runs: [], end, look: { ...look, strike: look.strike !== true } } : null;
}

/**
 * One, two or three stars switch italic, bold or both. Where formatting changes inside formatting, the stars that
 * end the one and those that begin the other stand together: `*a****b***` is italic, then both.
 */
function starsAt(text: string, at: number, look: Look, count: number): Piece | null {
  const { bold = false, italic = false } = look;
  const end = at + count;
  const isOpen = bold || italic;
  const isEnded = text.includes(count === 2 ? "**" : "*", end);
  const switched = (isBold: boolean, isItalic: boolean): Piece => ({
    runs: [],
    end,
    look: { ...look, bold: bold !== isBold, italic: italic !== isItalic },
  });
  if (!isOpen && (count > 3 || !isEnded)) return { runs: [{ ...look, text: "*".repeat(count) }], end };
  if (count === 1 || count === 5) return switched(false, true);
  // Between italic text and italic code or the like, one stands for the end and one for the beginning.
  const isSeam =
    /[`[~<]/u.test(text[end] ?? "") || /(?<!\\)[`)~>]$/u.test(text.slice(Math.max(0, at - 2), at));
  if (count === 2) return switched(bold || (isEnded && !(italic && isSeam)), false);
  if (count === 3) return switched(true, true);
  return switched(count === 4 && italic, false);
}
