import { setTimeout as sleep } from "node:timers/promises";

import { describe, expect, test } from "vitest";

import { indexPartner, rebuildPartner } from "../../src/search/index-writer.ts";
import type { SearchDoc } from "../../src/search/search-doc.ts";
import { openPostgresStore } from "../../src/store/postgres/open-postgres-store.ts";
import { openSqliteStore } from "../../src/store/sqlite/open-sqlite-store.ts";
import type { Store } from "../../src/store/store.ts";
import { Secret } from "../../src/secret.ts";
import { describePostgres } from "../postgres/describe-postgres.ts";
import { type Place, runInChild } from "../store/run-in-child.ts";
import { tempDir } from "../temp-dir.ts";
import { doc } from "./docs.ts";
import { openWorld, ownDocs } from "./index-world.ts";

const options = { exclusively: (work: () => Promise<void>) => work() };
const from = (file: string) => JSON.stringify(new URL(`../../src/search/${file}`, import.meta.url).href);
const helpers = JSON.stringify(new URL("docs.ts", import.meta.url).href);

/** Changes entries and tidies the index for ever: some at a time, many at a time, and all of it anew. */
const CHANGE_FOR_EVER = `
  const { indexPartner, rebuildPartner } = await import(${from("index-writer.ts")});
  const { foldIndex } = await import(${from("fold-index.ts")});
  const { doc } = await import(${helpers});
  const options = { exclusively: (work) => work() };
  const docs = (round, count) => ({ vendor: [], partner: [], own: Array.from({ length: count }, (_, at) =>
    doc({ partner: "p", id: "D" + at, title: "件名", text: "見積の話 " + (at % 7 === 0 ? round : 0) })) });
  say("ready");
  for (let round = 1; ; round += 1) {
    await indexPartner(store.search, "p", docs(round, round % 3 === 0 ? 400 : 60), options);
    await foldIndex(store.search, { ...options, foldAt: 4 });
    if (round % 4 === 0) await rebuildPartner(store.search, "p", docs(round, 80), options);
  }`;

/** How many kills it was whole after. */
async function survives(place: Place, open: () => Promise<Store>, kills: number): Promise<number> {
  let survived = 0;
  for (let kill = 0; kill < kills; kill += 1) {
    const { child, said, ended } = runInChild(place, CHANGE_FOR_EVER);
    await said("ready");
    await sleep(60 + kill * 70);
    child.kill("SIGKILL");
    await ended();
    await using store = await open();
    const access = [{ partner: "p", view: "own" as const, sees: () => true }];
    const { hits, total } = await openWorld(store.search).search("見積", { access });
    // Each entry once, and each with all that it says.
    expect(new Set(hits.map((hit) => hit.doc.id)).size).toBe(total);
    expect(hits.every((hit) => /^(?:見積の話 \d+|最後の見積 \d+ \d+)$/u.test(hit.doc.text))).toBe(true);
    const docs: SearchDoc[] = Array.from({ length: 90 }, (_, at) =>
      doc({ partner: "p", id: `D${at}`, title: "件名", text: `最後の見積 ${kill} ${at}` }),
    );
    await indexPartner(store.search, "p", ownDocs(docs), options);
    const fresh = openWorld();
    await rebuildPartner(fresh.table, "p", ownDocs(docs), options);
    const told = async (world: ReturnType<typeof openWorld>) =>
      JSON.stringify(await world.search("見積", { access }));
    if ((await told(openWorld(store.search))) === (await told(fresh))) survived += 1;
  }
  return survived;
}

describe("an index whose process is killed again and again", () => {
  test("is whole each time, and after the next run like one made anew", async () => {
    await using folder = await tempDir();
    expect(await survives(folder.path, () => openSqliteStore({ dataDir: folder.path }), 6)).toBe(6);
  });
});

describePostgres("the same in PostgreSQL", (newUrl) => {
  test("is whole each time, too", async () => {
    const url = await newUrl();
    expect(await survives({ url }, () => openPostgresStore({ url: new Secret(url) }), 4)).toBe(4);
  });
});
