import type { BodyBlock, BodyItem, TableRow } from "./body-tree.ts";
import { looksNumbered } from "./body-tidy.ts";
import type { Run } from "./runs.ts";
import { readMarkdown } from "./read-markdown.ts";
import { dropLook, DROPS, type Escape, ESCAPES, fenceFor, markdownOf } from "./write-markdown-text.ts";

/** A tidy tree → our Markdown, in one spelling: reading it gives the same tree again. */

/** Blocks separated by empty lines, items of a list by none; ends in a line end unless empty. */
export function writeMarkdown(blocks: readonly BodyBlock[]): string {
  const text = join(blocks);
  return text === "" ? "" : `${text}\n`;
}

/** `isItem`: the first block is an item's own text, so a list below it needs no empty line. */
function join(blocks: readonly BodyBlock[], isItem = false): string {
  let text = "";
  let number = 0;
  blocks.forEach((block, at) => {
    const before = blocks[at - 1];
    const list = listOf(block);
    const goesOn = before !== undefined && list !== null && listOf(before) === list;
    number = goesOn ? number + 1 : 1;
    const own = write(block, before, number);
    // An item without words in its first line does not end the text above it.
    const isBelowText =
      isItem && at === 1 && list !== null && before?.type === "paragraph" && !NO_WORDS.test(own);
    text += (at === 0 ? "" : goesOn || isBelowText ? "\n" : "\n\n") + own;
  });
  return text;
}

const NO_WORDS = /^(-|\d+\.)(\n|$)/u;

const listOf = (block: BodyBlock): "bullets" | "numbers" | null =>
  block.type !== "item" ? null : block.mark === "number" ? "numbers" : "bullets";

function write(block: BodyBlock, before: BodyBlock | undefined, number: number): string {
  switch (block.type) {
    case "heading":
      return settle(block, headingLine);
    case "paragraph":
      return paragraph(block, before);
    case "item":
      return item(block, number);
    case "quote":
      return prefixed(join(withText(block)), "> ", "> ");
    case "code":
      return code(block);
    case "table":
      return settle(block, tableLines);
    case "divider":
      return "---";
    default:
      throw new Error(`unhandled ${block satisfies never}`);
  }
}

type Written = Extract<BodyBlock, { type: "heading" | "paragraph" | "table" }>;

/** The barest spelling that reads as this block, with as much of its formatting as Markdown can show. */
function settle<T extends Written>(block: T, spell: (block: T, escape: Escape) => string): string {
  let text = "";
  for (const drop of DROPS) {
    const wanted: T = withLess(block, (runs) => dropLook(runs, drop));
    for (const escape of ESCAPES) {
      text = spell(wanted, escape);
      const [read, ...more] = readMarkdown(text);
      if (read !== undefined && more.length === 0 && sense(read) === sense(wanted)) return text;
    }
  }
  return text;
}

function withLess<T extends Written>(block: T, less: (runs: readonly Run[]) => readonly Run[]): T {
  return block.type === "table"
    ? { ...block, rows: block.rows.map((row) => row.map(less)) }
    : { ...block, text: less(block.text) };
}

const sense = (block: BodyBlock): string =>
  JSON.stringify([
    block.type,
    "level" in block ? block.level : null,
    "text" in block ? block.text : null,
    "rows" in block ? block.rows : null,
  ]);

/** A heading may end in signs that Markdown would take for decoration. */
function headingLine({ level, text }: Extract<BodyBlock, { type: "heading" }>, escape: Escape): string {
  const words = markdownOf(text, escape);
  const mark = "#".repeat(level);
  if (escape === "nothing") return `${mark} ${words}`;
  let end = words.length;
  while (words[end - 1] === "#") end -= 1;
  return `${mark} ${words.slice(0, end)}${"\\#".repeat(words.length - end)}`;
}

/** Beside a numbered list, or text that looks like one, a number at the start would go on with it. */
function paragraph(block: Extract<BodyBlock, { type: "paragraph" }>, before: BodyBlock | undefined): string {
  const text = settle(block, ({ text }, escape) => markdownOf(text, escape));
  const isBesideNumber =
    before !== undefined &&
    (listOf(before) === "numbers" || (before.type === "paragraph" && looksNumbered(before.text)));
  return isBesideNumber ? text.replace(/^(\d{1,9})(?=[.)](\s|$))/u, "$1\\") : text;
}

function item(block: BodyItem, number: number): string {
  // A heading inside stays where `findHeadings` sees it: with no more than three spaces before it.
  const isShort = block.children.some(({ type }) => type === "heading");
  const mark = block.mark === "number" ? `${isShort ? Math.min(number, 9) : number}. ` : "- ";
  const lines = prefixed(itemText(block), mark, " ".repeat(mark.length));
  // Three empty items in one line would be a rule.
  return lines.replace(/^(?:- )+-(?=\n|$)/u, (marks) =>
    marks.length < 5 ? marks : `${marks.slice(0, -1)}+`,
  );
}

function itemText(block: BodyItem): string {
  const box = { bullet: "", number: "", open: "[ ]", done: "[x]" }[block.mark];
  const [first] = block.children;
  const text = join(withText(block), true);
  // A box is text, so what is no text starts below it; so does a heading, which is seen only in a line of its own.
  if (box !== "") return block.text.length > 0 ? `${box} ${text}` : `${box}\n\n${text}`.trimEnd();
  if (block.text.length === 0 && first?.type === "heading") return `\n${text}`;
  // What looks like a rule, or like a box to tick, is not one here.
  const safe = text.replace(/^---(?=\n|$)/u, "***");
  return block.mark === "bullet" ? safe.replace(/^\[(?=[ xX]\](\s|$))/u, "\\[") : safe;
}

/** What stands in an item or a quote, its own text first. */
function withText({ text, children }: Extract<BodyBlock, { children: unknown }>): readonly BodyBlock[] {
  return text.length === 0 ? children : [{ type: "paragraph", text }, ...children];
}

function prefixed(text: string, first: string, others: string): string {
  return text
    .split("\n")
    .map((line, at) => {
      const start = at === 0 ? first : others;
      return line === "" ? start.trimEnd() : start + line;
    })
    .join("\n");
}

function code({ language, text }: Extract<BodyBlock, { type: "code" }>): string {
  const fence = fenceFor(text, 3);
  const name = language === "plain text" ? "" : language;
  return [`${fence}${name}`, ...(text === "" ? [] : [text]), fence].join("\n");
}

function tableLines({ rows }: Extract<BodyBlock, { type: "table" }>, escape: Escape): string {
  const cell = (text: TableRow[number]) =>
    markdownOf(text, escape).replaceAll("\n", "<br>").replaceAll("|", "\\|");
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const [header = [], ...body] = rows.map((row) => row.map(cell));
  return [header, header.map(() => "---"), ...body].map(line).join("\n");
}
