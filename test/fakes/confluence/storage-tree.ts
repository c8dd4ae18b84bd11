import { DOMParser } from "@xmldom/xmldom";
import type { Node } from "@xmldom/xmldom";

import { requireXhtml } from "./check-xhtml.ts";
import { entityCharacter, entityName } from "./xhtml-entities.ts";

/** One element of storage format. A comment or a processing instruction is never part of the tree. */
export interface Element {
  tag: string;
  attributes: Record<string, string>;
  children: Content[];
}

export type Content = Element | string;

const WRAPPED = `<root xmlns:ac="urn:ac" xmlns:ri="urn:ri">`;

/** The tree of a text that is checked first: throws the service's own error when it is not well-formed. */
export function parseStorage(text: string): Element {
  requireXhtml(text);
  const parser = new DOMParser({
    onError: () => undefined,
    normalizeLineEndings: (source) => source.replaceAll(/\r\n?/g, "\n"),
  });
  const document = parser.parseFromString(`${WRAPPED}${plainEntities(text)}</root>`, "text/xml");
  const root = document.documentElement;
  if (!root) throw new Error("There is no root in what was just wrapped in one.");
  return { tag: "root", attributes: {}, children: contentsOf(root) };
}

/** XML knows five named entities; the others become characters, except inside CDATA. */
function plainEntities(text: string): string {
  return text
    .split(/(<!\[CDATA\[[\s\S]*?\]\]>|<!--[\s\S]*?-->)/)
    .map((part, index) => (index % 2 === 1 ? part : part.replaceAll(/&([A-Za-z]\w*);/g, known)))
    .join("");
}

function known(whole: string, name: string): string {
  if (/^(?:amp|lt|gt|quot|apos)$/.test(name)) return whole;
  return entityCharacter(name) ?? whole;
}

const ELEMENT = 1;
const TEXT = 3;
const CDATA = 4;

function contentsOf(parent: Node): Content[] {
  const contents: Content[] = [];
  for (let node = parent.firstChild; node; node = node.nextSibling) {
    if (node.nodeType === ELEMENT) contents.push(elementOf(node));
    else if (node.nodeType === TEXT || node.nodeType === CDATA) addText(contents, node.nodeValue ?? "");
  }
  return contents;
}

function elementOf(node: Node): Element {
  const attributes: Record<string, string> = {};
  for (const attribute of (node as unknown as { attributes: Iterable<{ name: string; value: string }> })
    .attributes) {
    attributes[attribute.name] = attribute.value;
  }
  return { tag: node.nodeName, attributes, children: contentsOf(node) };
}

/** Adjacent runs of text are one. */
function addText(contents: Content[], text: string): void {
  const last = contents.at(-1);
  if (typeof last === "string") contents[contents.length - 1] = last + text;
  else if (text !== "") contents.push(text);
}

const RAW = new Set(["ac:plain-text-body", "ac:plain-text-link-body"]);

/** Storage as the service writes it: named entities, double quotes, `<br />`, CDATA in plain bodies only. */
export function printStorage(contents: readonly Content[], isRaw = false): string {
  return contents
    .map((one) => (typeof one === "string" ? printText(one, isRaw) : printElement(one)))
    .join("");
}

function printElement({ tag, attributes, children }: Element): string {
  const attributeText = Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escapeAttribute(value)}"`)
    .join("");
  if (children.length === 0) return `<${tag}${attributeText} />`;
  return `<${tag}${attributeText}>${printStorage(children, RAW.has(tag))}</${tag}>`;
}

function printText(text: string, isRaw: boolean): string {
  return isRaw ? `<![CDATA[${text.replaceAll("]]>", "]]]]><![CDATA[>")}]]>` : escapeText(text);
}

/** Line ends and tabs that a parser would fold are written by number. */
function escapeAttribute(text: string): string {
  return escapeText(text).replaceAll(/[\t\n]/g, (character) => `&#${character.charCodeAt(0)};`);
}

export function escapeText(text: string): string {
  return text.replaceAll(/[\r&<>"\u0080-\uffff]/gu, (character) => {
    if (character === "\r") return "&#13;";
    const name = entityName(character);
    return name === undefined ? character : `&${name};`;
  });
}

export function isElement(content: Content): content is Element {
  return typeof content !== "string";
}

/** Every element below, outermost first, in document order. */
export function* everyElement(element: Element): Generator<Element> {
  for (const child of element.children) {
    if (!isElement(child)) continue;
    yield child;
    yield* everyElement(child);
  }
}

export function childrenByTag(element: Element, ...tags: string[]): Element[] {
  return element.children.filter(isElement).filter((child) => tags.includes(child.tag));
}

/** The text of a macro's parameter. */
export function parameterOf(macro: Element, name: string): string | undefined {
  const found = childrenByTag(macro, "ac:parameter").find((one) => one.attributes["ac:name"] === name);
  return found && rawText(found);
}

/** All text below, as it stands. */
export function rawText(element: Element): string {
  return element.children.map((one) => (isElement(one) ? rawText(one) : one)).join("");
}

export function isMacro(element: Element, name?: string): boolean {
  const isAny = element.tag === "ac:structured-macro" || element.tag === "ac:macro";
  return isAny && (name === undefined || element.attributes["ac:name"] === name);
}
