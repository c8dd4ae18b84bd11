import { type Database, type Row, type Statement, statement } from "../database.ts";
import type {
  BrokenRecord,
  RecordChanges,
  RecordOf,
  RecordTable,
  StoredRecord,
  StoredType,
} from "../store.ts";
import { fromJson, toJson } from "./json.ts";
import { noteChange } from "./note-change.ts";

export function recordTable(db: Database): RecordTable {
  return {
    async all(partner, type) {
      const rows = await db.rows(
        "SELECT * FROM records WHERE partner = ? AND type = ? ORDER BY id",
        partner,
        type,
      );
      return rows.map((row) => toRecord(row, type));
    },

    async cursors(partner, workspace) {
      const rows = await db.rows(
        "SELECT database, cursor FROM cursors WHERE partner = ? AND workspace = ?",
        partner,
        workspace,
      );
      return new Map(rows.map((row) => [String(row["database"]), String(row["cursor"])]));
    },

    async broken(partner) {
      const rows = await db.rows(
        "SELECT record FROM broken WHERE partner = ? ORDER BY database, remote_id",
        partner,
      );
      return rows.map((row) => fromJson(row["record"]) as BrokenRecord);
    },

    async deletedImports<T extends StoredType>(partner: string, type: T) {
      const rows = await db.rows(
        "SELECT id, imported FROM deleted_imports WHERE partner = ? AND type = ?",
        partner,
        type,
      );
      return new Map(rows.map((row) => [String(row["id"]), fromJson(row["imported"]) as RecordOf[T]]));
    },

    async commit(partner, workspace, { removals, upserts, cursors, broken }) {
      await db.batch([
        ...removals.flatMap(({ type, id }) => remove(partner, type, id)),
        ...upserts.flatMap((record) => upsert(partner, record)),
        ...[...cursors].map(([database, cursor]) => moveCursor(partner, workspace, database, cursor)),
        ...replaceBroken(partner, broken),
        ...([...removals, ...upserts].some(({ type }) => type === "entry") ? [noteChange(partner)] : []),
      ]);
    },
  };
}

function remove(partner: string, type: StoredType, id: string): Statement[] {
  return [
    statement(
      `INSERT INTO deleted_imports (partner, type, id, imported)
       SELECT partner, type, id, imported FROM records
       WHERE partner = ? AND type = ? AND id = ? AND imported IS NOT NULL
       ON CONFLICT (partner, type, id) DO UPDATE SET imported = excluded.imported`,
      partner,
      type,
      id,
    ),
    statement("DELETE FROM records WHERE partner = ? AND type = ? AND id = ?", partner, type, id),
  ];
}

function upsert(partner: string, record: StoredRecord): Statement[] {
  return [
    statement(
      `INSERT INTO records
         (partner, type, id, value, imported, database, remote_id, revision, url, location, updated_at,
          first_seen, archived, readable)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (partner, type, id) DO UPDATE SET
         value = excluded.value, imported = excluded.imported, database = excluded.database,
         remote_id = excluded.remote_id, revision = excluded.revision, url = excluded.url,
         location = excluded.location, updated_at = excluded.updated_at, first_seen = excluded.first_seen,
         archived = excluded.archived, readable = excluded.readable`,
      partner,
      record.type,
      record.id,
      toJson(record.value),
      record.imported === undefined ? null : toJson(record.imported),
      record.database,
      record.remoteId,
      record.revision,
      record.url,
      record.location,
      record.updatedAt,
      record.firstSeen,
      Number(record.archived),
      Number(record.readable),
    ),
    statement(
      "DELETE FROM deleted_imports WHERE partner = ? AND type = ? AND id = ?",
      partner,
      record.type,
      record.id,
    ),
  ];
}

function moveCursor(partner: string, workspace: string, database: string, cursor: string): Statement {
  return statement(
    `INSERT INTO cursors (partner, workspace, database, cursor) VALUES (?, ?, ?, ?)
     ON CONFLICT (partner, workspace, database) DO UPDATE SET cursor = excluded.cursor`,
    partner,
    workspace,
    database,
    cursor,
  );
}

function replaceBroken(partner: string, broken: RecordChanges["broken"]): Statement[] {
  return [...broken].flatMap(([database, rows]) => [
    statement("DELETE FROM broken WHERE partner = ? AND database = ?", partner, database),
    ...rows.map((row) =>
      statement(
        `INSERT INTO broken (partner, database, remote_id, record) VALUES (?, ?, ?, ?)
         ON CONFLICT (partner, database, remote_id) DO UPDATE SET record = excluded.record`,
        partner,
        database,
        row.remoteId,
        toJson(row),
      ),
    ),
  ]);
}

function toRecord<T extends StoredType>(row: Row, type: T): StoredRecord<T> {
  return {
    type,
    id: String(row["id"]),
    value: fromJson(row["value"]) as RecordOf[T],
    database: String(row["database"]),
    remoteId: String(row["remote_id"]),
    revision: String(row["revision"]),
    url: String(row["url"]),
    location: String(row["location"]),
    updatedAt: String(row["updated_at"]),
    firstSeen: String(row["first_seen"]),
    archived: row["archived"] === 1,
    readable: row["readable"] === 1,
    ...(row["imported"] === null ? {} : { imported: fromJson(row["imported"]) as RecordOf[T] }),
  };
}
