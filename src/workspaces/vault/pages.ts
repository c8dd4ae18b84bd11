import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, join, sep } from "node:path";

import type { Block } from "../../content/blocks.ts";
import { toMarkdown } from "../../content/to-markdown.ts";
import type { LinkResolver, NodeChange, NodeContent, RemoteId, Written } from "../workspace.ts";
import { createFile, createFolder, replaceFile } from "./atomic-write.ts";
import { composeBase, TABLE_BLOCK, tableLink } from "./base-file.ts";
import { assertWritable, diskError, listNames, toLocation, toUrl, type Disk } from "./disk.ts";
import { linkFrom } from "./link-address.ts";
import { findBlocks, markBlock, replaceBlocks } from "./managed-blocks.ts";
import { foldName, markdownStem, safeName } from "./names.ts";
import { hasFolder, markerLines, readMarker, type Marker } from "./node-marker.ts";
import type { NodeIndex } from "./node-index.ts";
import { intoItself, nameTaken } from "./page-conflicts.ts";
import { nodeAt, type FoundNode } from "./scan.ts";

export interface Vault {
  readonly disk: Disk;
  readonly index: NodeIndex;
}

/** Makes a node: a file, or a folder with its note and, for a database, its table. See the port. */
export function createPage(
  vault: Vault,
  content: NodeContent,
  parent: RemoteId | null,
  opId: string,
  links: LinkResolver,
): Written {
  const { disk, index } = vault;
  index.sweep();
  const into = folderFor(vault, parent);
  const name = safeName(content.title);
  const marker: Marker = {
    key: content.key,
    id: opId,
    type: content.type === "database" ? "database" : content.hasChildren ? "folder" : "page",
  };
  const place = join(into, hasFolder(marker) ? name : `${name}.md`);
  const note = hasFolder(marker) ? join(place, `${name}.md`) : place;
  const holder = takenBy(into, name);
  if (holder !== null) throw nameTaken(disk, holder);
  assertWritable(disk, place);
  const files = new Map([[`${name}.md`, noteText(vault, content, marker, note, links)]]);
  if (content.schema) files.set(`${name}.base`, composeBase(content.schema, content.language));
  const made = onDisk(disk, place, () =>
    hasFolder(marker) ? createFolder(place, files) : createFile(place, files.get(`${name}.md`) ?? ""),
  );
  if (!made) throw nameTaken(disk, place);
  const node = nodeAt(note, marker);
  index.remember(node);
  return written(disk, node);
}

/** The node that a create with this opId made, looked for where it would be before the whole vault is walked. */
export function findCreatedPage(vault: Vault, parent: RemoteId | null, opId: string): Written | null {
  const { disk, index } = vault;
  const known = index.known().find((node) => node.id === opId);
  if (known !== undefined) {
    const node = index.find(opId);
    if (node !== null) return written(disk, node);
  }
  const folder = parent === null ? disk.root : (index.find(parent)?.folder ?? null);
  const node = folder === null ? null : childWithId(folder, opId);
  if (node === null) return null;
  index.remember(node);
  return written(disk, node);
}

/** Retitles a node and rewrites its managed blocks. See the port. */
export function updatePage(vault: Vault, id: RemoteId, change: NodeChange, links: LinkResolver): Written {
  const { disk, index } = vault;
  index.sweep();
  let node = index.get(id);
  assertWritable(disk, node.note);
  if (change.title !== undefined)
    node = renamePage(vault, node, dirname(placeOf(node)), safeName(change.title));
  if (change.blocks !== undefined) {
    const contents = new Map(
      change.blocks.map((block) => [block.id, markdown(vault, block.blocks, node.note, links).trimEnd()]),
    );
    rewriteBlocks(disk, node.note, contents);
  }
  return written(disk, node);
}

/** Moves a node with everything in it; where its name is taken, its key is added. See the port. */
export function movePage(vault: Vault, id: RemoteId, newParent: RemoteId | null): Written {
  const { disk, index } = vault;
  index.sweep();
  const node = index.get(id);
  if ((index.ownerOf(node.folder ?? node.note)?.id ?? null) === newParent) return written(disk, node);
  const into = folderFor(vault, newParent);
  const place = placeOf(node);
  if (`${into}${sep}`.startsWith(`${place}${sep}`)) throw intoItself(disk, place);
  assertWritable(disk, place);
  const name = takenBy(into, node.title) === null ? node.title : safeName(node.title, ` (${node.key})`);
  return written(disk, renamePage(vault, node, into, name));
}

/** Where a node lies: its folder, or its file. */
const placeOf = (node: FoundNode): string => node.folder ?? node.note;

/**
 * Gives a node a place and a name. The folder goes last, because its name is the title: a run that is killed
 * between the steps leaves the old title, and the repeat goes on where it stopped.
 */
function renamePage(vault: Vault, node: FoundNode, into: string, name: string): FoundNode {
  const { disk, index } = vault;
  const from = placeOf(node);
  const to = join(into, node.folder === null ? `${name}.md` : name);
  const holder = takenBy(into, name, from);
  if (holder !== null) throw nameTaken(disk, holder);
  assertWritable(disk, to);
  const note = node.folder === null ? from : renameInside(vault, node, node.folder, name);
  if (from !== to) onDisk(disk, to, () => renameSync(from, to));
  if (node.folder !== null) index.moved(from, to);
  const moved = nodeAt(node.folder === null ? to : join(to, basename(note)), node);
  index.remember(moved);
  return moved;
}

