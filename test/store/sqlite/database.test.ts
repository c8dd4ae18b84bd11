import { setTimeout } from "node:timers/promises";

import { expect, test } from "vitest";

import { type Database, statement } from "../../../src/store/database.ts";
import { openSqliteDatabase } from "../../../src/store/sqlite/database.ts";
import { tempDir } from "../../temp-dir.ts";

const put = (id: string) => statement("INSERT INTO t (id, b) VALUES (?, ?)", id, new Uint8Array([0, 255]));

async function withDatabase(work: (db: Database) => Promise<void>): Promise<void> {
  await using dir = await tempDir();
  await using db = await openSqliteDatabase(`${dir.path}/db.sqlite`);
  await db.run("CREATE TABLE t (id TEXT PRIMARY KEY, b BLOB) STRICT");
  await work(db);
}

test("a batch that is refused undoes itself, and bytes come back as bytes", () =>
  withDatabase(async (db) => {
    await expect(db.batch([put("a"), put("a")])).rejects.toMatchObject({ code: "store_failed" });
    expect(await db.batch([put("a"), put("b"), statement("DELETE FROM t")])).toEqual([1, 1, 2]);
    await db.batch([put("c")]);
    expect((await db.rows("SELECT b FROM t")).map(({ b }) => b)).toEqual([new Uint8Array([0, 255])]);
  }));

test("while a transaction takes its time the process goes on, and what else it writes waits its turn", () =>
  withDatabase(async (db) => {
    const order: string[] = [];
    const slow = db.transaction("write", async (inside) => {
      await inside.batch([put("a")]);
      expect(await db.rows("SELECT id FROM t")).toEqual([]);
      await setTimeout(150);
      order.push("slow");
      return "answer";
    });
    await setTimeout(20);
    const waits = db.batch([put("b")]).then(() => order.push("batch"));
    const ticks = setTimeout(50).then(() => order.push("tick"));
    expect(await slow).toBe("answer");
    await Promise.all([waits, ticks]);
    expect(order).toEqual(["tick", "slow", "batch"]);
    expect((await db.rows("SELECT id FROM t ORDER BY id")).map(({ id }) => id)).toEqual(["a", "b"]);
  }));

test("a transaction that reads sees one moment, and one that fails leaves nothing", () =>
  withDatabase(async (db) => {
    await db.transaction("read", async (inside) => {
      await db.batch([put("a")]);
      expect(await inside.rows("SELECT id FROM t")).toEqual([]);
    });
    const bug = new Error("ours");
    const failed = db.transaction("write", async (inside) => {
      await inside.run("DELETE FROM t");
      throw bug;
    });
    await expect(failed).rejects.toBe(bug);
    expect((await db.rows("SELECT id FROM t")).map(({ id }) => id)).toEqual(["a"]);
  }));
