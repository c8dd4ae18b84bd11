import { invalid, titleTaken } from "./api-error.ts";
import type { Node, World } from "./world.ts";

const MAX_TITLE = 255;

/** A title that may be stored. Drafts may go without one. */
export function readTitle(value: unknown, isDraft = false): string {
  const title = typeof value === "string" ? value.trim() : "";
  if (title === "" && !isDraft) throw invalid("Title is required and must not be empty.");
  if (title.length > MAX_TITLE) {
    throw invalid(`Title is too long: ${title.length} characters. The maximum is ${MAX_TITLE}.`);
  }
  if (/[\u0000-\u001F\uFFFE\uFFFF]|\p{Surrogate}/u.test(title))
    throw invalid("Title holds an illegal character.");
  return title;
}

/**
 * A title is one page's own in the whole space, whatever its case: also against archived pages, drafts, and
 * pages that the asker cannot see. Trashed pages do not count, nor do folders.
 */
export function requireFreeTitle(world: World, spaceId: string, title: string, selfId?: string): void {
  if (title === "") return;
  const holders = world.titles.get(keyOf(spaceId, title));
  if (holders && [...holders].some((id) => id !== selfId)) throw titleTaken();
}

/** Brings the index of titles up to date with a page that is new, renamed, moved, trashed or restored. */
export function claimTitle(world: World, node: Node): void {
  if (node.kind !== "page" || node.title === "") return;
  const key = keyOf(node.spaceId, node.title);
  const holders = world.titles.get(key) ?? new Set();
  world.titles.set(key, holders.add(node.id));
}

export function releaseTitle(world: World, node: Node): void {
  world.titles.get(keyOf(node.spaceId, node.title))?.delete(node.id);
}

function keyOf(spaceId: string, title: string): string {
  return `${spaceId} ${title.toLowerCase()}`;
}
