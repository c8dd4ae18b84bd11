import { MAX_DEPTH } from "./block-limits.ts";
import type { BodyBlock, TableRow } from "../body/body-tree.ts";
import type { Run } from "../body/runs.ts";

/** A tree no deeper than one request may be. What is deeper follows its parent; no text is lost. */
export function fitDepth(blocks: readonly BodyBlock[], depth = 0): BodyBlock[] {
  return blocks.flatMap((block): BodyBlock[] => {
    if (block.type === "table") return depth < MAX_DEPTH ? [block] : block.rows.map(rowText);
    if (!("children" in block)) return [block];
    return depth < MAX_DEPTH
      ? [{ ...block, children: fitDepth(block.children, depth + 1) }]
      : [{ ...block, children: [] }, ...fitDepth(block.children, depth)];
  });
}

/** A table has rows below it, so in the last level it can only be text. */
function rowText(row: TableRow): BodyBlock {
  const text = row.flatMap((cell, at): Run[] => (at === 0 ? [...cell] : [{ text: " | " }, ...cell]));
  return { type: "paragraph", text };
}
