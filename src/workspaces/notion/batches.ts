import type { BlockObjectRequest } from "@notionhq/client";

import { BATCH_BYTES, BATCH_ELEMENTS, jsonBytes, MAX_CHILDREN } from "./block-limits.ts";

/**
 * Blocks in consecutive groups, each fit for one request: as many first blocks, blocks in all and bytes as Notion
 * takes. The writers make no block that is too large by itself; one that is throws, being a mistake of ours.
 */
export function batches(blocks: readonly BlockObjectRequest[]): BlockObjectRequest[][] {
  const all: BlockObjectRequest[][] = [];
  let batch: BlockObjectRequest[] = [];
  let [elements, bytes] = [0, 0];
  for (const block of blocks) {
    const size = { elements: elementsOf(block), bytes: jsonBytes(block) + 1 };
    if (size.elements > BATCH_ELEMENTS || size.bytes > BATCH_BYTES)
      throw new Error(`a block of ${size.elements} elements and ${size.bytes} bytes fits into no request`);
    const isFull =
      batch.length === MAX_CHILDREN ||
      elements + size.elements > BATCH_ELEMENTS ||
      bytes + size.bytes > BATCH_BYTES;
    if (isFull && batch.length > 0) {
      all.push(batch);
      batch = [];
      [elements, bytes] = [0, 0];
    }
    batch.push(block);
    elements += size.elements;
    bytes += size.bytes;
  }
  return batch.length > 0 ? [...all, batch] : all;
}

/** The blocks in a block, itself included. */
export function elementsOf(block: object): number {
  const children = childrenOf(block);
  if (children.length > MAX_CHILDREN)
    throw new Error(`a block with ${children.length} children fits into no request`);
  return children.reduce((sum, child) => sum + elementsOf(child), 1);
}

/** The blocks directly inside a block. */
export function childrenOf(block: object): object[] {
  return Object.values(block).flatMap((content: unknown) => {
    if (typeof content !== "object" || content === null || !("children" in content)) return [];
    const { children } = content;
    return Array.isArray(children) ? children.filter((child) => typeof child === "object") : [];
  });
}
