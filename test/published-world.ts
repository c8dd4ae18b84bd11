import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

import { approveDigests, publishDigests } from "../src/digest/digests.ts";
import { importEntries, importRollouts } from "../src/imports/import-records.ts";
import { readEntriesOfBundle } from "../src/imports/read-entry-bundle.ts";
import type { Spec } from "../src/model/spec.ts";
import { applyPlan } from "../src/provision/apply.ts";
import { databasesOf } from "../src/provision/databases.ts";
import { preparePlan } from "../src/provision/prepare.ts";
import type { ScannedText } from "../src/release/leak-scan.ts";
import { partnerNodeKey } from "../src/spec/keys.ts";
import { openSqliteStore } from "../src/store/sqlite/open-sqlite-store.ts";
import { publishCopies } from "../src/sync/copies.ts";
import { refreshReleases } from "../src/sync/release.ts";
import { syncRecords } from "../src/sync/sync.ts";
import { writeStatus } from "../src/sync/write-status.ts";
import { openVault } from "../src/workspaces/vault/open-vault.ts";
import type { LinkResolver } from "../src/workspaces/workspace.ts";
import { tempDir } from "./temp-dir.ts";

const NOW = new Date("2026-11-24T01:00:00Z");
const WEEK = "2026-W48";

/** A partner on a real store and vault, taken through the whole job: provisioned, filled, synced, published. */
export async function publishedWorld(spec: Spec, bundle: object) {
  await using stack = new AsyncDisposableStack();
  const dir = stack.use(await tempDir());
  const store = stack.use(await openSqliteStore({ dataDir: join(dir.path, "data") }));
  const vaultDir = join(dir.path, "vault");
  const workspace = openVault({ dir: vaultDir });
  const { key } = spec.partner;

  const { plan, desired } = await preparePlan(spec, { workspace, store });
  await applyPlan(plan, { workspace, store, desired });
  const bindings = await store.bindings.all(key, workspace.kind);
  const { databases, archived } = databasesOf(spec, bindings);

  const parsed = readEntriesOfBundle("bundle.json", JSON.stringify(bundle), spec);
  if (parsed.rejected.length > 0) throw new Error(`rejected: ${JSON.stringify(parsed.rejected)}`);
  await importEntries({ workspace, store, spec, databases, now: NOW }, parsed.entries);
  await importRollouts({ workspace, store, spec, databases, now: NOW }, parsed.rollouts);
  await syncRecords({ workspace, store, spec, databases, archived, now: NOW, full: false, confirm: false });
  const items = await refreshReleases(store, spec);

  const entries = await store.records.all(key, "entry");
  const places = new Map(entries.map(({ id, remoteId }) => [id, remoteId]));
  const nodes = new Map(bindings.map((binding) => [binding.key, binding.remoteId]));
  const links: LinkResolver = (to) => ("node" in to ? nodes.get(to.node) : places.get(to.entry));
  const database = (node: "released" | "digests") => {
    const found = databases.get(partnerNodeKey(key, node));
    if (found === undefined) throw new Error(`${node} was not provisioned`);
    return found;
  };
  await publishCopies({
    workspace,
    spec,
    database: database("released"),
    items,
    entries,
    links,
    store,
    full: false,
  });
  await writeStatus({ workspace, store, spec, bindings, links, now: NOW });
  const request = { store, spec, week: WEEK, now: NOW.toISOString() };
  await approveDigests({ ...request, by: "test" });
  const digests = await publishDigests({ ...request, workspace, database: database("digests"), links });

  const kept = stack.move();
  return {
    store,
    entries,
    items,
    digests,
    people: (await store.records.all(key, "person")).map(({ value }) => value),
    /** Every file, with its path in its text: a name is read as well as a body. */
    files: () => filesOf(vaultDir),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

async function filesOf(vaultDir: string): Promise<ScannedText[]> {
  const found = await readdir(vaultDir, { recursive: true, withFileTypes: true });
  const files = found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(
    files.map(async (file) => {
      const where = file.slice(vaultDir.length + 1);
      return { where, text: `${where}\n${await readFile(file, "utf8")}` };
    }),
  );
}
