import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";

import { Spec } from "../src/model/spec.ts";
import { applyPlan } from "../src/provision/apply.ts";
import { preparePlan } from "../src/provision/prepare.ts";
import { openSqliteStore } from "../src/store/sqlite/open-sqlite-store.ts";
import { openVault } from "../src/workspaces/vault/open-vault.ts";
import { median } from "./median.ts";

/**
 * What provisioning costs on the embedded vault: `apply` of a 30-unit partner beside plainly writing the very
 * same files with fs, and a plan that finds nothing to do beside that apply. Taken in turn in one process, so
 * that the machine's mood of the moment falls on all of them.
 */

export interface VaultBench {
  readonly files: number;
  readonly applyMs: number;
  readonly plainMs: number;
  readonly noopPlanMs: number;
}

const UNITS = 30;
const RUNS = 7;

export async function benchVault(): Promise<VaultBench> {
  const rounds = [];
  // The first round warms the code up and is not counted.
  for (let run = 0; run <= RUNS; run += 1) rounds.push(await oneRound());
  const counted = rounds.slice(1);
  return {
    files: counted[0]?.files ?? 0,
    applyMs: median(counted.map(({ applyMs }) => applyMs)),
    plainMs: median(counted.map(({ plainMs }) => plainMs)),
    noopPlanMs: median(counted.map(({ noopPlanMs }) => noopPlanMs)),
  };
}

async function oneRound(): Promise<VaultBench> {
  const base = await mkdtemp(join(tmpdir(), "kakehashi-bench-"));
  try {
    await using store = await openSqliteStore({ dataDir: join(base, "data") });
    const dir = join(base, "vault");
    const spec = thirtyUnits();
    const applyMs = await timed(async () => {
      const workspace = openVault({ dir });
      const { plan, desired } = await preparePlan(spec, { workspace, store });
      await applyPlan(plan, { workspace, store, desired });
    });
    const noopPlanMs = await timed(async () => {
      const { plan } = await preparePlan(spec, { workspace: openVault({ dir }), store });
      if (plan.steps.length > 0) throw new Error("a plan right after apply is not empty");
    });
    const files = await contentsOf(dir);
    const plainMs = await timed(() => writePlainly(join(base, "plain"), files));
    return { files: files.size, applyMs, plainMs, noopPlanMs };
  } finally {
    await rm(base, { recursive: true, force: true });
  }
}

function thirtyUnits(): Spec {
  return Spec.parse({
    partner: { key: "thirty", name: "三十商会" },
    units: Array.from({ length: UNITS }, (_, at) => ({
      key: `u${at}`,
      name: `第${at}営業所`,
      kind: at < 6 ? "division" : "branch",
      ...(at >= 24 ? { parent: `u${at % 6}` } : {}),
    })),
  });
}

async function contentsOf(dir: string): Promise<Map<string, Buffer>> {
  const found = await readdir(dir, { recursive: true, withFileTypes: true });
  const files = found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(
    await Promise.all(files.map(async (file) => [relative(dir, file), await readFile(file)] as const)),
  );
}

/** As anyone would: make the folder, write the file. Nothing is synced to disk, nothing is atomic. */
async function writePlainly(dir: string, files: ReadonlyMap<string, Buffer>): Promise<void> {
  for (const [path, content] of files) {
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeFile(join(dir, path), content);
  }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}
