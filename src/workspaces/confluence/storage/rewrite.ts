import type { Element, StorageNode } from "./tree.ts";

/** Edits of a tree that keep every node they do not concern. */

/** What becomes of an element: itself or another one, or null = look at what is inside. */
export type Rewrite = (element: Element) => StorageNode | null;

/** The tree with elements rewritten, outermost first; the very same array where nothing came out different. */
export function rewrite(nodes: readonly StorageNode[], change: Rewrite): readonly StorageNode[] {
  const changed = nodes.map((node): StorageNode => {
    if (node.type !== "element") return node;
    const rewritten = change(node);
    if (rewritten !== null) return rewritten;
    const children = rewrite(node.children, change);
    return children === node.children ? node : { ...node, children };
  });
  return changed.every((node, at) => node === nodes[at]) ? nodes : changed;
}

/** The tree with some nodes, known by what they are and not by what they say, replaced by any number of others. */
export function replaceNodes(
  nodes: readonly StorageNode[],
  replacements: ReadonlyMap<StorageNode, readonly StorageNode[]>,
): readonly StorageNode[] {
  const changed = nodes.flatMap((node): readonly StorageNode[] => {
    const replacement = replacements.get(node);
    if (replacement !== undefined) return replacement;
    if (node.type !== "element") return [node];
    const children = replaceNodes(node.children, replacements);
    return [children === node.children ? node : { ...node, children }];
  });
  return changed.length === nodes.length && changed.every((node, at) => node === nodes[at]) ? nodes : changed;
}

/** Every element, outermost first, in the order in which it starts. `inside` false = not what is in this one. */
export function* elementsIn(
  nodes: readonly StorageNode[],
  inside: (element: Element) => boolean = () => true,
): Generator<Element> {
  for (const node of nodes) {
    if (node.type !== "element") continue;
    yield node;
    if (inside(node)) yield* elementsIn(node.children, inside);
  }
}
