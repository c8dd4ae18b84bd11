import { createHash, randomBytes } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { hostname } from "node:os";
import { dirname, join } from "node:path";

import { errorCode } from "./disk.ts";

/**
 * Whole or not at all: everything is first written under a temporary name in the same folder, forced to disk,
 * and then takes its place in one step. A temporary name says which process made it, so that what a killed
 * process left behind can be told from what another one is just writing.
 */

export const TEMP_PREFIX = ".kakehashi-";
const HOST = createHash("sha256").update(hostname()).digest("hex").slice(0, 6);
/** What another machine left is only taken for dead when it is old. */
const STALE_MS = 60 * 60 * 1000;
const mine = new Set<string>();

function tempPath(folder: string): string {
  const path = join(folder, `${TEMP_PREFIX}${HOST}-${process.pid}-${randomBytes(6).toString("hex")}`);
  mine.add(path);
  return path;
}

function dropTemp(path: string): void {
  rmSync(path, { recursive: true, force: true });
  mine.delete(path);
}

function writeDown(path: string, text: string, mode = 0o666): void {
  const file = openSync(path, "wx", mode);
  try {
    const bytes = Buffer.from(text);
    for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Replaces a file (or makes it), keeping its permissions. */
export function replaceFile(path: string, text: string): void {
  const temp = tempPath(dirname(path));
  try {
    const mode = lstatSync(path, { throwIfNoEntry: false })?.mode;
    writeDown(temp, text, mode === undefined ? undefined : mode & 0o777);
    renameSync(temp, path);
  } finally {
    dropTemp(temp);
  }
}

/** Makes a file; false, and nothing changed, if the name is taken. */
export function createFile(path: string, text: string): boolean {
  const temp = tempPath(dirname(path));
  try {
    writeDown(temp, text);
    linkSync(temp, path);
    return true;
  } catch (error) {
    const code = errorCode(error);
    if (code === "EEXIST") return false;
    // Disks without hard links (FAT, some network shares): the check and the step are two, but still whole.
    if (code !== "EPERM" && code !== "ENOTSUP" && code !== "EOPNOTSUPP" && code !== "ENOSYS") throw error;
    if (!existsSync(temp) || existsSync(path)) return false;
    renameSync(temp, path);
    return true;
  } finally {
    dropTemp(temp);
  }
}

/** Makes a folder with these files in it; false, and nothing changed, if the name is taken. */
export function createFolder(path: string, files: ReadonlyMap<string, string>): boolean {
  const temp = tempPath(dirname(path));
  try {
    mkdirSync(temp);
    for (const [name, text] of files) writeDown(join(temp, name), text);
    // An empty folder of that name would silently be replaced.
    if (existsSync(path)) return false;
    renameSync(temp, path);
    return true;
  } catch (error) {
    if (["ENOTEMPTY", "EEXIST", "ENOTDIR"].includes(errorCode(error) ?? "")) return false;
    throw error;
  } finally {
    dropTemp(temp);
  }
}

/** Removes what killed runs left in a folder. Files of people never start with our prefix and host. */
export function sweepTemps(folder: string, now: number): void {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return;
  }
  for (const name of names) if (isLeftOver(folder, name, now)) dropTemp(join(folder, name));
}

function isLeftOver(folder: string, name: string, now: number): boolean {
  const match = /^\.kakehashi-([0-9a-f]{6})-(\d+)-[0-9a-f]{12}$/u.exec(name);
  const path = join(folder, name);
  if (match === null || mine.has(path)) return false;
  if (match[1] === HOST && !isAlive(Number(match[2]))) return true;
  const stat = lstatSync(path, { throwIfNoEntry: false });
  return stat !== undefined && now - stat.mtimeMs > STALE_MS;
}

function isAlive(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === "EPERM";
  }
}
