import { AppError } from "../../errors.ts";
import type { Connection } from "./connection.ts";

/** Raised with every released change of the tables. */
const SCHEMA_VERSION = 1;

/**
 * The one migration. Records, released copies and digests are kept as JSON beside the columns that are asked
 * for: the model is the authority on their shape, and nothing queries inside them.
 */
const TABLES = [
  `CREATE TABLE partners (
     key TEXT PRIMARY KEY, spec_text TEXT NOT NULL, spec_file TEXT NOT NULL, applied_at TEXT NOT NULL
   ) STRICT`,
  `CREATE TABLE bindings (
     partner TEXT NOT NULL, workspace TEXT NOT NULL, key TEXT NOT NULL, remote_id TEXT NOT NULL,
     title TEXT NOT NULL, shown_title TEXT NOT NULL, blocks TEXT NOT NULL, seeded TEXT NOT NULL,
     properties TEXT, stamps_by_clock INTEGER,
     refill TEXT, views TEXT NOT NULL, bound_at TEXT,
     PRIMARY KEY (partner, workspace, key)
   ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE intents (
     partner TEXT NOT NULL, workspace TEXT NOT NULL, op_id TEXT NOT NULL, key TEXT NOT NULL, sent_at TEXT,
     PRIMARY KEY (partner, workspace, op_id)
   ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE row_intents (
     database TEXT NOT NULL, id TEXT NOT NULL, at TEXT NOT NULL, mark TEXT NOT NULL, PRIMARY KEY (database, id)
   ) STRICT, WITHOUT ROWID`,
  `CREATE INDEX row_intents_by_time ON row_intents (at)`,
  `CREATE TABLE records (
     partner TEXT NOT NULL, type TEXT NOT NULL, id TEXT NOT NULL, value TEXT NOT NULL, imported TEXT,
     database TEXT NOT NULL, remote_id TEXT NOT NULL, revision TEXT NOT NULL,
     url TEXT NOT NULL, location TEXT NOT NULL, updated_at TEXT NOT NULL, first_seen TEXT NOT NULL,
     archived INTEGER NOT NULL, readable INTEGER NOT NULL,
     PRIMARY KEY (partner, type, id)
   ) STRICT`,
  `CREATE TABLE deleted_imports (
     partner TEXT NOT NULL, type TEXT NOT NULL, id TEXT NOT NULL, imported TEXT NOT NULL,
     PRIMARY KEY (partner, type, id)
   ) STRICT`,
  `CREATE TABLE cursors (
     partner TEXT NOT NULL, workspace TEXT NOT NULL, database TEXT NOT NULL, cursor TEXT NOT NULL,
     PRIMARY KEY (partner, workspace, database)
   ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE broken (
     partner TEXT NOT NULL, database TEXT NOT NULL, remote_id TEXT NOT NULL, record TEXT NOT NULL,
     PRIMARY KEY (partner, database, remote_id)
   ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE released (
     partner TEXT NOT NULL, id TEXT NOT NULL, audience TEXT NOT NULL, item TEXT NOT NULL,
     PRIMARY KEY (partner, id, audience)
   ) STRICT`,
  `CREATE TABLE published (
     partner TEXT NOT NULL, workspace TEXT NOT NULL, id TEXT NOT NULL, remote_id TEXT NOT NULL, hash TEXT NOT NULL,
     PRIMARY KEY (partner, workspace, id)
   ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE decisions (
     number INTEGER PRIMARY KEY, partner TEXT NOT NULL, id TEXT NOT NULL, audience TEXT NOT NULL,
     text_hash TEXT NOT NULL, decision TEXT NOT NULL, made_by TEXT NOT NULL, made_at TEXT NOT NULL
   ) STRICT`,
  `CREATE INDEX decisions_by_entry ON decisions (partner, id, audience, number)`,
  `CREATE TABLE digests (
     partner TEXT NOT NULL, unit TEXT NOT NULL, week TEXT NOT NULL, audience TEXT NOT NULL,
     state TEXT NOT NULL, digest TEXT NOT NULL,
     PRIMARY KEY (partner, week, audience, unit)
   ) STRICT`,
  `CREATE TABLE webhook_events (id TEXT PRIMARY KEY, seen_at TEXT NOT NULL) STRICT, WITHOUT ROWID`,
  `CREATE INDEX webhook_events_by_time ON webhook_events (seen_at)`,
  `CREATE TABLE webhook_token (
     only INTEGER PRIMARY KEY CHECK (only = 1), open_until TEXT, token TEXT, taken INTEGER NOT NULL,
     CHECK (token IS NULL OR open_until IS NULL)
   ) STRICT`,
];

/** Brings an empty file to the present schema; refuses one that a newer version of the product wrote. */
export function migrate(db: Connection): void {
  db.transaction(() => {
    db.run("CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT");
    const found = db.rows("SELECT value FROM meta WHERE key = 'schema'")[0]?.["value"];
    const version = found === undefined ? 0 : Number(found);
    if (version === SCHEMA_VERSION) return;
    if (version !== 0) throw newerSchema(version);
    for (const table of TABLES) db.run(table);
    db.run("INSERT INTO meta (key, value) VALUES ('schema', ?)", String(SCHEMA_VERSION));
  });
}

function newerSchema(version: number): AppError {
  return new AppError(
    "newer_schema",
    {
      ja: `このデータは新しい版のKakehashiで作られています(形式 ${version}、この版は ${SCHEMA_VERSION} まで)`,
      en: `The data was written by a newer version of Kakehashi (format ${version}; this version knows up to ${SCHEMA_VERSION})`,
    },
    {
      hint: {
        ja: "新しい版に更新してからお使いください。データはそのまま残っています",
        en: "Update the program; the data was left as it is",
      },
    },
  );
}
