import { existsSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";

import type { LinkTarget } from "../../content/blocks.ts";
import type { LinkResolver } from "../workspace.ts";
import { fromLocation, toLocation, type Disk } from "./disk.ts";
import type { NodeIndex } from "./node-index.ts";

/**
 * Links between notes are relative Markdown links, which Obsidian and GitHub both follow. Letters of any script
 * stay readable; everything that could end a link or mean something in a URL is percent-encoded.
 */
export function relativeAddress(fromNote: string, toNote: string): string {
  const path = relative(dirname(fromNote), toNote).split(sep).join("/");
  return path.normalize("NFC").replace(/[^\p{L}\p{N}\p{M}\-._~/「」『』【】（）〔〕・：／、。＆]/gu, encode);
}

const encode = (char: string): string =>
  encodeURIComponent(char).replace(/[!'()*]/gu, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

/** The link function of a note: where a node or row lies as seen from there; null while it is not there. */
export function linkFrom(note: string, disk: Disk, index: NodeIndex, links: LinkResolver) {
  // Looking for a node that is gone walks the whole vault; once per note is enough.
  const missing = new Set<string>();
  return (target: LinkTarget): string | null => {
    if ("url" in target) return null;
    const remoteId = links(target);
    if (remoteId === undefined || missing.has(remoteId)) return null;
    const path = "node" in target ? (index.find(remoteId)?.note ?? null) : fromLocation(disk, remoteId);
    if (path === null) missing.add(remoteId);
    return path === null ? null : relativeAddress(note, path);
  };
}

/** True if a relative link of a note leads to no file. Addresses with a scheme are not ours to judge. */
export function isDeadLink(note: string, address: string, disk: Disk): boolean {
  if (!isRelative(address)) return false;
  const target = linkTarget(dirname(note), address);
  return target === null || findFile(disk, target) === null;
}

export const isRelative = (address: string): boolean =>
  address !== "" && !address.startsWith("#") && !/^[a-z][a-z0-9+.-]*:/iu.test(address);

/** Where a relative address leads, seen from a folder; null if it is no address. */
export function linkTarget(folder: string, address: string): string | null {
  const path = decode(address.replace(/[#?].*$/u, ""));
  return path === null ? null : join(folder, path);
}

/** The file of this path, in whatever Unicode form the disk holds its name; null if there is none. */
export function findFile(disk: Disk, path: string): string | null {
  return existsSync(path) ? path : fromLocation(disk, toLocation(disk, path));
}

function decode(address: string): string | null {
  try {
    return decodeURIComponent(address);
  } catch {
    return null;
  }
}
