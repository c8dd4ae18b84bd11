import { mkdirSync } from "node:fs";
import path from "node:path";

import type { Text } from "../../language.ts";
import type { Database, DatabaseStore } from "../database.ts";
import { migrate } from "../schema.ts";
import { openTables } from "../tables/open-tables.ts";
import { openSqliteDatabase } from "./database.ts";
import { asStoreError, cannotOpen } from "./failure.ts";
import { takeRunLock } from "./run-lock.ts";

/**
 * The embedded store: one SQLite file in the data directory, built into Node. Several processes may have it
 * open; each method is one short transaction. Refuses data of a newer version of the product.
 */
export async function openSqliteStore({ dataDir }: { dataDir: string }): Promise<DatabaseStore> {
  const file = path.join(dataDir, "kakehashi.sqlite");
  const db = await openFile(dataDir, file);
  return {
    database: db,
    ...openTables(db),
    lockRun: async (partner, command) => takeRunLock(dataDir, partner, command),
    check: () => checkSoundness(db, file),
    [Symbol.asyncDispose]: () => db[Symbol.asyncDispose](),
  };
}

async function openFile(dataDir: string, file: string): Promise<Database> {
  let db: Database | undefined;
  try {
    mkdirSync(dataDir, { recursive: true });
    db = await openSqliteDatabase(file);
    await migrate(db);
    return db;
  } catch (error) {
    await db?.[Symbol.asyncDispose]();
    throw cannotOpen(dataDir, asStoreError(error));
  }
}

async function checkSoundness(db: Database, file: string): Promise<{ ok: boolean; detail: Text }> {
  const [row] = await db.rows("PRAGMA quick_check(1)");
  const found = row?.["quick_check"];
  return found === "ok"
    ? {
        ok: true,
        detail: {
          ja: `保存データに問題はありません(SQLite、${file})`,
          en: `The stored data is sound (SQLite, ${file})`,
        },
      }
    : {
        ok: false,
        detail: {
          ja: `保存データ ${file} が壊れています(${String(found)})。データの保存先を別名で控え、apply と sync --full で作り直せます`,
          en: `The stored data, ${file}, is damaged (${String(found)}). Set the data directory aside; apply and sync --full rebuild it`,
        },
      };
}
