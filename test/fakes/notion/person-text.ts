import { plainTextOf } from "./block-content.ts";
import { touchBody } from "./edits.ts";
import { isJson } from "./json.ts";
import { makeBlocks } from "./make-blocks.ts";
import { parseBlocks } from "./markdown/parse-blocks.ts";
import { nodeAt, pageAt, touchByPerson } from "./person-nodes.ts";
import { plainSegments, plainText } from "./rich-text.ts";
import type { Segment } from "./rich-text.ts";
import { linesOf } from "./text-lines.ts";
import { allChildrenOf } from "./tree.ts";
import type { BlockNode, Node, PageNode, World } from "./world.ts";

export function personText(world: World) {
  const by = world.personId;
  return {
    appendText: (pageId: string, text: string): void => {
      makeBlocks(world, linesOf(text), nodeAt(world, pageId).id, by);
      touchBody(world, nodeAt(world, pageId), by);
    },
    appendMarkdown: (pageId: string, markdown: string): void => {
      makeBlocks(world, parseBlocks(markdown), nodeAt(world, pageId).id, by);
      touchBody(world, nodeAt(world, pageId), by);
    },
    /** The first block, at any depth, whose text holds it; else the first text property of the page. */
    editText: (pageId: string, from: string, to: string): void => {
      const page = pageAt(world, pageId);
      const block = findBlock(world, page, (text) => text.includes(from));
      if (block) editBlock(world, block, from, to);
      else if (!editValue(page, from, to)) throw new Error(`Nothing on ${pageId} holds the text "${from}".`);
      touchByPerson(world, page);
    },
    /** The first block, at any depth, of whose plain text this is true. */
    removeBlock: (pageId: string, isMeant: (text: string) => boolean): void => {
      const page = pageAt(world, pageId);
      const block = findBlock(world, page, isMeant);
      if (!block) throw new Error(`No block of ${pageId} is the one to remove.`);
      block.inTrash = true;
      touchByPerson(world, page);
    },
  };
}

function findBlock(world: World, node: Node, isMeant: (text: string) => boolean): BlockNode | undefined {
  for (const child of allChildrenOf(world, node)) {
    if (child.kind !== "block") continue;
    if (isMeant(plainTextOf(child.content))) return child;
    const below = findBlock(world, child, isMeant);
    if (below) return below;
  }
  return undefined;
}

function editBlock(world: World, block: BlockNode, from: string, to: string): void {
  const { content } = block;
  for (const key of ["rich_text", "caption"]) {
    if (Array.isArray(content[key])) content[key] = editSegments(content[key] as Segment[], from, to);
  }
  if (Array.isArray(content["cells"])) {
    content["cells"] = (content["cells"] as Segment[][]).map((cell) => editSegments(cell, from, to));
  }
  touchByPerson(world, block);
}

/** Keeps the styling where the text stands in one segment; text across segments becomes plain. */
function editSegments(segments: Segment[], from: string, to: string): Segment[] {
  if (!plainText(segments).includes(from)) return segments;
  const index = segments.findIndex((segment) => segment.text?.content.includes(from) === true);
  const hit = segments[index];
  if (!hit?.text) return plainSegments(plainText(segments).replace(from, to));
  const content = hit.text.content.replace(from, () => to);
  return segments.with(index, { ...hit, text: { ...hit.text, content }, plain_text: content });
}

function editValue(page: PageNode, from: string, to: string): boolean {
  for (const [id, value] of page.values) {
    if (!isJson(value) || !("text" in value) || !plainText(value.text).includes(from)) continue;
    page.values.set(id, { type: value.type, text: editSegments(value.text, from, to) });
    return true;
  }
  return false;
}
