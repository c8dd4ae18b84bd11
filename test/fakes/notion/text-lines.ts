import { plainTextOf } from "./block-content.ts";
import { defaultContent } from "./block-content.ts";
import type { BlockDraft } from "./block-drafts.ts";
import { pageTitle } from "./block-response.ts";
import { plainSegments, plainText } from "./rich-text.ts";
import { allChildrenOf } from "./tree.ts";
import type { Node, World } from "./world.ts";

/** Plain text as a person types it: a paragraph for each line. */
export function linesOf(text: string): BlockDraft[] {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  return lines.map((line) => ({
    type: "paragraph",
    content: { ...defaultContent("paragraph"), rich_text: plainSegments(line) },
    children: [],
  }));
}

/** All text under a node, one line per block, nested blocks included; of child pages the title only. */
export function textLines(world: World, node: Node): string[] {
  return allChildrenOf(world, node).flatMap((child) => {
    if (child.kind === "page") return [pageTitle(child)];
    if (child.kind === "database") return [plainText(child.title)];
    return [plainTextOf(child.content), ...textLines(world, child)].filter((line) => line !== "");
  });
}
