import { describe, expect, test } from "vitest";

import { buildSpec } from "../builders.ts";
import type { RecordedRequest } from "../fakes/notion-server.ts";
import { ISSUES, type NotionWorld, openWorld } from "./notion-small-world.ts";

const OTHER = "acme/br-fuk/issues";
const MINUTE = 60_000;
const YEARS = 3 * 365 * 24 * 60 * MINUTE;

const refOf = (world: NotionWorld, key: string) => {
  const ref = world.databases.get(key);
  if (ref === undefined) throw new Error(`no database ${key}`);
  return ref;
};

const isQuery = ({ path }: RecordedRequest): boolean => path.endsWith("/query");
const asks = (source: string) => (request: RecordedRequest) =>
  request.path.includes(source) && isQuery(request);
const isText = ({ path }: RecordedRequest): boolean => path.endsWith("/markdown");

/** So many rows of long ago, one a minute unless they say otherwise. */
function seed(
  world: NotionWorld,
  key: string,
  count: number,
  more: (at: number) => object = () => ({}),
): string[] {
  const start = world.now() - YEARS;
  return world.server.seedRows(world.source(key), count, (at) => ({
    values: { 件名: `件 ${at}`, 管理ID: `${key} ${at}` },
    createdAt: start + at * MINUTE,
    ...more(at),
  }));
}

describe("a listing", () => {
  test("of 25,000 rows is complete, also where 12,000 of them came in one minute under one title", async () => {
    await using world = await openWorld();
    const start = world.now() - YEARS;
    const rows = seed(world, ISSUES, 25_000, (at) => ({
      values: { 件名: at < 12_000 ? "件" : `件 ${at}`, 管理ID: `I-${at}` },
      createdAt: start + Math.max(0, at - 12_000) * MINUTE,
    }));
    const { ids, complete } = await world.open().entryIds(refOf(world, ISSUES));
    expect(complete).toBe(true);
    expect(new Set(ids.map(({ remoteId }) => remoteId))).toEqual(new Set(rows));
  });

  test("that cannot tell so many rows of one minute apart says so", async () => {
    await using world = await openWorld();
    const createdAt = world.now() - YEARS;
    seed(world, ISSUES, 10_500, () => ({ values: { 件名: "件" }, createdAt }));
    const { ids, complete } = await world.open().entryIds(refOf(world, ISSUES));
    expect(complete).toBe(false);
    expect(ids.length).toBeLessThan(10_500);
  });

  test("begins again where its cursor expires on the way", async () => {
    await using world = await openWorld();
    const rows = seed(world, ISSUES, 350);
    let queries = 0;
    world.onRequest(({ path }) => {
      if (path.includes(world.source(ISSUES)) && (queries += 1) === 3) world.server.expireCursors();
    });
    const { ids, complete } = await world.open().entryIds(refOf(world, ISSUES));
    expect({ complete, count: ids.length }).toEqual({ complete: true, count: rows.length });
    // Two pages, the refused one, and all four again.
    expect(queries).toBe(7);
  });

  test.each(["400", "504-html", "503"] as const)("goes on after a %s on one of its pages", async (what) => {
    await using world = await openWorld();
    const rows = seed(world, ISSUES, 350);
    world.server.fail({ what, match: asks(world.source(ISSUES)), nth: 3 });
    const { ids, complete } = await world.open().entryIds(refOf(world, ISSUES));
    expect({ complete, ids: new Set(ids.map(({ remoteId }) => remoteId)) }).toEqual({
      complete: true,
      ids: new Set(rows),
    });
    expect(world.server.unfired()).toEqual([]);
  });

  test("whose pages take too long asks for smaller ones at once, and is complete", async () => {
    await using world = await openWorld();
    const rows = seed(world, ISSUES, 120);
    const sizeOf = ({ body }: RecordedRequest) =>
      (body as { page_size?: number } | undefined)?.page_size ?? 0;
    const isLarge = (request: RecordedRequest) => asks(world.source(ISSUES))(request) && sizeOf(request) > 25;
    const slow = world.server.fail({ what: "504-html", match: isLarge, times: Number.POSITIVE_INFINITY });
    const { ids, complete } = await world.open().entryIds(refOf(world, ISSUES));
    expect({ complete, count: ids.length }).toEqual({ complete: true, count: rows.length });
    expect(slow.fired).toBe(2);
  });
});

