import { cpSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";

import { afterAll, expect, test } from "vitest";

import { dropPrepared, exists, fileOf, soreiWorld, sync, type World } from "./sorei-world.ts";

afterAll(dropPrepared);

const HUB = "蒼嶺テクノサプライ株式会社";
const OSAKA = `${HUB}/大阪支店`;

/** A person deletes a unit's folder, `apply` makes a new one, and the person takes the old one out of the bin. */
async function outOfTheBin(): Promise<World> {
  const world = await soreiWorld();
  const bin = join(world.dir, "bin");
  renameSync(join(world.vault, OSAKA), bin);
  await world.must("apply", world.specFile, "--yes");
  cpSync(bin, join(world.vault, `${OSAKA} 1`), { recursive: true });
  return world;
}

test("a unit's folder that came back out of a bin is named, and none of its entries is taken for deleted", async () => {
  const world = await outOfTheBin();
  const plan = await world.must("plan", world.specFile);
  expect(plan.json["steps"]).toEqual([]);
  expect(JSON.stringify(plan.json["drift"])).toContain("大阪支店 1");

  const synced = await sync(world);
  expect(synced.removed).toBe(0);
  expect(synced.notices.join("\n")).toContain("大阪支店 1");

  // What is needed is moved to where it belongs, and the rest deleted: then all is as before.
  for (const id of ["E06", "E34"]) {
    const from = fileOf(world, id);
    renameSync(join(world.vault, from), join(world.vault, from.replace("大阪支店 1", "大阪支店")));
  }
  rmSync(join(world.vault, `${OSAKA} 1`), { recursive: true });
  expect(await sync(world)).toMatchObject({ removed: 0, notices: [] });
  expect((await world.must("plan", world.specFile)).json["drift"]).toEqual([]);
});

test("control: without the folder that came back, its entries are gone, and are named", async () => {
  const world = await outOfTheBin();
  rmSync(join(world.vault, `${OSAKA} 1`), { recursive: true });
  expect(exists(world, OSAKA)).toBe(true);
  expect(await sync(world)).toMatchObject({ removed: 2, removedIds: ["E06", "E34"] });
});
