import { readMarkdown } from "../../body/read-markdown.ts";
import { writeMarkdown } from "../../body/write-markdown.ts";
import { type Reading, storageToTree } from "./read-body.ts";
import type { Element, StorageNode } from "./tree.ts";
import { treeToStorage } from "./write-body.ts";

/**
 * The free text of an entry: Markdown as people and the product write it on our side, storage format on Confluence's.
 * Confluence keeps no Markdown, so a body comes back in ONE spelling whatever it was written in. That spelling is known
 * before writing, so what was written can be told from what a person changed. The text is never lost; white space is,
 * where Markdown shows none, and formatting that Markdown cannot show.
 */
export const bodyToStorage = (markdown: string): Element[] => treeToStorage(readMarkdown(markdown));

/**
 * What these nodes say, as our Markdown in its one spelling; "" for what has no Markdown. Never throws. `skip`: what is
 * not of the body, see `splitEntry`.
 */
export const bodyFromStorage = (nodes: readonly StorageNode[], reading: Partial<Reading> = {}): string =>
  writeMarkdown(storageToTree(nodes, reading));

/** What a body will be read back as once it is written. */
export const canonicalBody = (markdown: string): string => bodyFromStorage(bodyToStorage(markdown));
