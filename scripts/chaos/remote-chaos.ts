import { killOnce, PHASES, runCalm } from "./kills.ts";
import type { Choice, Outcome } from "./outcome.ts";
import { playAll } from "./pool.ts";
import { type PlatformKey, PLATFORMS } from "./platforms.ts";
import { type Scenario, SCENARIOS } from "./scenarios.ts";
import { deaths, lateFaults, randomFaults, singleFaults } from "./sweeps.ts";
import { type Calm, type Course, playCalm, type Trial } from "./trial.ts";

/**
 * The product against the double of a platform: every fault at every request, several at once, doubts about what the
 * platform shows late, and kills before and after the work of every request. The run that was disturbed must end in
 * time and in words; one more must make the world what it is when nothing disturbs.
 */
export async function* runRemoteChaos(platform: PlatformKey, choice: Choice): AsyncGenerator<Outcome> {
  for (const scenario of SCENARIOS) {
    yield* runSweeps(platform, scenario, choice);
    yield* runKills(platform, scenario, choice);
  }
}

const partOf = (platform: PlatformKey, scenario: Scenario, what: string): string =>
  `${PLATFORMS[platform].name}, ${scenario.name}: ${what}`;

/** Each waits for its process most of the time. */
const KILLS_AT_ONCE = 2;

async function* runSweeps(
  platform: PlatformKey,
  scenario: Scenario,
  choice: Choice,
): AsyncGenerator<Outcome> {
  const { sample, seed, only = "" } = choice;
  const seeds = Array.from({ length: sample === 0 ? scenario.seeds : sample }, (_, at) => seed + at);
  const sweeps: Record<string, (course: Course, requests: number) => Trial[]> = {
    "one fault": (course, requests) => singleFaults(course, requests, choice),
    "one doubt, shown late": (course, requests) => lateFaults(course, requests, choice),
    "death, shown late": (course, requests) => deaths(course, requests, choice),
    "several faults": (course, requests) => randomFaults(course, requests, seeds),
  };
  const course: Course = { platform, scenario: scenario.name };
  let calm: Calm | undefined;
  for (const [what, trialsOf] of Object.entries(sweeps)) {
    const name = partOf(platform, scenario, what);
    if (!name.includes(only)) continue;
    calm ??= await playCalm(course);
    yield await playSweep(name, trialsOf(course, calm.requests), calm, choice);
  }
}

async function* runKills(platform: PlatformKey, scenario: Scenario, choice: Choice): AsyncGenerator<Outcome> {
  const name = partOf(platform, scenario, "kill");
  if (scenario.command === undefined || !name.includes(choice.only ?? "")) return;
  yield await killAll(name, { platform, scenario: scenario.name }, choice);
}

async function playSweep(
  name: string,
  trials: readonly Trial[],
  calm: Calm,
  { onProgress }: Choice,
): Promise<Outcome> {
  const failures: string[] = [];
  let [tried, healed, longestMs] = [0, 0, 0];
  await playAll(trials, calm, (played) => {
    tried += 1;
    healed += played.healed ? 1 : 0;
    longestMs = Math.max(longestMs, played.tookMs);
    if (played.failure !== null) failures.push(played.failure);
    onProgress?.(name, tried, trials.length);
  });
  const longest = `the longest would take ${Math.round(longestMs / 1_000)} s`;
  const about = `${healed} did everything by themselves; ${longest}`;
  return { name, places: calm.requests, tried, failures, about };
}

async function killAll(name: string, course: Course, { sample, seed, onProgress }: Choice): Promise<Outcome> {
  const calm = await runCalm(course);
  const all = Array.from({ length: calm.requests }, (_, at) => at + 1).flatMap((nth) =>
    PHASES.map((phase) => ({ ...course, nth, phase })),
  );
  // Odd, so that both phases get their turn.
  const step = sample === 0 ? 1 : Math.floor(all.length / sample) | 1;
  const queue = all.filter((_, at) => at % step === seed % step);
  const total = queue.length;
  const failures: string[] = [];
  let tried = 0;
  const worker = async (): Promise<void> => {
    for (let kill = queue.shift(); kill !== undefined; kill = queue.shift()) {
      const failure = await killOnce(kill, calm.portrait);
      if (failure !== null) failures.push(`${name} at request ${kill.nth}, ${kill.phase}: ${failure}`);
      tried += 1;
      onProgress?.(name, tried, total);
    }
  };
  await Promise.all(Array.from({ length: KILLS_AT_ONCE }, worker));
  return { name, places: calm.requests, tried, failures };
}
