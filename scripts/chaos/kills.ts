import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { HANGS_AFTER_MS, SETTLED_MS } from "./deadline.ts";
import { PLATFORMS } from "./platforms.ts";
import { difference, type Portrait } from "./portrait.ts";
import { FILES, type Scenario } from "./scenarios.ts";
import { type Calm, type Course, portray, prepare, scenarioNamed, whatIsLeft } from "./trial.ts";
import type { Phase, World, WorldOptions } from "./world.ts";

/**
 * Real processes of the product, ended with SIGKILL in the middle of a request: when it has come in, so that nothing
 * is done of it, or when its work is done and the answer is still on its way.
 */
export interface Kill extends Course {
  /** Which request of the command, counted from 1. */
  readonly nth: number;
  readonly phase: Phase;
}

export const PHASES: readonly Phase[] = ["received", "handled"];

const main = fileURLToPath(new URL("../../src/main.ts", import.meta.url));
const skipWaits = new URL("./skip-waits.ts", import.meta.url).href;

/** The command undisturbed: how many requests it makes and what it leaves. */
export async function runCalm({ platform, ...course }: Course): Promise<Calm> {
  const scenario = scenarioNamed(course.scenario);
  await using world = await PLATFORMS[platform].open();
  await start(world, scenario);
  const { code, output } = await run(world, scenario).ended;
  if (code !== 0) throw new Error(`${scenario.name} fails undisturbed: ${output}`);
  return { requests: world.server.requests.length, portrait: await portray(world, scenario) };
}

/** Kill, run again, compare. Null if all is well. */
export async function killOnce(kill: Kill, wanted: Portrait): Promise<string | null> {
  const { platform, nth, phase } = kill;
  const scenario = scenarioNamed(kill.scenario);
  let seen = 0;
  let victim: Running | null = null;
  let at = 0;
  const onRequest: WorldOptions["onRequest"] = async (request, when) => {
    if (victim === null) return;
    if (when === "received" && ++seen === nth) at = request.n;
    if (request.n !== at || when !== phase) return;
    victim.child.kill("SIGKILL");
    await victim.ended;
    // Without an answer the double does nothing of the request.
    if (phase === "received") throw new Error("its sender is dead");
  };
  await using world = await PLATFORMS[platform].open({ onRequest });
  await start(world, scenario);
  victim = run(world, scenario);
  const killed = await victim.ended;
  victim = null;
  // The number of requests varies by a few: which links can be written at once depends on what comes back first.
  if (killed.code === 0 && seen < nth) return null;
  if (killed.signal !== "SIGKILL") return `was not killed (exit ${String(killed.code)}) ${killed.output}`;
  const again = await run(world, scenario).ended;
  if (again.code !== 0) return `the next run fails: ${again.output.slice(0, 400)}`;
  await world.clock.sleep(SETTLED_MS);
  return (await whatIsLeft(world, scenario)) ?? difference(wanted, await portray(world, scenario));
}

async function start(world: World, scenario: Scenario): Promise<void> {
  await prepare(world, scenario);
  for (const [name, text] of Object.entries(FILES)) await writeFile(join(world.dir, name), text);
}

interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
}

function run({ dir, env }: World, { command = [] }: Scenario): Running {
  const child = spawn(process.execPath, ["--import", skipWaits, main, ...command, "--json"], {
    cwd: dir,
    env: { PATH: process.env["PATH"], KAKEHASHI_DATA_DIR: dir, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    // A run that hangs is a failure; it is not waited for.
    timeout: HANGS_AFTER_MS,
    killSignal: "SIGTERM",
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const ended = once(child, "close").then(([code, signal]) => ({
    code: code as number | null,
    signal: signal as NodeJS.Signals | null,
    output,
  }));
  return { child, ended };
}
