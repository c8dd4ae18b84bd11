import { allText, el, type Element, isElement, type StorageNode } from "./tree.ts";
import { named } from "./vocabulary.ts";

/**
 * Marks of comments: Confluence puts one around the words that a comment is about, and a comment whose mark is gone
 * hangs in the air. So words that are written anew get the mark again wherever they still are.
 */

/** The new content with the marks of the old one around the same words; a mark whose words are gone goes with them. */
export function carryMarkers(
  old: readonly StorageNode[],
  content: readonly StorageNode[],
): readonly StorageNode[] {
  return marksIn(old).reduce(
    (marked: readonly StorageNode[], mark) => markText(marked, mark) ?? marked,
    content,
  );
}

interface Mark {
  readonly attributes: Element["attributes"];
  readonly words: string;
  /** How often the words come up before the mark. */
  readonly before: number;
}

/** The marks in these nodes, each for every piece of text in it: formatting cuts text. */
function marksIn(nodes: readonly StorageNode[]): Mark[] {
  const marks: Mark[] = [];
  let seen = "";
  const walk = (some: readonly StorageNode[], mark: Element | null) => {
    for (const node of some) {
      if (node.type === "element") {
        if (!HIDDEN.has(node.name)) walk(node.children, node.name === MARKER ? node : mark);
        continue;
      }
      if (mark !== null && node.text.trim() !== "")
        marks.push({ attributes: mark.attributes, words: node.text, before: count(seen, node.text) });
      seen += node.text;
    }
  };
  walk(nodes, null);
  return marks;
}

const MARKER = "ac:inline-comment-marker";
/** No words that anybody could select. */
const HIDDEN = named("ac:parameter ac:plain-text-body ac:task-id ac:task-uuid ac:task-status");

const count = (text: string, words: string): number => text.split(words).length - 1;

/** The content with the words marked: where they come up as often before as they did, else where they come up first. */
function markText(nodes: readonly StorageNode[], mark: Mark): readonly StorageNode[] | null {
  const left = { skip: mark.before };
  return markIn(nodes, mark, left) ?? (mark.before === 0 ? null : markIn(nodes, mark, { skip: 0 }));
}

function markIn(
  nodes: readonly StorageNode[],
  mark: Mark,
  left: { skip: number },
): readonly StorageNode[] | null {
  for (const [at, node] of nodes.entries()) {
    const replacement = node.type === "element" ? markElement(node, mark, left) : markWords(node, mark, left);
    if (replacement !== null) return [...nodes.slice(0, at), ...replacement, ...nodes.slice(at + 1)];
  }
  return null;
}

function markElement(element: Element, mark: Mark, left: { skip: number }): StorageNode[] | null {
  if (HIDDEN.has(element.name)) return null;
  // One mark in another is not for us to make.
  if (isElement(element, MARKER)) {
    left.skip -= Math.min(left.skip, count(allText([element]), mark.words));
    return null;
  }
  const children = markIn(element.children, mark, left);
  return children === null ? null : [{ ...element, children }];
}

function markWords(
  node: Exclude<StorageNode, Element>,
  { words, attributes }: Mark,
  left: { skip: number },
): StorageNode[] | null {
  const parts = node.text.split(words);
  const found = parts.length - 1;
  if (found <= left.skip) {
    left.skip -= found;
    return null;
  }
  const before = parts.slice(0, left.skip + 1).join(words);
  const after = parts.slice(left.skip + 1).join(words);
  const piece = (text: string): StorageNode[] => (text === "" ? [] : [{ ...node, text }]);
  return [...piece(before), { ...el(MARKER, attributes), children: piece(words) }, ...piece(after)];
}
