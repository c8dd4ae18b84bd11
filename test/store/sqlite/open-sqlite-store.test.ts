import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, expect, test } from "vitest";

import { openSqliteStore } from "../../../src/store/sqlite/open-sqlite-store.ts";
import { describeStore } from "../../contract/store.ts";
import { runInChild } from "../run-in-child.ts";

const places: string[] = [];
afterEach(() => {
  for (const place of places.splice(0)) rmSync(place, { recursive: true, force: true });
});

function newPlace(): string {
  const place = mkdtempSync(path.join(tmpdir(), "kakehashi-store-"));
  places.push(place);
  return place;
}

describeStore("sqlite", async () => {
  const dataDir = newPlace();
  return { open: () => openSqliteStore({ dataDir }) };
});

test("locks that cannot be kept are a failure of the store, told with the place", async () => {
  const dataDir = newPlace();
  await using store = await openSqliteStore({ dataDir });
  writeFileSync(path.join(dataDir, "locks"), "in the way");
  await expect(store.lockRun("acme", "apply")).rejects.toMatchObject({ code: "store_failed" });
});

test("a lock holds while its holder's event loop is blocked, and frees itself when the holder is killed", async () => {
  const dataDir = newPlace();
  const holder = runInChild(
    dataDir,
    `globalThis.lock = await store.lockRun("acme", "apply");
     say("held");
     Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);`,
  );
  await holder.said("held");

  await using store = await openSqliteStore({ dataDir });
  const began = performance.now();
  const refused = await store.lockRun("acme", "sync").catch((error: unknown) => error);
  expect(refused).toMatchObject({ code: "locked" });
  expect(String(refused)).toContain(`process ${holder.child.pid} `);
  expect(performance.now() - began).toBeLessThan(1000);

  holder.child.kill("SIGKILL");
  await holder.ended();
  await using _lock = await store.lockRun("acme", "sync");
});

test("a lock is not lost when the holder's memory is collected", async () => {
  const dataDir = newPlace();
  const holder = runInChild(
    dataDir,
    `require("node:v8").setFlagsFromString("--expose-gc");
     const gc = require("node:vm").runInNewContext("gc");
     await store.lockRun("acme", "apply");
     for (let i = 0; i < 5; i++) { gc(); await new Promise((r) => setImmediate(r)); }
     say("collected");
     process.stdin.resume();`,
  );
  await holder.said("collected");
  await using store = await openSqliteStore({ dataDir });
  await expect(store.lockRun("acme", "sync")).rejects.toMatchObject({ code: "locked" });
  holder.child.kill("SIGKILL");
  await holder.ended();
});

test("several processes open a new store at once and lose none of each other's rows", async () => {
  const dataDir = path.join(newPlace(), "not", "there", "yet");
  const writers = Array.from({ length: 4 }, (_, n) =>
    runInChild(
      dataDir,
      `for (let i = 0; i < 50; i++) {
         await store.bindings.openIntents("acme", "vault", [{ opId: "${n}-" + i, key: "k" }]);
       }
       say("done");`,
    ),
  );
  await Promise.all(writers.map((writer) => writer.said("done")));
  await using store = await openSqliteStore({ dataDir });
  expect(await store.bindings.intents("acme", "vault")).toHaveLength(200);
});

test("a process killed between two commits loses neither of those that it was told of", async () => {
  const dataDir = newPlace();
  const writer = runInChild(
    dataDir,
    `for (let i = 0; ; i++) {
       await store.bindings.openIntents("acme", "vault", [{ opId: String(i), key: "k" }]);
       say("saved " + i + ";");
     }`,
  );
  const output = await writer.said("saved 20;");
  writer.child.kill("SIGKILL");
  await writer.ended();
  await using store = await openSqliteStore({ dataDir });
  const kept = new Set((await store.bindings.intents("acme", "vault")).map(({ opId }) => opId));
  for (const [, saved] of output.matchAll(/saved (\d+);/gu)) expect(kept).toContain(saved);
});

test("data of a newer version is refused and left as it is", async () => {
  const dataDir = newPlace();
  await (await openSqliteStore({ dataDir }))[Symbol.asyncDispose]();
  const file = path.join(dataDir, "kakehashi.sqlite");
  setSchema(file, "999");
  await expect(openSqliteStore({ dataDir })).rejects.toMatchObject({ code: "newer_schema" });
  // The control: it was the version that was refused, not the file.
  setSchema(file, "1");
  await using store = await openSqliteStore({ dataDir });
  expect(await store.check()).toMatchObject({ ok: true });
});

function setSchema(file: string, version: string): void {
  const db = new DatabaseSync(file);
  db.prepare("UPDATE meta SET value = ? WHERE key = 'schema'").run(version);
  db.close();
}

test("a file that is no database, or a folder that cannot be made, is a failure of the store", async () => {
  const dataDir = newPlace();
  writeFileSync(path.join(dataDir, "kakehashi.sqlite"), "これはデータベースではありません".repeat(100));
  await expect(openSqliteStore({ dataDir })).rejects.toMatchObject({ code: "store_failed" });

  const file = path.join(dataDir, "a-file");
  writeFileSync(file, "");
  await expect(openSqliteStore({ dataDir: path.join(file, "below") })).rejects.toMatchObject({
    code: "store_failed",
  });
});

test("locks stay inside the data directory whatever the partner is called", async () => {
  const outer = newPlace();
  const dataDir = path.join(outer, "data");
  await using store = await openSqliteStore({ dataDir });
  await using _lock = await store.lockRun("../../escaped", "apply");
  expect(readdirSync(outer)).toEqual(["data"]);
  expect(existsSync(path.join(dataDir, "locks"))).toBe(true);
});
