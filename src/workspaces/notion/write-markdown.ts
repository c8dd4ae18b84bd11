import type { BodyBlock, BodyItem, TableRow } from "./body-tree.ts";
import { plainOfRuns } from "./body-text.ts";
import { readMarkdown } from "./read-markdown.ts";
import { type Escaping, ESCAPINGS, markdownOf } from "./write-markdown-text.ts";

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
    const isTight = goesOn || (isItem && at === 1 && list !== null && before?.type === "paragraph");
    text += (at === 0 ? "" : isTight ? "\n" : "\n\n") + write(block, before, number);
  });
  return text;
}

const listOf = (block: BodyBlock): "bullets" | "numbers" | null =>
  block.type !== "item" ? null : block.mark === "number" ? "numbers" : "bullets";

function write(block: BodyBlock, before: BodyBlock | undefined, number: number): string {
  switch (block.type) {
    case "heading":
      return settle(block, (how) => `${"#".repeat(block.level)} ${headingText(markdownOf(block.text, how), how)}`);
    case "paragraph":
      return paragraph(block, before);
    case "item":
      return item(block, number);
    case "quote":
      return prefixed(join(withText(block)), "> ", "> ");
    case "code":
      return code(block);
    case "table":
      return settle(block, (how) => table(block.rows, how));
    case "divider":
      return "---";
    default:
      throw new Error(`unhandled ${block satisfies never}`);
  }
}

/** The barest spelling that reads as this block; the last one if none does. */
function settle(block: BodyBlock, spell: (how: Escaping) => string): string {
  const wanted = sense(block);
  let text = "";
  for (const how of ESCAPINGS) {
    text = spell(how);
    const [read, ...more] = readMarkdown(text);
    if (read !== undefined && more.length === 0 && sense(read) === wanted) break;
  }
  return text;
}

const sense = (block: BodyBlock): string =>
  JSON.stringify([
    block.type,
    "level" in block ? block.level : null,
    "text" in block ? block.text : null,
    "rows" in block ? block.rows : null,
  ]);

/** A heading may end in signs that Markdown would take for decoration. */
const headingText = (text: string, { escape }: Escaping): string =>
  escape === "nothing" ? text : text.replace(/#(?=#*$)/u, "\\#");

/** Beside a numbered list, or text that looks like one, a number at the start would go on with it. */
function paragraph(block: Extract<BodyBlock, { type: "paragraph" }>, before: BodyBlock | undefined): string {
  const text = settle(block, (how) => markdownOf(block.text, how));
  const isBesideNumber =
    before !== undefined &&
    (listOf(before) === "numbers" || (before.type === "paragraph" && NUMBER.test(plainOfRuns(before.text))));
  return isBesideNumber ? text.replace(NUMBER, "$1\\") : text;
}

const NUMBER = /^(\d{1,9})(?=[.)](\s|$))/u;

function item(block: BodyItem, number: number): string {
  const mark = block.mark === "number" ? `${number}. ` : "- ";
  const box = block.mark === "open" ? "[ ] " : block.mark === "done" ? "[x] " : "";
  const text = join(withText(block), true);
  if (text === "") return (mark + box).trimEnd();
  // What looks like a box to tick, or like a rule, is not one here.
  const safe = text.replace(/^---(?=\n|$)/u, "***");
  const inside = block.mark === "bullet" ? safe.replace(/^\[(?=[ xX]\](\s|$))/u, "\\[") : safe;
  return prefixed(box + inside, mark, " ".repeat(mark.length));
}

/** What stands in an item or a quote, its own text first. */
function withText({ text, children }: Extract<BodyBlock, { children: unknown }>): readonly BodyBlock[] {
  return text.length === 0 ? children : [{ type: "paragraph", text }, ...children];
}

function prefixed(text: string, first: string, others: string): string {
  return text
    .split("\n")
    .map((line, at) => (line === "" && at > 0 ? others.trimEnd() : `${at === 0 ? first : others}${line}`))
    .join("\n");
}

function code({ language, text }: Extract<BodyBlock, { type: "code" }>): string {
  const longest = Math.max(2, ...(text.match(/`+/gu) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  const name = language === "plain text" ? "" : language;
  return [`${fence}${name}`, ...(text === "" ? [] : [text]), fence].join("\n");
}

function table([header = [], ...rows]: readonly TableRow[], how: Escaping): string {
  const cell = (text: TableRow[number]) =>
    markdownOf(text, how).replaceAll("\n", "<br>").replaceAll("|", "\\|");
  const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [row(header.map(cell)), row(header.map(() => "---")), ...rows.map((cells) => row(cells.map(cell)))].join(
    "\n",
  );
}
