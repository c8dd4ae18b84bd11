import { expect, test } from "vitest";

import { Secret } from "../../../src/secret.ts";
import { statement } from "../../../src/store/database.ts";
import { openPostgresDatabase } from "../../../src/store/postgres/database.ts";
import { numbered } from "../../../src/store/postgres/placeholders.ts";
import { describePostgres } from "../../postgres/describe-postgres.ts";
import { asked } from "../../postgres/server.ts";

test.each([
  ["SELECT * FROM t WHERE a = ? AND b = ?", "SELECT * FROM t WHERE a = $1 AND b = $2"],
  ["SELECT '?', 'it''s ?', \"?\", ? FROM t", "SELECT '?', 'it''s ?', \"?\", $1 FROM t"],
  ["VALUES (?::bigint, 'a?b', ?)", "VALUES ($1::bigint, 'a?b', $2)"],
])("the parameters of %s are numbered, and what is quoted stays", (sql, expected) => {
  expect(numbered(sql)).toBe(expected);
});

const SCHEMA = `
  CREATE TABLE t (id text PRIMARY KEY, n bigint, b bytea);
  CREATE SEQUENCE tries;
  CREATE FUNCTION conflict_until(good bigint, code text) RETURNS bigint LANGUAGE plpgsql AS $$
  DECLARE try bigint := nextval('tries');
  BEGIN
    IF try < good THEN RAISE EXCEPTION 'conflict' USING ERRCODE = code; END IF;
    RETURN try;
  END $$;
  CREATE FUNCTION end_connection() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN PERFORM pg_terminate_backend(pg_backend_pid()), pg_sleep(1); RETURN NULL; END $$;`;

const put = (id: string, n: number | null = null, b: Uint8Array | null = null) =>
  statement("INSERT INTO t (id, n, b) VALUES (?, ?, ?)", id, n, b);

describePostgres("a database on a server", (newUrl) => {
  const withDatabase = async (
    work: (db: ReturnType<typeof openPostgresDatabase>, url: string) => Promise<void>,
  ) => {
    const url = await newUrl();
    await asked(url, (client) => client.query(SCHEMA));
    await using db = openPostgresDatabase(new Secret(url));
    await work(db, url);
  };
  const tries = async (url: string) => {
    const { rows } = await asked(url, (client) => client.query("SELECT last_value AS n FROM tries"));
    return Number(rows[0].n);
  };

  test("rows arrive as from SQLite: numbers as numbers, bytes as bytes, true as 1", () =>
    withDatabase(async (db) => {
      const bytes = new Uint8Array([0, 1, 127, 128, 255]);
      expect(await db.batch([put("a", 2 ** 53 - 1, bytes), put("b", -1)])).toEqual([1, 1]);
      expect(await db.rows("SELECT * FROM t ORDER BY id")).toEqual([
        { id: "a", n: 2 ** 53 - 1, b: bytes },
        { id: "b", n: -1, b: null },
      ]);
      expect(await db.rows("SELECT count(*) AS c, sum(n) AS s, avg(n) > 0 AS p FROM t")).toEqual([
        { c: 2, s: 2 ** 53 - 2, p: 1 },
      ]);
      expect(await db.run("UPDATE t SET n = 0 WHERE n > ?", -5)).toBe(2);
    }));

  test("a batch of thousands of statements happens in order, and one that is refused undoes them all", () =>
    withDatabase(async (db) => {
      const many = Array.from({ length: 3_000 }, (_, n) => put(String(n), n));
      await expect(db.batch([...many, put("0"), put("never")])).rejects.toMatchObject({
        code: "store_failed",
        message: expect.stringContaining("duplicate key"),
      });
      expect(await db.rows("SELECT id FROM t")).toEqual([]);
      expect(await db.batch([...many, statement("DELETE FROM t WHERE n < ?", 1_000)])).toHaveLength(3_001);
      expect(await db.rows("SELECT count(*) AS c FROM t")).toEqual([{ c: 2_000 }]);
    }));

  test("a connection that is killed in the middle of a batch leaves nothing of it", () =>
    withDatabase(async (db) => {
      const killed = db.batch([
        put("before"),
        statement("SELECT pg_terminate_backend(pg_backend_pid())"),
        put("after"),
      ]);
      await expect(killed).rejects.toMatchObject({ code: "store_failed" });
      expect(await db.rows("SELECT id FROM t")).toEqual([]);
    }));

  test("a connection that is lost while it commits is an error, and nothing is sent again", () =>
    withDatabase(async (db, url) => {
      await db.run(
        `CREATE CONSTRAINT TRIGGER at_commit AFTER INSERT ON t DEFERRABLE INITIALLY DEFERRED
         FOR EACH ROW EXECUTE FUNCTION end_connection()`,
      );
      const lost = db.batch([statement("SELECT nextval('tries')"), put("a")]);
      await expect(lost).rejects.toMatchObject({ code: "store_failed" });
      expect(await tries(url)).toBe(1);
    }));

  test.each(["40001", "40P01"])("what another transaction got in the way of (%s) is tried again", (code) =>
    withDatabase(async (db, url) => {
      await db.batch([put("a"), statement("SELECT conflict_until(?::bigint, ?)", 3, code)]);
      expect(await db.rows("SELECT id FROM t")).toEqual([{ id: "a" }]);
      expect(await tries(url)).toBe(3);
    }),
  );

  test("nothing else is tried again, and a conflict not for ever", () =>
    withDatabase(async (db, url) => {
      const conflict = (code: string) => db.batch([statement("SELECT conflict_until(99, ?)", code)]);
      await expect(conflict("23505")).rejects.toMatchObject({ code: "store_failed" });
      expect(await tries(url)).toBe(1);
      await expect(conflict("40001")).rejects.toMatchObject({ code: "store_failed" });
      expect(await tries(url)).toBe(6);
    }));

  test("two batches that wait for each other both happen", () =>
    withDatabase(async (db) => {
      await db.batch([put("a", 0), put("b", 0)]);
      const add = (...ids: string[]) =>
        db.batch(
          ids.flatMap((id) => [
            statement("UPDATE t SET n = n + 1 WHERE id = ?", id),
            statement("SELECT pg_sleep(0.2)"),
          ]),
        );
      await Promise.all([add("a", "b"), add("b", "a")]);
      expect(await db.rows("SELECT n FROM t")).toEqual([{ n: 2 }, { n: 2 }]);
    }));

  test("a transaction that reads sees one moment, and one that fails leaves nothing", () =>
    withDatabase(async (db) => {
      await db.transaction("read", async (inside) => {
        expect(await inside.rows("SELECT id FROM t")).toEqual([]);
        await db.batch([put("a")]);
        expect(await inside.rows("SELECT id FROM t")).toEqual([]);
      });
      const bug = new Error("ours");
      const failed = db.transaction("write", async (inside) => {
        await inside.batch([put("b")]);
        expect(await db.rows("SELECT id FROM t")).toEqual([{ id: "a" }]);
        throw bug;
      });
      await expect(failed).rejects.toBe(bug);
      expect(await db.rows("SELECT id FROM t")).toEqual([{ id: "a" }]);
    }));
});
