import type { BlockObjectRequest } from "@notionhq/client";

/** placeholder while being written */
export function bodyToBlocks(markdown: string): BlockObjectRequest[] {
  throw new Error(`not written yet: ${markdown.length}`);
}
export function bodyFromNotion(enhanced: string): string {
  return enhanced;
}
export function canonicalBody(markdown: string): string {
  return markdown;
}
export function bodyToNotionMarkdown(markdown: string): string {
  return markdown;
}
