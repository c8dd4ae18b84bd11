import type {
  BrokenRecord,
  RecordChanges,
  RecordOf,
  RecordTable,
  StoredRecord,
  StoredType,
} from "../store.ts";
import { type Connection, fromJson, type Row, toJson } from "./connection.ts";

export function recordTable(db: Connection): RecordTable {
  return {
    async all(partner, type) {
      return db
        .rows("SELECT * FROM records WHERE partner = ? AND type = ? ORDER BY id", partner, type)
        .map((row) => toRecord(row, type));
    },

    async cursors(partner, workspace) {
      const rows = db.rows(
        "SELECT database, cursor FROM cursors WHERE partner = ? AND workspace = ?",
        partner,
        workspace,
      );
      return new Map(rows.map((row) => [String(row["database"]), String(row["cursor"])]));
    },

    async broken(partner) {
      return db
        .rows("SELECT record FROM broken WHERE partner = ? ORDER BY database, remote_id", partner)
        .map((row) => fromJson(row["record"]) as BrokenRecord);
    },

    async deletedImports<T extends StoredType>(partner: string, type: T) {
      const rows = db.rows(
        "SELECT id, imported FROM deleted_imports WHERE partner = ? AND type = ?",
        partner,
        type,
      );
      return new Map(rows.map((row) => [String(row["id"]), fromJson(row["imported"]) as RecordOf[T]]));
    },

    async commit(partner, workspace, changes) {
      db.transaction(() => commitChanges(db, partner, workspace, changes));
    },
  };
}

function commitChanges(db: Connection, partner: string, workspace: string, changes: RecordChanges): void {
  for (const { type, id } of changes.removals) remove(db, partner, type, id);
  for (const record of changes.upserts) upsert(db, partner, record);
  for (const [database, cursor] of changes.cursors) {
    db.run(
      "INSERT OR REPLACE INTO cursors (partner, workspace, database, cursor) VALUES (?, ?, ?, ?)",
      partner,
      workspace,
      database,
      cursor,
    );
  }
  for (const [database, rows] of changes.broken) {
    db.run("DELETE FROM broken WHERE partner = ? AND database = ?", partner, database);
    for (const row of rows) {
      db.run(
        "INSERT OR REPLACE INTO broken (partner, database, remote_id, record) VALUES (?, ?, ?, ?)",
        partner,
        database,
        row.remoteId,
        toJson(row),
      );
    }
  }
}

function remove(db: Connection, partner: string, type: StoredType, id: string): void {
  db.run(
    `INSERT OR REPLACE INTO deleted_imports (partner, type, id, imported)
     SELECT partner, type, id, imported FROM records
     WHERE partner = ? AND type = ? AND id = ? AND imported IS NOT NULL`,
    partner,
    type,
    id,
  );
  db.run("DELETE FROM records WHERE partner = ? AND type = ? AND id = ?", partner, type, id);
}

function upsert(db: Connection, partner: string, record: StoredRecord): void {
  db.run(
    `INSERT OR REPLACE INTO records
       (partner, type, id, value, imported, database, remote_id, revision, url, location, updated_at,
        first_seen, archived, readable)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
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
  );
  db.run(
    "DELETE FROM deleted_imports WHERE partner = ? AND type = ? AND id = ?",
    partner,
    record.type,
    record.id,
  );
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
