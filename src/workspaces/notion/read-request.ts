import type { BlockObjectRequest } from "@notionhq/client";

import type { BodyBlock, BodyItem } from "../body/body-tree.ts";
import { tidyBody } from "../body/body-tidy.ts";
import { type Run } from "../body/runs.ts";
import { plainOf, type RichTextItemRequest } from "./rich-text.ts";

/** Blocks as we send them → the tree that will be read back: with all the cuts that they needed. */
export function readRequest(blocks: readonly BlockObjectRequest[]): BodyBlock[] {
  return tidyBody(blocks.map(blockOf));
}

function blockOf(block: BlockObjectRequest): BodyBlock {
  if ("heading_1" in block) return heading(1, block.heading_1.rich_text);
  if ("heading_2" in block) return heading(2, block.heading_2.rich_text);
  if ("heading_3" in block) return heading(3, block.heading_3.rich_text);
  if ("heading_4" in block) return heading(4, block.heading_4.rich_text);
  if ("paragraph" in block) return { type: "paragraph", text: runsOf(block.paragraph.rich_text) };
  if ("bulleted_list_item" in block) return item("bullet", block.bulleted_list_item);
  if ("numbered_list_item" in block) return item("number", block.numbered_list_item);
  if ("to_do" in block) return item(block.to_do.checked === true ? "done" : "open", block.to_do);
  if ("quote" in block) return { ...textAndChildren(block.quote), type: "quote" };
  if ("code" in block)
    return { type: "code", language: block.code.language, text: plainOf(block.code.rich_text) };
  if ("table" in block) {
    const rows = block.table.children.map((row) => row.table_row.cells.map(runsOf));
    return { type: "table", rows };
  }
  if ("divider" in block) return { type: "divider" };
  throw new Error(`a body has no ${String(block.type)}`);
}

const heading = (level: 1 | 2 | 3 | 4, text: readonly RichTextItemRequest[]): BodyBlock => ({
  type: "heading",
  level,
  text: runsOf(text),
});

interface Content {
  readonly rich_text: readonly RichTextItemRequest[];
  readonly children?: readonly object[] | undefined;
}

const item = (mark: BodyItem["mark"], content: Content): BodyItem => ({
  ...textAndChildren(content),
  type: "item",
  mark,
});

const textAndChildren = ({ rich_text, children = [] }: Content) => ({
  text: runsOf(rich_text),
  // The SDK has a type for each level; what we write is the same at all of them.
  children: children.map((child) => blockOf(child as BlockObjectRequest)),
});

function runsOf(items: readonly RichTextItemRequest[]): Run[] {
  return items.map((item): Run => {
    const { bold, italic, strikethrough, code } = item.annotations ?? {};
    const link = "text" in item ? item.text.link?.url : undefined;
    return {
      text: plainOf([item]),
      ...(bold === true ? { bold } : {}),
      ...(italic === true ? { italic } : {}),
      ...(strikethrough === true ? { strike: true } : {}),
      ...(code === true ? { code } : {}),
      ...(link === undefined ? {} : { link }),
    };
  });
}
