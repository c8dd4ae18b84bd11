import { join } from "node:path";

import { expect, test } from "vitest";

import { AppError } from "../../src/errors.ts";
import { runDueJobs } from "../../src/jobs/run-due.ts";
import { builtInLexicon } from "../../src/match/lexicon/lexicon.ts";
import type { Runtime } from "../../src/runtime.ts";
import { openSqliteStore } from "../../src/store/sqlite/open-sqlite-store.ts";
import { openSearchIndex } from "../../src/search/search-index.ts";
import { openVault } from "../../src/workspaces/vault/open-vault.ts";
import { tempDir } from "../temp-dir.ts";

const SPEC = (key: string) =>
  `partner: { key: ${key}, name: ${key} }\nunits:\n  - { key: a, name: A支店, kind: branch }\ndigest: { weekday: monday, time: "08:00", zone: Asia/Tokyo }\n`;

/** Two partners whose drafts are due, in a real store. */
async function openWorld() {
  const stack = new AsyncDisposableStack();
  const dir = stack.use(await tempDir());
  const store = stack.use(await openSqliteStore({ dataDir: join(dir.path, "data") }));
  const workspace = openVault({ dir: join(dir.path, "vault") });
  for (const key of ["first", "second"]) {
    const appliedAt = "2026-11-17T00:00:00.000Z";
    await store.partners.save({ key, specText: SPEC(key), specFile: `${key}.yaml`, appliedAt });
  }
  const runtime: Runtime = {
    store,
    config: { zone: "Asia/Tokyo" } as Runtime["config"],
    workspace: async () => workspace,
    channels: async () => [],
    embeddings: async () => null,
    searchIndex: async () => openSearchIndex(store.search),
    lexicon: async () => builtInLexicon(),
    [Symbol.asyncDispose]: async () => {},
  };
  const wake = (sync: (partner: string) => Promise<void>) =>
    runDueJobs({
      runtime,
      // A Sunday: the drafts of the week that begins tomorrow are due.
      now: () => new Date("2026-11-22T03:00:00Z"),
      holder: "test",
      sync: ({ spec }) => sync(spec.partner.key),
    });
  const states = async (key: string) =>
    (await store.jobs.all(key, {})).map(({ job, state }) => `${job} ${state}`);
  return { store, wake, states, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

test("what is due is done, once what people changed was taken in", async () => {
  await using world = await openWorld();
  const synced: string[] = [];
  await world.wake(async (partner) => void synced.push(partner));
  expect(new Set(synced)).toEqual(new Set(["first", "second"]));
  expect(await world.states("second")).toContain("digest-draft done");
});

test("where that fails nothing is made of old texts: the job failed, and is tried again", async () => {
  await using world = await openWorld();
  const outage = new AppError("workspace_failed", { ja: "つながりません", en: "no connection" });
  const ran = await world.wake(async (partner) => {
    if (partner === "first") throw outage;
  });
  expect(ran.filter(({ partner }) => partner === "first").map(({ outcome }) => outcome)).toContain("failed");
  expect(await world.store.digests.all("first", {})).toEqual([]);
  // Control: the other partner's.
  expect(await world.store.digests.all("second", {})).not.toEqual([]);
});

test("a bug of ours at one partner, or a spec that cannot be read any more, stops no other's jobs, and is told", async () => {
  await using world = await openWorld();
  const bug = new TypeError("ours");
  const wake = world.wake(async (partner) => {
    if (partner === "first") throw bug;
  });
  await expect(wake).rejects.toBe(bug);
  expect(await world.states("first")).toContain("digest-draft failed");
  expect(await world.states("second")).toContain("digest-draft done");

  await using other = await openWorld();
  const appliedAt = "2026-11-17T00:00:00.000Z";
  await other.store.partners.save({ key: "first", specText: "units: 3", specFile: "first.yaml", appliedAt });
  await expect(other.wake(async () => {})).rejects.toMatchObject({ code: "invalid_spec" });
  expect(await other.states("second")).toContain("digest-draft done");
});
