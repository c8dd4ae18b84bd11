import { renameSync } from "node:fs";
import { join } from "node:path";

import { afterAll, describe, expect, test } from "vitest";
import {
  deadLinks,
  dropPrepared,
  dropUnit,
  editSpec,
  exists,
  fileOf,
  HUB,
  read,
  soreiWorld,
  sync,
  texts,
  unitAt,
  type World,
  write,
} from "./sorei-world.ts";

afterAll(dropPrepared);

const OSAKA = `${HUB}/大阪支店`;
const PLAN = "全社アカウントプラン.md";

/** Applies the changed spec; the plan after it is empty and the sync after it quiet. */
async function applyAll(world: World, ...options: readonly string[]): Promise<void> {
  await world.must("apply", world.specFile, "--yes", ...options);
  expect((await world.run("plan", world.specFile, "--check")).exit).toBe(0);
  expect(await sync(world)).toMatchObject({ removed: 0, quarantined: [], notices: [] });
  expect((await world.run("plan", world.specFile, "--check")).exit).toBe(0);
  expect(deadLinks(world)).toEqual([]);
}

async function found(world: World, query: string): Promise<string[]> {
  const { json } = await world.must("search", query, "--limit", "50");
  return (json["hits"] as unknown as { id: string }[]).map(({ id }) => id);
}

async function matched(world: World): Promise<Set<string>> {
  const { json } = await world.must("match", "--limit", "50");
  const issues = json["issues"] as unknown as { issue: { id: string }; matches: { id: string }[] }[];
  return new Set(issues.flatMap(({ issue, matches }) => [issue.id, ...matches.map(({ id }) => id)]));
}

/** Ids of nodes by key: what keeps its id was moved or renamed, not made again. */
async function nodeIds(world: World): Promise<Map<string, string>> {
  const bindings = await world.look((store) => store.bindings.all("sorei", "vault"));
  return new Map(bindings.map(({ key, remoteId }) => [key, remoteId]));
}

/** The bodies of a unit's files, wherever the unit lies: what people wrote there. */
const rowsBelow = (world: World, folder: string): string[] =>
  Object.entries(texts(world))
    .filter(([path, text]) => path.startsWith(`${folder}/`) && text.includes("管理ID: "))
    .map(([path, text]) => `${path.slice(folder.length)}\n${text}`);

describe("the company-wide plan", () => {
  test("rests with its text under アーカイブ while there is no alignment at the top, and comes back with it", async () => {
    const world = await soreiWorld();
    write(world, `${HUB}/${PLAN}`, `${read(world, `${HUB}/${PLAN}`)}\n手で足した一行\n`);
    const text = read(world, `${HUB}/${PLAN}`);
    expect(text).toContain("半期ごとの役員会");
    const spec = { alignment: undefined as unknown };
    editSpec(world, (document) => {
      spec.alignment = document.get("top_alignment");
      document.delete("top_alignment");
    });
    await applyAll(world, "--confirm");
    expect(exists(world, `${HUB}/${PLAN}`)).toBe(false);
    expect(read(world, `${HUB}/アーカイブ/${PLAN}`)).toContain("手で足した一行");
    expect(read(world, `${HUB}/アーカイブ/${PLAN}`)).toContain("半期ごとの役員会");

    editSpec(world, (document) => document.set("top_alignment", spec.alignment));
    await applyAll(world);
    expect(exists(world, `${HUB}/アーカイブ/${PLAN}`)).toBe(false);
    expect(read(world, `${HUB}/${PLAN}`)).toBe(text);
  });
});

