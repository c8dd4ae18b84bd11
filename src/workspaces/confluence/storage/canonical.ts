import { createHash } from "node:crypto";

import { canonicalAttributes } from "./canonical-attributes.ts";
import {
  asBlocks,
  blocksOnly,
  formatting,
  INLINE,
  joined,
  paragraph,
  trimmed,
  words,
} from "./canonical-text.ts";
import { emoticonText } from "./emoticon.ts";
import { allText, type Element, isElement, type StorageNode } from "./tree.ts";
import { inParagraphs, isSpace, named } from "./vocabulary.ts";

/**
 * What a page means, whatever Confluence and its editor make of the way it is written: their ids and versions, the order
 * of a macro's parameters, widths, marks of comments, paragraphs around text in cells and items, `thead`, `b` for
 * `strong`, emoticons for emoji, space between blocks. Two pages mean the same if their canonical forms are equal.
 */
export interface Meaning {
  /** The key of the page's own space, which links within it may or may not name. */
  readonly space?: string;
  /** Links count by their words alone, wherever they lead and in whichever way they are written. */
  readonly ignoreAddresses?: true;
}

function canonical(nodes: readonly StorageNode[], meaning: Meaning = {}): StorageNode[] {
  return blocksOnly(joined(nodes.flatMap((node) => canonicalNode(node, meaning))));
}

export const meansTheSame = (
  a: readonly StorageNode[],
  b: readonly StorageNode[],
  meaning: Meaning = {},
): boolean => JSON.stringify(canonical(a, meaning)) === JSON.stringify(canonical(b, meaning));

/** Eight hex digits for what these nodes mean. */
export function fingerprint(nodes: readonly StorageNode[], meaning: Meaning = {}): string {
  const form = JSON.stringify(canonical(nodes, meaning));
  return createHash("sha256").update(form).digest("hex").slice(0, 8);
}

function canonicalNode(node: StorageNode, meaning: Meaning): readonly StorageNode[] {
  if (node.type !== "element") return [words(node.text.replace(/[ \t\r\n\u00A0]+/gu, " "))];
  if (DROPPED.has(node.name)) return [];
  if (node.name === "ac:emoticon") return [words(emoticonText(node))];
  if (VERBATIM.has(node.name)) return [element(node, node.name, [words(verbatim(node))], meaning)];
  const inner = joined(node.children.flatMap((child) => canonicalNode(child, meaning)));
  return UNWRAPPED.has(node.name) ? inner : canonicalElement(node, inner, meaning);
}

function canonicalElement(
  node: Element,
  inner: readonly StorageNode[],
  meaning: Meaning,
): readonly StorageNode[] {
  const name = SAME_NAME[node.name] ?? node.name;
  const made = (children: readonly StorageNode[]) => element(node, name, children, meaning);
  switch (name) {
    case "ac:structured-macro":
      return [made(macroChildren(inner))];
    case "ac:link":
      return [linkElement(node, inner, meaning)];
    case "th":
    case "td":
    case "li":
    case "ac:task-body":
      return [made(inParagraphs(inner).flatMap(asBlocks))];
    case "p":
      return paragraph(made(trimmed(inner)));
    default:
      if (BLOCK_PARENTS.has(name)) return [made(blocksOnly(inner))];
      return INLINE.has(name) ? formatting(made(inner)) : [made(name === "a" ? inner : trimmed(inner))];
  }
}

const DROPPED = named("colgroup col ac:task-id ac:task-uuid");
const UNWRAPPED = named("ac:inline-comment-marker thead tbody tfoot");
const VERBATIM = named("ac:plain-text-body pre");
const SAME_NAME: Readonly<Record<string, string>> = {
  b: "strong",
  i: "em",
  s: "del",
  strike: "del",
  "ac:macro": "ac:structured-macro",
  "ac:plain-text-link-body": "ac:link-body",
};
/** Between what is in these there is no text. */
const BLOCK_PARENTS = named(
  `table tr ul ol blockquote div ac:rich-text-body ac:task-list ac:task
   ac:layout ac:layout-section ac:layout-cell`,
);

const verbatim = ({ children }: Element): string => allText(children).replace(/\r\n?/gu, "\n");

function element(
  { name: written, attributes }: Element,
  name: string,
  children: readonly StorageNode[],
  { space, ignoreAddresses }: Meaning,
): Element {
  const kept = canonicalAttributes(written, attributes, space ?? null);
  const { href: _, ...others } = kept;
  return {
    type: "element",
    name,
    attributes: ignoreAddresses === true && name === "a" ? others : kept,
    children,
  };
}

/** Parameters by name, then what is in the macro. */
function macroChildren(children: readonly StorageNode[]): StorageNode[] {
  const parts = children.filter((child) => !isSpace(child));
  const nameOf = (part: StorageNode) => (part.type === "element" ? (part.attributes["ac:name"] ?? "") : "");
  const parameters = parts.filter((part) => isElement(part, "ac:parameter"));
  return [
    ...parameters.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1)),
    ...parts.filter((part) => !isElement(part, "ac:parameter")),
  ];
}

/** A link to a page, like one to an address, is its words; a mention is whom it mentions. */
function linkElement(node: Element, children: readonly StorageNode[], meaning: Meaning): Element {
  const parts = children.filter((child) => !isSpace(child));
  const isMention = parts.some((part) => isElement(part, "ri:user"));
  if (meaning.ignoreAddresses !== true || isMention) return element(node, "ac:link", parts, meaning);
  const body = parts.find((part) => isElement(part, "ac:link-body"));
  const title = parts.flatMap((part) => (isElement(part) ? [part.attributes["ri:content-title"] ?? ""] : []));
  const shown = isElement(body) ? body.children : [words(title.join(""))];
  return { type: "element", name: "a", attributes: {}, children: shown };
}
