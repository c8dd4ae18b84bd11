import { type Element, isElement, macroName, type StorageNode } from "./tree.ts";
import { isBlock, isSpace, named } from "./vocabulary.ts";

/** The one form of text and the paragraphs around it. All of this is about nodes that are canonical inside. */

/** Formatting that says nothing where it has no text, and goes on where it starts again at once. */
export const INLINE = named("strong em del u code sub sup small span");

export const words = (text: string): StorageNode => ({ type: "text", text: text.normalize("NFC") });

/** Neighbouring texts as one, and formatting that goes on as one. */
export function joined(nodes: readonly StorageNode[]): StorageNode[] {
  const merged: StorageNode[] = [];
  for (const node of nodes) {
    const last = merged.at(-1);
    if (node.type === "text" && last?.type === "text")
      merged[merged.length - 1] = words((last.text + node.text).replace(/ {2,}/gu, " "));
    else if (isElement(node) && isElement(last) && isTwin(last, node))
      merged[merged.length - 1] = { ...last, children: joined([...last.children, ...node.children]) };
    else if (node.type === "element" || node.text !== "") merged.push(node);
  }
  return merged;
}

const isTwin = (a: Element, b: Element): boolean =>
  a.name === b.name && INLINE.has(a.name) && isBare(a) && isBare(b);

const isBare = ({ attributes }: Element): boolean => Object.keys(attributes).length === 0;

export const blocksOnly = (children: readonly StorageNode[]): StorageNode[] =>
  children.filter((child) => !isSpace(child));

/** Formatting of nothing is nothing, and a `span` without attributes says nothing. */
export function formatting(node: Element): readonly StorageNode[] {
  if (node.name === "span" && isBare(node)) return node.children;
  return node.children.length === 0 ? [] : [node];
}

/** Loose text gets the paragraph that an editor gives it. */
export function asBlocks(group: readonly StorageNode[]): readonly StorageNode[] {
  const [first] = group;
  if (group.length === 1 && first !== undefined && isBlock(first)) return [first];
  return paragraph({ type: "element", name: "p", attributes: {}, children: trimmed(group) });
}

/** An empty paragraph is only space; one around nothing but macros is as good as none. */
export function paragraph(node: Element): readonly StorageNode[] {
  if (node.children.length === 0) return [];
  return isBare(node) && node.children.every((child) => macroName(child) !== null) ? node.children : [node];
}

/** Without space at the ends and around line ends. */
export function trimmed(children: readonly StorageNode[]): StorageNode[] {
  const isEnd = (at: number) => children[at] === undefined || isElement(children[at], "br");
  const tidy = children.flatMap((child, at): StorageNode[] => {
    if (child.type === "element") return [child];
    const start = isEnd(at - 1) ? child.text.trimStart() : child.text;
    const text = isEnd(at + 1) ? start.trimEnd() : start;
    return text === "" ? [] : [words(text)];
  });
  while (isElement(tidy.at(-1), "br")) tidy.pop();
  return tidy;
}
