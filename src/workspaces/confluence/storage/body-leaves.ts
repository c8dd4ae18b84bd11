import type { BodyBlock } from "../../body/body-tree.ts";
import { writeMarkdown } from "../../body/write-markdown.ts";
import { carryMarkers } from "./comment-markers.ts";
import { commonSequence } from "./common-sequence.ts";
import { isPageMarker } from "./page-marker.ts";
import { storageToTree } from "./read-body.ts";
import { elementsIn, replaceNodes } from "./rewrite.ts";

import { type Element, isElement, macroName, p, richBody, type StorageNode } from "./tree.ts";
import { inParagraphs, isBlock, isSpace, named, plainBody } from "./vocabulary.ts";

/** A block of the body, or text that stands loose as one paragraph. */
export interface Leaf {
  readonly nodes: readonly StorageNode[];
  /** Empty for what has no Markdown, which always stays. */
  readonly tree: readonly BodyBlock[];
}

/** The blocks of the body in order, those in frames and columns among them. */
export function leavesOf(nodes: readonly StorageNode[], own: ReadonlySet<StorageNode>): Leaf[] {
  return inParagraphs(nodes.filter((node) => !own.has(node))).flatMap((group) => {
    const [first] = group;
    const frame = group.length === 1 && first !== undefined ? frameOf(first) : null;
    return frame === null ? [{ nodes: group, tree: storageToTree(group) }] : leavesOf(frame.children, own);
  });
}

/** What stands around blocks and says nothing itself. */
function frameOf(node: StorageNode): Element | null {
  if (!isElement(node)) return null;
  if (macroName(node) !== null) return richBody(node);
  return FRAMES.has(node.name) ? node : null;
}

const FRAMES = named("ac:layout ac:layout-section ac:layout-cell div");

/**
 * The page with other blocks in place of those that are no more; others stay where they are. What is new goes below
 * what stays, else above it. `replace`: no text stays.
 */
export function placeBlocks(
  nodes: readonly StorageNode[],
  leaves: readonly Leaf[],
  written: readonly Element[],
  way: "keep" | "replace",
): readonly StorageNode[] {
  const texts = leaves.filter(({ tree }) => tree.length > 0);
  const pairs = way === "keep" ? samePlaces(texts, written) : [];
  const replacements: Replacements = new Map();
  let rest: readonly StorageNode[] = [];
  let [old, next] = [0, 0];
  for (const [a, b] of [...pairs, [texts.length, written.length] as const]) {
    const gone = texts.slice(old, a);
    const made = carryAll(gone, written.slice(next, b));
    if (gone.length > 0) replaceLeaves(replacements, gone, made);
    else if (!putBeside(replacements, { above: texts[old - 1], below: texts[a] }, made)) rest = made;
    [old, next] = [a + 1, b + 1];
  }
  return withRest(replaceNodes(nodes, replacements), rest);
}

type Replacements = Map<StorageNode, readonly StorageNode[]>;

/** Blocks are the same if they read the same. Most have the same tree already, and that is quicker to see. */
function samePlaces(texts: readonly Leaf[], written: readonly Element[]): [number, number][] {
  const old = texts.map(({ tree }) => ({ tree, key: JSON.stringify(tree) }));
  const next = written.map((node) => {
    const tree = storageToTree([node]);
    return { tree, key: JSON.stringify(tree) };
  });
  const [inOld, inNext] = [old, next].map((some) => new Set(some.map(({ key }) => key)));
  const isShared = (key: string) => inOld?.has(key) === true && inNext?.has(key) === true;
  const spell = ({ tree, key }: (typeof old)[number]) => (isShared(key) ? key : writeMarkdown(tree));
  return commonSequence(old.map(spell), next.map(spell));
}

const carryAll = (gone: readonly Leaf[], made: readonly Element[]): readonly StorageNode[] =>
  carryMarkers(
    gone.flatMap(({ nodes }) => nodes),
    made,
  );

/** One by one while there are old ones left, the rest in place of the last. */
function replaceLeaves(
  replacements: Replacements,
  gone: readonly Leaf[],
  made: readonly StorageNode[],
): void {
  gone.forEach(({ nodes: [first, ...others] }, at) => {
    if (first === undefined) return;
    const isLast = at === gone.length - 1;
    const own = isLast ? made.slice(at) : made.slice(at, at + 1);
    replacements.set(first, [...own, ...wordless([first, ...others])]);
    for (const other of others) replacements.set(other, []);
  });
}

/** False where there is nothing that they could be beside. */
function putBeside(
  replacements: Replacements,
  { above, below }: { readonly above: Leaf | undefined; readonly below: Leaf | undefined },
  made: readonly StorageNode[],
): boolean {
  const last = above?.nodes.at(-1);
  const first = below?.nodes[0];
  if (last !== undefined) replacements.set(last, [...(replacements.get(last) ?? [last]), ...made]);
  else if (first !== undefined) replacements.set(first, [...made, first]);
  return last !== undefined || first !== undefined;
}

/** Pictures and macros in text that goes: they are no text, so they stay. */
function wordless(nodes: readonly StorageNode[]): StorageNode[] {
  const found = [...elementsIn(nodes, (element) => !isWordless(element))].filter(isWordless);
  return found.map((node) => (isBlock(node) ? node : p(node)));
}

const isWordless = (element: Element): boolean =>
  element.name === "ac:image" ||
  element.name === "ac:adf-extension" ||
  (macroName(element) !== null &&
    macroName(element) !== "status" &&
    richBody(element) === null &&
    !isCode(element));

const isCode = (element: Element): boolean =>
  plainBody(element) !== null && ["code", "noformat"].includes(macroName(element) ?? "");

/** Below what is there, our marker excepted. */
function withRest(nodes: readonly StorageNode[], rest: readonly StorageNode[]): readonly StorageNode[] {
  if (rest.length === 0) return nodes;
  const end = nodes.findLastIndex((node) => !isPageMarker(node) && !isSpace(node)) + 1;
  return [...nodes.slice(0, end), ...rest, ...nodes.slice(end)];
}
