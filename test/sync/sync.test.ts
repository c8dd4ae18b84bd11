import { appendFileSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { placeOf } from "../../src/sync/reading.ts";
import { newId } from "../../src/sync/sync.ts";
import type { Workspace } from "../../src/workspaces/workspace.ts";
import { buildSpec } from "../builders.ts";
import { SPEC } from "./history.ts";
import { HUB, openLater, openWorld, type World } from "./small-world.ts";

const ISSUES = `${HUB}/大阪支店/課題`;

const write = (world: World, path: string, text: string): void =>
  writeFileSync(join(world.vault, path), text);

const titles = async (world: World): Promise<string[]> =>
  (await world.store.records.all("acme", "entry")).map(({ value }) => value.title).toSorted();

/** The vault, with something that a person does just before the product does this for the n-th time. */
function meanwhile(
  world: World,
  verb: "changedEntries" | "entryIds" | "writeEntry",
  nth: number,
  act: () => void,
): Workspace {
  const vault = openLater(world.vault);
  let count = 0;
  const before = (one: typeof verb) => {
    if (one === verb && (count += 1) === nth) act();
  };
  return {
    ...vault,
    changedEntries: async (...args) => {
      before("changedEntries");
      return vault.changedEntries(...args);
    },
    entryIds: async (...args) => {
      before("entryIds");
      return vault.entryIds(...args);
    },
    writeEntry: async (...args) => {
      before("writeEntry");
      return vault.writeEntry(...args);
    },
  };
}

/** The databases in the order in which they are read. */
async function placeInOrder(world: World, key: string): Promise<number> {
  const { databases } = await world.deps();
  return (
    [...databases].filter(([one, ref]) => placeOf(one, ref) !== null).findIndex(([one]) => one === key) + 1
  );
}

describe("what people do while a sync runs", () => {
  test("a file that comes between the two readings of its database is taken in by the same sync", async () => {
    await using world = await openWorld();
    write(world, `${ISSUES}/一.md`, "一");
    const workspace = meanwhile(world, "entryIds", await placeInOrder(world, "acme/br-osk/issues"), () => {
      for (const name of ["二", "三"]) write(world, `${ISSUES}/${name}.md`, name);
    });
    await world.sync({ workspace });
    expect(await titles(world)).toEqual(["一", "三", "二"].toSorted());
  });

  test.each([
    ["read later", "福岡支店", "大阪支店", "acme/br-osk/issues"],
    ["read already", "大阪支店", "福岡支店", "acme/br-fuk/issues"],
  ])(
    "an entry that moves into a database that is %s is neither lost nor there twice",
    async (_when, from, to, database) => {
      await using world = await openWorld();
      write(world, `${HUB}/${from}/課題/一.md`, "一");
      await world.sync();
      const [known] = await world.store.records.all("acme", "entry");
      const at = await placeInOrder(world, "acme/br-osk/issues");
      expect(await placeInOrder(world, "acme/br-fuk/issues")).toBeLessThan(at);
      const workspace = meanwhile(world, "changedEntries", at, () =>
        renameSync(join(world.vault, HUB, from, "課題/一.md"), join(world.vault, HUB, to, "課題/一.md")),
      );
      // Listed at both places it passes for a copy until the next sync.
      expect(await world.sync({ workspace, confirm: true })).toMatchObject({ removed: 0 });
      expect(await world.sync()).toMatchObject({ removed: 0, quarantined: [] });
      const moved = await world.store.records.all("acme", "entry");
      expect(moved).toMatchObject([{ id: known?.id, database, firstSeen: known?.firstSeen }]);
    },
  );

  test("a file that is saved just before it gets its 管理ID keeps what was saved, and gets it next time", async () => {
    await using world = await openWorld();
    const file = join(world.vault, ISSUES, "一.md");
    write(world, `${ISSUES}/一.md`, "一");
    const workspace = meanwhile(world, "writeEntry", 1, () => appendFileSync(file, "と二"));
    expect(await world.sync({ workspace })).toMatchObject({ upserted: 0 });
    expect(readFileSync(file, "utf8")).toBe("一と二");
    expect(await world.sync()).toMatchObject({ upserted: 1 });
    expect(readFileSync(file, "utf8")).toMatch(/^---\n管理ID: k-\S+\n---\n一と二$/u);
  });
});

test("a failure that is our own bug ends the sync instead of passing for an empty database", async () => {
  await using world = await openWorld();
  write(world, `${ISSUES}/一.md`, "一");
  await world.sync();
  const workspace: Workspace = {
    ...openLater(world.vault),
    entryIds: async () => {
      throw new TypeError("bug");
    },
  };
  await expect(world.sync({ workspace })).rejects.toThrow("bug");
  expect(await titles(world)).toEqual(["一"]);
});

describe("rows that name units", () => {
  const renamed = (name: string, aliases: string[] = []) =>
    buildSpec({
      units: SPEC.units.map((unit) => (unit.key === "br-osk" ? { ...unit, name, aliases } : { ...unit })),
    });
  const branchOf = async (world: World) => (await world.store.records.all("acme", "order"))[0]?.value.branch;

  test("still mean the unit under its new name, also when everything is read again", async () => {
    await using world = await openWorld();
    write(world, `${HUB}/受注/SO-1.md`, "---\n経由拠点: 大阪支店\n---\n");
    await world.sync();
    expect(await branchOf(world)).toBe("br-osk");
    const spec = renamed("関西支社");
    expect(await world.sync({ spec })).toMatchObject({ upserted: 0, notices: [] });
    expect(await world.sync({ spec, full: true })).toMatchObject({ upserted: 0, notices: [] });
    expect(await branchOf(world)).toBe("br-osk");
  });

  test("once edited say a name that the spec does not know, which the sync tells", async () => {
    await using world = await openWorld();
    write(world, `${HUB}/受注/SO-1.md`, "---\n経由拠点: 大阪支店\n---\n");
    await world.sync();
    const spec = renamed("関西支社");
    write(world, `${HUB}/受注/SO-1.md`, "---\n受注番号: SO-1\n経由拠点: 大阪支店\n席数: 5\n---\n");
    const { notices } = await world.sync({ spec });
    expect(notices.map(({ ja }) => ja)).toEqual([
      expect.stringContaining("SO-1.md: 「経由拠点」の「大阪支店」は"),
    ]);
    expect(await branchOf(world)).toBe("大阪支店");
  });

  test("mean the unit from the sync on after the spec learns an alias, without being touched", async () => {
    await using world = await openWorld();
    write(world, `${HUB}/受注/SO-1.md`, "---\n経由拠点: なにわ\n---\n");
    await world.sync();
    // The first sync wrote the 管理ID, so only now the file is as it was read.
    await world.sync();
    expect(await branchOf(world)).toBe("なにわ");
    expect(await world.sync({ spec: renamed("大阪支店", ["なにわ"]) })).toMatchObject({ upserted: 1 });
    expect(await branchOf(world)).toBe("br-osk");
  });
});

test("a person keeps the 管理ID that the spec gave, under another file name too", async () => {
  await using world = await openWorld();
  write(
    world,
    `${HUB}/社内限り/担当者カルテ/山田.md`,
    "---\n氏名: 山田 太郎\n事業部・拠点: 関西\n管理ID: p-1\n---\n\n## 評価軸\n\n数字\n",
  );
  expect(await world.sync()).toMatchObject({ upserted: 1, quarantined: [] });
  expect(await world.store.records.all("acme", "person")).toMatchObject([
    { id: "p-1", value: { key: "p-1", name: "山田 太郎", unit: "br-osk", appraisal_axis: "数字" } },
  ]);
  expect(await world.sync({ full: true })).toMatchObject({ upserted: 0 });
});

test("new 管理ID are easy to read aloud, and no two of many are the same", () => {
  const ids = Array.from({ length: 2000 }, newId);
  expect(new Set(ids).size).toBe(2000);
  expect(ids.filter((id) => !/^k-[2-9a-hj-kmnp-z]{10}$/u.test(id))).toEqual([]);
});
