import { lstatSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

import { parseFrontMatter } from "../../content/front-matter.ts";
import { toMarkdown } from "../../content/to-markdown.ts";
import { AppError } from "../../errors.ts";
import type { Text } from "../../language.ts";
import type {
  DatabaseRef,
  GeneratedPage,
  LinkResolver,
  RowOutcome,
  RowWrite,
  RowWritten,
  Values,
} from "../workspace.ts";
import { createFile, replaceFile } from "./atomic-write.ts";
import { revisionOf } from "./changed-rows.ts";
import { assertWritable, diskError, fromLocation, toLocation, toUrl, type Disk } from "./disk.ts";
import { linkFrom } from "./link-address.ts";
import { markdownStem, safeName } from "./names.ts";
import type { NodeIndex } from "./node-index.ts";
import { readText } from "./row-files.ts";
import type { RowIndex } from "./row-index.ts";
import { onDisk } from "./vault.ts";
import { composeGenerated, composeRow, editRow, findRowId, isGenerated } from "./row-text.ts";

/** A database on disk, with what is known of its rows. */
export interface OpenDatabase {
  readonly disk: Disk;
  readonly ref: DatabaseRef;
  readonly folder: string;
  readonly rows: RowIndex;
}

/** Creates or changes one row. See the port. */
export function writeRow(db: OpenDatabase, row: RowWrite): RowWritten {
  const path = findRow(db, row);
  if (path !== null) return changeRow(db, path, row);
  if (row.remoteId !== undefined) return gone(db, row.remoteId);
  const text = composeRow(db.ref, row.id, row.values, row.body ?? "");
  return addFile(db, row.id, row.values, () => text);
}

/** The file to change: the named one unless it is another row by now, else the one that carries the 管理ID. */
function findRow(db: OpenDatabase, row: RowWrite): string | null {
  const named = row.remoteId === undefined ? null : fromLocation(db.disk, row.remoteId);
  if (named !== null && markdownStem(named) !== null) {
    const file = readText(named);
    const text = file === null ? "" : file.ok ? file.text : file.salvaged;
    const id = findRowId(text, db.ref.schema.fields);
    if (file !== null && (id === null || id === row.id.normalize("NFC"))) return named;
  }
  return db.rows.find(row.id.normalize("NFC"))[0] ?? null;
}

function changeRow(db: OpenDatabase, path: string, row: RowWrite): RowWritten {
  assertWritable(db.disk, path);
  const file = readText(path);
  if (file === null) return gone(db, toLocation(db.disk, path));
  if (row.ifRevision !== undefined && (!file.ok || revisionOf(file.bytes) !== row.ifRevision)) {
    return written(db, path, "stale", file.ok ? file.bytes : file.salvaged);
  }
  if (!file.ok) throw unreadable(db, path, file.line, file.reason);
  const parsed = parseFrontMatter(file.text);
  if (!parsed.ok) throw unreadable(db, path, parsed.error.line, parsed.error.message);
  const stem = (markdownStem(basename(path)) ?? "").normalize("NFC");
  const change = { id: row.id, values: row.values, body: row.body };
  const text = editRow(file.text, parsed, db.ref, stem, change);
  if (text === file.text) return written(db, path, "unchanged", file.bytes);
  onDisk(db.disk, path, () => replaceFile(path, text));
  db.rows.wrote(path, row.id.normalize("NFC"));
  return written(db, path, "updated", text);
}

/** Creates or replaces a generated row. See the port. */
export function putRow(
  db: OpenDatabase,
  page: GeneratedPage,
  index: NodeIndex,
  links: LinkResolver,
): RowWritten {
  const compose = (path: string) =>
    composeGenerated(
      db.ref,
      page.id,
      ownLinks(db, page.values),
      toMarkdown(page.blocks, { link: linkFrom(path, db.disk, index, links) }),
    );
  const [path, ...twins] = findGenerated(db, page.id);
  if (path === undefined) return addFile(db, page.id, page.values, compose);
  for (const twin of twins) removeFile(db, twin);
  assertWritable(db.disk, path);
  if (isNamedFor(db, path, page)) {
    const text = compose(path);
    const file = readText(path);
    if (file?.ok === true && file.text === text) return written(db, path, "unchanged", text);
    onDisk(db.disk, path, () => replaceFile(path, text));
    db.rows.wrote(path, page.id.normalize("NFC"));
    return written(db, path, "updated", text);
  }
  // The new name first: a run that is killed in between leaves two files of one id, and the repeat drops one.
  const added = addFile(db, page.id, page.values, compose);
  removeFile(db, path);
  return { ...added, outcome: "updated" };
}

/** An address inside the vault as a link that Obsidian follows on every machine, not only on this one. */
function ownLinks({ disk, ref }: OpenDatabase, values: Values): Values {
  const linked = ref.schema.fields.flatMap(({ name, type }) => {
    const value = type === "url" ? values[name] : undefined;
    if (typeof value !== "string" || !value.startsWith("file:")) return [];
    const location = toLocation(disk, fileURLToPath(value));
    return [[name, `[[${location}|${basename(location).slice(0, -3)}]]`] as const];
  });
  return { ...values, ...Object.fromEntries(linked) };
}

/** Takes a generated row away. See the port. */
export function withdrawRow(db: OpenDatabase, id: string): void {
  for (const path of findGenerated(db, id)) {
    assertWritable(db.disk, path);
    removeFile(db, path);
  }
}

/** Our own files with this 管理ID, never a person's. */
function findGenerated(db: OpenDatabase, id: string): string[] {
  return db.rows.find(id.normalize("NFC")).filter((path) => {
    const file = readText(path);
    return file?.ok === true && isGenerated(file.text);
  });
}

function removeFile(db: OpenDatabase, path: string): void {
  onDisk(db.disk, path, () => rmSync(path, { force: true }));
  db.rows.removed(path);
}

function isNamedFor(db: OpenDatabase, path: string, page: GeneratedPage): boolean {
  const name = basename(path).normalize("NFC");
  for (const choice of nameChoices(db, page.id, page.values)) if (choice === name) return true;
  return false;
}

/** The names that a row may get, best first: its title, with its 管理ID where that is taken, then with a number. */
function* nameChoices(db: OpenDatabase, id: string, values: Values): Generator<string, void> {
  const field = db.ref.schema.fields.find((one) => one.type === "title");
  const title = field === undefined ? undefined : values[field.name];
  const base = title === undefined || String(title).trim() === "" ? id : String(title);
  yield `${safeName(base)}.md`;
  yield `${safeName(base, ` (${id})`)}.md`;
  for (let number = 2; number <= MAX_TRIES; number += 1) yield `${safeName(base, ` (${id}) ${number}`)}.md`;
}

const MAX_TRIES = 50;

function addFile(
  db: OpenDatabase,
  id: string,
  values: Values,
  compose: (path: string) => string,
): RowWritten {
  for (const name of nameChoices(db, id, values)) {
    const path = join(db.folder, name);
    if (db.rows.isTaken(name) || isLink(path)) continue;
    assertWritable(db.disk, path);
    const text = compose(path);
    if (!onDisk(db.disk, path, () => createFile(path, text))) continue;
    db.rows.wrote(path, id.normalize("NFC"));
    return written(db, path, "created", text);
  }
  throw diskError(db.disk, join(db.folder, safeName(id)), new Error("no free file name"));
}

/** A link is somebody's, wherever it leads; its name is taken. */
const isLink = (path: string): boolean =>
  lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;

function written(db: OpenDatabase, path: string, outcome: RowOutcome, content: Buffer | string): RowWritten {
  const location = toLocation(db.disk, path);
  return { outcome, remoteId: location, revision: revisionOf(content), url: toUrl(path), location };
}

/** A row that someone took away since it was read counts as changed: nothing is written. */
function gone(db: OpenDatabase, remoteId: string): RowWritten {
  const url = toUrl(join(db.disk.dir, remoteId));
  return { outcome: "stale", remoteId, revision: "", url, location: remoteId };
}

function unreadable(db: OpenDatabase, path: string, line: number | undefined, reason: Text): AppError {
  const place = toLocation(db.disk, path) + (line === undefined ? "" : `:${line}`);
  return new AppError(
    "invalid_input",
    { ja: `${place} ${reason.ja}`, en: `${place} ${reason.en}` },
    {
      hint: {
        ja: "ファイルを直してから、もう一度実行してください",
        en: "Mend the file, then run the command again",
      },
    },
  );
}
