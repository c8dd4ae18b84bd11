import { existsSync, readdirSync } from "node:fs";
import { dirname, join, sep } from "node:path";

import type { LinkResolver, NodeChange, NodeContent, RemoteId, Written } from "../workspace.ts";
import { createFile, createFolder } from "./atomic-write.ts";
import { composeBase } from "./base-file.ts";
import { carryLinks } from "./carry-links.ts";
import { assertWritable, listNames, toLocation, toUrl, type Disk } from "./disk.ts";
import { markdownStem, safeName } from "./names.ts";
import { hasFolder, readMarker, type Marker } from "./node-marker.ts";
import { intoItself, nameTaken } from "./page-conflicts.ts";
import { folderFor, takenBy } from "./page-folder.ts";
import { markdown, noteText } from "./page-text.ts";
import { renamePage, rewriteBlocks } from "./rename-page.ts";
import { nodeAt, placeOf, type FoundNode } from "./scan.ts";
import { onDisk, type Vault } from "./vault.ts";

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
  if ((index.ownerOf(placeOf(node))?.id ?? null) === newParent) return written(disk, node);
  const into = folderFor(vault, newParent);
  const place = placeOf(node);
  if (`${into}${sep}`.startsWith(`${place}${sep}`)) throw intoItself(disk, place);
  assertWritable(disk, place);
  const name = takenBy(into, node.title) === null ? node.title : safeName(node.title, ` (${node.key})`);
  carryLinks(vault, node, join(into, node.folder === null ? `${name}.md` : name));
  return written(disk, renamePage(vault, node, into, name));
}

function childWithId(folder: string, opId: string): FoundNode | null {
  if (!existsSync(folder)) return null;
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
