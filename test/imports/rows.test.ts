import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";

import { describe, expect, test } from "vitest";

import { importEntries, importOrders } from "../../src/imports/import-records.ts";
import type { ImportDeps } from "../../src/imports/import-row.ts";
import type { Entry } from "../../src/model/entry.ts";
import type { Order } from "../../src/model/order.ts";
import { openSqliteStore } from "../../src/store/sqlite/open-sqlite-store.ts";
import { openVault } from "../../src/workspaces/vault/open-vault.ts";
import type { Workspace } from "../../src/workspaces/workspace.ts";
import { entry } from "../release/records.ts";
import { HUB, openWorld, type World } from "../sync/small-world.ts";

const ISSUE = entry({
  id: "E1",
  kind: "issue",
  title: "引き継ぎ",
  situation: "本文",
  state: "open",
  level: "field",
});
const OTHER = entry({ id: "E2", kind: "issue", unit: "br-fuk", title: "値引き" });
const FILE = `${HUB}/大阪支店/課題/引き継ぎ.md`;

const run = async (world: World, entries: readonly Entry[], more: Partial<ImportDeps> = {}) =>
  importEntries(await world.deps(more), entries);

const counts = (created: number, updated: number, unchanged: number) => ({
  created,
  updated,
  unchanged,
  rejected: [],
});

function edit(world: World, path: string, change: (text: string) => string): void {
  const file = join(world.vault, path);
  writeFileSync(file, change(readFileSync(file, "utf8")));
}

const valueOf = async (world: World, id: string) =>
  (await world.store.records.all("acme", "entry")).find((record) => record.id === id)?.value;

describe("importing the same file twice", () => {
  test("creates each row once; the second run writes not a byte", async () => {
    await using world = await openWorld();
    expect(await run(world, [ISSUE, OTHER])).toEqual(counts(2, 0, 0));
    const before = world.files();
    expect(before[FILE]).toContain("管理ID: E1");
    expect(await run(world, [ISSUE, OTHER])).toEqual(counts(0, 0, 2));
    expect(world.files()).toEqual(before);
  });

  test("is nothing new to the next sync", async () => {
    await using world = await openWorld();
    await run(world, [ISSUE, OTHER]);
    expect(await world.sync()).toMatchObject({ upserted: 0, removed: 0, quarantined: [], notices: [] });
  });

  test("rows that a killed run wrote and did not store are adopted, not made again", async () => {
    await using world = await openWorld();
    await run(world, [ISSUE]);
    await using fresh = await openSqliteStore({ dataDir: join(world.vault, "..", "data2") });
    const before = world.files();
    expect(await run(world, [ISSUE, OTHER], { store: fresh })).toEqual(counts(1, 0, 1));
    expect(world.files()[FILE]).toBe(before[FILE]);
    const stored = await fresh.records.all("acme", "entry");
    expect(stored.map(({ id, imported }) => [id, imported?.title])).toEqual([
      ["E1", "引き継ぎ"],
      ["E2", "値引き"],
    ]);
  });

  test("what was written before a failure is in the store, and the repeat goes on from there", async () => {
    await using world = await openWorld();
    const vault = openVault({ dir: world.vault });
    let writes = 0;
    const failing: Workspace = {
      ...vault,
      writeEntry: async (...row) => {
        if ((writes += 1) === 2) throw new Error("killed");
        return vault.writeEntry(...row);
      },
    };
    await expect(run(world, [ISSUE, OTHER], { workspace: failing })).rejects.toThrow("killed");
    expect((await world.store.records.all("acme", "entry")).map(({ id }) => id)).toEqual(["E1"]);
    expect(await run(world, [ISSUE, OTHER])).toEqual(counts(1, 0, 1));
  });
});

describe("a changed file", () => {
  const changed = { ...ISSUE, title: "引き継ぎの型", situation: "新しい本文" } as Entry;

  test("changes the row in place: the fields that changed and nothing else of the person's", async () => {
    await using world = await openWorld();
    await run(world, [ISSUE]);
    edit(
      world,
      FILE,
      (text) =>
        `${text.replace("階層: 現場", "階層: マネージャー # 本人談\n社内: A")}\n## 私の見出し\n\nメモ\n`,
    );
    const before = world.files()[FILE] ?? "";
    expect(await run(world, [changed])).toEqual(counts(0, 1, 0));
    expect(world.files()[FILE]).toBe(
      before.replace("件名: 引き継ぎ", "件名: 引き継ぎの型").replace("\n本文\n", "\n新しい本文\n"),
    );
    expect(await valueOf(world, "E1")).toMatchObject({
      title: "引き継ぎの型",
      situation: "新しい本文",
      level: "manager",
    });
    expect(await world.sync()).toMatchObject({ upserted: 0 });
    expect(await run(world, [changed])).toEqual(counts(0, 0, 1));
  });

  test("where a person changed the same thing, the person's text stays and the import says so, once and again", async () => {
    await using world = await openWorld();
    await run(world, [ISSUE]);
    edit(world, FILE, (text) => text.replace("\n本文\n", "\n人が直した本文\n"));
    const first = await run(world, [changed]);
    expect(first).toMatchObject({
      updated: 1,
      rejected: [{ id: "E1", reason: { en: expect.stringContaining("What is happening") } }],
    });
    expect(world.files()[FILE]).toContain("人が直した本文");
    expect(world.files()[FILE]).toContain("件名: 引き継ぎの型");
    const before = world.files();
    expect(await run(world, [changed])).toMatchObject({ created: 0, updated: 0, unchanged: 1 });
    expect(world.files()).toEqual(before);
  });

  test("in another unit or kind moves nothing: people move rows, and the import says so", async () => {
    await using world = await openWorld();
    await run(world, [ISSUE]);
    const before = world.files();
    const moved = await run(world, [{ ...ISSUE, unit: "br-fuk" }]);
    expect(moved).toMatchObject({
      created: 0,
      rejected: [{ id: "E1", reason: { en: expect.stringContaining("another unit") } }],
    });
    expect(world.files()).toEqual(before);
  });
});

