import { join } from "node:path";

import { expect, test } from "vitest";

import { applyPlan } from "../../src/provision/apply.ts";
import { preparePlan, rowsToArchive } from "../../src/provision/prepare.ts";
import { openSqliteStore } from "../../src/store/sqlite/open-sqlite-store.ts";
import { openVault } from "../../src/workspaces/vault/open-vault.ts";
import { buildSpec } from "../builders.ts";
import { record } from "../match/world.ts";
import { tempDir } from "../temp-dir.ts";

const above = { key: "br", name: "大阪支店", kind: "branch" };
const below = { key: "sub", name: "堺営業所", kind: "branch", parent: "br" };
const other = { key: "div", name: "事業部", kind: "division" };

test("a unit takes the entries of the units below it along, and they count before it is archived", async () => {
  await using dir = await tempDir();
  await using store = await openSqliteStore({ dataDir: join(dir.path, "data") });
  const workspace = openVault({ dir: join(dir.path, "vault") });
  const before = await preparePlan(buildSpec({ units: [other, above, below] }), { workspace, store });
  await applyPlan(before.plan, { workspace, store, desired: before.desired });
  const entries = [
    { id: "A", unit: "br" },
    { id: "B", unit: "sub" },
    { id: "C", unit: "sub" },
    { id: "D", unit: "div" },
  ].map(({ id, unit }) => ({ ...record({ id, unit, kind: "issue" }), database: `acme/${unit}/issues` }));
  const none = { removals: [], cursors: new Map(), broken: new Map() };
  await store.records.commit("acme", workspace.kind, { upserts: entries, ...none });

  const after = await preparePlan(buildSpec({ units: [other] }), { workspace, store });
  expect(await rowsToArchive(after.plan, after.desired, store)).toEqual({ affected: 3, total: 4 });
  // Control: a plan that archives nothing moves nothing.
  expect(await rowsToArchive(before.plan, before.desired, store)).toEqual({ affected: 0, total: 4 });
});