describe("a unit", () => {
  test("is retitled in place, with its ids and its entries", async () => {
    const world = await soreiWorld();
    const ids = await nodeIds(world);
    const rows = rowsBelow(world, OSAKA);
    expect(rows.length).toBeGreaterThan(1);
    editSpec(world, (spec) => spec.setIn(["units", unitAt(spec, "br-osk"), "name"], "関西支社"));
    await applyAll(world);
    expect(exists(world, OSAKA)).toBe(false);
    expect(rowsBelow(world, `${HUB}/関西支社`)).toEqual(rows);
    expect(await nodeIds(world)).toEqual(ids);
    expect(fileOf(world, "E06")).toContain("/関西支社/課題/");
    expect(await found(world, "関西支社 得")).toContain("E06");
  });

  test("moves under a division with everything in it", async () => {
    const world = await soreiWorld();
    write(world, `${OSAKA}/メモ.md`, "大事なメモ");
    const ids = await nodeIds(world);
    const rows = rowsBelow(world, OSAKA);
    editSpec(world, (spec) => spec.setIn(["units", unitAt(spec, "br-osk"), "parent"], "div-hc"));
    await applyAll(world);
    const to = `${HUB}/ヘルスケア事業部/大阪支店`;
    expect(exists(world, OSAKA)).toBe(false);
    expect(rowsBelow(world, to)).toEqual(rows);
    expect(read(world, `${to}/メモ.md`)).toBe("大事なメモ");
    expect(await nodeIds(world)).toEqual(ids);
    const entries = await world.look((store) => store.records.all("sorei", "entry"));
    expect(entries.filter(({ value }) => value.unit === "br-osk").map(({ id }) => id)).toEqual([
      "E06",
      "E34",
    ]);
  });

  test("rests under アーカイブ with every entry when it leaves the spec, and is found again when it returns", async () => {
    const world = await soreiWorld();
    write(world, `${OSAKA}/課題/別の件.md`, "値上げの説明に困る。\n");
    await sync(world);
    const rows = rowsBelow(world, OSAKA);
    expect(rows).toHaveLength(3);
    const before = await world.look((store) => store.records.all("sorei", "entry"));
    expect(await found(world, "なんぼ得すんの")).toContain("E06");
    expect([...(await matched(world))].filter((id) => id === "E06" || id === "E34")).toHaveLength(2);

    let putBack: ReturnType<typeof dropUnit> | undefined;
    editSpec(world, (spec) => {
      putBack = dropUnit(spec, "br-osk");
    });
    await applyAll(world, "--confirm");
    expect(exists(world, OSAKA)).toBe(false);
    expect(rowsBelow(world, `${HUB}/アーカイブ/大阪支店`)).toEqual(rows);
    const archived = await world.look((store) => store.records.all("sorei", "entry"));
    expect(archived).toHaveLength(41);
    expect(archived.filter((record) => record.archived).map(({ value }) => value.unit)).toEqual(
      Array(3).fill("br-osk"),
    );
    expect(await found(world, "なんぼ得すんの")).not.toContain("E06");
    expect([...(await matched(world))].filter((id) => id === "E06" || id === "E34")).toEqual([]);
    expect(Object.keys(texts(world)).filter((path) => /他拠点の事例.*なんぼ得すんの/u.test(path))).toEqual(
      [],
    );

    editSpec(world, (spec) => putBack?.(spec));
    await applyAll(world);
    expect(rowsBelow(world, OSAKA)).toEqual(rows);
    expect(await found(world, "なんぼ得すんの")).toContain("E06");
    expect([...(await matched(world))].filter((id) => id === "E06" || id === "E34")).toHaveLength(2);
    const after = await world.look((store) => store.records.all("sorei", "entry"));
    expect(after.map(({ id, value, archived: rests }) => ({ id, value, rests }))).toEqual(
      before.map(({ id, value, archived: rests }) => ({ id, value, rests })),
    );
  });

  test("whose entries are many leaves only after --confirm", async () => {
    const world = await soreiWorld();
    editSpec(world, (spec) => {
      for (const key of ["br-osk", "br-ngo", "br-yok"]) dropUnit(spec, key);
    });
    expect(await world.run("apply", world.specFile, "--yes")).toMatchObject({ exit: 3 });
    expect(exists(world, OSAKA)).toBe(true);
    await applyAll(world, "--confirm");
    expect(exists(world, OSAKA)).toBe(false);
  });

  test("an entry taken out of the archive into a living unit is that unit's", async () => {
    const world = await soreiWorld();
    editSpec(world, (spec) => void dropUnit(spec, "br-osk"));
    await applyAll(world, "--confirm");
    renameSync(join(world.vault, fileOf(world, "E06")), join(world.vault, HUB, "札幌支店/課題/得.md"));
    expect(await sync(world)).toMatchObject({ removed: 0 });
    const entries = await world.look((store) => store.records.all("sorei", "entry"));
    expect(entries.find(({ id }) => id === "E06")).toMatchObject({
      archived: false,
      value: { unit: "br-spk" },
    });
    expect(entries.find(({ id }) => id === "E34")).toMatchObject({ archived: true });
    expect(await found(world, "なんぼ得すんの")).toContain("E06");
  });
});
