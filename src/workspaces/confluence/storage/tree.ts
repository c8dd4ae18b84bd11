import { cleanText } from "./clean-text.ts";

/**
 * Pages in storage format as a tree that nobody changes: an edit makes new nodes on the way to it and keeps all others.
 * Names carry their prefix (`ac:link`). New nodes come from the builders below, so what is in them can be sent.
 */
export type StorageNode = TextNode | CData | Element;

export interface TextNode {
  readonly type: "text";
  readonly text: string;
}

/** Text that is written without escapes; it says the same as {@link TextNode}. */
export interface CData {
  readonly type: "cdata";
  readonly text: string;
}

export interface Element {
  readonly type: "element";
  readonly name: string;
  readonly attributes: Attributes;
  readonly children: readonly StorageNode[];
}

export type Attributes = Readonly<Record<string, string>>;

type Content = readonly (StorageNode | string)[];

export const text = (words: string): TextNode => ({ type: "text", text: cleanText(words) });

export const cdata = (words: string): CData => ({ type: "cdata", text: cleanText(words) });

/** An element; `content` may be more than a call can have arguments. */
export function elementOf(name: string, attributes: Attributes, content: Content): Element {
  const clean = Object.entries(attributes).map(([key, value]) => [key, cleanText(value)] as const);
  const children = content.map((child) => (typeof child === "string" ? text(child) : child));
  return { type: "element", name, attributes: Object.fromEntries(clean), children };
}

/** An element with a few things in it. */
export const el = (name: string, attributes: Attributes = {}, ...content: Content): Element =>
  elementOf(name, attributes, content);

export const p = (...content: Content): Element => elementOf("p", {}, content);

/** Rows of a table, none of which is set apart as its head: the editor would not keep that. */
export const table = (rows: readonly Element[]): Element => el("table", {}, elementOf("tbody", {}, rows));

/** A row of Page Properties: the label, which must be a heading for reports to see it, and the value. */
export const propertyRow = (label: string, value: readonly StorageNode[]): Element =>
  el("tr", {}, el("th", {}, p(label)), elementOf("td", {}, value));

/** A macro with its parameters; `body` only for macros that have one with formatted text. */
export function macro(name: string, parameters: Attributes = {}, body?: readonly StorageNode[]): Element {
  return elementOf("ac:structured-macro", { "ac:name": name }, [
    ...Object.entries(parameters).map(([key, value]) => el("ac:parameter", { "ac:name": key }, value)),
    ...(body === undefined ? [] : [elementOf("ac:rich-text-body", {}, body)]),
  ]);
}

export function codeMacro(language: string, code: string): Element {
  const { name, attributes, children } = macro("code", language === "" ? {} : { language });
  return elementOf(name, attributes, [...children, el("ac:plain-text-body", {}, cdata(code))]);
}

/** A link to an address that was found fit to open. */
export const link = (href: string, content: Content): Element => elementOf("a", { href }, content);

export const time = (isoDate: string): Element => el("time", { datetime: isoDate });

export const isElement = <Name extends string>(
  node: StorageNode | undefined,
  ...names: readonly Name[]
): node is Element & { readonly name: Name } =>
  node?.type === "element" && (names.length === 0 || names.some((name) => name === node.name));

/** The name of a macro; null for what is none. */
export const macroName = (node: StorageNode): string | null =>
  isElement(node, "ac:structured-macro", "ac:macro") ? (node.attributes["ac:name"] ?? "") : null;

/** What a macro's parameter says, "" if it lacks it. */
export function parameterOf({ children }: Element, name: string): string {
  const found = children.find(
    (child) => isElement(child, "ac:parameter") && child.attributes["ac:name"] === name,
  );
  return found === undefined ? "" : allText([found]).trim();
}

/** The formatted text inside a macro; null for a macro that has none. */
export const richBody = ({ children }: Element): Element | null =>
  children.find((child) => isElement(child, "ac:rich-text-body")) ?? null;

/** All characters in these nodes, parameters and all. */
export const allText = (nodes: readonly StorageNode[]): string =>
  nodes.map((node) => (node.type === "element" ? allText(node.children) : node.text)).join("");
