import type { BlockObjectRequest } from "@notionhq/client";

import { BATCH_ELEMENTS, jsonBytes, MAX_CHILDREN, TREE_BYTES } from "./block-limits.ts";
import { elementsOf } from "./batches.ts";
import { linkedAddresses } from "../body/body-text.ts";
import type { BodyBlock, BodyItem } from "../body/body-tree.ts";
import { fitDepth } from "./fit-depth.ts";
import { type Run } from "../body/runs.ts";
import { piecesOf, type TextItem, toRichText } from "./rich-text.ts";
import { tableBlocks } from "./table-blocks.ts";

/** A body's tree → Notion's blocks, each within the limits of a request. */
export function treeToBlocks(tree: readonly BodyBlock[]): BlockObjectRequest[] {
  return fitDepth(tree).flatMap(blocksOf);
}

/** Text that needs several blocks has what is below it below the last of them. */
function blocksOf(block: BodyBlock): BlockObjectRequest[] {
  switch (block.type) {
    case "heading":
      return pieces(block.text).map((rich_text) => headingBlock(block.level, rich_text));
    case "paragraph":
      return pieces(block.text).map((rich_text) => ({ type: "paragraph", paragraph: { rich_text } }));
    case "item":
      return withChildren(
        pieces(block.text).map((rich_text) => itemBlock(block, rich_text)),
        block.children,
      );
    case "quote":
      return withChildren(
        pieces(block.text).map((rich_text) => ({ type: "quote", quote: { rich_text } })),
        block.children,
      );
    case "code":
      return piecesOf(toRichText([{ text: block.text }])).map((rich_text) => ({
        type: "code",
        code: { rich_text, language: block.language },
      }));
    case "table":
      return tableBlocks(block.rows[0] ?? [], block.rows.slice(1));
    case "divider":
      return [{ type: "divider", divider: {} }];
    default:
      throw new Error(`unhandled ${block satisfies never}`);
  }
}

const pieces = (text: readonly Run[]): TextItem[][] => piecesOf(toRichText(text.flatMap(linkedAddresses)));

function headingBlock(level: 1 | 2 | 3 | 4, rich_text: TextItem[]): BlockObjectRequest {
  switch (level) {
    case 1:
      return { type: "heading_1", heading_1: { rich_text } };
    case 2:
      return { type: "heading_2", heading_2: { rich_text } };
    case 3:
      return { type: "heading_3", heading_3: { rich_text } };
    case 4:
      return { type: "heading_4", heading_4: { rich_text } };
    default:
      throw new Error(`unhandled ${level satisfies never}`);
  }
}

function itemBlock({ mark }: BodyItem, rich_text: TextItem[]): BlockObjectRequest {
  switch (mark) {
    case "bullet":
      return { type: "bulleted_list_item", bulleted_list_item: { rich_text } };
    case "number":
      return { type: "numbered_list_item", numbered_list_item: { rich_text } };
    case "open":
    case "done":
      return { type: "to_do", to_do: { rich_text, checked: mark === "done" } };
    default:
      throw new Error(`unhandled ${mark satisfies never}`);
  }
}

/** As many children as one block can have go into the last block; the rest follows it. */
function withChildren(blocks: BlockObjectRequest[], tree: readonly BodyBlock[]): BlockObjectRequest[] {
  const children = tree.flatMap(blocksOf);
  const last = blocks.at(-1);
  if (last === undefined || children.length === 0) return blocks;
  const count = countInside(children, jsonBytes(last));
  return [...blocks.slice(0, -1), parentOf(last, children.slice(0, count)), ...children.slice(count)];
}

function countInside(children: readonly BlockObjectRequest[], ownBytes: number): number {
  let [elements, bytes] = [1, ownBytes];
  const tooMany = children.findIndex((child, at) => {
    elements += elementsOf(child);
    bytes += jsonBytes(child) + 1;
    return at === MAX_CHILDREN || elements > BATCH_ELEMENTS || bytes > TREE_BYTES;
  });
  return tooMany === -1 ? children.length : tooMany;
}

/** The SDK's types end after two levels; `fitDepth` saw to it that the tree does, too. */
function parentOf(block: BlockObjectRequest, children: readonly BlockObjectRequest[]): BlockObjectRequest {
  if (children.length === 0) return block;
  const { type } = block;
  const content = Object.entries(block).find(([name]) => name === type)?.[1] as object;
  return { type, [String(type)]: { ...content, children } } as unknown as BlockObjectRequest;
}
