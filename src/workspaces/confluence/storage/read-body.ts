import { tidyBody } from "../../body/body-tidy.ts";
import type { BodyBlock, BodyItem } from "../../body/body-tree.ts";
import { codeLanguage } from "../../body/code-language.ts";
import type { PersonName } from "./cell-text.ts";
import { lineRuns, runsOf } from "./read-body-text.ts";
import {
  allText,
  type Element,
  isElement,
  macroName,
  parameterOf,
  richBody,
  type StorageNode,
} from "./tree.ts";
import { inParagraphs, isBlock, isSpace, plainBody } from "./vocabulary.ts";

/** How a page is read. */
export interface Reading {
  /** Nodes that are not of the body, wherever they stand. */
  readonly skip: ReadonlySet<StorageNode>;
  readonly personName: PersonName;
}

/** Storage format → the body's tree: what Markdown can say of it. Macros show the text in them, or nothing. */
export function storageToTree(nodes: readonly StorageNode[], reading: Partial<Reading> = {}): BodyBlock[] {
  const { skip = NOTHING, personName = nobody } = reading;
  return tidyBody(blocksOf(nodes, { skip, personName }));
}

const NOTHING: ReadonlySet<StorageNode> = new Set();
const nobody = (): null => null;

function blocksOf(nodes: readonly StorageNode[], reading: Reading): BodyBlock[] {
  const shown = reading.skip.size === 0 ? nodes : nodes.filter((node) => !reading.skip.has(node));
  return inParagraphs(shown).flatMap((group): BodyBlock[] => {
    const [first] = group;
    if (group.length === 1 && first !== undefined && isBlock(first)) return blockOf(first, reading);
    return [{ type: "paragraph", text: runsOf(group, reading.personName) }];
  });
}

function blockOf(block: Element, reading: Reading): BodyBlock[] {
  if (macroName(block) !== null) return macroBlocks(block, reading);
  const level = /^h([1-6])$/u.exec(block.name)?.[1];
  if (level !== undefined)
    return [{ type: "heading", level: levelOf(level), text: lineRuns(block.children, reading.personName) }];
  switch (block.name) {
    case "p":
      return [{ type: "paragraph", text: runsOf(block.children, reading.personName) }];
    case "ul":
    case "ol":
    case "ac:task-list":
      return items(block, reading);
    case "blockquote":
      return [{ type: "quote", text: [], children: blocksOf(block.children, reading) }];
    case "pre":
      return [{ type: "code", language: "plain text", text: allText(block.children) }];
    case "table":
      return [{ type: "table", rows: rowsOf(block, reading) }];
    case "hr":
      return [{ type: "divider" }];
    case "ac:image":
    case "ac:adf-extension":
      return [];
    default:
      return blocksOf(block.children, reading);
  }
}

const levelOf = (level: string): 1 | 2 | 3 | 4 =>
  level === "1" ? 1 : level === "2" ? 2 : level === "3" ? 3 : 4;

function macroBlocks(macro: Element, reading: Reading): BodyBlock[] {
  const name = macroName(macro);
  const code = plainBody(macro);
  if (code !== null && (name === "code" || name === "noformat"))
    return [
      { type: "code", language: codeLanguage(parameterOf(macro, "language")), text: allText(code.children) },
    ];
  return blocksOf(richBody(macro)?.children ?? [], reading);
}

function items(list: Element, reading: Reading): BodyBlock[] {
  const start = Number(list.attributes["start"] ?? "1");
  const blocks: BodyBlock[] = [];
  let count = 0;
  for (const child of list.children) {
    if (!isElement(child)) {
      if (!isSpace(child)) blocks.push({ type: "paragraph", text: [{ text: child.text }] });
    } else if (child.name === "ac:task") blocks.push(task(child, reading));
    else if (child.name === "li") {
      blocks.push(item(list.name === "ol" ? `${start + count}.` : null, child.children, reading));
      count += 1;
    } else addBelow(blocks, blocksOf([child], reading));
  }
  return blocks;
}

/** A list right in a list belongs to the item before it. */
function addBelow(blocks: BodyBlock[], below: readonly BodyBlock[]): void {
  const last = blocks.at(-1);
  if (last?.type === "item") blocks[blocks.length - 1] = { ...last, children: [...last.children, ...below] };
  else for (const block of below) blocks.push(block);
}

function item(number: string | null, content: readonly StorageNode[], reading: Reading): BodyItem {
  const [first, ...rest] = blocksOf(content, reading);
  const isText = first?.type === "paragraph";
  const children = isText || first === undefined ? rest : [first, ...rest];
  const inside = { type: "item", text: isText ? first.text : [], children } as const;
  return number === null ? { ...inside, mark: "bullet" } : { ...inside, mark: "number", number };
}

function task({ children }: Element, reading: Reading): BodyItem {
  const part = (name: string) => children.find((child) => isElement(child, name));
  const [status, body] = [part("ac:task-status"), part("ac:task-body")];
  const isDone = status !== undefined && allText([status]).trim() === "complete";
  const inside = item(null, isElement(body) ? body.children : [], reading);
  return { ...inside, mark: isDone ? "done" : "open" };
}

/** The first row is the head, whichever cells it has: Markdown has no table without one. */
function rowsOf({ children }: Element, reading: Reading): (readonly ReturnType<typeof runsOf>[])[] {
  return children.flatMap((child) => {
    if (isElement(child, "thead", "tbody", "tfoot")) return rowsOf(child, reading);
    if (!isElement(child, "tr")) return [];
    const cells = child.children.filter((cell) => isElement(cell, "th", "td"));
    return [cells.map((cell) => lineRuns(cell.children, reading.personName))];
  });
}