describe("an incremental sync", () => {
  const units = Array.from({ length: 15 }, (_, at) => ({
    key: `u-${at}`,
    name: `第${at}支店`,
    kind: "branch",
  }));

  test.each([
    ["spread over the years", (at: number) => at],
    ["all of one minute", () => 0],
  ])(
    "of 45 databases with rows %s costs a query for each, and a request for each edit",
    async (_how, minute) => {
      await using world = await openWorld({ spec: buildSpec({ units }) });
      const keys = [...world.databases.keys()].filter((key) => /issues$|successes$|failures$/u.test(key));
      expect(keys).toHaveLength(45);
      const start = world.now() - YEARS;
      const rows = keys.flatMap((key, at) =>
        seed(world, key, 20, (row) => ({ createdAt: start + minute(row * 45 + at) * MINUTE })),
      );
      expect(await world.sync()).toMatchObject({ upserted: rows.length, notices: [] });
      const read = [...world.databases.values()].filter(
        ({ schema }) => !["released", "digest"].includes(schema.record),
      );
      for (const edits of [0, 1, 120]) {
        world.later(60 * MINUTE);
        for (const row of rows.slice(0, edits))
          world.server.person.setValue(row, "件名", `改 ${world.now()}`);
        world.later(5 * MINUTE);
        world.server.forget();
        expect(await world.sync()).toMatchObject({ upserted: edits, removed: 0 });
        const { requests } = world.server;
        expect(requests.length).toBeLessThanOrEqual(read.length + edits / 100 + edits + 2);
        expect(requests.filter((one) => one.method !== "GET" && !isQuery(one))).toEqual([]);
      }
    },
  );
});

describe("a row that Notion cannot give", () => {
  test("is set aside alone, and taken in by the first sync that can read it, though nobody touched it", async () => {
    await using world = await openWorld();
    const rows = seed(world, ISSUES, 100);
    const [poison = ""] = rows.slice(3);
    const match = (request: RecordedRequest) => isText(request) && request.path.includes(poison);
    world.server.fail({ what: "500", match, times: Number.POSITIVE_INFINITY });
    for (const upserted of [99, 0]) {
      world.later(10 * MINUTE);
      const synced = await world.sync();
      expect(synced).toMatchObject({ upserted, removed: 0, notices: [] });
      expect(synced.quarantined).toMatchObject([{ remoteId: poison, id: `${ISSUES} 3` }]);
    }
    world.server.clearFaults();
    world.later(10 * MINUTE);
    expect(await world.sync()).toMatchObject({ upserted: 1, quarantined: [] });
    expect(await world.entries()).toHaveLength(100);
  });

  test("that was known leaves its unit until it can be read again", async () => {
    await using world = await openWorld();
    const [row = ""] = seed(world, ISSUES, 5);
    await world.sync();
    world.later(10 * MINUTE);
    world.server.person.setValue(row, "共有範囲", "この事業部・拠点のみ");
    world.server.fail({ what: "500", match: isText, times: Number.POSITIVE_INFINITY });
    await world.sync();
    const readable = async () => (await world.entries()).find(({ remoteId }) => remoteId === row)?.readable;
    expect(await readable()).toBe(false);
    world.server.clearFaults();
    world.later(10 * MINUTE);
    await world.sync();
    expect(await readable()).toBe(true);
  });

  test("is one of all where no text can be had: then it is the database that failed, and is read another time", async () => {
    await using world = await openWorld();
    const rows = seed(world, ISSUES, 5);
    seed(world, OTHER, 3);
    const match = (request: RecordedRequest) =>
      isText(request) && rows.some((row) => request.path.includes(row));
    world.server.fail({ what: "500", match, times: Number.POSITIVE_INFINITY });
    const synced = await world.sync();
    expect(synced).toMatchObject({ upserted: 3, quarantined: [] });
    expect(synced.notices.map(({ en }) => en).join("\n")).toContain(ISSUES);
    world.server.clearFaults();
    world.later(10 * MINUTE);
    expect(await world.sync()).toMatchObject({ upserted: 5, notices: [] });
  });
});
