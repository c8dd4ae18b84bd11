import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** A folder with the sample partner, applied, filled and synced. Tests copy it, and leave it as it is. */
    readonly sorei: string;
  }
}

const run = promisify(execFile);
const MAIN = fileURLToPath(new URL("../../src/main.ts", import.meta.url));
const SAMPLE = fileURLToPath(new URL("../../scripts/sample/partner-sorei.json", import.meta.url));

/** By the very commands that a user would type. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dir = await mkdtemp(join(tmpdir(), "kakehashi-sorei-"));
  const env = {
    PATH: process.env["PATH"],
    VAULT_DIR: join(dir, "vault"),
    KAKEHASHI_DATA_DIR: join(dir, "data"),
    KAKEHASHI_LANGUAGE: "en",
  };
  for (const args of [
    ["import", "org", SAMPLE, "--partner", "sorei", "--out", "sorei.yaml"],
    ["apply", "sorei.yaml", "--yes"],
    ["import", "entries", SAMPLE, "--partner", "sorei"],
    ["import", "orders", SAMPLE, "--partner", "sorei"],
    ["sync", "--partner", "sorei"],
  ])
    await run(process.execPath, [MAIN, ...args], { cwd: dir, env });
  project.provide("sorei", dir);
  return () => rm(dir, { recursive: true, force: true });
}
