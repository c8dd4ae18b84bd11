import { randomUUID } from "node:crypto";

import type { Text } from "../language.ts";
import type { Spec } from "../model/spec.ts";
import { parseEntriesKey } from "../spec/keys.ts";
import type { RecordOf, Store, StoredRecord, StoredType } from "../store/store.ts";
import { recordFromRow, rowFromRecord, type RowPlace, type RowType } from "../sync/record-row.ts";
import type {
  BrokenRow,
  DatabaseRef,
  ReadRow,
  RemoteId,
  RowWritten,
  Workspace,
} from "../workspaces/workspace.ts";
import { changedBody, changedValues, conflictText, isSame, mergeRow } from "./merge-row.ts";

/** What an import works with; handed in by the caller. */
export interface ImportDeps {
  readonly workspace: Workspace;
  readonly store: Store;
  readonly spec: Spec;
  /** Databases by node key. */
  readonly databases: ReadonlyMap<string, DatabaseRef>;
  readonly now: Date;
  readonly onProgress?: (done: number, total: number) => void;
}

/** A row as the file wants it, and the database in which it would be created. */
export interface WantedRow<T extends StoredType> {
  readonly id: string;
  readonly value: RecordOf[T];
  readonly record: RowType;
  readonly database: string;
}

/** Where the row with some 管理ID stands now. */
export interface Present {
  readonly database: string;
  readonly remoteId: RemoteId;
}

/** Reads a row where it stands; null if it is gone by now. */
export type ReadFound = (place: Present) => Promise<ReadRow | BrokenRow | null>;

/** Whose rows a database holds; what is no database of a unit holds its own record type. */
export function placeOf(database: string, record: RowType): RowPlace {
  const own = parseEntriesKey(database);
  return own === null ? { record } : { record: own.kind, unit: own.unit };
}

/** What became of one row of a file. */
export interface Outcome {
  /** Absent where the row could not be taken at all. */
  readonly count?: "created" | "updated" | "unchanged";
  readonly reason?: Text;
  /** What the store must know from now on; absent if it knows it already. */
  readonly record?: StoredRecord;
}

interface Known<T extends StoredType> {
  readonly known: StoredRecord<T> | undefined;
  /** Where the row stands; undefined if it is nowhere. */
  readonly place: Present | undefined;
  /** What the last import gave. */
  readonly before: RecordOf[T] | undefined;
  readonly read: ReadFound;
}

/** Creates the row, or brings what is new in the file into it as it stands. */
export async function importRow<T extends StoredType>(
  deps: ImportDeps,
  type: T,
  row: WantedRow<T>,
  { known, place, before, read }: Known<T>,
): Promise<Outcome> {
  if (place === undefined) {
    // A person deleted it, and the file says nothing new.
    if (before !== undefined && isSame(before, row.value)) return { count: "unchanged" };
    return createRow(deps, type, row);
  }
  // The file says nothing new, so nothing would be taken from it: where reading a row costs, it is not read.
  const isRepeat = before !== undefined && isSame(before, row.value);
  if (isRepeat && !deps.workspace.capabilities.freeListing) return { count: "unchanged" };
  const found = await read(place);
  if (found === null) return { reason: GONE };
  if ("reason" in found) return { reason: unreadable(found) };
  const asKnown = known?.revision === found.revision ? known.value : undefined;
  const merged = await mergeInto(deps, row, { found, place, before, known: asKnown });
  if (merged.written === undefined) return { reason: merged.reason ?? GONE };
  const record = storedRecord(type, row, {
    ...merged.written,
    value: merged.value as RecordOf[T],
    database: place.database,
    firstSeen: known?.firstSeen ?? deps.now.toISOString(),
    archived: known?.archived ?? false,
    updatedAt: merged.written.outcome === "updated" ? deps.now.toISOString() : found.updatedAt,
  });
  return {
    count: merged.written.outcome === "updated" ? "updated" : "unchanged",
    ...(merged.reason === undefined ? {} : { reason: merged.reason }),
    ...(known !== undefined && isSame(known, record) ? {} : { record }),
  };
}

async function createRow<T extends StoredType>(
  deps: ImportDeps,
  type: T,
  row: WantedRow<T>,
): Promise<Outcome> {
  const ref = deps.databases.get(row.database);
  if (ref === undefined) return { reason: notProvisioned(row.database) };
  const written = await deps.workspace.writeEntry(
    ref,
    { id: row.id, ...rowFromRecord(row.record, row.value, deps.spec) },
    randomUUID(),
  );
  const instant = deps.now.toISOString();
  const record = storedRecord(type, row, {
    ...written,
    value: row.value,
    database: row.database,
    firstSeen: instant,
    archived: false,
    updatedAt: instant,
  });
  return { count: "created", record };
}

