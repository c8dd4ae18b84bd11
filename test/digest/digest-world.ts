import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

import { type DigestRequest, publishDigests } from "../../src/digest/digests.ts";
import { correctDigests } from "../../src/digest/correct-digests.ts";
import { digestOf } from "../../src/digest/records.ts";
import { SCHEMAS } from "../../src/spec/schemas.ts";
import { openSqliteStore } from "../../src/store/sqlite/open-sqlite-store.ts";
import type { Store, StoredDigest, StoredRecord } from "../../src/store/store.ts";
import { openVault } from "../../src/workspaces/vault/open-vault.ts";
import type { DatabaseRef, Workspace } from "../../src/workspaces/workspace.ts";
import {
  HANDOVER_FAILURE,
  HANDOVER_ISSUE,
  HANDOVER_SUCCESS,
  record,
  released,
  specOf,
  UNRELATED_SUCCESS,
} from "../match/world.ts";
import { tempDir } from "../temp-dir.ts";

const spec = specOf();
export const WEEK = "2026-W48";
export const handover = [HANDOVER_ISSUE, HANDOVER_SUCCESS, HANDOVER_FAILURE, UNRELATED_SUCCESS].map((value) =>
  record(value),
);
export const without = (...ids: readonly string[]) => handover.filter(({ id }) => !ids.includes(id));
export const withChanged = (value: Parameters<typeof record>[0]) =>
  handover.map((row) => (row.id === value.id ? record(value) : row));

/** A partner in a real store, with its 週報 database in a real vault. */
export async function openWorld() {
  await using stack = new AsyncDisposableStack();
  const dir = stack.use(await tempDir());
  const store = stack.use(await openSqliteStore({ dataDir: join(dir.path, "data") }));
  const vaultDir = join(dir.path, "vault");
  const workspace = openVault({ dir: vaultDir });
  const database = await createDatabase(workspace);
  const request: DigestRequest = { store, spec, week: WEEK, now: "2026-11-23T01:00:00Z" };
  const kept = stack.move();
  return {
    store,
    request,
    publish: (more: Partial<DigestRequest> = {}, into = workspace) =>
      publishDigests({ ...request, ...more, workspace: into, database, links: () => undefined }),
    workspace,
    correct: (more: Partial<DigestRequest> = {}) =>
      correctDigests({ ...request, ...more, workspace, database, links: () => undefined }),
    pages: () => pagesIn(vaultDir),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

async function createDatabase(workspace: Workspace): Promise<DatabaseRef> {
  const node = {
    key: "kumo/_digests",
    type: "database" as const,
    title: "週報",
    icon: "📰",
    language: "ja" as const,
    blocks: [],
    hasChildren: false,
    schema: SCHEMAS.digest,
  };
  const { remoteId } = await workspace.create(node, null, "op-1", () => undefined);
  return { remoteId, schema: SCHEMAS.digest, language: "ja" };
}

async function pagesIn(dir: string): Promise<Map<string, string>> {
  const files = await readdir(dir, { recursive: true, withFileTypes: true });
  const pages = files.filter((file) => file.isFile() && file.name.startsWith(WEEK));
  const read = pages.map(async (file) => [
    file.name,
    await readFile(join(file.parentPath, file.name), "utf8"),
  ]);
  return new Map((await Promise.all(read)).map(([name = "", text = ""]) => [name, text]));
}

/** The partner's entries become exactly these, and the gate releases what their scopes allow. */
export async function setEntries(store: Store, entries: readonly StoredRecord<"entry">[]): Promise<void> {
  const before = await store.records.all("kumo", "entry");
  await store.records.commit("kumo", "vault", {
    upserts: entries,
    removals: before
      .filter(({ id }) => entries.every((entry) => entry.id !== id))
      .map(({ id }) => ({ type: "entry", id })),
    cursors: new Map(),
    broken: new Map(),
  });
  await store.released.replace("kumo", released(entries, spec));
}

export const stateOf = (digests: readonly StoredDigest[], unit = "a", audience = "partner") =>
  digests.find((digest) => digest.unit === unit && digest.audience === audience)?.state;
export const casesOf = (digests: readonly StoredDigest[], unit = "a", audience = "partner") =>
  digests
    .filter((digest) => digest.unit === unit && digest.audience === audience)
    .flatMap((digest) => digestOf(digest).items.flatMap(({ cases }) => cases.map(({ id }) => id)));
