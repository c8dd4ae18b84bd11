import { readFileSync } from "node:fs";
import { dirname, sep } from "node:path";

import type { Disk } from "./disk.ts";
import { findFile, isRelative, linkTarget, relativeAddress } from "./link-address.ts";
import { findBlocks, mapAddresses } from "./managed-blocks.ts";
import { rewriteBlocks } from "./rename-page.ts";
import { placeOf, type FoundNode } from "./scan.ts";
import { onDisk, type Vault } from "./vault.ts";

/**
 * Before a page moves with everything in it: links in generated blocks that lead out of it are written as they
 * will be right in the new place. What still is in the spec gets its blocks written anew anyway; what rests in
 * the archive does not. It comes first because a run that is killed right after it moves the page again, while
 * one that was killed after the move would never come back to it.
 */
export function carryLinks({ disk, index }: Vault, moving: FoundNode, to: string): void {
  const from = placeOf(moving);
  for (const node of index.known()) {
    if (node.note !== from && !node.note.startsWith(from + sep)) continue;
    const text = onDisk(disk, node.note, () => readFileSync(node.note, "utf8"));
    const note = to + node.note.slice(from.length);
    const contents = findBlocks(text).map(({ id, content }): [string, string] => [
      id,
      mapAddresses(content, (address) => carried(disk, address, { from, now: node.note, note }))
        .replace(/\r\n/gu, "\n")
        .trim(),
    ]);
    rewriteBlocks(disk, node.note, new Map(contents));
  }
}

/** `from`: what moves; `now` and `note`: where the note lies and will lie. Links within stay as they are. */
function carried(
  disk: Disk,
  address: string,
  { from, now, note }: { from: string; now: string; note: string },
): string {
  if (!isRelative(address)) return address;
  const target = linkTarget(dirname(now), address);
  if (target === null || target === from || target.startsWith(from + sep)) return address;
  const file = findFile(disk, target);
  // Leads nowhere from here: dead, or carried by a run that was killed.
  if (file === null) return address;
  return relativeAddress(note, file) + (/[#?].*$/u.exec(address)?.[0] ?? "");
}