interface Merged {
  /** Absent if nothing could be written. */
  readonly written?: RowWritten;
  readonly value?: RecordOf[StoredType];
  readonly reason?: Text;
}

interface Found {
  readonly found: ReadRow;
  readonly place: Present;
  /** What the last import gave. */
  readonly before: RecordOf[StoredType] | undefined;
  /** What this very row was read as before, if it was. */
  readonly known: RecordOf[StoredType] | undefined;
}

/** Brings what is new in the file into the row as it stands. */
async function mergeInto(
  { databases, workspace, spec }: ImportDeps,
  row: WantedRow<StoredType>,
  { found, place, before, known }: Found,
): Promise<Merged> {
  const ref = databases.get(place.database);
  const current = recordFromRow(placeOf(place.database, row.record), row.id, found, { spec, known });
  if (ref === undefined || "problem" in current) return { reason: unreadable(found) };
  const asFound = { ...found, outcome: "unchanged" as const };
  const moved = movedText(row, place, before);
  // Another kind of entry has other fields; what people made of it stays as it is.
  const own = parseEntriesKey(place.database);
  if (own !== null && own.kind !== row.record) return { written: asFound, value: current.value };
  const { take, conflicts } = mergeRow(ref.schema.fields, {
    before,
    wanted: row.value,
    found: current.value,
  });
  const reason = conflicts.length > 0 ? conflictText(conflicts) : moved;
  const stays = { value: current.value, ...(reason === undefined ? {} : { reason }) };
  if (take.length === 0) return { written: asFound, ...stays };
  const values = changedValues(take, rowFromRecord(row.record, row.value, spec).values);
  const body = changedBody(found.body, take, row.value, ref);
  const written = await workspace.writeEntry(
    ref,
    {
      id: row.id,
      remoteId: found.remoteId,
      values,
      ifRevision: found.revision,
      ...(body === undefined ? {} : { body }),
    },
    randomUUID(),
  );
  if (written.outcome === "stale") return { reason: BEING_EDITED };
  const after = recordFromRow(
    placeOf(place.database, row.record),
    row.id,
    { values: { ...found.values, ...values }, body: body ?? found.body },
    { spec, known },
  );
  return { written, ...stays, value: "value" in after ? after.value : current.value };
}

/** Where the file itself moved the row to another unit. Rows are moved by people, in the workspace. */
function movedText(
  { value, database }: WantedRow<StoredType>,
  place: Present,
  before: RecordOf[StoredType] | undefined,
): Text | undefined {
  if (database === place.database || before === undefined || !("kind" in before) || !("kind" in value))
    return undefined;
  if (before.unit === value.unit && before.kind === value.kind) return undefined;
  return {
    ja: "ファイルでは事業部・拠点か種別が変わっています。ワークスペースで該当のデータベースへ移してください",
    en: "The file names another unit or kind; move the row to that database in the workspace",
  };
}

function storedRecord<T extends StoredType>(
  type: T,
  { id, value: imported }: WantedRow<T>,
  row: Pick<StoredRecord<T>, "value" | "database" | "firstSeen" | "archived" | "updatedAt"> &
    Pick<RowWritten, "remoteId" | "revision" | "url" | "location">,
): StoredRecord {
  const { value, database, remoteId, revision, url, location, updatedAt, firstSeen, archived } = row;
  const where = { database, remoteId, revision, url, location };
  return { type, id, value, ...where, updatedAt, firstSeen, archived, readable: true, imported };
}

const GONE: Text = {
  ja: "取り込みの途中で無くなりました。もう一度実行してください",
  en: "It went away during the import; run it again",
};

const BEING_EDITED: Text = {
  ja: "いま人が編集しています。保存されてから、もう一度取り込んでください",
  en: "Somebody is editing it; import again once it is saved",
};

const unreadable = ({ location }: { location: string }): Text => ({
  ja: `${location} が読み取れないため、変更していません。kakehashi sync で場所と理由を確かめられます`,
  en: `${location} cannot be read, so it was left alone; kakehashi sync names the place and the reason`,
});

const notProvisioned = (database: string): Text => ({
  ja: `書き込み先(${database})がまだありません。先に kakehashi apply を実行してください`,
  en: `Its database (${database}) is not there yet; run kakehashi apply first`,
});
