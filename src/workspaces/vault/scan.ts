import { readdirSync, realpathSync, type Dirent } from "node:fs";
import { basename, dirname, join, sep } from "node:path";

import type { Text } from "../../language.ts";
import { diskError, errorCode, toLocation, type Disk } from "./disk.ts";
import { foldName, markdownStem } from "./names.ts";
import { hasFolder, readMarker, type Marker } from "./node-marker.ts";

/** A node of ours as found on disk. */
export interface FoundNode extends Marker {
  /** Its note. */
  readonly note: string;
  /** The folder it owns; null for a page that is one file. */
  readonly folder: string | null;
  /** Its name as shown: of the folder, or of the file without ending. */
  readonly title: string;
}

/** Something of a person's, directly below one of our pages or the root. */
export interface FoundForeign {
  readonly path: string;
  readonly title: string;
}

export interface Scan {
  /** Parents before their children, each id once. */
  readonly nodes: readonly FoundNode[];
  readonly foreign: readonly FoundForeign[];
  readonly complete: boolean;
  readonly notices: readonly Text[];
  /** Folders in which killed runs left something. */
  readonly unswept: readonly string[];
}

/** Where a node lies: its folder, or its file. */
export const placeOf = (node: FoundNode): string => node.folder ?? node.note;

/** The node that a note with this marker is. */
export function nodeAt(note: string, marker: Marker): FoundNode {
  const folder = hasFolder(marker) ? dirname(note) : null;
  const name = folder === null ? basename(note).slice(0, -3) : basename(folder);
  return { ...marker, note, folder, title: name.normalize("NFC") };
}

interface Walk {
  readonly notes: FoundNode[];
  /** Every visible file and folder by the folder that holds it. */
  readonly entries: Map<string, string[]>;
  readonly notices: Text[];
  readonly unswept: Set<string>;
  complete: boolean;
}

/** Finds every node at and below the root, wherever people moved it. Throws if the root cannot be listed. */
export function scanTree(disk: Disk): Scan {
  const walk: Walk = { notes: [], entries: new Map(), notices: [], unswept: new Set(), complete: true };
  walkFolder(disk, disk.root, walk);
  const nodes = dropCopies(disk, walk);
  return {
    nodes,
    foreign: findForeign(disk, nodes, walk.entries),
    complete: walk.complete,
    notices: walk.notices,
    unswept: [...walk.unswept],
  };
}

function walkFolder(disk: Disk, folder: string, walk: Walk): void {
  let list: Dirent[];
  try {
    list = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (folder === disk.root && errorCode(error) === "ENOENT") return;
    if (folder === disk.root) throw diskError(disk, folder, error);
    walk.complete = false;
    walk.notices.push(unlisted(disk, folder));
    return;
  }
  const visible: string[] = [];
  walk.entries.set(folder, visible);
  for (const entry of list.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.name.startsWith(".kakehashi-")) walk.unswept.add(folder);
    if (entry.name.startsWith(".")) continue;
    if (entry.isSymbolicLink()) {
      if (leavesVault(disk, path)) walk.notices.push(refusedLink(disk, path));
      continue;
    }
    if (entry.isDirectory()) {
      visible.push(path);
      walkFolder(disk, path, walk);
    } else if (entry.isFile() && markdownStem(entry.name) !== null) {
      visible.push(path);
      readNote(disk, path, walk);
    }
  }
}

function readNote(disk: Disk, path: string, walk: Walk): void {
  try {
    const marker = readMarker(path);
    if (marker !== null) walk.notes.push(nodeAt(path, marker));
  } catch (error) {
    if (errorCode(error) === "ENOENT") return;
    walk.complete = false;
    walk.notices.push(unlisted(disk, path));
  }
}

/** True also for a link that leads nowhere: it is not ours to follow either. */
export function leavesVault(disk: Disk, link: string): boolean {
  try {
    const real = realpathSync(link);
    return real !== disk.dir && !real.startsWith(disk.dir + sep);
  } catch {
    return true;
  }
}

/**
 * A copied folder brings its ids with it. The note whose place fits its marker best is the node; what lies in a
 * folder that was taken for a copy is a copy too.
 */
function dropCopies(disk: Disk, walk: Walk): FoundNode[] {
  const byId = new Map<string, FoundNode[]>();
  for (const note of walk.notes.sort((a, b) => depth(a) - depth(b))) {
    byId.set(note.id, [...(byId.get(note.id) ?? []), note]);
  }
  const nodes: FoundNode[] = [];
  const copied: string[] = [];
  const score = (node: FoundNode) =>
    misfit(node) + (copied.some((folder) => node.note.startsWith(folder + sep)) ? 4 : 0);
  for (const copies of byId.values()) {
    const [first, ...others] = copies.length > 1 ? copies.sort((a, b) => score(a) - score(b)) : copies;
    if (first !== undefined) nodes.push(first);
    for (const copy of others) {
      if (copy.folder !== null) copied.push(copy.folder);
      walk.notices.push(copyNotice(disk, copy, first ?? copy));
    }
  }
  return nodes.sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
}

const depth = (node: FoundNode): number => node.note.split(sep).length;

/** Copies are called `課題 1`, `課題 のコピー`, `課題 copy`, `課題 - Copy`; a folder note has its folder's name. */
function misfit(node: FoundNode): number {
  const stem = foldName(basename(node.note).slice(0, -3));
  const own = node.folder !== null && foldName(basename(node.folder)) === stem ? 0 : 1;
  const named = /(?:^|[\s(-])(?:copy|コピー|複製|duplicate)|のコピー|\s\(?\d+\)?$/u.test(foldName(node.title))
    ? 2
    : 0;
  return own + named;
}

function findForeign(
  disk: Disk,
  nodes: readonly FoundNode[],
  entries: ReadonlyMap<string, readonly string[]>,
): FoundForeign[] {
  const ours = new Set(nodes.flatMap((node) => [node.note, ...(node.folder === null ? [] : [node.folder])]));
  const owned = nodes.flatMap((node) =>
    node.type === "folder" && node.folder !== null ? [node.folder] : [],
  );
  return [...new Set([disk.root, ...owned])].flatMap((folder) =>
    (entries.get(folder) ?? [])
      .filter((path) => !ours.has(path))
      .map((path) => ({ path, title: (markdownStem(basename(path)) ?? basename(path)).normalize("NFC") })),
  );
}

const unlisted = (disk: Disk, path: string): Text => ({
  ja: `「${toLocation(disk, path)}」を読めません。アクセス権を確認してください`,
  en: `"${toLocation(disk, path)}" cannot be read; check its permissions`,
});

export const refusedLink = (disk: Disk, path: string): Text => ({
  ja: `「${toLocation(disk, path)}」はボルトの外を指すリンクのため、たどりません`,
  en: `"${toLocation(disk, path)}" is a link that leads out of the vault, so it is not followed`,
});

const copyNotice = (disk: Disk, copy: FoundNode, kept: FoundNode): Text => ({
  ja: `「${toLocation(disk, copy.note)}」は「${toLocation(disk, kept.note)}」の写しとみなし、使いません。不要なら削除してください`,
  en: `"${toLocation(disk, copy.note)}" is taken for a copy of "${toLocation(disk, kept.note)}" and is not used; delete it if it is not needed`,
});
