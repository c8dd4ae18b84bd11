import { DatabaseSync, type SQLInputValue, type SQLOutputValue, type StatementSync } from "node:sqlite";

import { AppError } from "../../errors.ts";

/**
 * One open database file. Everything is synchronous inside: a transaction is one call that either returns or
 * throws, so nothing of another request can slip between its statements.
 */
export interface Connection extends Disposable {
  /** All rows of a query. */
  rows(sql: string, ...values: SQLInputValue[]): Row[];
  /** Runs one statement; answers how many rows it changed. */
  run(sql: string, ...values: SQLInputValue[]): number;
  /** All of `work` happens, or nothing. */
  transaction<T>(work: () => T): T;
}

export type Row = Record<string, SQLOutputValue>;

/** How long a process waits for another one's short transaction before it gives up. */
const BUSY_TIMEOUT_MS = 10_000;

/** 3.7.0 to 3.51.2 can corrupt a WAL file that several processes write. */
const OLDEST_SAFE = [3, 51, 3] as const;

export function openConnection(file: string): Connection {
  const db = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS });
  try {
    refuseUnsafe(db);
    enterWal(db);
    // FULL: a binding that was reported as saved must survive a power loss, or a create could be repeated.
    db.exec("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;");
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
    rows: (sql, ...values) => guarded(() => prepare(sql).all(...values)),
    run: (sql, ...values) => guarded(() => Number(prepare(sql).run(...values).changes)),
    transaction: (work) => guarded(() => inTransaction(db, work)),
    [Symbol.dispose]: () => {
      if (db.isOpen) db.close();
    },
  };
}

/** IMMEDIATE: taking the write lock first means a transaction never fails half-way because another began. */
function inTransaction<T>(db: DatabaseSync, work: () => T): T {
  db.exec("BEGIN IMMEDIATE");
  try {
    const result = work();
    db.exec("COMMIT");
    return result;
  } catch (error) {
    if (db.isTransaction) db.exec("ROLLBACK");
    throw error;
  }
}

function refuseUnsafe(db: DatabaseSync): void {
  const version = String(db.prepare("SELECT sqlite_version() AS version").get()?.["version"]);
  const parts = version.split(".").map(Number);
  const difference = OLDEST_SAFE.map((wanted, i) => (parts[i] ?? 0) - wanted).find((d) => d !== 0) ?? 0;
  if (difference >= 0) return;
  const oldest = OLDEST_SAFE.join(".");
  throw new AppError(
    "store_failed",
    {
      ja: `組み込みのSQLiteが古すぎます(${version})。${oldest} より前の版は、同時に書き込むとデータを壊すおそれがあります`,
      en: `The built-in SQLite is too old (${version}); before ${oldest} it can damage data when processes write together`,
    },
    { hint: { ja: "新しいNode.js 24をお使いください", en: "Use a current Node.js 24" } },
  );
}

/** Several processes may open a new file at once; only one of them can change its journal mode at a time. */
function enterWal(db: DatabaseSync): void {
  const deadline = performance.now() + BUSY_TIMEOUT_MS;
  for (;;) {
    try {
      db.exec("PRAGMA journal_mode = WAL");
      return;
    } catch (error) {
      // SQLite does not call its busy handler for this statement, so the waiting is ours.
      if (!isBusy(error) || performance.now() > deadline) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}

/** True if SQLite says that another connection holds a lock. */
export function isBusy(error: unknown): boolean {
  return error instanceof Error && "errcode" in error && Number(error.errcode) % 256 === 5;
}

function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw asStoreError(error);
  }
}

/** A failure of SQLite as a failure of the store; anything else is passed on as it is. */
export function asStoreError(error: unknown): unknown {
  if (!(error instanceof Error) || !("code" in error) || error.code !== "ERR_SQLITE_ERROR") return error;
  return new AppError(
    "store_failed",
    {
      ja: `データの保存先で問題が起きました(${error.message})`,
      en: `The store failed (${error.message})`,
    },
    {
      cause: error,
      hint: {
        ja: "ディスクの空きと書き込み権限をご確認のうえ、もう一度お試しください",
        en: "Check free space and write permission of the data directory, then try again",
      },
    },
  );
}

/** A place of the store that the system does not let us use; what is told already is passed on as it is. */
export function cannotOpen(dataDir: string, error: unknown): unknown {
  if (error instanceof AppError || !(error instanceof Error)) return error;
  return new AppError(
    "store_failed",
    {
      ja: `データの保存先「${dataDir}」を開けません(${error.message})`,
      en: `The data directory "${dataDir}" cannot be opened (${error.message})`,
    },
    {
      cause: error,
      hint: {
        ja: "フォルダーの権限を確認するか、KAKEHASHI_DATA_DIR で別の場所を指定してください",
        en: "Check the folder's permissions, or name another place in KAKEHASHI_DATA_DIR",
      },
    },
  );
}

/** Our own JSON, written by this store: read back without a second validation. */
export function fromJson(value: SQLOutputValue | undefined): unknown {
  return JSON.parse(String(value));
}

export const toJson = (value: unknown): string => JSON.stringify(value);
