import { AppError } from "../../errors.ts";
import type { Text } from "../../language.ts";
import type { Secret } from "../../secret.ts";
import type { Database, DatabaseStore } from "../database.ts";
import { migrate } from "../schema.ts";
import { openTables } from "../tables/open-tables.ts";
import { placeOf } from "./connection.ts";
import { openPostgresDatabase } from "./database.ts";
import { type LostLocks, takeRunLock } from "./run-lock.ts";

/**
 * The store for several machines: one PostgreSQL database. Each method is one transaction. Refuses data of a newer
 * version of the product.
 */
export async function openPostgresStore({ url }: { url: Secret }): Promise<DatabaseStore> {
  const lost: LostLocks = new Set();
  const db = openPostgresDatabase(url, () => {
    for (const loss of lost) throw loss;
  });
  try {
    refuseUnfit(await factsOf(db));
    await migrate(db);
  } catch (error) {
    await db[Symbol.asyncDispose]();
    throw error;
  }
  return {
    database: db,
    ...openTables(db),
    lockRun: (partner, command) => takeRunLock(url, lost, partner, command),
    check: () => check(db, placeOf(url)),
    [Symbol.asyncDispose]: () => db[Symbol.asyncDispose](),
  };
}

/** What a server says of itself. */
interface Facts {
  readonly version: string;
  readonly major: number;
  readonly encoding: string;
}

async function factsOf(db: Database): Promise<Facts> {
  const [row] = await db.rows(
    `SELECT current_setting('server_version') AS version, current_setting('server_encoding') AS encoding,
            current_setting('server_version_num') AS number`,
  );
  return {
    version: String(row?.["version"]),
    major: Math.floor(Number(row?.["number"]) / 10_000),
    encoding: String(row?.["encoding"]),
  };
}

/** The oldest that its makers still mended when this was written. */
const OLDEST = 14;

function refuseUnfit({ version, major, encoding }: Facts): void {
  if (major < OLDEST) {
    throw new AppError("store_failed", {
      ja: `PostgreSQL ${version} は古すぎます。${OLDEST} 以上をお使いください`,
      en: `PostgreSQL ${version} is too old; use ${OLDEST} or newer`,
    });
  }
  if (encoding === "UTF8") return;
  throw new AppError(
    "store_failed",
    {
      ja: `データベースの文字コードが ${encoding} です。UTF8 でなければ日本語を安全に保存できません`,
      en: `The encoding of the database is ${encoding}; only UTF8 keeps every text`,
    },
    {
      hint: {
        ja: "createdb --encoding=UTF8 --template=template0 で作り直したデータベースを DATABASE_URL に指定してください",
        en: "Name in DATABASE_URL one made with `createdb --encoding=UTF8 --template=template0`",
      },
    },
  );
}

async function check(db: Database, place: string): Promise<{ ok: boolean; detail: Text }> {
  try {
    const facts = await factsOf(db);
    refuseUnfit(facts);
    const [row] = await db.rows("SELECT value FROM meta WHERE key = 'schema'");
    const format = String(row?.["value"]);
    return {
      ok: true,
      detail: {
        ja: `保存データに問題はありません(PostgreSQL ${facts.version}、${place}、形式 ${format})`,
        en: `The store is sound (PostgreSQL ${facts.version}, ${place}, format ${format})`,
      },
    };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { ok: false, detail: error.text };
  }
}
