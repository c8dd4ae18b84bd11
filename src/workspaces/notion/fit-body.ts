import { jsonBytes, MAX_CHILDREN, MAX_DEPTH, MAX_ELEMENTS, TREE_BYTES } from "./block-limits.ts";
import type { BodyBlock, TableRow } from "./body-tree.ts";
import type { Run } from "./rich-text.ts";

/**
 * A tree that a request can carry: no deeper than Notion takes, no block with too many blocks inside. What is too
 * deep or too much moves out of its parent and follows it; no text is lost.
 */
export function fitBody(blocks: readonly BodyBlock[], depth = 0): BodyBlock[] {
  return blocks.flatMap((block): BodyBlock[] => {
    if (block.type === "table" && depth === MAX_DEPTH) return block.rows.map(rowText);
    if (!("children" in block) || block.children.length === 0) return [block];
    if (depth === MAX_DEPTH) return [{ ...block, children: [] }, ...fitBody(block.children, depth)];
    const children = fitBody(block.children, depth + 1);
    const whole = { ...block, children };
    if (depth === 0 && isTooLarge(whole)) return [{ ...block, children: [] }, ...fitBody(block.children, depth)];
    const [inside, outside] = [children.slice(0, MAX_CHILDREN), children.slice(MAX_CHILDREN)];
    return [{ ...block, children: inside }, ...outside];
  });
}

/** Long text becomes several blocks only later, so there is room left for them. */
function isTooLarge(block: BodyBlock): boolean {
  return elementsOf(block) > MAX_ELEMENTS / 2 || jsonBytes(block) > TREE_BYTES / 2;
}

function elementsOf(block: BodyBlock): number {
  if (block.type === "table") return 1 + block.rows.length;
  return "children" in block ? block.children.reduce((sum, child) => sum + elementsOf(child), 1) : 1;
}

/** A table has rows below it, so in the last level it can only be text. */
function rowText(row: TableRow): BodyBlock {
  const text = row.flatMap((cell, at): Run[] => (at === 0 ? [...cell] : [{ text: " | " }, ...cell]));
  return { type: "paragraph", text };
}
