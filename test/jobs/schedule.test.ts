import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { openPostgresStore } from "../../src/store/postgres/open-postgres-store.ts";
import { openSqliteStore } from "../../src/store/sqlite/open-sqlite-store.ts";
import type { Store } from "../../src/store/store.ts";
import { Secret } from "../../src/secret.ts";
import { describePostgres } from "../postgres/describe-postgres.ts";
import { tempDir } from "../temp-dir.ts";
import { simulate, ZONES } from "./schedule-world.ts";

/** Weeks in which some zone changes its clocks, and the two that ended in 2018 for São Paulo. */
const CHANGES = ["2018-W06", "2018-W43", "2026-W12"];

describe("four processes that share a store, die at any moment and have clocks of their own", () => {
  test.each(CHANGES)("publish every digest once, whole and at its slot, from %s on", async (from) => {
    await using dir = await tempDir();
    const openStore = () => openSqliteStore({ dataDir: join(dir.path, "data") });
    const outcome = await simulate({ from, weeks: 2, seed: 20_261_125, openStore });
    const wanted = ZONES.length * 2 * 2;
    expect(outcome).toMatchObject({ wanted, published: wanted, again: 0, changed: 0 });
    expect(outcome.deaths).toBeGreaterThan(10);
    expect(outcome.latestMinutes).toBeLessThanOrEqual(15);
  });

  test("publish twice where nothing is locked and nothing noted (control)", async () => {
    await using dir = await tempDir();
    const openStore = () => openSqliteStore({ dataDir: join(dir.path, "data") });
    const tamper = (store: Store): Store =>
      Object.assign(Object.create(store) as Store, {
        lockRun: async () => ({ [Symbol.asyncDispose]: async () => {} }),
        jobs: { all: async () => [], note: async () => true },
        digests: {
          save: store.digests.save,
          all: async (...args: Parameters<typeof store.digests.all>) =>
            (await store.digests.all(...args)).map((one) => ({ ...one, state: "draft" as const })),
        },
      });
    const outcome = await simulate({ from: "2026-W12", weeks: 1, seed: 20_261_125, openStore, tamper });
    expect(outcome.again).toBeGreaterThan(0);
  });
});

describePostgres("the same on PostgreSQL", (newUrl) => {
  test("every digest once, whole and at its slot", async () => {
    const url = new Secret(await newUrl());
    const openStore = () => openPostgresStore({ url });
    const outcome = await simulate({ from: "2026-W43", weeks: 1, seed: 20_261_125, openStore });
    expect(outcome).toMatchObject({ published: ZONES.length * 2, again: 0, changed: 0 });
    expect(outcome.latestMinutes).toBeLessThanOrEqual(15);
  });
});
