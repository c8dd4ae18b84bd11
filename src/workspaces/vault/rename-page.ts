import { existsSync, readFileSync, renameSync } from "node:fs";
import { basename, join } from "node:path";

import { replaceFile } from "./atomic-write.ts";
import { TABLE_BLOCK, tableLink } from "./base-file.ts";
import { assertWritable, type Disk } from "./disk.ts";
import { findBlocks, replaceBlocks } from "./managed-blocks.ts";
import { foldName } from "./names.ts";
import { nameTaken } from "./page-conflicts.ts";
import { takenBy } from "./page-folder.ts";
import { nodeAt, placeOf, type FoundNode } from "./scan.ts";
import { onDisk, type Vault } from "./vault.ts";

/**
 * Gives a node a place and a name. The folder goes last, because its name is the title: a run that is killed
 * between the steps leaves the old title, and the repeat goes on where it stopped.
 */
export function renamePage(vault: Vault, node: FoundNode, into: string, name: string): FoundNode {
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
  const newTable = join(folder, `${name}.base`);
  const tables = [`${oldStem}.base`, `${basename(folder)}.base`].map((one) => join(folder, one));
  const table = existsSync(newTable) ? undefined : tables.find(existsSync);
  onDisk(disk, note, () => {
    if (table !== undefined) {
      pointToTable(disk, node.note, note, newTable);
      renameSync(table, newTable);
    }
    renameSync(node.note, note);
  });
  return note;
}

/** The note's link to its table, in the language that it was written in. */
function pointToTable(disk: Disk, now: string, note: string, table: string): void {
  const old = findBlocks(readFileSync(now, "utf8")).find((block) => block.id === TABLE_BLOCK);
  const link = (["ja", "en"] as const)
    .map((language) => tableLink(note, table, language))
    .find((text) => old?.content.includes(text.slice(0, text.indexOf("]("))));
  if (link !== undefined) rewriteBlocks(disk, now, new Map([[TABLE_BLOCK, link]]));
}

/** Rewrites managed blocks of a note; the file is not touched if nothing changes. */
export function rewriteBlocks(disk: Disk, note: string, contents: ReadonlyMap<string, string>): void {
  onDisk(disk, note, () => {
    const text = readFileSync(note, "utf8");
    const changed = replaceBlocks(text, contents);
    if (changed !== text) replaceFile(note, changed);
  });
}
