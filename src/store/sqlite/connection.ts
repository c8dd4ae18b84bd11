import { DatabaseSync, type StatementSync } from "node:sqlite";

import type { Row, SqlValue } from "../database.ts";
import { tooOld } from "./failure.ts";

/** One open connection to a file. Everything on it is synchronous, and fails at once if another holds the lock. */
export interface Connection extends Disposable {
  rows(sql: string, values: readonly SqlValue[]): Row[];
  run(sql: string, values: readonly SqlValue[]): number;
  /** BEGIN, COMMIT and the like. */
  exec(sql: string): void;
  readonly isTransaction: () => boolean;
}

/** 3.7.0 to 3.51.2 can corrupt a WAL file that several processes write. */
const OLDEST_SAFE = [3, 51, 3] as const;

export function openConnection(file: string): Connection {
  const db = new DatabaseSync(file, { timeout: 0 });
  try {
    refuseUnsafe(db);
    // Of a new file. Long posting lists lie on half as many pages as with the default, and are read as much faster.
    db.exec("PRAGMA page_size = 8192");
    // FULL: a binding that was reported as saved must survive a power loss, or a create could be repeated.
    db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;");
  } catch (error) {
    db.close();
    throw error;
  }

  const prepared = new Map<string, StatementSync>();
  const prepare = (sql: string): StatementSync => {
    const known = prepared.get(sql);
    if (known !== undefined) return known;
    const statement = db.prepare(sql);
    prepared.set(sql, statement);
    return statement;
  };

  return {
    rows: (sql, values) => prepare(sql).all(...values) as Row[],
    run: (sql, values) => Number(prepare(sql).run(...values).changes),
    exec: (sql) => db.exec(sql),
    isTransaction: () => db.isTransaction,
    [Symbol.dispose]: () => {
      if (db.isOpen) db.close();
    },
  };
}

function refuseUnsafe(db: DatabaseSync): void {
  const version = String(db.prepare("SELECT sqlite_version() AS version").get()?.["version"]);
  const parts = version.split(".").map(Number);
  const difference = OLDEST_SAFE.map((wanted, i) => (parts[i] ?? 0) - wanted).find((d) => d !== 0) ?? 0;
  if (difference < 0) throw tooOld(version, OLDEST_SAFE.join("."));
}
