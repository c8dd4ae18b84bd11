import { createHash } from "node:crypto";

import type { ManagedBlock } from "../content/blocks.ts";

/** Where each node stands: the keys from the hub down to it. */
export type Trails = ReadonlyMap<string, readonly string[]>;

/**
 * Content hash of a managed block on the page `owner`. Links count with the way from the page to their
 * target, so that a block is written again when what it links to moves, even though its text stays the same.
 */
export function blockHash(block: ManagedBlock, owner: string, trails: Trails): string {
  const text = JSON.stringify(block.blocks, (name, value: unknown) =>
    name === "node" && typeof value === "string"
      ? { to: value, way: way(trails.get(owner), trails.get(value)) }
      : value,
  );
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}

/** How many levels up, then which titles down. */
function way(from: readonly string[] = [], to: readonly string[] = []): string {
  let common = 0;
  while (common < from.length && common < to.length && from[common] === to[common]) common++;
  return `${from.length - common}/${to.slice(common).join("/")}`;
}
