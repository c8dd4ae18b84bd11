import { tidyText } from "./body-text.ts";
import type { Run } from "./runs.ts";

/**
 * Formatted text → Markdown. How much is escaped, and what formatting is given up, is for the caller to try: most
 * text needs nothing, and what people wrote should stay as they wrote it.
 */

/** From the barest spelling on. */
export const ESCAPES = ["nothing", "line starts", "everything"] as const;
export type Escape = (typeof ESCAPES)[number];

/** What is left out because Markdown cannot show it here; without any formatting every text can be written. */
export const DROPS = ["nothing", "unreadable", "emphasis", "all"] as const;
export type Drop = (typeof DROPS)[number];

/** The text as Markdown, with the line ends it has. */
export function markdownOf(runs: readonly Run[], escape: Escape): string {
  const text = wrap(runs, MARKS, escape === "everything");
  return escape === "nothing" ? text : text.split("\n").map(escapeLineStart).join("\n");
}

/** The text with less formatting. */
export function dropLook(runs: readonly Run[], drop: Drop): readonly Run[] {
  if (drop === "nothing") return runs;
  if (drop === "all") return tidyText(runs.map(({ text }) => ({ text })));
  return tidyText(
    runs.map((run, at) => {
      const isKept = drop === "unreadable" && isReadable(runs[at - 1], run, runs[at + 1]);
      return isKept ? run : { ...run, bold: false, italic: false, strike: false };
    }),
  );
}

const MARKS = ["link", "strike", "bold", "italic"] as const;
type Mark = (typeof MARKS)[number];

/** What goes on longest is outermost; code is innermost. */
function wrap(runs: readonly Run[], marks: readonly Mark[], isEscaped: boolean): string {
  let text = "";
  for (let at = 0; at < runs.length;) {
    const [longest] = marks
      .filter((mark) => isSet(runs[at], mark))
      .map((mark) => ({ mark, end: endOf(runs, at, mark) }))
      .toSorted((a, b) => b.end - a.end);
    const run = runs[at];
    if (longest === undefined) {
      text += run === undefined ? "" : leaf(run, isEscaped);
      at += 1;
      continue;
    }
    const inner = marks.filter((mark) => mark !== longest.mark);
    text += around(longest.mark, run?.link, wrap(runs.slice(at, longest.end), inner, isEscaped));
    at = longest.end;
  }
  return text;
}

const isSet = (run: Run | undefined, mark: Mark): boolean => (run?.[mark] ?? false) !== false;

/** Where the formatting that starts here ends. */
function endOf(runs: readonly Run[], start: number, mark: Mark): number {
  let end = start + 1;
  while (end < runs.length && runs[end]?.[mark] === runs[start]?.[mark]) end += 1;
  return end;
}

function around(mark: Mark, link: string | undefined, text: string): string {
  switch (mark) {
    case "link":
      return `[${text}](${link})`;
    case "strike":
      return `~~${text}~~`;
    case "bold":
      return `**${text}**`;
    case "italic":
      return `*${text}*`;
    default:
      throw new Error(`unhandled ${mark satisfies never}`);
  }
}

function leaf(run: Run, isEscaped: boolean): string {
  if (run.code === true) return codeSpan(run.text);
  return isEscaped ? run.text.replace(/[\\`*_[\]<&~]/gu, "\\$&") : run.text;
}

/** Code in as many backticks as it takes; Notion writes it in the same way. */
export function codeSpan(text: string): string {
  const fence = fenceFor(text, 1);
  const pad = text.startsWith("`") || text.endsWith("`") ? " " : "";
  return `${fence}${pad}${text}${pad}${fence}`;
}

/** More backticks than stand together in the text, and at least so many. */
export function fenceFor(text: string, least: number): string {
  const runs = text.match(/`+/gu) ?? [];
  return "`".repeat(runs.reduce((longest, run) => Math.max(longest, run.length + 1), least));
}

/**
 * What means something only at the start of a line: quotes, lists, rules, tables. A heading's mark is none of them:
 * lines that look like headings are headings before they come here.
 */
function escapeLineStart(line: string): string {
  return line
    .replace(/^(?=>|[-+*](\s|$)|-[-\s:|]*$|:-|#{1,6}$|~~~|```|\|)/u, "\\")
    .replace(/^(\d{1,9})(?=[.)](\s|$))/u, "$1\\");
}

/** Emphasis whose edge is punctuation is not recognised next to a letter, as in `**「語」**は`. */
function isReadable(before: Run | undefined, run: Run, after: Run | undefined): boolean {
  const edge = (inner: RegExp, outer: RegExp, beside: Run | undefined) =>
    beside !== undefined && outer.test(beside.text) && inner.test(run.text);
  return (
    !edge(/^[\p{P}\p{S}]/u, /[^\s\p{P}\p{S}]$/u, before) &&
    !edge(/[\p{P}\p{S}]$/u, /^[^\s\p{P}\p{S}]/u, after)
  );
}
