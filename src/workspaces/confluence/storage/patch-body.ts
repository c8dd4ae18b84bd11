import { bodyFromStorage, bodyToStorage } from "./body.ts";
import { leavesOf, placeBlocks } from "./body-leaves.ts";
import { splitEntry } from "./entry.ts";
import type { Label } from "./find-table.ts";
import type { StorageNode } from "./tree.ts";

/**
 * The page of an entry with this text beside the table of its values. Blocks that say the same stay the same nodes, with
 * their comments and looks; frames, columns and whatever Markdown cannot show stay where they are. The very same array
 * comes back where the page says the text already.
 */
export function patchBody(
  nodes: readonly StorageNode[],
  markdown: string,
  labels: readonly Label[],
): readonly StorageNode[] {
  const written = bodyToStorage(markdown);
  const wanted = bodyFromStorage(written);
  const { own } = splitEntry(nodes, labels);
  if (bodyFromStorage(nodes, { skip: own }) === wanted) return nodes;
  const leaves = leavesOf(nodes, own);
  const patched = placeBlocks(nodes, leaves, written, "keep");
  // Some blocks read otherwise beside others, as numbers do: then none of the old text is kept.
  return bodyFromStorage(patched, { skip: splitEntry(patched, labels).own }) === wanted
    ? patched
    : placeBlocks(nodes, leaves, written, "replace");
}
