import { readdirSync, readFileSync, statSync, type Dirent } from "node:fs";
import { join } from "node:path";

import type { Text } from "../../language.ts";
import { errorCode, type Disk } from "./disk.ts";
import { markdownStem } from "./names.ts";
import { hasFolder, readMarker, type Marker } from "./node-marker.ts";
import { leavesVault } from "./scan.ts";

/** The files of a database: every note below its folder that is no node, people's subfolders included. */
export interface RowFiles {
  readonly paths: readonly string[];
  /** Links that leave the vault: there, but never read. */
  readonly refused: readonly string[];
  readonly complete: boolean;
}

export function listRowFiles(disk: Disk, folder: string): RowFiles {
  const found = { paths: [] as string[], refused: [] as string[], complete: true };
  collect(disk, folder, found, true);
  return found;
}

function collect(
  disk: Disk,
  folder: string,
  found: { paths: string[]; refused: string[]; complete: boolean },
  isTop: boolean,
): void {
  let list: Dirent[];
  try {
    list = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (isTop || errorCode(error) !== "ENOENT") found.complete = false;
    return;
  }
  const notes = list.filter((entry) => !entry.name.startsWith(".") && markdownStem(entry.name) !== null);
  // A folder below with a node of its own is that node's, not ours.
  if (!isTop && notes.some((entry) => entry.isFile() && ownsFolder(join(folder, entry.name)))) return;
  for (const entry of notes) {
    const path = join(folder, entry.name);
    if (entry.isFile()) found.paths.push(path);
    else if (entry.isSymbolicLink() && leavesVault(disk, path)) found.refused.push(path);
  }
  for (const entry of list) {
    if (!entry.isDirectory() || entry.name.startsWith(".")) continue;
    collect(disk, join(folder, entry.name), found, false);
  }
}

function ownsFolder(note: string): boolean {
  const marker = tryMarker(note);
  return marker !== null && hasFolder(marker);
}

function tryMarker(note: string): Marker | null {
  try {
    return readMarker(note);
  } catch {
    return null;
  }
}

/** What changes whenever a file is written, without reading it. */
export interface Stamp {
  readonly text: string;
  readonly changedMs: number;
  readonly modifiedMs: number;
}

/** Null if the file is gone. */
export function stampOf(path: string): Stamp | null {
  const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
  if (stat === undefined || !stat.isFile()) return null;
  return {
    text: `${stat.ctimeNs.toString(36)}-${stat.size.toString(36)}-${stat.ino.toString(36)}`,
    changedMs: Number(stat.ctimeNs / 1_000_000n),
    modifiedMs: Number(stat.mtimeNs / 1_000_000n),
  };
}

export type FileText =
  | { readonly ok: true; readonly text: string; readonly bytes: Buffer }
  /** `salvaged` is the readable part of a file that is not valid UTF-8. */
  | { readonly ok: false; readonly reason: Text; readonly line?: number; readonly salvaged: string };

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Reads a note whole; what cannot be read comes with a reason instead of an exception. Null if it is gone. */
export function readText(path: string): FileText | null {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    const code = errorCode(error);
    if (code === "ENOENT") return null;
    return {
      ok: false,
      salvaged: "",
      reason: { ja: `ファイルを読めません(${code ?? "?"})`, en: `the file cannot be read (${code ?? "?"})` },
    };
  }
  try {
    return { ok: true, text: utf8.decode(bytes), bytes };
  } catch {
    const salvaged = bytes.toString("utf8");
    const line = salvaged.slice(0, salvaged.indexOf("\uFFFD")).split("\n").length;
    return {
      ok: false,
      salvaged,
      line,
      reason: {
        ja: "文字コードが UTF-8 ではありません。UTF-8 で保存し直してください",
        en: "the file is not UTF-8; save it again as UTF-8",
      },
    };
  }
}