/** The note and the table take the folder's name, as long as nothing of a person's has it. */
function renameInside({ disk }: Vault, node: FoundNode, folder: string, name: string): string {
  const oldStem = basename(node.note).slice(0, -3);
  const note = join(folder, `${name}.md`);
  const isFree = (path: string) =>
    foldName(basename(path)) === foldName(`${oldStem}.md`) || !existsSync(path);
  if (note === node.note || !isFree(note)) return node.note;
  const table = [join(folder, `${oldStem}.base`), join(folder, `${basename(folder)}.base`)].find(existsSync);
  const newTable = join(folder, `${name}.base`);
  onDisk(disk, note, () => {
    if (table !== undefined && !existsSync(newTable)) {
      renameSync(table, newTable);
      const link = (language: "ja" | "en") => tableLink(note, newTable, language);
      const old = findBlocks(readFileSync(node.note, "utf8")).find((block) => block.id === TABLE_BLOCK);
      const language = old?.content.includes("Open as") === true ? "en" : "ja";
      rewriteBlocks(disk, node.note, new Map([[TABLE_BLOCK, link(language)]]));
    }
    renameSync(node.note, note);
  });
  return note;
}

function rewriteBlocks(disk: Disk, note: string, contents: ReadonlyMap<string, string>): void {
  onDisk(disk, note, () => {
    const text = readFileSync(note, "utf8");
    const changed = replaceBlocks(text, contents);
    if (changed !== text) replaceFile(note, changed);
  });
}

function noteText(
  vault: Vault,
  content: NodeContent,
  marker: Marker,
  note: string,
  links: LinkResolver,
): string {
  const body = markdown(vault, content.blocks, note, links);
  const parts = [`---\n${markerLines(marker).join("\n")}\n---\n`, body];
  if (content.schema) {
    const base = `${note.slice(0, -3)}.base`;
    parts.push(`${markBlock(TABLE_BLOCK, tableLink(note, base, content.language))}\n`);
  }
  return parts.filter((part) => part !== "").join("\n");
}

function markdown(vault: Vault, blocks: readonly Block[], note: string, links: LinkResolver): string {
  return toMarkdown(blocks, {
    link: linkFrom(note, vault.disk, vault.index, links),
    managed: (block, content) => markBlock(block.id, content),
  });
}

/** The folder that a parent's children lie in. A page that had no children until now becomes a folder. */
function folderFor(vault: Vault, parent: RemoteId | null): string {
  const { disk, index } = vault;
  if (parent === null) {
    assertWritable(disk, join(disk.root, "_"));
    onDisk(disk, disk.root, () => mkdirSync(disk.root, { recursive: true }));
    return disk.root;
  }
  const node = index.get(parent);
  return node.folder ?? becomeFolder(vault, node);
}

/** The old file goes last: a run that is killed in between leaves two notes, of which the folder's counts. */
function becomeFolder({ disk, index }: Vault, node: FoundNode): string {
  const folder = join(dirname(node.note), node.title);
  assertWritable(disk, folder);
  const name = basename(node.note);
  const made = onDisk(disk, folder, () => {
    const text = readFileSync(node.note, "utf8").replace(/^(kakehashi\.type:[ \t]+)page/mu, "$1folder");
    return createFolder(folder, new Map([[name, text]]));
  });
  if (!made) throw nameTaken(disk, folder);
  onDisk(disk, node.note, () => rmSync(node.note));
  index.remember(nodeAt(join(folder, name), { ...node, type: "folder" }));
  return folder;
}

/** What has this name in a folder, as file or folder, in any case or width; `except` does not count. */
function takenBy(folder: string, name: string, except?: string): string | null {
  const folded = foldName(name);
  const taken = listNames(folder).find(
    (other) =>
      !other.startsWith(".") &&
      (foldName(other) === folded || foldName(markdownStem(other) ?? "") === folded) &&
      join(folder, other) !== except,
  );
  return taken === undefined ? null : join(folder, taken);
}

function childWithId(folder: string, opId: string): FoundNode | null {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name.startsWith(".")) continue;
    const path = join(folder, entry.name);
    const notes = entry.isDirectory()
      ? listNames(path).map((name) => join(path, name))
      : entry.isFile()
        ? [path]
        : [];
    for (const note of notes.filter((one) => markdownStem(one) !== null)) {
      const marker = tryMarker(note);
      if (marker?.id === opId) return nodeAt(note, marker);
    }
  }
  return null;
}

function tryMarker(note: string): Marker | null {
  try {
    return readMarker(note);
  } catch {
    return null;
  }
}

function written(disk: Disk, node: FoundNode): Written {
  return {
    remoteId: node.id,
    title: node.title,
    location: toLocation(disk, node.note),
    url: toUrl(node.note),
  };
}

function onDisk<T>(disk: Disk, path: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw diskError(disk, path, error);
  }
}
