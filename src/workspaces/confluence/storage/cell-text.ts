import { emoticonText } from "./emoticon.ts";
import {
  allText,
  type Element,
  isElement,
  macroName,
  parameterOf,
  richBody,
  type StorageNode,
} from "./tree.ts";
import { inParagraphs, isBlock, isSpace, named } from "./vocabulary.ts";

/** Who an account is, for reading mentions; null or absent = not known, and then the account's id is read. */
export type PersonName = (accountId: string) => string | null;

/** What a cell says, however people put it there. */
export interface CellText {
  /** Its lines; paragraphs, line breaks and items of lists each make one. */
  readonly text: string;
  /** Its values: items of a list, else lines, else what one line has between `、` or commas. */
  readonly items: readonly string[];
  /** Where its links lead. */
  readonly links: readonly string[];
}

export function cellText(content: readonly StorageNode[], personName: PersonName = () => null): CellText {
  const context: Context = { personName, links: [] };
  const lines = linesOf(content, context);
  const text = lines
    .map((line) => line.text)
    .join("\n")
    .trim();
  const items = lines.some(({ isItem }) => isItem) ? itemsOf(lines) : valuesIn(text);
  return { text, items, links: context.links };
}

interface Context {
  readonly personName: PersonName;
  readonly links: string[];
}

interface Line {
  readonly text: string;
  /** It is the first of an item of a list. */
  readonly isItem?: true;
  /** It goes on with the item above. */
  readonly isMore?: true;
}

function itemsOf(lines: readonly Line[]): string[] {
  const items: string[] = [];
  for (const { text, isMore } of lines) {
    if (isMore === true && items.length > 0) items[items.length - 1] += `\n${text}`;
    else items.push(text);
  }
  return filled(items);
}

const valuesIn = (text: string): string[] =>
  filled(text.includes("\n") ? text.split("\n") : text.split(SEPARATOR));

/** What stands between the values of one line. */
export const SEPARATOR = /[、，,]/u;

const filled = (items: readonly string[]): string[] =>
  items.map((item) => item.trim()).filter((item) => item !== "");

function linesOf(nodes: readonly StorageNode[], context: Context): Line[] {
  return inParagraphs(nodes).flatMap((group) => {
    const [first] = group;
    if (group.length === 1 && first !== undefined && isBlock(first)) return blockLines(first, context);
    return textLines(group, context);
  });
}

const textLines = (nodes: readonly StorageNode[], context: Context): Line[] =>
  inline(nodes, context)
    .split("\n")
    .map((text) => ({ text }));

function blockLines(block: Element, context: Context): Line[] {
  if (block.name === "ul" || block.name === "ol" || block.name === "ac:task-list")
    return block.children.flatMap((child) => itemLines(child, context));
  if (block.name === "pre")
    return allText(block.children)
      .split("\n")
      .map((text) => ({ text }));
  if (PLAIN.has(block.name)) return textLines(block.children, context);
  if (macroName(block) !== null) return linesOf(richBody(block)?.children ?? [], context);
  if (HIDDEN.has(block.name)) return [];
  return linesOf(block.children, context);
}

const PLAIN = named("p h1 h2 h3 h4 h5 h6");
const HIDDEN = named("ac:image ac:parameter ac:placeholder ac:task-id ac:task-uuid ac:adf-extension hr");

function itemLines(item: StorageNode, context: Context): Line[] {
  if (isSpace(item) || !isElement(item)) return [];
  if (!isElement(item, "li", "ac:task")) return blockLines(item, context);
  const isTask = item.name === "ac:task";
  const part = (name: string) => item.children.find((child) => isElement(child, name));
  const status = part("ac:task-status");
  const body = part("ac:task-body");
  const content = !isTask ? item.children : isElement(body) ? body.children : [];
  const [first, ...more] = linesOf(content, context);
  if (first === undefined) return [];
  const isDone = isElement(status) && inline(status.children, context).trim() === "complete";
  const mark = isTask ? (isDone ? "[x] " : "[ ] ") : "";
  const below = more.map((line): Line => (line.isItem === true ? line : { ...line, isMore: true }));
  return [{ text: mark + first.text, isItem: true }, ...below];
}

/** Text as it stands, `\n` for line breaks. */
function inline(nodes: readonly StorageNode[], context: Context): string {
  return nodes.map((node) => inlineText(node, context)).join("");
}

function inlineText(node: StorageNode, context: Context): string {
  if (node.type !== "element") return node.text.replace(/[ \t]*[\r\n]+[ \t]*/gu, " ");
  const href = node.name === "a" ? (node.attributes["href"] ?? "") : "";
  if (href !== "") context.links.push(href);
  switch (node.name) {
    case "br":
      return "\n";
    case "time":
      return node.attributes["datetime"] ?? inline(node.children, context);
    case "ac:emoticon":
      return emoticonText(node);
    case "ac:link":
      return linkText(node, context);
    case "ac:structured-macro":
    case "ac:macro":
      return macroText(node, context);
    default:
      return HIDDEN.has(node.name) ? "" : inline(node.children, context);
  }
}

/** A mention as the name, else `@` and the account's id; a link to a page as its words, else the page's title. */
function linkText({ children }: Element, context: Context): string {
  const target = children.find((child) => isElement(child) && child.name.startsWith("ri:"));
  const attributes = isElement(target) ? target.attributes : {};
  const account = attributes["ri:account-id"] ?? attributes["ri:userkey"];
  if (account !== undefined) return context.personName(account) ?? `@${account}`;
  const words = inline(children, context).trim();
  return words === "" ? (attributes["ri:content-title"] ?? attributes["ri:filename"] ?? "") : words;
}

function macroText(node: Element, context: Context): string {
  if (macroName(node) === "status") return parameterOf(node, "title");
  const body = richBody(node);
  return body === null
    ? ""
    : linesOf(body.children, context)
        .map(({ text }) => text)
        .join("\n");
}
