import type { BodyBlock } from "../../body/body-tree.ts";
import { writeMarkdown } from "../../body/write-markdown.ts";
import { bodyToStorage } from "./body.ts";
import { leavesOf, placeBlocks } from "./body-leaves.ts";
import { splitEntry } from "./entry.ts";
import type { Label } from "./find-table.ts";
import { storageToTree } from "./read-body.ts";
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
  const wanted = storageToTree(written);
  if (saysTheSame(bodyOf(nodes, labels), wanted)) return nodes;
  const leaves = leavesOf(nodes, splitEntry(nodes, labels).own);
  const patched = placeBlocks(nodes, leaves, written, "keep");
  // Some blocks read otherwise beside others, as numbers do: then none of the old text is kept.
  return saysTheSame(bodyOf(patched, labels), wanted)
    ? patched
    : placeBlocks(nodes, leaves, written, "replace");
}

const bodyOf = (nodes: readonly StorageNode[], labels: readonly Label[]): BodyBlock[] =>
  storageToTree(nodes, { skip: splitEntry(nodes, labels).own });

/** Equal trees read the same; others may, too, since Markdown cannot show everything. */
const saysTheSame = (a: readonly BodyBlock[], b: readonly BodyBlock[]): boolean =>
  JSON.stringify(a) === JSON.stringify(b) || writeMarkdown(a) === writeMarkdown(b);