describe("a row that a person", () => {
  test("moved is changed where it is", async () => {
    await using world = await openWorld();
    await run(world, [ISSUE]);
    const to = `${HUB}/福岡支店/課題/${basename(FILE)}`;
    renameSync(join(world.vault, FILE), join(world.vault, to));
    expect(await run(world, [ISSUE])).toEqual(counts(0, 0, 1));
    expect(await run(world, [{ ...ISSUE, title: "引き継ぎの型" }])).toEqual(counts(0, 1, 0));
    expect(world.files()[to]).toContain("件名: 引き継ぎの型");
    expect(world.files()[FILE]).toBeUndefined();
    expect(await valueOf(world, "E1")).toMatchObject({ unit: "br-fuk" });
  });

  test("made another kind of entry of is left as it is", async () => {
    await using world = await openWorld();
    await run(world, [ISSUE]);
    const to = `${HUB}/大阪支店/成功事例/${basename(FILE)}`;
    renameSync(join(world.vault, FILE), join(world.vault, to));
    const text = world.files()[to];
    expect(await run(world, [{ ...ISSUE, title: "引き継ぎの型" }])).toMatchObject({ created: 0, updated: 0 });
    expect(world.files()[to]).toBe(text);
    expect(await valueOf(world, "E1")).toMatchObject({ kind: "success" });
  });

  test("deleted stays deleted until the file itself says something new", async () => {
    await using world = await openWorld();
    await run(world, [ISSUE]);
    rmSync(join(world.vault, FILE));
    expect(await run(world, [ISSUE])).toEqual(counts(0, 0, 1));
    expect(world.files()[FILE]).toBeUndefined();
    expect(await world.sync()).toMatchObject({ removed: 1 });
    expect(await run(world, [ISSUE])).toEqual(counts(0, 0, 1));
    expect(world.files()[FILE]).toBeUndefined();
    expect(await run(world, [{ ...ISSUE, state: "solved" } as Entry])).toEqual(counts(1, 0, 0));
    expect(world.files()[FILE]).toContain("状態: 解決");
  });

  test("broke is left alone, and named", async () => {
    await using world = await openWorld();
    await run(world, [ISSUE]);
    edit(world, FILE, (text) => text.replace("階層: 現場", '階層: "現場'));
    const before = world.files();
    expect(await run(world, [{ ...ISSUE, title: "引き継ぎの型" }, OTHER])).toMatchObject({
      created: 1,
      rejected: [{ id: "E1", reason: { en: expect.stringContaining(FILE) } }],
    });
    expect(world.files()[FILE]).toBe(before[FILE]);
  });

  test("saves at the same moment keeps what he saved", async () => {
    await using world = await openWorld();
    await run(world, [ISSUE]);
    const vault = openVault({ dir: world.vault });
    const saving: Workspace = {
      ...vault,
      writeEntry: async (...row) => {
        edit(world, FILE, (text) => `${text}\n今保存\n`);
        return vault.writeEntry(...row);
      },
    };
    expect(await run(world, [{ ...ISSUE, title: "引き継ぎの型" }], { workspace: saving })).toMatchObject({
      updated: 0,
      rejected: [{ id: "E1", reason: { en: expect.stringContaining("editing") } }],
    });
    expect(world.files()[FILE]).toMatch(/件名: 引き継ぎ\n[\s\S]*今保存\n$/u);
  });
});

describe("orders", () => {
  const ORDER: Order = {
    id: "SO-1",
    product: "勤怠",
    monthly_yen: 1200,
    branch: "br-osk",
    closed_on: "2026-04-02",
  };

  test("show units by name, are idempotent by their number, and take a change", async () => {
    await using world = await openWorld();
    expect(await importOrders(await world.deps(), [ORDER, { id: "SO-2" }])).toEqual(counts(2, 0, 0));
    expect(world.files()[`${HUB}/受注/SO-1.md`]).toContain("経由拠点: 大阪支店");
    expect(await importOrders(await world.deps(), [ORDER, { id: "SO-2" }])).toEqual(counts(0, 0, 2));
    expect(await importOrders(await world.deps(), [{ ...ORDER, churned_on: "2026-10-01" }])).toEqual(
      counts(0, 1, 0),
    );
    expect(await world.sync()).toMatchObject({ upserted: 0, notices: [] });
  });

  test("a branch that a person filled in stays, although the file still lacks it", async () => {
    await using world = await openWorld();
    await importOrders(await world.deps(), [{ id: "SO-2" }]);
    edit(world, `${HUB}/受注/SO-2.md`, (text) => text.replace("経由拠点:", "経由拠点: 福岡支店"));
    await world.sync();
    expect(await importOrders(await world.deps(), [{ id: "SO-2" }])).toEqual(counts(0, 0, 1));
    const [order] = await world.store.records.all("acme", "order");
    expect(order?.value.branch).toBe("br-fuk");
  });
});

test("rows whose database could not be listed are not imported at all, for they may be there", async () => {
  await using world = await openWorld();
  const vault = openVault({ dir: world.vault });
  const short: Workspace = {
    ...vault,
    entryIds: async (db) => ({ ...(await vault.entryIds(db)), complete: false }),
  };
  await expect(run(world, [ISSUE], { workspace: short })).rejects.toThrow(/could not all be listed/u);
  expect(world.files()[FILE]).toBeUndefined();
  mkdirSync(join(world.vault, "x"));
  expect(await run(world, [ISSUE])).toEqual(counts(1, 0, 0));
});
