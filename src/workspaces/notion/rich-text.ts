import type { BlockObjectRequest } from "@notionhq/client";

import type { Inline, LinkTarget } from "../../content/blocks.ts";
import type { Language } from "../../language.ts";
import { mergeRuns, plainRun, type Run, safeAddress } from "../body/runs.ts";
import { BLOCK_BYTES, jsonBytes, MAX_SEGMENTS, MAX_TEXT } from "./block-limits.ts";
import { cutText } from "./cut-text.ts";

/** Inline content → Notion's rich text, and back to the words in it. */

export type RichTextItemRequest = Extract<
  BlockObjectRequest,
  { paragraph: unknown }
>["paragraph"]["rich_text"][number];

/** A piece of rich text as we write it: always plain words, with a few ways to show them. */
export type TextItem = Extract<RichTextItemRequest, { text: unknown }>;

/** The address of a link's target; null = not there (yet), shown as plain text. */
export type LinkAddress = (target: LinkTarget) => string | null;

/** How blocks are written: where links lead, and the language of words that we add. */
export interface WriteOptions {
  readonly link: LinkAddress;
  readonly language: Language;
}

/**
 * Inline content as rich text. Addresses other than http, https and mailto, or too long for Notion, leave plain
 * words. Segments hold at most 2,000 UTF-16 units, cut between graphemes; their number has no limit here, so
 * callers spread them over blocks with {@link piecesOf}. Joined they are the input: only U+0000 is dropped, lone
 * surrogates become U+FFFD, and line ends become `\n`.
 */
export function richText(content: readonly Inline[], link: LinkAddress): TextItem[] {
  return toRichText(content.map((part) => runOf(part, link)));
}

/** One inline as a run. */
export function runOf(part: Inline, link: LinkAddress): Run {
  if (typeof part === "string") return { text: part };
  if ("strong" in part) return { text: part.strong, bold: true };
  if ("code" in part) return { text: part.code, code: true };
  const target = "url" in part.link ? part.link.url : link(part.link);
  const address = target === null ? null : safeAddress(target);
  return address === null ? { text: part.text } : { text: part.text, link: address };
}

/** Runs as segments: equal neighbours become one, then each is cut to what Notion takes, or to less. */
export function toRichText(runs: readonly Run[], limit = MAX_TEXT): TextItem[] {
  return mergeRuns(runs).flatMap((run) => cutText(run.text, limit).map((text) => textItem(text, run)));
}

function textItem(content: string, run: Run): TextItem {
  const { text: _text, strike, gray, link, ...same } = plainRun(run, content);
  const annotations = {
    ...same,
    ...(strike === true ? { strikethrough: true } : {}),
    ...(gray === true ? { color: "gray" as const } : {}),
  };
  return {
    type: "text",
    text: link === undefined ? { content } : { content, link: { url: link } },
    ...(Object.keys(annotations).length > 0 ? { annotations } : {}),
  };
}

/**
 * Segments spread over as many blocks as they need: at most 100 each, and no more than `maxBytes` of JSON unless
 * a single segment is larger. At least one piece, which may be empty.
 */
export function piecesOf<Item>(items: readonly Item[], maxBytes = BLOCK_BYTES): Item[][] {
  const pieces: Item[][] = [];
  let piece: Item[] = [];
  let bytes = 0;
  for (const item of items) {
    const size = jsonBytes(item) + 1;
    if (piece.length > 0 && (piece.length === MAX_SEGMENTS || bytes + size > maxBytes)) {
      pieces.push(piece);
      piece = [];
      bytes = 0;
    }
    piece.push(item);
    bytes += size;
  }
  return [...pieces, piece];
}

/** The words of rich text, as read back (`plain_text`) or as sent (`text.content`); "" for what is neither. */
export function plainOf(items: unknown): string {
  return Array.isArray(items) ? items.map(plainOfItem).join("") : "";
}

function plainOfItem(item: unknown): string {
  if (typeof item !== "object" || item === null) return "";
  if ("plain_text" in item && typeof item.plain_text === "string") return item.plain_text;
  const text = "text" in item ? item.text : undefined;
  if (typeof text !== "object" || text === null || !("content" in text)) return "";
  return typeof text.content === "string" ? text.content : "";
}
