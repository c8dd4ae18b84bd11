import { mkdirSync } from "node:fs";
import path from "node:path";

import type { Text } from "../../language.ts";
import type { Store } from "../store.ts";
import { bindingTable } from "./bindings.ts";
import { asStoreError, cannotOpen, type Connection, openConnection } from "./connection.ts";
import { digestTable } from "./digests.ts";
import { partnerTable } from "./partners.ts";
import { recordTable } from "./records.ts";
import { publishedTable } from "./published.ts";
import { releasedTable } from "./released.ts";
import { rowIntentTable } from "./row-intents.ts";
import { takeRunLock } from "./run-lock.ts";
import { migrate } from "./schema.ts";
import { webhookTable } from "./webhooks.ts";

/**
 * The embedded store: one SQLite file in the data directory, built into Node. Several processes may have it
 * open; each method is one short transaction. Refuses data of a newer version of the product.
 */
export async function openSqliteStore({ dataDir }: { dataDir: string }): Promise<Store> {
  const db = openFile(dataDir);
  return {
    partners: partnerTable(db),
    bindings: bindingTable(db),
    rowIntents: rowIntentTable(db),
    records: recordTable(db),
    released: releasedTable(db),
    published: publishedTable(db),
    digests: digestTable(db),
    webhooks: webhookTable(db),
    lockRun: async (partner, command) => takeRunLock(dataDir, partner, command),
    check: async () => checkSoundness(db),
    [Symbol.asyncDispose]: async () => db[Symbol.dispose](),
  };
}

function openFile(dataDir: string): Connection {
  let db: Connection | undefined;
  try {
    mkdirSync(dataDir, { recursive: true });
    db = openConnection(path.join(dataDir, "kakehashi.sqlite"));
    migrate(db);
    return db;
  } catch (error) {
    db?.[Symbol.dispose]();
    throw cannotOpen(dataDir, asStoreError(error));
  }
}

function checkSoundness(db: Connection): { ok: boolean; detail: Text } {
  const found = db.rows("PRAGMA quick_check(1)")[0]?.["quick_check"];
  return found === "ok"
    ? { ok: true, detail: { ja: "保存データに問題はありません", en: "The stored data is sound" } }
    : {
        ok: false,
        detail: {
          ja: `保存データが壊れています(${String(found)})。データの保存先を別名で控え、apply と sync --full で作り直せます`,
          en: `The stored data is damaged (${String(found)}). Set the data directory aside; apply and sync --full rebuild it`,
        },
      };
}
