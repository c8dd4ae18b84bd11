import { tidyText } from "./body-text.ts";
import type { Run } from "./rich-text.ts";

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

/** Formatting from the outside in; code is innermost. */
const MARKS = ["link", "strike", "bold", "italic"] as const;
type Mark = (typeof MARKS)[number];

function wrap(runs: readonly Run[], [mark, ...inner]: readonly Mark[], isEscaped: boolean): string {
  if (mark === undefined) return runs.map((run) => leaf(run, isEscaped)).join("");
  return groupsBy(runs, mark)
    .map((group) => around(mark, group[0]?.[mark], wrap(group, inner, isEscaped)))
    .join("");
}

function around(mark: Mark, value: string | boolean | undefined, text: string): string {
  if (value === undefined || value === false) return text;
  switch (mark) {
    case "link":
      return `[${text}](${String(value)})`;
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

function groupsBy(runs: readonly Run[], mark: Mark): Run[][] {
  const groups: Run[][] = [];
  for (const run of runs) {
    const last = groups.at(-1);
    if (last !== undefined && last[0]?.[mark] === run[mark]) last.push(run);
    else groups.push([run]);
  }
  return groups;
}

function leaf(run: Run, isEscaped: boolean): string {
  if (run.code === true) return codeSpan(run.text);
  return isEscaped ? run.text.replace(/[\\`*_[\]<>&~!]/gu, "\\$&") : run.text;
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
