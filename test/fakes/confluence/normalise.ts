import { attributesOnSave, isKnownElement, RENAMED } from "./storage-vocabulary.ts";
import type { SaveStyle } from "./storage-vocabulary.ts";
import { isElement, isMacro, parseStorage, printStorage } from "./storage-tree.ts";
import type { Content, Element } from "./storage-tree.ts";
import { newUuid } from "./uuid.ts";
import { wrapRuns } from "./wrap-runs.ts";

/**
 * What a save makes of storage: volatile attributes appear, unknown markup goes without a word, parameters
 * change places, and characters their spelling. The meaning stays, and it is the client's business to see it.
 */
export function normaliseStorage(storage: string, style: SaveStyle): string {
  const root = parseStorage(storage);
  return printStorage(normaliseTree(root, style).children);
}

export function normaliseTree(root: Element, style: SaveStyle): Element {
  return { ...root, children: normaliseContents(root, style) };
}

/** Elements in which text alone is only the space between blocks. */
const BLOCK_PARENTS = new Set([
  "root",
  "table",
  "tbody",
  "thead",
  "tfoot",
  "tr",
  "colgroup",
  "ul",
  "ol",
  "ac:structured-macro",
  "ac:rich-text-body",
  "ac:task-list",
  "ac:task",
  "ac:layout",
  "ac:layout-section",
  "ac:layout-cell",
  "ac:link",
  "blockquote",
]);

function normaliseContents(parent: Element, style: SaveStyle): Content[] {
  const contents: Content[] = [];
  for (const child of parent.children) {
    if (!isElement(child)) {
      if (child.trim() !== "" || !isSpaceOnly(parent, child)) contents.push(child);
    } else if (isKnownElement(child.tag)) contents.push(normaliseElement(child, style));
  }
  return mergeTwins(contents);
}

/** No-break spaces are text; other space between blocks is none. */
function isSpaceOnly(parent: Element, text: string): boolean {
  return BLOCK_PARENTS.has(parent.tag) && /^[ \t\r\n]*$/.test(text);
}

function normaliseElement(source: Element, style: SaveStyle): Element {
  const tag = RENAMED[source.tag] ?? source.tag;
  if (tag === "ac:plain-text-body" || tag === "ac:plain-text-link-body" || tag === "pre") {
    return { tag, attributes: attributesOnSave({ ...source, tag }, style), children: source.children };
  }
  const isCell = tag === "td" || tag === "th" || tag === "li";
  const children = isCell ? wrapRuns(source.children) : source.children;
  const element: Element = {
    tag,
    attributes: attributesOnSave({ ...source, tag }, style),
    children: normaliseContents({ ...source, tag, children }, style),
  };
  if (isMacro(element)) element.children = reorderParameters(element.children, style);
  if (tag === "ac:task") element.children = withTaskIds(element.children, style);
  return element;
}

/** By name on save; the other way round when the editor did it. */
function reorderParameters(contents: Content[], style: SaveStyle): Content[] {
  const isParameter = (one: Content) => isElement(one) && one.tag === "ac:parameter";
  const nameOf = (one: Content) => (isElement(one) ? (one.attributes["ac:name"] ?? "") : "");
  const parameters = contents.filter(isParameter).sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  if (style.byEditor) parameters.reverse();
  return [...parameters, ...contents.filter((one) => !isParameter(one))];
}

function withTaskIds(contents: Content[], style: SaveStyle): Content[] {
  const has = (tag: string) => contents.some((one) => isElement(one) && one.tag === tag);
  const made: Content[] = [];
  if (!has("ac:task-id")) {
    made.push({
      tag: "ac:task-id",
      attributes: {},
      children: [String(1 + Math.floor(style.random() * 9999))],
    });
  }
  if (!has("ac:task-uuid"))
    made.push({ tag: "ac:task-uuid", attributes: {}, children: [newUuid(style.random)] });
  return [...made, ...contents];
}

const MERGED = new Set(["strong", "em", "u", "code", "sub", "sup"]);

/** `<strong>a</strong><strong>b</strong>` is one run. */
function mergeTwins(contents: Content[]): Content[] {
  const merged: Content[] = [];
  for (const one of contents) {
    const last = merged.at(-1);
    if (typeof one === "string" && typeof last === "string") merged[merged.length - 1] = last + one;
    else if (last !== undefined && isElement(one) && isElement(last) && isTwin(last, one)) {
      last.children = mergeTwins([...last.children, ...one.children]);
    } else merged.push(one);
  }
  return merged;
}

function isTwin(a: Element, b: Element): boolean {
  return (
    a.tag === b.tag && MERGED.has(a.tag) && Object.keys({ ...a.attributes, ...b.attributes }).length === 0
  );
}
