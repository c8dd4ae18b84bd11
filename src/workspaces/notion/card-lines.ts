import type { Block, Inline } from "../../content/blocks.ts";
import { type Run } from "../body/runs.ts";
import { runOf, type WriteOptions } from "./rich-text.ts";

/** One line of a card. */
export type CardLine = readonly Run[];

/** Blocks as lines of text: what a card shows, since a single rich text has no blocks inside. */
export function cardLines(blocks: readonly Block[], options: WriteOptions): CardLine[] {
  return blocks.flatMap((block) => linesOf(block, options));
}

function linesOf(block: Block, options: WriteOptions): CardLine[] {
  const runs = (content: readonly Inline[]) => content.map((part) => runOf(part, options.link));
  switch (block.type) {
    case "heading":
      return [[{ text: block.text, bold: true }]];
    case "paragraph":
    case "callout":
      return [runs(block.content)];
    case "list":
      return block.items.map((item, at) => [
        { text: block.ordered === true ? `${at + 1}. ` : "• " },
        ...runs(item),
      ]);
    case "table": {
      const names = block.header;
      return block.rows.map((row) => rowLine(names, row.map(runs))).filter((line) => line.length > 0);
    }
    case "code":
      return block.text.split(/\r\n?|\n/u).map((text) => [{ text }]);
    case "divider":
      return [[{ text: "———" }]];
    case "managed":
      return cardLines(block.blocks, options);
    default:
      throw new Error(`unhandled block ${JSON.stringify(block satisfies never)}`);
  }
}

/** `**first** — header: cell · header: cell`, or `**first**: second` of two columns; empty cells say nothing. */
function rowLine(header: readonly string[], row: readonly (readonly Run[])[]): CardLine {
  const [first = [], ...others] = row.map((cell) => cell.map(oneLine));
  const name = first.map((run): Run => ({ ...run, bold: true }));
  const isPair = header.length === 2;
  const parts = others.flatMap((cell, at): Run[][] => {
    const label = header[at + 1] ?? "";
    if (isEmpty(cell)) return [];
    return [isPair || label === "" ? cell : [{ text: `${label}: ` }, ...cell]];
  });
  const lead = isEmpty(name) || parts.length === 0 ? "" : isPair ? ": " : " — ";
  return [
    ...name,
    ...(lead === "" ? [] : [{ text: lead }]),
    ...parts.flatMap((part, at) => (at === 0 ? part : [{ text: " · " }, ...part])),
  ];
}

const oneLine = (run: Run): Run => ({ ...run, text: run.text.replace(/[\r\n]+/gu, " ") });

const isEmpty = (cell: readonly Run[]): boolean => cell.every(({ text }) => text.trim() === "");
