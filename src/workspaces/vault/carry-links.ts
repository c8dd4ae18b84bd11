import { readFileSync } from "node:fs";
import { dirname, sep } from "node:path";

import type { Disk } from "./disk.ts";
import { findFile, isRelative, linkTarget, relativeAddress } from "./link-address.ts";
import { findBlocks, mapAddresses } from "./managed-blocks.ts";
import { rewriteBlocks } from "./rename-page.ts";
import { placeOf, type FoundNode } from "./scan.ts";
import { onDisk, type Vault } from "./vault.ts";

/**
 * After a page moved with everything in it: links in generated blocks that lead out of it lead to the same place
 * again. What still is in the spec gets its blocks written anew anyway; what rests in the archive does not.
 */
export function carryLinks({ disk, index }: Vault, from: string, moved: FoundNode): void {
  const to = placeOf(moved);
  for (const node of index.known()) {
    if (node.note !== to && !node.note.startsWith(to + sep)) continue;
    const text = onDisk(disk, node.note, () => readFileSync(node.note, "utf8"));
    const folder = node.note === to ? dirname(from) : from + dirname(node.note).slice(to.length);
    const contents = findBlocks(text).map(({ id, content }): [string, string] => [
      id,
      mapAddresses(content, (address) => carried(disk, address, { folder, from, note: node.note }))
        .replace(/\r\n/gu, "\n")
        .trim(),
    ]);
    rewriteBlocks(disk, node.note, new Map(contents));
  }
}

/** `folder`: where the note lay; `from`: what moved. Links within that, and dead ones, stay as they are. */
function carried(
  disk: Disk,
  address: string,
  { folder, from, note }: { folder: string; from: string; note: string },
): string {
  if (!isRelative(address)) return address;
  const target = linkTarget(folder, address);
  if (target === null || target === from || target.startsWith(from + sep)) return address;
  const file = findFile(disk, target);
  if (file === null) return address;
  return relativeAddress(note, file) + (/[#?].*$/u.exec(address)?.[0] ?? "");
}
