import { statSync } from "node:fs";
import { basename, dirname } from "node:path";

import type { DatabaseRef } from "../workspace.ts";
import { sweepTemps } from "./atomic-write.ts";
import type { Disk } from "./disk.ts";
import { foldName } from "./names.ts";
import { parseMarker } from "./node-marker.ts";
import { listRowFiles, readText, stampOf } from "./row-files.ts";
import { findRowId } from "./row-text.ts";

/**
 * 管理ID → files of one database, for writing many rows without reading the folder for each. People may add and
 * rename in between, so before "not there" is believed, the folders' own stamps are compared.
 */
export interface RowIndex {
  /** Files that carry this 管理ID, best first. Looked at again on disk before they are returned. */
  readonly find: (id: string) => readonly string[];
  /** True if a file of the database's folder has this name, in any case or width. */
  readonly isTaken: (fileName: string) => boolean;
  /** After our own write. */
  readonly wrote: (path: string, id: string) => void;
  readonly removed: (path: string) => void;
}

interface KnownFile {
  readonly stamp: string;
  readonly id: string | null;
}

export function createRowIndex(disk: Disk, folder: string, db: DatabaseRef): RowIndex {
  let files = new Map<string, KnownFile>();
  let byId = new Map<string, string[]>();
  let names = new Set<string>();
  let folders = new Map<string, string>();

  const refresh = () => {
    const next = new Map<string, KnownFile>();
    byId = new Map();
    names = new Set();
    folders = new Map([[folder, folderStamp(folder)]]);
    for (const path of listRowFiles(disk, folder).paths) {
      const place = dirname(path);
      if (!folders.has(place)) folders.set(place, folderStamp(place));
      const file = lookAt(path, db, files.get(path));
      if (place === folder) names.add(foldName(basename(path)));
      if (file === null) continue;
      next.set(path, file);
      if (file.id !== null) byId.set(file.id, [...(byId.get(file.id) ?? []), path]);
    }
    files = next;
  };
  const isFresh = () =>
    folders.size > 0 && [...folders].every(([path, stamp]) => folderStamp(path) === stamp);
  const confirmed = (id: string) =>
    (byId.get(id) ?? []).filter((path) => lookAt(path, db, files.get(path))?.id === id);

  sweepTemps(folder, disk.now());
  return {
    find: (id) => {
      const known = isFresh() ? confirmed(id) : [];
      if (known.length > 0 || (isFresh() && !byId.has(id))) return known;
      refresh();
      return confirmed(id);
    },
    isTaken: (fileName) => {
      if (!isFresh()) refresh();
      return names.has(foldName(fileName));
    },
    wrote: (path, id) => {
      files.set(path, { stamp: stampOf(path)?.text ?? "", id });
      const paths = byId.get(id) ?? [];
      if (!paths.includes(path)) byId.set(id, [...paths, path]);
      if (dirname(path) === folder) names.add(foldName(basename(path)));
      if (folders.has(dirname(path))) folders.set(dirname(path), folderStamp(dirname(path)));
    },
    removed: (path) => {
      const id = files.get(path)?.id;
      files.delete(path);
      if (id)
        byId.set(
          id,
          (byId.get(id) ?? []).filter((one) => one !== path),
        );
      folders.clear();
    },
  };
}

/** The file as it is now, read only if its stamp is not the known one. */
function lookAt(path: string, db: DatabaseRef, known: KnownFile | undefined): KnownFile | null {
  const stamp = stampOf(path)?.text;
  if (stamp === undefined) return null;
  if (known?.stamp === stamp) return known;
  const file = readText(path);
  if (file === null) return null;
  const text = file.ok ? file.text : file.salvaged;
  return { stamp, id: parseMarker(text) === null ? findRowId(text, db.schema.fields) : null };
}

/** Changes whenever a name in the folder comes, goes or changes. */
function folderStamp(folder: string): string {
  const stat = statSync(folder, { bigint: true, throwIfNoEntry: false });
  return stat === undefined ? "gone" : `${stat.mtimeNs}-${stat.ctimeNs}-${stat.ino}`;
}
