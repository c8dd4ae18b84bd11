import { afterAll, describe, expect, test } from "vitest";

import { notionWorld } from "./notion-world.ts";
import { dropPrepared, SAMPLE, soreiWorld, sync, type World } from "./sorei-world.ts";

afterAll(dropPrepared);

/** The flow of the demo, as far as it was asked for. */
async function provision(world: World): Promise<void> {
  await world.must("import", "org", SAMPLE, "--partner", "sorei", "--out", world.specFile);
  await world.must("apply", world.specFile, "--yes");
}

async function fill(world: World): Promise<void> {
  await provision(world);
  await world.must("import", "entries", SAMPLE, "--partner", "sorei");
  await world.must("import", "orders", SAMPLE, "--partner", "sorei");
  await world.must("sync");
}

/** What an answer says, without where things are and how long it took. */
function said(json: unknown): unknown {
  return JSON.parse(
    JSON.stringify(json, (name, value: unknown) =>
      ["url", "path", "tookMs", "updatedAt", "requests", "remoteId", "score", "workspace"].includes(name)
        ? undefined
        : value,
    ),
  );
}

const WEEK = ["--week", "2026-W48", "--audience", "vendor"];

describe("the whole flow on Notion", () => {
  test("gives the same entries, matches and digests as on the vault", { timeout: 120_000 }, async () => {
    const [vault, notion] = [await soreiWorld(), await notionWorld()];
    await fill(notion);
    for (const argv of [
      ["search", "引き継ぎ"],
      ["search", "値引", "--kind", "failure"],
      ["search", "PRICE", "--as", "unit:br-osk"],
      ["match", "--limit", "5"],
      ["coverage"],
      ["release", "list"],
      ["digest", "build", "--partner", "sorei", ...WEEK],
      ["digest", "approve", "--partner", "sorei", ...WEEK],
      ["digest", "publish", "--partner", "sorei", ...WEEK],
      ["digest", "show", "--partner", "sorei", ...WEEK],
    ]) {
      const [expected, found] = [await vault.must(...argv), await notion.must(...argv)];
      expect({ argv, said: said(found.json) }).toEqual({ argv, said: said(expected.json) });
    }
    const records = (world: World) =>
      world.look(async (store) =>
        (await store.records.all("sorei", "entry")).map(({ id, value, database }) => ({
          id,
          value,
          database,
        })),
      );
    expect(await records(notion)).toEqual(await records(vault));
  });
});

describe("requests", () => {
  test("an apply makes each thing with one of its own, and reads each database once", async () => {
    const world = await notionWorld();
    await world.must("import", "org", SAMPLE, "--partner", "sorei", "--out", world.specFile);
    world.server.forget();
    await world.must("apply", world.specFile, "--yes");
    const { requests } = world.server;
    const made = requests.filter(({ method, path }) => method === "POST" && isCreate(path)).length;
    const databases = requests.filter(
      ({ method, path }) => method === "POST" && path === "/v1/databases",
    ).length;
    expect(requests.filter(({ status }) => status >= 400 && status !== 400)).toEqual([]);
    expect(requests.length).toBeLessThanOrEqual(1.15 * (made + databases));
  });

  test("a second plan is empty, and reads one listing per page and one data source per database", async () => {
    const world = await notionWorld();
    await provision(world);
    world.server.forget();
    const { json } = await world.must("plan", world.specFile);
    expect(json).toMatchObject({ steps: [], drift: [], conflicts: [] });
    const { requests } = world.server;
    const pages = world.server.pages().length;
    const databases = world.server.databases().length;
    expect(requests.length).toBeLessThanOrEqual(pages + databases);
    expect(new Set(requests.map(({ method }) => method))).toEqual(new Set(["GET"]));
  });

  test("a sync without changes asks each database once and writes nothing", async () => {
    const world = await notionWorld();
    await fill(world);
    await sync(world);
    world.server.forget();
    const synced = await sync(world);
    expect(synced).toMatchObject({ upserted: 0, removed: 0, notices: [] });
    const { requests } = world.server;
    const queries = requests.filter(({ path }) => path.endsWith("/query"));
    expect(requests.filter(({ method, path }) => method !== "GET" && !path.endsWith("/query"))).toEqual([]);
    expect(queries.length).toBe(new Set(queries.map(({ path }) => path)).size);
  });
});

const isCreate = (path: string): boolean => ["/v1/pages", "/v1/databases", "/v1/views"].includes(path);
