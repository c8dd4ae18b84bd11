import type { BlockObjectRequest } from "@notionhq/client";

import { treeToBlocks } from "./body-blocks.ts";
import { readEnhanced } from "./read-enhanced.ts";
import { readMarkdown } from "../body/read-markdown.ts";
import { readRequest } from "./read-request.ts";
import { writeEnhanced } from "./write-enhanced.ts";
import { writeMarkdown } from "../body/write-markdown.ts";

/**
 * The body of a row: Markdown as people and the product write it on our side, blocks or enhanced Markdown on
 * Notion's. Notion keeps blocks, not source, so a body comes back in ONE spelling whatever it was written in. That
 * spelling is known before writing, so what was written can be told from what a person changed.
 *
 * The text of a body is never lost; white space is, where Markdown shows none. Links that Notion does not take stay
 * Markdown. Formatting that Markdown cannot show is dropped, and any in headings.
 */

/** A body as Notion's blocks, each within the limits of a request; `batches` makes requests of them. */
export function bodyToBlocks(markdown: string): BlockObjectRequest[] {
  return treeToBlocks(readMarkdown(markdown));
}

/**
 * A body as enhanced Markdown, the same content as {@link bodyToBlocks}: for replacing what is there in one request.
 * Of any length; whether it fits into a request is for the caller to see to.
 */
export function bodyToNotionMarkdown(markdown: string): string {
  return writeEnhanced(readRequest(bodyToBlocks(markdown)));
}

/** What a page's enhanced Markdown says, as our Markdown in its one spelling. Never throws. */
export function bodyFromNotion(enhanced: string): string {
  return writeMarkdown(readEnhanced(enhanced));
}

/** What a body will be read back as once it is written by either way. */
export function canonicalBody(markdown: string): string {
  return writeMarkdown(readRequest(bodyToBlocks(markdown)));
}
