import type { Capabilities, DatabaseRef, Workspace } from "../workspace.ts";
import { readChangedRows, readRowIds, readSomeRows } from "./changed-rows.ts";
import { checkVault } from "./check-vault.ts";
import { openDisk } from "./disk.ts";
import { createNodeIndex } from "./node-index.ts";
import { createPage, findCreatedPage, movePage, updatePage } from "./pages.ts";
import { readTree } from "./read-tree.ts";
import { createRowIndex, type RowIndex } from "./row-index.ts";
import { noFolder } from "./page-conflicts.ts";
import { putRow, withdrawRow, writeRow, type OpenDatabase } from "./write-row.ts";

export interface VaultOptions {
  /** The vault: a folder, which may not exist yet. */
  readonly dir: string;
  /** Folder inside it that the tree hangs in; none = the vault itself. */
  readonly root?: string | undefined;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

const CAPABILITIES: Capabilities = {
  listsChildren: false,
  views: true,
  typedProperties: false,
  linksFollow: false,
  uniqueTitles: "parent",
  bulkReading: true,
  databaseText: true,
  showsLate: false,
  freeListing: true,
  parallel: 1,
};

/**
 * The vault: a folder of Markdown files with YAML front matter, which opens in Obsidian or any editor. A page
 * with pages below it, and a database, is a folder with a note of the same name; any other page is one file; a
 * row is a file below its database's folder. Nodes are recognised by the marker in their note, rows by their
 * 管理ID, wherever people moved them. Nothing outside `dir` is ever read or written.
 *
 * Work on the disk is done in one go, so two verbs of one process never run into each other.
 */
export function openVault(options: VaultOptions): Workspace {
  const disk = openDisk(options);
  const index = createNodeIndex(disk);
  const vault = { disk, index };
  const indexes = new Map<string, { folder: string; rows: RowIndex }>();

  const folderOf = (db: DatabaseRef): string => index.get(db.remoteId).folder ?? noFolder(disk, db.remoteId);
  const openDatabase = (ref: DatabaseRef): OpenDatabase => {
    index.sweep();
    const folder = folderOf(ref);
    let known = indexes.get(ref.remoteId);
    if (known === undefined || known.folder !== folder) {
      known = { folder, rows: createRowIndex(disk, folder, ref) };
      indexes.set(ref.remoteId, known);
    }
    return { disk, ref, folder, rows: known.rows };
  };

  return {
    kind: "vault",
    capabilities: CAPABILITIES,
    requests: () => 0,
    check: async () => checkVault(disk),
    readTree: async () => readTree(disk, index),
    create: async (node, parent, opId, links) => createPage(vault, node, parent, opId, links),
    findCreated: async (_, parent, opId) => findCreatedPage(vault, parent, opId),
    update: async (remoteId, change, links) => updatePage(vault, remoteId, change, links),
    move: async (remoteId, newParent) => movePage(vault, remoteId, newParent),
    changedEntries: async (db, since) => readChangedRows(disk, folderOf(db), db, since),
    readRows: async (db, rows) => readSomeRows(disk, folderOf(db), db, rows),
    entryIds: async (db) => {
      // A run that was killed after its last row leaves nothing to write, so writing alone would not clean up.
      index.sweep();
      return readRowIds(disk, folderOf(db), db);
    },
    writeEntry: async (db, row) => writeRow(openDatabase(db), row),
    putPage: async (db, page, links) => putRow(openDatabase(db), page, index, links),
    withdrawPage: async (db, id) => withdrawRow(openDatabase(db), id),
  };
}
