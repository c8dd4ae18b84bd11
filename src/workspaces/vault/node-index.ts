import { existsSync } from "node:fs";
import { dirname, sep } from "node:path";

import { AppError } from "../../errors.ts";
import { sweepTemps } from "./atomic-write.ts";
import type { Disk } from "./disk.ts";
import { hasFolder, readMarker } from "./node-marker.ts";
import { nodeAt, scanTree, type FoundNode, type Scan } from "./scan.ts";

/**
 * Remote id → place on disk. Walking the vault for every verb would make an apply quadratic, so places are
 * remembered; but people rename while we run, so a remembered place counts only after a look at its note.
 */
export interface NodeIndex {
  /** Walks the vault and remembers what it finds. */
  readonly scan: () => Scan;
  /** The node, or null if the whole vault has no such node. */
  readonly find: (id: string) => FoundNode | null;
  /** The node, or `not_found`. */
  readonly get: (id: string) => FoundNode;
  /** What is remembered, without a walk if there was one before. */
  readonly known: () => readonly FoundNode[];
  readonly remember: (node: FoundNode) => void;
  /** After a folder took another name or place. */
  readonly moved: (from: string, to: string) => void;
  /** The node owning the nearest folder that holds this path; null at the root. */
  readonly ownerOf: (path: string) => FoundNode | null;
  /** Clears away what killed runs left behind; called before anything is written. */
  readonly sweep: () => void;
}

export function createNodeIndex(disk: Disk): NodeIndex {
  const nodes = new Map<string, FoundNode>();
  const folders = new Map<string, string>();
  let unswept: readonly string[] = [];
  let scanned = false;

  const remember = (node: FoundNode) => {
    const before = nodes.get(node.id);
    if (before?.folder) folders.delete(before.folder);
    nodes.set(node.id, node);
    if (node.folder !== null) folders.set(node.folder, node.id);
  };
  const scan = () => {
    const found = scanTree(disk);
    nodes.clear();
    folders.clear();
    for (const node of found.nodes) remember(node);
    unswept = found.unswept;
    scanned = true;
    return found;
  };
  const find = (id: string): FoundNode | null => {
    const known = nodes.get(id);
    if (known !== undefined && isStillThere(known)) return known;
    scan();
    return nodes.get(id) ?? null;
  };
  const ownerOf = (path: string): FoundNode | null => {
    for (let folder = dirname(path); folder.length >= disk.root.length; folder = dirname(folder)) {
      const id = folders.get(folder);
      if (id !== undefined) return nodes.get(id) ?? null;
      if (folder === disk.root) return null;
    }
    return null;
  };

  return {
    scan,
    find,
    get: (id) => find(id) ?? fail(id),
    known: () => {
      if (!scanned) scan();
      return [...nodes.values()];
    },
    remember,
    moved: (from, to) => {
      const place = (path: string) =>
        path === from || path.startsWith(from + sep) ? to + path.slice(from.length) : path;
      for (const node of nodes.values()) {
        if (place(node.note) === node.note && node.folder === null) continue;
        remember(nodeAt(place(node.note), node));
      }
    },
    ownerOf,
    sweep: () => {
      if (!scanned && existsSync(disk.root)) scan();
      for (const folder of unswept) sweepTemps(folder, disk.now());
      unswept = [];
    },
  };
}

function isStillThere(node: FoundNode): boolean {
  try {
    const marker = readMarker(node.note);
    return marker?.id === node.id && hasFolder(marker) === (node.folder !== null);
  } catch {
    return false;
  }
}

function fail(id: string): never {
  throw new AppError(
    "not_found",
    {
      ja: `ボルトの中に、ID「${id}」のページが見つかりません`,
      en: `The vault has no page with the id "${id}"`,
    },
    {
      hint: {
        ja: "ゴミ箱から戻すか、もう一度 plan を実行してください",
        en: "Put it back from the bin, or run plan again",
      },
    },
  );
}
