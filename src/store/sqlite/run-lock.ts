import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";

import { SLUG } from "../../model/fields.ts";
import { lockedBy, type LockHolder } from "../locked.ts";
import { asStoreError, cannotOpen, isBusy } from "./failure.ts";

/**
 * A lock that dies with its holder, without a lease or a heartbeat: an exclusive transaction on a small file
 * of its own. The operating system drops it when the process ends, however it ends, and keeps it while the
 * process is merely busy, so a long blocking step cannot lose it and nobody ever has to "steal" one.
 *
 * Who holds it is written beside it, for the message only; the file system lock alone decides.
 */
export function takeRunLock(dataDir: string, partner: string, command: string): AsyncDisposable {
  try {
    return takeLock(dataDir, partner, command);
  } catch (error) {
    throw cannotOpen(path.join(dataDir, "locks"), asStoreError(error));
  }
}

function takeLock(dataDir: string, partner: string, command: string): AsyncDisposable {
  const folder = path.join(dataDir, "locks");
  mkdirSync(folder, { recursive: true });
  const base = path.join(folder, safeName(partner));
  const handle = lockFile(`${base}.sqlite`);
  if (handle === null) throw lockedBy(partner, readHolder(`${base}.json`));

  held.add(handle);
  try {
    writeHolder(`${base}.json`, command);
  } catch (error) {
    release(handle);
    throw error;
  }
  return {
    [Symbol.asyncDispose]: async () => {
      if (!held.has(handle)) return;
      rmSync(`${base}.json`, { force: true });
      release(handle);
    },
  };
}

/** Keeps the handles reachable: a collected handle would free its lock while the holder still works. */
const held = new Set<DatabaseSync>();

function release(handle: DatabaseSync): void {
  held.delete(handle);
  handle.close();
}

function lockFile(file: string): DatabaseSync | null {
  const handle = new DatabaseSync(file, { timeout: 0 });
  try {
    handle.exec("BEGIN EXCLUSIVE");
    return handle;
  } catch (error) {
    handle.close();
    if (isBusy(error)) return null;
    throw error;
  }
}

/** Partner keys are slugs; whatever else arrives here must still not leave the folder. */
function safeName(partner: string): string {
  return SLUG.test(partner) ? partner : `_${createHash("sha256").update(partner).digest("hex")}`;
}

function writeHolder(file: string, command: string): void {
  const holder: LockHolder = { pid: process.pid, host: hostname(), command, since: new Date().toISOString() };
  const temporary = `${file}.${process.pid}.tmp`;
  writeFileSync(temporary, JSON.stringify(holder));
  renameSync(temporary, file);
}

/** Null while the holder has not written it yet. */
function readHolder(file: string): LockHolder | null {
  try {
    const { pid, host, command, since } = JSON.parse(readFileSync(file, "utf8")) as Partial<LockHolder>;
    return { pid: Number(pid), host: String(host), command: String(command), since: String(since) };
  } catch {
    return null;
  }
}
