import { invalid } from "../api-error.ts";
import type { BlockDraft } from "../block-drafts.ts";
import { parseBlocks } from "./parse-blocks.ts";

/** Markdown for new blocks: it cannot hold children that exist already. */
export function draftsFromMarkdown(markdown: string): BlockDraft[] {
  const drafts = parseBlocks(markdown);
  const [reference] = referencesIn(drafts);
  if (reference) {
    throw invalid(`The markdown refers to ${reference.existingId ?? ""}, which is not a child of this page.`);
  }
  return drafts;
}

/** Every tag that stands for a page or database that is there. */
export function referencesIn(drafts: readonly BlockDraft[]): BlockDraft[] {
  return drafts.flatMap((draft) => [
    ...(draft.existingId === undefined ? [] : [draft]),
    ...referencesIn(draft.children),
  ]);
}
