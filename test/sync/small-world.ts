import { join } from "node:path";

import type { ImportDeps } from "../../src/imports/import-row.ts";
import { applyPlan } from "../../src/provision/apply.ts";
import { databasesOf } from "../../src/provision/databases.ts";
import { preparePlan } from "../../src/provision/prepare.ts";
import { openSqliteStore } from "../../src/store/sqlite/open-sqlite-store.ts";
import type { Store } from "../../src/store/store.ts";
import { type SyncInput, syncRecords } from "../../src/sync/sync.ts";
import { openVault } from "../../src/workspaces/vault/open-vault.ts";
import type { Workspace } from "../../src/workspaces/workspace.ts";
import { tempDir } from "../temp-dir.ts";
import { filesIn } from "../workspaces/vault/vault-folder.ts";
import { SPEC } from "./history.ts";

export const HUB = "青波商事株式会社";

/** As a minute from now: files that are a second old are read again anyway, which would hide what is not. */
export const openLater = (dir: string): Workspace => openVault({ dir, now: () => Date.now() + 60_000 });

export interface World extends AsyncDisposable {
  readonly vault: string;
  readonly store: Store;
  deps(more?: Partial<ImportDeps>): Promise<ImportDeps>;
  sync(more?: Partial<SyncInput>): ReturnType<typeof syncRecords>;
  files(): Record<string, string>;
}

/** A small partner, provisioned in a real vault and a real store. */
export async function openWorld(): Promise<World> {
  await using stack = new AsyncDisposableStack();
  const dir = stack.use(await tempDir());
  const store = stack.use(await openSqliteStore({ dataDir: join(dir.path, "data") }));
  const vault = join(dir.path, "vault");
  const workspace = openVault({ dir: vault });
  const { plan, desired } = await preparePlan(SPEC, { workspace, store });
  await applyPlan(plan, { workspace, store, desired });
  const databases = databasesOf(SPEC, await store.bindings.all("acme", "vault"));
  const kept = stack.move();
  const deps = async (more: Partial<ImportDeps> = {}): Promise<ImportDeps> => ({
    workspace: openLater(vault),
    store,
    spec: SPEC,
    databases: databases.databases,
    now: new Date("2026-11-24T01:00:00Z"),
    ...more,
  });
  return {
    vault,
    store,
    deps,
    sync: async (more = {}) =>
      syncRecords({ ...(await deps()), ...databases, full: false, confirm: false, ...more }),
    files: () => filesIn(vault),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}
