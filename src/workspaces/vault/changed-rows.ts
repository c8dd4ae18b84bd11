import { createHash } from "node:crypto";
import { basename, sep } from "node:path";
import { deflateRawSync, inflateRawSync } from "node:zlib";

import { parseFrontMatter } from "../../content/front-matter.ts";
import type { BrokenRow, ChangedRows, DatabaseRef, ReadRow, RemoteId, RowIds } from "../workspace.ts";
import { fromLocation, toLocation, toUrl, type Disk } from "./disk.ts";
import { markdownStem } from "./names.ts";
import { parseMarker } from "./node-marker.ts";
import { listRowFiles, readText, stampOf, type Stamp } from "./row-files.ts";
import { findRowId, readRowText } from "./row-text.ts";
import { refusedLink } from "./scan.ts";

/**
 * Rows whose file has another stamp than at the last reading. The stamp holds the change time that the system
 * keeps and no program can set, so copying an older file over a row is seen too.
 */
export async function readChangedRows(
  disk: Disk,
  folder: string,
  db: DatabaseRef,
  since: string | null,
): Promise<ChangedRows> {
  const before = parseCursor(since);
  const cursor = new Map<string, string>();
  const rows: ReadRow[] = [];
  const files = listRowFiles(disk, folder);
  const broken: BrokenRow[] = files.refused.map((path) => ({
    remoteId: toLocation(disk, path),
    id: null,
    location: toLocation(disk, path),
    reason: refusedLink(disk, path),
  }));
  const started = disk.now();
  for (const [index, path] of files.paths.entries()) {
    if (index % 500 === 499) await pause();
    const stamp = stampOf(path);
    if (stamp === null) continue;
    const location = toLocation(disk, path);
    const short = shorten(stamp);
    const known = before.get(location) === short;
    const row = known ? null : readRow(path, location, db, stamp);
    if (row !== null && "reason" in row) broken.push(row);
    else if (row !== null) rows.push(row);
    const isBroken = row !== null && "reason" in row;
    if (!isBroken && started - stamp.changedMs >= RACY_MS) cursor.set(location, short);
  }
  return { rows, broken, cursor: () => composeCursor(cursor) };
}

/** These rows as they are now; what lies outside the database's folder, or is gone, is left out. */
export function readSomeRows(
  disk: Disk,
  folder: string,
  db: DatabaseRef,
  wanted: readonly RemoteId[],
): Omit<ChangedRows, "cursor"> {
  const rows: ReadRow[] = [];
  const broken: BrokenRow[] = [];
  for (const remoteId of wanted) {
    const path = fromLocation(disk, remoteId);
    const isRow = path?.startsWith(folder + sep) === true && markdownStem(path) !== null;
    const stamp = isRow ? stampOf(path) : null;
    const row = stamp === null || path === null ? null : readRow(path, remoteId, db, stamp);
    if (row !== null && "reason" in row) broken.push(row);
    else if (row !== null) rows.push(row);
  }
  return { rows, broken };
}

/** A change right after our look may get the same time stamp on a coarse clock, so young files are read again. */
const RACY_MS = 2000;

/** Lets the server answer in between. */
const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Every row with its 管理ID, readable or not. */
export async function readRowIds(disk: Disk, folder: string, db: DatabaseRef): Promise<RowIds> {
  const files = listRowFiles(disk, folder);
  const ids: { remoteId: string; id: string | null }[] = files.refused.map((path) => ({
    remoteId: toLocation(disk, path),
    id: null,
  }));
  for (const [index, path] of files.paths.entries()) {
    if (index % 500 === 499) await pause();
    const file = readText(path);
    if (file === null) continue;
    const text = file.ok ? file.text : file.salvaged;
    if (parseMarker(text) !== null) continue;
    ids.push({ remoteId: toLocation(disk, path), id: findRowId(text, db.schema.fields) });
  }
  return { ids, complete: files.complete };
}

/** One row, or why it cannot be read; null for a file that is gone, or is the note of a node. */
function readRow(path: string, location: string, db: DatabaseRef, stamp: Stamp): ReadRow | BrokenRow | null {
  const file = readText(path);
  if (file === null) return null;
  const { fields } = db.schema;
  if (!file.ok) {
    const { reason, line, salvaged } = file;
    const id = findRowId(salvaged, fields);
    return { remoteId: location, location, id, reason, ...(line === undefined ? {} : { line }) };
  }
  if (parseMarker(file.text) !== null) return null;
  const parsed = parseFrontMatter(file.text);
  if (!parsed.ok) {
    const { line, message } = parsed.error;
    return { remoteId: location, location, id: findRowId(file.text, fields), line, reason: message };
  }
  const stem = (markdownStem(basename(path)) ?? "").normalize("NFC");
  return {
    remoteId: location,
    ...readRowText(parsed, fields, stem),
    revision: revisionOf(file.bytes),
    updatedAt: new Date(stamp.modifiedMs).toISOString(),
    location,
    url: toUrl(path),
  };
}

/** Of the bytes, so that a file that was only touched keeps its revision. */
export const revisionOf = (content: Buffer | string): string =>
  createHash("sha256").update(content).digest("hex").slice(0, 16);

const shorten = (stamp: Stamp): string =>
  createHash("sha256").update(stamp.text).digest("base64url").slice(0, 10);

const VERSION = "v1:";

function composeCursor(stamps: ReadonlyMap<string, string>): string {
  return VERSION + deflateRawSync(JSON.stringify([...stamps].sort(byPath))).toString("base64");
}

const byPath = (a: readonly [string, string], b: readonly [string, string]): number => (a[0] < b[0] ? -1 : 1);

/** A cursor that is not ours means: read everything. */
function parseCursor(cursor: string | null): Map<string, string> {
  if (cursor === null || !cursor.startsWith(VERSION)) return new Map();
  try {
    const text = inflateRawSync(Buffer.from(cursor.slice(VERSION.length), "base64")).toString();
    const pairs: unknown = JSON.parse(text);
    return new Map(Array.isArray(pairs) ? pairs.map(([path, stamp]) => [String(path), String(stamp)]) : []);
  } catch {
    return new Map();
  }
}
