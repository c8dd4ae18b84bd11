import { expect, test } from "vitest";

import type { Database, Dialect } from "../../src/store/database.ts";
import { openPostgresDatabase } from "../../src/store/postgres/database.ts";
import { migrate } from "../../src/store/schema.ts";
import { Secret } from "../../src/secret.ts";
import { openSqliteDatabase } from "../../src/store/sqlite/database.ts";
import { createTable } from "../../src/store/table.ts";
import { describePostgres } from "../postgres/describe-postgres.ts";
import { tempDir } from "../temp-dir.ts";

test.each<[Dialect, string[]]>([
  [
    "sqlite",
    [
      "CREATE TABLE t (a TEXT NOT NULL, b BLOB, n INTEGER, r REAL, PRIMARY KEY (a, n)) STRICT, WITHOUT ROWID",
      "CREATE INDEX t_by_n ON t (n)",
    ],
  ],
  [
    "postgres",
    [
      `CREATE TABLE t (a text COLLATE "C" NOT NULL, b bytea, n bigint, r double precision, PRIMARY KEY (a, n))`,
      "CREATE INDEX t_by_n ON t (n)",
    ],
  ],
])("a table is declared once and made in the words of %s", (dialect, statements) => {
  const columns = "a TEXT NOT NULL, b BLOB, n INTEGER, r REAL";
  const table = { name: "t", columns, key: ["a", "n"], small: true, indexes: { t_by_n: "n" } } as const;
  expect(createTable(table, dialect)).toEqual(statements);
});

const makeA = () => ["CREATE TABLE a (id TEXT PRIMARY KEY)"];
const makeB = () => ["CREATE TABLE b (id TEXT PRIMARY KEY)", "INSERT INTO b (id) VALUES ('first')"];
const fail = () => ["CREATE TABLE c (id TEXT PRIMARY KEY)", "INSERT INTO nowhere (id) VALUES ('x')"];

async function migratesStepByStep(db: Database, other: Database): Promise<void> {
  await migrate(db, [makeA]);
  await db.run("INSERT INTO a (id) VALUES ('kept')");

  // A step that fails is undone as a whole; those before it stay.
  await expect(migrate(db, [makeA, makeB, fail])).rejects.toMatchObject({ code: "store_failed" });
  await expect(db.rows("SELECT id FROM c")).rejects.toMatchObject({ code: "store_failed" });
  expect(await db.rows("SELECT value FROM meta")).toEqual([{ value: "2" }]);

  // Whoever else opens it meanwhile repeats nothing of it.
  await Promise.all([db, other, db].map((one) => migrate(one, [makeA, makeB, () => []])));
  expect(await db.rows("SELECT id FROM b")).toEqual([{ id: "first" }]);
  expect(await db.rows("SELECT id FROM a")).toEqual([{ id: "kept" }]);
}

test("a file is brought forward a whole step at a time", async () => {
  await using dir = await tempDir();
  await using db = await openSqliteDatabase(`${dir.path}/db.sqlite`);
  await using other = await openSqliteDatabase(`${dir.path}/db.sqlite`);
  await migratesStepByStep(db, other);
  await expect(migrate(db, [makeA, makeB])).rejects.toMatchObject({ code: "newer_schema" });
});

describePostgres("a database on a server", (newUrl) => {
  test("is brought forward a whole step at a time", async () => {
    const url = new Secret(await newUrl());
    await using db = openPostgresDatabase(url);
    await using other = openPostgresDatabase(url);
    await migratesStepByStep(db, other);
    await expect(migrate(db, [makeA, makeB])).rejects.toMatchObject({ code: "newer_schema" });
  });
});
