import { afterAll, describe, expect, test } from "vitest";

import { confluenceWorld } from "./confluence-world.ts";
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

describe("the whole flow on Confluence", () => {
  test("gives the same entries, matches and digests as on the vault", { timeout: 120_000 }, async () => {
    const [vault, confluence] = [await soreiWorld(), await confluenceWorld()];
    await fill(confluence);
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
      const [expected, found] = [await vault.must(...argv), await confluence.must(...argv)];
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
    expect(await records(confluence)).toEqual(await records(vault));
  });
});

describe("what a reader sees", () => {
  test(
    "each Page Properties Report shows its unit's entries, and the hub's released copies only",
    { timeout: 120_000 },
    async () => {
      const now = { at: Date.parse("2026-11-24T09:00:00+09:00") };
      const world = await confluenceWorld({ now: () => now.at });
      await fill(world);
      await world.must("digest", "run", "--partner", "sorei", ...WEEK);
      // The search index has caught up.
      now.at += 600_000;
      const { server } = world;
      const records = await world.look((store) => store.records.all("sorei", "entry"));
      const bindings = await world.look((store) => store.bindings.all("sorei", "confluence"));
      const titles = (pageId: string) =>
        server
          .report(pageId)
          .map(({ rows }) => rows.map(([title = ""]) => title.replace(/ \[[^\]]*\]$/u, "")));
      for (const { key, remoteId } of bindings.filter(({ key }) =>
        /\/(?:issues|successes|failures)$/u.test(key),
      )) {
        const expected = records
          .filter(({ database }) => database === key)
          .map(({ value }) => ("title" in value ? value.title : ""));
        expect({ key, shown: titles(remoteId)[0]?.toSorted() }).toEqual({ key, shown: expected.toSorted() });
      }
      const hub = bindings.find(({ key }) => key === "sorei")?.remoteId ?? "";
      const raw = new Set(records.map(({ remoteId }) => server.page(remoteId).title));
      const onHub = server.report(hub).flatMap(({ rows }) => rows.map(([title = ""]) => title));
      expect(onHub.length).toBeGreaterThan(0);
      expect(onHub.filter((title) => raw.has(title))).toEqual([]);
    },
  );
});

/** Pages, labels, properties and templates. */
const isWrite = ({ method }: { method: string }): boolean => method !== "GET";

describe("requests", () => {
  test("an apply makes each page with one of its own, and every one is as the API has it", async () => {
    const world = await confluenceWorld();
    await world.must("import", "org", SAMPLE, "--partner", "sorei", "--out", world.specFile);
    const before = world.server.pages().length;
    world.server.forget();
    await world.must("apply", world.specFile, "--yes");
    const { requests, violations, overlaps } = world.server;
    const creates = requests.filter(({ method, path }) => method === "POST" && path === "/wiki/api/v2/pages");
    expect(creates).toHaveLength(world.server.pages().length - before);
    expect(requests.filter(({ status }) => status >= 400)).toEqual([]);
    expect({ violations, overlaps }).toEqual({ violations: [], overlaps: [] });
  });

  test("a plan after an apply is empty, though Confluence rewrote every page, and writes nothing", async () => {
    const world = await confluenceWorld();
    await provision(world);
    world.server.forget();
    const { json } = await world.must("plan", world.specFile);
    expect(json).toMatchObject({ steps: [], drift: [], conflicts: [] });
    expect(world.server.requests.filter(isWrite)).toEqual([]);
  });

  test(
    "a save of every page in the editor is no drift, changes no entry, and nothing is written",
    { timeout: 120_000 },
    async () => {
      const world = await confluenceWorld();
      await fill(world);
      await sync(world);
      const records = await world.look((store) => store.records.all("sorei", "entry"));
      const { server } = world;
      for (const { id, kind, status } of server.pages()) {
        if (kind === "page" && status === "current") server.person.editorRoundTrip(id);
      }
      server.forget();
      expect((await world.must("plan", world.specFile)).json).toMatchObject({
        steps: [],
        drift: [],
        conflicts: [],
      });
      await world.must("sync");
      await world.must("apply", world.specFile, "--yes");
      expect(server.requests.filter(isWrite)).toEqual([]);
      const values = (all: typeof records) => all.map(({ id, value, revision }) => ({ id, value, revision }));
      expect(values(await world.look((store) => store.records.all("sorei", "entry")))).toEqual(
        values(records),
      );
    },
  );

  test("a sync without changes asks for the space's latest changes and nothing more", async () => {
    const now = { at: Date.parse("2026-11-24T09:00:00+09:00") };
    const world = await confluenceWorld({ now: () => now.at });
    await fill(world);
    now.at += 3_600_000;
    world.server.person.appendText(world.server.homepageId, "むすび");
    await sync(world);
    now.at += 3_600_000;
    world.server.forget();
    expect(await sync(world)).toMatchObject({ upserted: 0, removed: 0, notices: [] });
    expect(world.server.requests.map(({ path }) => path)).toEqual([
      "/wiki/rest/api/user/current",
      "/wiki/api/v2/spaces",
      `/wiki/api/v2/spaces/${world.server.spaceId}/pages`,
    ]);
  });
});
