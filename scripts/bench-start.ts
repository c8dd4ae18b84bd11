import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

import { median } from "./median.ts";

/** How long the built command takes to say something (`--help`), beside a Node that does nothing. */
export interface StartBench {
  readonly helpMs: number;
  readonly nodeMs: number;
}

const RUNS = 21;
const bin = fileURLToPath(new URL("../dist/main.js", import.meta.url));

export function benchStart(): StartBench {
  const help: number[] = [];
  const node: number[] = [];
  for (let run = 0; run <= RUNS; run += 1) {
    const [helpMs, nodeMs] = [timed([bin, "--help"]), timed(["-e", "0"])];
    // The first pair fills the caches.
    if (run === 0) continue;
    help.push(helpMs);
    node.push(nodeMs);
  }
  return { helpMs: median(help), nodeMs: median(node) };
}

function timed(args: readonly string[]): number {
  const startedAt = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`node ${args.join(" ")} ended with ${String(status)}: ${stderr}`);
  return performance.now() - startedAt;
}
