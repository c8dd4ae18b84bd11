import type { BodyBlock } from "./body-tree.ts";
import { linesOfText, plainOfRuns, sliceText, tidyText } from "./body-text.ts";
import type { Run } from "./runs.ts";

/**
 * The one form of a body. Both readers end here, so that what was written compares equal to what is read back:
 * empty paragraphs vanish, an empty line ends a paragraph, a list that does not start at 1 is text (Notion would
 * count it anew), and a line that looks like a heading is one.
 */
export function tidyBody(blocks: readonly BodyBlock[]): BodyBlock[] {
  return listsFromOne(blocks.flatMap(tidyBlock));
}

function tidyBlock(block: BodyBlock): BodyBlock[] {
  switch (block.type) {
    case "heading":
      return [heading(block.level, block.text)];
    case "paragraph":
      return paragraphs(block.text);
    case "item":
    case "quote": {
      const inside = [...paragraphs(block.text), ...tidyBody(block.children)];
      const [first, ...children] = inside;
      return first?.type === "paragraph"
        ? [{ ...block, text: first.text, children }]
        : [{ ...block, text: [], children: inside }];
    }
    case "code":
      return [{ ...block, text: block.text.replaceAll("\0", "").replace(/\r\n?/gu, "\n").toWellFormed() }];
    case "table":
      return tidyTable(block.rows);
    case "divider":
      return [block];
    default:
      throw new Error(`unhandled ${block satisfies never}`);
  }
}

function heading(level: 1 | 2 | 3 | 4, text: readonly Run[]): BodyBlock {
  return { type: "heading", level, text: tidyText([{ text: plainOfRuns(text) }], " ") };
}

/**
 * Text as paragraphs, cut at empty lines. A line that looks like a heading becomes one even if it was meant as
 * text: were it escaped, private notes below `## private` would count as part of what stands above.
 */
function paragraphs(text: readonly Run[]): BodyBlock[] {
  const blocks: BodyBlock[] = [];
  let open: Run[] = [];
  const close = () => {
    const tidy = tidyText(open);
    if (tidy.length > 0) blocks.push({ type: "paragraph", text: tidy });
    open = [];
  };
  for (const line of linesOfText(text)) {
    const plain = plainOfRuns(line);
    const [, marks, words = ""] = /^[ \t]*(#{1,6})[ \t]+([^ \t].*)$/su.exec(plain) ?? [];
    if (plain.trim() === "" || marks !== undefined) close();
    if (marks !== undefined) blocks.push(heading(levelOf(marks.length), [{ text: words }]));
    else if (plain.trim() !== "") for (const run of [...line, { text: "\n" }]) open.push(run);
  }
  close();
  return blocks;
}

/** Notion has four levels. */
export function levelOf(marks: number): 1 | 2 | 3 | 4 {
  return marks === 1 || marks === 2 || marks === 3 ? marks : 4;
}

function tidyTable(rows: readonly (readonly (readonly Run[])[])[]): BodyBlock[] {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  if (width === 0) return [];
  const tidy = rows.map((row) => Array.from({ length: width }, (_, at) => tidyCell(row[at] ?? [])));
  return [{ type: "table", rows: tidy }];
}

/** Full-width and other white space, too, is lost at the ends of a cell. */
function tidyCell(text: readonly Run[]): Run[] {
  const tidy = tidyText(text);
  const plain = plainOfRuns(tidy);
  const trimmed = plain.trim();
  if (trimmed === plain) return tidy;
  return tidyText(sliceText(tidy, plain.indexOf(trimmed), trimmed.length));
}

/**
 * A list that starts at another number becomes text, one line for each item as far as nothing else stands between;
 * so does one that comes right after such text, which in Markdown would be one list.
 */
function listsFromOne(blocks: readonly BodyBlock[]): BodyBlock[] {
  const done: BodyBlock[] = [];
  const queue = blocks.toReversed();
  let open: Run[] = [];
  let list = { isText: false, count: 0 };
  const close = () => {
    if (open.length > 0) done.push({ type: "paragraph", text: tidyText(open) });
    open = [];
  };
  for (let block = queue.pop(); block !== undefined; block = queue.pop()) {
    if (block.type !== "item" || block.mark !== "number") {
      close();
      list = { isText: false, count: 0 };
      done.push(block);
      continue;
    }
    const count = list.count + 1;
    const number = block.number ?? `${count}.`;
    list = { isText: count === 1 ? !startsList(number, done.at(-1)) : list.isText, count };
    if (list.isText) {
      for (const run of [{ text: `\n${number} ` }, ...block.text]) open.push(run);
      for (const child of block.children.toReversed()) queue.push(child);
    } else done.push(block);
  }
  close();
  return done;
}

const startsList = (number: string, before: BodyBlock | undefined): boolean =>
  /^0*1[.)]$/u.test(number) && !(before?.type === "paragraph" && looksNumbered(before.text));

/** Would Markdown take this paragraph for an item of a numbered list? */
export const looksNumbered = (text: readonly Run[]): boolean => /^\d{1,9}[.)](\s|$)/u.test(plainOfRuns(text));
