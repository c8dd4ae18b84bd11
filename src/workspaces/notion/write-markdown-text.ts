import type { Run } from "./rich-text.ts";

/**
 * Formatted text → Markdown. How much is escaped is for the caller to try: most text needs nothing, and what people
 * wrote should stay as they wrote it.
 */
export interface Escaping {
  /** Which characters mean nothing. */
  readonly escape: "nothing" | "line starts" | "everything";
  /** What formatting is left out because Markdown cannot show it here. */
  readonly drop: "nothing" | "unreadable" | "emphasis" | "all";
}

/** From the barest spelling to the one that always reads as the text that was meant. */
export const ESCAPINGS: readonly Escaping[] = [
  { escape: "nothing", drop: "nothing" },
  { escape: "line starts", drop: "nothing" },
  { escape: "everything", drop: "nothing" },
  { escape: "nothing", drop: "unreadable" },
  { escape: "everything", drop: "unreadable" },
  { escape: "everything", drop: "emphasis" },
  { escape: "everything", drop: "all" },
];

/** The text as Markdown, with the line ends it has. */
export function markdownOf(runs: readonly Run[], { escape, drop }: Escaping): string {
  const text = wrap(dropLook(runs, drop), MARKS, escape === "everything");
  return escape === "nothing" ? text : text.split("\n").map(escapeLineStart).join("\n");
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
    if (last !== undefined && (last[0]?.[mark] ?? false) === (run[mark] ?? false)) last.push(run);
    else groups.push([run]);
  }
  return groups;
}

function leaf(run: Run, isEscaped: boolean): string {
  if (run.code === true) return codeSpan(run.text);
  return isEscaped ? run.text.replace(/[\\`*_[\]<>&~!]/gu, "\\$&") : run.text;
}

function codeSpan(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/gu) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  const pad = text.startsWith("`") || text.endsWith("`") ? " " : "";
  return `${fence}${pad}${text}${pad}${fence}`;
}

/**
 * What means something only at the start of a line: quotes, lists, rules, tables. A heading's mark is none of them:
 * lines that look like headings are headings before they come here.
 */
function escapeLineStart(line: string): string {
  return line
    .replace(/^(?=>|[-+*](\s|$)|-[-\s:|]*$|:-|=+\s*$|#{1,6}$|~~~|```|\|)/u, "\\")
    .replace(/^(\d{1,9})(?=[.)](\s|$))/u, "$1\\");
}

function dropLook(runs: readonly Run[], drop: Escaping["drop"]): readonly Run[] {
  if (drop === "nothing") return runs;
  if (drop === "all") return runs.map(({ text }) => ({ text }));
  return runs.map((run, at) => {
    const { bold: _, italic: __, strike: ___, ...bare } = run;
    const isKept = drop === "unreadable" && isReadable(runs[at - 1], run, runs[at + 1]);
    return isKept ? run : bare;
  });
}

/** Emphasis whose edge is punctuation is not recognised next to a letter, as in `**「語」**は`. */
function isReadable(before: Run | undefined, run: Run, after: Run | undefined): boolean {
  const edge = (inner: RegExp, outer: RegExp, beside: Run | undefined) =>
    beside !== undefined && outer.test(beside.text) && inner.test(run.text);
  return !edge(/^[\p{P}\p{S}]/u, /[^\s\p{P}\p{S}]$/u, before) && !edge(/[\p{P}\p{S}]$/u, /^[^\s\p{P}\p{S}]/u, after);
}
