import type { BlockObjectRequest } from "@notionhq/client";

import type { Block, Inline } from "../../content/blocks.ts";
import { codeLanguage } from "../body/code-language.ts";
import { managedCard } from "./managed-card.ts";
import { piecesOf, richText, runOf, type TextItem, toRichText, type WriteOptions } from "./rich-text.ts";
import { tableBlocks } from "./table-blocks.ts";

/**
 * Our blocks as Notion's, each within the limits of a request. What is too long for one block goes on in a next
 * one of the same type: nothing is left out, and joined the texts are what was given. A managed block is exactly
 * one block. The result has as many blocks as it takes; `batches` makes requests of them.
 */
export function toNotionBlocks(blocks: readonly Block[], options: WriteOptions): BlockObjectRequest[] {
  return blocks.flatMap((block) => notionBlocks(block, options));
}

/** An icon is always given: a callout without one shows a light bulb anyway and cannot lose it. */
const CALLOUT_ICON = { type: "emoji", emoji: "💡" } as const;

function notionBlocks(block: Block, options: WriteOptions): BlockObjectRequest[] {
  const pieces = (content: readonly Inline[]) => piecesOf(richText(content, options.link));
  switch (block.type) {
    case "heading":
      return pieces([block.text]).map((rich_text) => headingBlock(block.level, rich_text));
    case "paragraph":
      return pieces(block.content).map((rich_text) => ({ type: "paragraph", paragraph: { rich_text } }));
    case "list":
      return block.items.flatMap((item) =>
        pieces(item).map((rich_text) => listItem(block.ordered === true, rich_text)),
      );
    case "table":
      return tableBlocks(
        block.header.map((text) => [{ text }]),
        block.rows.map((row) => row.map((cell) => cell.map((part) => runOf(part, options.link)))),
      );
    case "callout":
      return pieces(block.content).map((rich_text) => ({
        type: "callout",
        callout: { rich_text, icon: CALLOUT_ICON },
      }));
    case "code":
      return codeBlocks(block.language, block.text);
    case "divider":
      return [{ type: "divider", divider: {} }];
    case "managed":
      return [managedCard(block, options)];
    default:
      throw new Error(`unhandled block ${JSON.stringify(block satisfies never)}`);
  }
}

function headingBlock(level: 2 | 3, rich_text: TextItem[]): BlockObjectRequest {
  return level === 2
    ? { type: "heading_2", heading_2: { rich_text } }
    : { type: "heading_3", heading_3: { rich_text } };
}

function listItem(isOrdered: boolean, rich_text: TextItem[]): BlockObjectRequest {
  return isOrdered
    ? { type: "numbered_list_item", numbered_list_item: { rich_text } }
    : { type: "bulleted_list_item", bulleted_list_item: { rich_text } };
}

/** A code block, or several where one cannot hold the text. */
function codeBlocks(language: string, text: string): BlockObjectRequest[] {
  return piecesOf(toRichText([{ text }])).map((rich_text) => ({
    type: "code",
    code: { rich_text, language: codeLanguage(language) },
  }));
}
