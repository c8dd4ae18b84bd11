import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { MADE_WITH } from "../../src/search/made-with.ts";
import { openSqliteStore } from "../../src/store/sqlite/open-sqlite-store.ts";
import { median } from "../median.ts";
import { corpus, UNITS } from "./corpus.ts";
import { mostMemory } from "./memory.ts";
import { productChoice } from "./product.ts";

/** How long `kakehashi search` takes as people run it: a new process each time, beside one that does nothing. */
export interface ColdStart {
  readonly docs: number;
  readonly searchMs: number;
  readonly nodeMs: number;
  /** Bytes that the process had at most. */
  readonly memory: number;
}

const DOCS = 50_000;
const RUNS = 15;
const bin = fileURLToPath(new URL("../../dist/main.js", import.meta.url));

/** The built command over fifty thousand entries of a partner. */
export async function coldStart(): Promise<ColdStart> {
  const dir = mkdtempSync(path.join(tmpdir(), "kakehashi-cold-"));
  try {
    await fill(dir);
    const env = { ...process.env, KAKEHASHI_DATA_DIR: path.join(dir, "product"), DATABASE_URL: "" };
    const [search, node]: [number[], number[]] = [[], []];
    for (let run = 0; run <= RUNS; run += 1) {
      const [searchMs, nodeMs] = [timed([bin, "search", "更新 サーバー"], env), timed(["-e", "0"], env)];
      // The first pair fills the caches.
      if (run === 0) continue;
      search.push(searchMs);
      node.push(nodeMs);
    }
    const memory = mostMemory([bin, "search", "更新 サーバー"], env);
    return { docs: DOCS, searchMs: median(search), nodeMs: median(node), memory };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

async function fill(dir: string): Promise<void> {
  const engine = await productChoice("sqlite", "operator").open({ dir, url: "" });
  await engine.load(corpus(DOCS));
  await engine.close();
  const store = await openSqliteStore({ dataDir: path.join(dir, "product") });
  const units = UNITS.map((key) => `  - { key: ${key}, name: ${key}, kind: branch }`).join("\n");
  await store.partners.save({
    key: "bench",
    specText: `partner: { key: bench, name: 計測用 }\nunits:\n${units}\n`,
    specFile: "bench.yaml",
    appliedAt: "2026-11-25T00:00:00.000Z",
  });
  await store.search.caughtUp("bench", 1, MADE_WITH);
  await store[Symbol.asyncDispose]();
}

function timed(args: readonly string[], env: NodeJS.ProcessEnv): number {
  const startedAt = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { env, encoding: "utf8" });
  if (status !== 0) throw new Error(`node ${args.join(" ")} ended with ${String(status)}: ${stderr}`);
  return performance.now() - startedAt;
}
