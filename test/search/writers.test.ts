import { setImmediate } from "node:timers/promises";

import { describe, expect, test } from "vitest";

import { openPostgresStore } from "../../src/store/postgres/open-postgres-store.ts";
import { openSqliteStore } from "../../src/store/sqlite/open-sqlite-store.ts";
import type { Store } from "../../src/store/store.ts";
import { Secret } from "../../src/secret.ts";
import { describePostgres } from "../postgres/describe-postgres.ts";
import { type Place, runInChild } from "../store/run-in-child.ts";
import { tempDir } from "../temp-dir.ts";
import { openWorld } from "./index-world.ts";

const from = (file: string) => JSON.stringify(new URL(`../../src/search/${file}`, import.meta.url).href);
const helpers = JSON.stringify(new URL("docs.ts", import.meta.url).href);
const PARTNERS = ["a", "b", "c", "d"];
const ROUNDS = 12;

/** Indexes a partner again and again: each time one entry more, and all of them changed. */
const write = (partner: string): string => `
  const { indexPartner } = await import(${from("index-writer.ts")});
  const { doc } = await import(${helpers});
  const exclusively = async (work, ifTaken) => {
    for (;;) {
      const lock = await store.lockRun("search index", "test").catch(() => null);
      if (lock !== null) return work().finally(() => lock[Symbol.asyncDispose]());
      if (ifTaken === "skip") return;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  for (let round = 1; round <= ${ROUNDS}; round += 1) {
    const own = Array.from({ length: 20 + round }, (_, at) =>
      doc({ partner: "${partner}", id: "D" + at, title: "件名", text: "見積の話 " + round }));
    await indexPartner(store.search, "${partner}", { own, vendor: [], partner: [] }, { exclusively });
  }
  say("done");
  await store[Symbol.asyncDispose]();`;

/** What readers are told while four processes write, and afterwards. */
async function writeTogether(
  place: Place,
  open: () => Promise<Store>,
): Promise<{ torn: number; totals: number[] }> {
  const writers = PARTNERS.map((partner) => runInChild(place, write(partner)));
  const done = Promise.all(writers.map((writer) => writer.said("done")));
  let isOver = false;
  void done.finally(() => (isOver = true));
  await using store = await open();
  const world = openWorld(store.search);
  const access = (partner: string) => [{ partner, view: "own" as const, sees: () => true }];
  let torn = 0;
  const ask = async (partner: string): Promise<number> => {
    const { hits, total } = await world.search("見積", { access: access(partner), limit: 1000 });
    if (new Set(hits.map((hit) => hit.doc.id)).size !== total) torn += 1;
    return total;
  };
  const isDone = (): boolean => isOver;
  while (!isDone()) {
    for (const partner of PARTNERS) await ask(partner);
    await setImmediate();
  }
  await done;
  const totals: number[] = [];
  for (const partner of PARTNERS) totals.push(await ask(partner));
  return { torn, totals };
}

describe("several processes that index at once", () => {
  test("lose and double nothing, and readers see each entry once meanwhile", async () => {
    await using folder = await tempDir();
    const told = await writeTogether(folder.path, () => openSqliteStore({ dataDir: folder.path }));
    expect(told).toEqual({ torn: 0, totals: PARTNERS.map(() => 20 + ROUNDS) });
  });
});

describePostgres("the same in PostgreSQL", (newUrl) => {
  test("lose and double nothing there either", async () => {
    const url = await newUrl();
    const told = await writeTogether({ url }, () => openPostgresStore({ url: new Secret(url) }));
    expect(told).toEqual({ torn: 0, totals: PARTNERS.map(() => 20 + ROUNDS) });
  });
});
