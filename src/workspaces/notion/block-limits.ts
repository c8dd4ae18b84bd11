/**
 * What one request may hold. Notion's own numbers are from developers.notion.com/reference/request-limits and
 * .../reference/patch-block-children; the others are ours, chosen so that what we cut never comes near them.
 */

/** UTF-16 units of one `text.content`. */
export const MAX_TEXT = 2_000;

/** Items of one `rich_text`, and of one cell of a table. */
export const MAX_SEGMENTS = 100;

/** Blocks of one `children` array. */
export const MAX_CHILDREN = 100;

/** Levels of children below the first blocks of a request. */
export const MAX_DEPTH = 2;

/** Blocks of a request, children at every level included. */
const MAX_ELEMENTS = 1_000;

/** Blocks that we let a batch have: room is left for a block around them, or for a marker before them. */
export const BATCH_ELEMENTS = MAX_ELEMENTS - 10;

/** Bytes of JSON that we let a batch of blocks have; Notion takes 500 KB per request. */
export const BATCH_BYTES = 400_000;

/** Bytes of one `rich_text`: 100 segments of 2,000 Japanese characters alone would be 600 KB. */
export const BLOCK_BYTES = 100_000;

/** Bytes of a table, or of a block with everything below it. */
export const TREE_BYTES = 300_000;

/** Bytes of a value as a request carries it. */
export function jsonBytes(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value), "utf8");
}
