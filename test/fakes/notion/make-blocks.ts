import type { BlockDraft } from "./block-drafts.ts";
import { newId } from "./ids.ts";
import { attach, detach, newBase } from "./tree.ts";
import type { BlockNode, World } from "./world.ts";

/** Puts drafts under a node, at an index of its children or at their end. */
export function makeBlocks(
  world: World,
  drafts: readonly BlockDraft[],
  parentId: string,
  by: string,
  index?: number,
): BlockNode[] {
  return drafts.flatMap((draft, offset) => {
    const existing = draft.existingId === undefined ? undefined : world.nodes.get(draft.existingId);
    if (existing) {
      // A tag inside a new block: the child page or database it stands for moves there.
      detach(world, existing);
      attach(world, existing, parentId);
      return [];
    }
    const block: BlockNode = {
      kind: "block",
      ...newBase(world, newId(), by),
      type: draft.type,
      content: draft.content,
    };
    world.nodes.set(block.id, block);
    attach(world, block, parentId, index === undefined ? undefined : index + offset);
    makeBlocks(world, draft.children, block.id, by);
    return [block];
  });
}
