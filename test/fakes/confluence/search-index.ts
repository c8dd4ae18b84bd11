import type { Node, Snapshot } from "./world.ts";

/** What search knew of a node at a moment; undefined while it had not heard of it. */
export function snapshotAt(node: Node, at: number): Snapshot | undefined {
  for (let index = node.indexed.length - 1; index >= 0; index--) {
    const snapshot = node.indexed[index];
    if (snapshot && snapshot.at <= at) return snapshot;
  }
  return undefined;
}
