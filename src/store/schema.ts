import { AppError } from "../errors.ts";
import { CORE_TABLES } from "./core-schema.ts";
import type { Database, Dialect, Statements } from "./database.ts";
import { SEARCH_TABLES } from "./search-schema.ts";
import { createTable, type Table } from "./table.ts";

/** Every table that holds data; `meta`, which says what the schema is, is none of them. */
export const TABLES: readonly Table[] = [...CORE_TABLES, ...SEARCH_TABLES];

/**
 * What leads from one version of the schema to the next; the first leads from nothing to 1. Only ever added to,
 * once there was a release; until then the one step is edited in place.
 */
type Migration = (dialect: Dialect) => readonly string[];

const MIGRATIONS: readonly Migration[] = [
  (dialect) => TABLES.flatMap((table) => createTable(table, dialect)),
];

/**
 * Brings a database to the present schema, a transaction per step, so that a process that dies leaves a whole
 * version behind. Of several that open a new database at once one does the work and the others wait. Refuses what
 * a newer version of the product wrote.
 */
export async function migrate(db: Database, steps: readonly Migration[] = MIGRATIONS): Promise<void> {
  // Most find nothing to do, and wait for nobody to see that.
  if ((await versionOf(db.dialect, db)) === steps.length) return;
  while (await takeStep(db, steps));
}

/** True if there may be more to do. */
async function takeStep(db: Database, steps: readonly Migration[]): Promise<boolean> {
  return db.transaction("write", async (inside) => {
    await waitForOthers(db, inside);
    const version = await versionOf(db.dialect, inside);
    if (version > steps.length) throw newerSchema(version, steps.length);
    const step = steps[version];
    if (step === undefined) return false;
    await inside.run(META);
    for (const sql of step(db.dialect)) await inside.run(sql);
    await inside.run(
      `INSERT INTO meta (key, value) VALUES ('schema', ?)
       ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
      String(version + 1),
    );
    return true;
  });
}

const META = "CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL)";

/** Any number will do, as long as it stays the same. It is none that a run's lock can have. */
const MIGRATION_LOCK = 74_656_867;

/** SQLite lets one write transaction in at a time anyhow. */
async function waitForOthers({ dialect }: Database, inside: Statements): Promise<void> {
  if (dialect === "postgres") await inside.rows(`SELECT pg_advisory_xact_lock(${MIGRATION_LOCK})`);
}

async function versionOf(dialect: Dialect, db: Statements): Promise<number> {
  const [meta] = await db.rows(FIND_META[dialect]);
  if (meta?.["found"] === 0) return 0;
  const [row] = await db.rows("SELECT value FROM meta WHERE key = 'schema'");
  return Number(row?.["value"] ?? 0);
}

/**
 * Where there is none, asking it would be an error. The catalogue is read as rows: a look-up by name may be answered
 * from what this connection remembers of a time before it waited for the lock.
 */
const FIND_META: Readonly<Record<Dialect, string>> = {
  sqlite: "SELECT count(*) AS found FROM sqlite_schema WHERE name = 'meta'",
  postgres: "SELECT count(*) AS found FROM pg_class WHERE relname = 'meta' AND pg_table_is_visible(oid)",
};

function newerSchema(version: number, known: number): AppError {
  return new AppError(
    "newer_schema",
    {
      ja: `このデータは新しい版のKakehashiで作られています(形式 ${version}、この版は ${known} まで)`,
      en: `The data was written by a newer version of Kakehashi (format ${version}; this version knows up to ${known})`,
    },
    {
      hint: {
        ja: "新しい版に更新してからお使いください。データはそのまま残っています",
        en: "Update the program; the data was left as it is",
      },
    },
  );
}
