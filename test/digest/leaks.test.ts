import { readFileSync } from "node:fs";

import { describe, expect, test } from "vitest";

import { importOrg } from "../../src/imports/org.ts";
import { Spec } from "../../src/model/spec.ts";
import { scanForLeaks, secretsOf } from "../../src/release/leak-scan.ts";
import { publishedWorld } from "../published-world.ts";
import { leakyPartner } from "./leaky-partner.ts";

const sample = new URL("../../scripts/sample/partner-sorei.json", import.meta.url);

async function samplePartner() {
  const bytes = readFileSync(sample);
  const { spec } = await importOrg({ file: "partner-sorei.json", bytes }, { partnerKey: "sorei" });
  return { spec, bundle: JSON.parse(bytes.toString()) as object };
}

const partners = [
  ["the sample partner", samplePartner],
  ["a partner whose people write names in every way", async () => leakyPartner()],
] as const;

type World = Awaited<ReturnType<typeof publishedWorld>>;

/** What others read: digests of either audience, and the copies. A digest may call its own unit's issues by title. */
async function leaksIn(world: World, spec: Spec, plant?: string) {
  const digestAt = new Map(world.digests.map((digest) => [digest.location, digest]));
  const files = (await world.files()).filter(({ where }) =>
    /\/(?:他拠点の事例\(共有用\)|週報)\//u.test(where),
  );
  expect(files.length).toBeGreaterThan(10);
  const titles = new Set(world.entries.map(({ value }) => `${value.unit}\n${value.title}`));
  return files.flatMap(({ where, text }) => {
    const digest = digestAt.get(where);
    const audience = digest?.audience ?? "vendor";
    const secrets = secretsOf(world.entries, world.people, { spec, audience });
    expect(secrets.length).toBeGreaterThan(20);
    const planted = plant === undefined ? text : `${text}\n${plant}`;
    return scanForLeaks([{ where, text: planted }], secrets).filter(
      ({ owner, term }) => owner !== digest?.unit || !titles.has(`${owner}\n${term}`),
    );
  });
}

describe.each(partners)("what is published of %s", (_, partner) => {
  test("holds no mask term, customer, private note, name without consent or unit-only text of another unit", async () => {
    const { spec, bundle } = await partner();
    await using world = await publishedWorld(spec, bundle);
    expect(await leaksIn(world, spec)).toEqual([]);
    // Not because nothing was published: most of what may cross did.
    const shared = world.entries.filter(({ value }) => value.scope === "partner_all_units");
    const released = world.items.filter(
      ({ audience, state }) => audience === "vendor" && state === "released",
    );
    expect(released.length).toBeGreaterThanOrEqual(Math.ceil(shared.length * 0.95));
    expect(world.digests.some(({ snapshot }) => JSON.stringify(snapshot).includes('"reason"'))).toBe(true);
  });
});

describe("control: the scan finds what is planted", () => {
  test.each([
    ["a customer in half-width kana", "昨日、ｻｶﾞﾉ精工さんへ"],
    ["a name split by spaces and invisible letters", "担当は久 米\u200B川 さん"],
    ["a private note", "決裁権は実は次男が持っている"],
    ["a link target", `[こちら](../${encodeURIComponent("嵯峨野精工")}.md)`],
    ["the title of an entry that stays in its unit", "倉庫の火災で在庫の三割を失ったことは伏せている"],
  ])("%s", async (_, plant) => {
    const { spec, bundle } = leakyPartner();
    await using world = await publishedWorld(spec, bundle);
    expect((await leaksIn(world, spec, plant)).length).toBeGreaterThan(0);
  });
});
