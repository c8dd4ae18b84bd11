import { setTimeout as delay } from "node:timers/promises";

import { AppError } from "../../src/errors.ts";
import { preparePlan } from "../../src/provision/prepare.ts";
import { deadlineMs, HANGS_AFTER_MS, SETTLED_MS, TIMEOUT_LEFT_OUT_MS } from "./deadline.ts";
import { nameOf, type PlainFault } from "./faults.ts";
import { mortal } from "./mortal.ts";
import { type PlatformKey, PLATFORMS } from "./platforms.ts";
import { difference, type Portrait } from "./portrait.ts";
import { type Scenario, SCENARIOS } from "./scenarios.ts";
import { portrayStore, rowsInTheMaking } from "./store-portrait.ts";
import type { Between, Lag, World } from "./world.ts";

/** What is run where. */
export interface Course {
  readonly platform: PlatformKey;
  readonly scenario: string;
}

/** One disturbed run, as plain data. */
export interface Trial extends Course {
  readonly faults: readonly PlainFault[];
  /** What chose the faults, if anything did. */
  readonly seed?: number;
  /** The process dies when the work of this request is done, counted from 1. */
  readonly diesAt?: number;
  readonly lag?: Lag;
}

/** What the world is like when nothing disturbs, and how many requests that takes. */
export interface Calm {
  readonly requests: number;
  readonly portrait: Portrait;
}

export interface Played {
  /** Null if all is well. */
  readonly failure: string | null;
  /** How long the disturbed run would have taken, with its waits and timeouts in full. */
  readonly tookMs: number;
  /** Faults that came to pass. */
  readonly fired: number;
  /** The disturbed run did everything by itself. */
  readonly healed: boolean;
}

export function scenarioNamed(name: string): Scenario {
  const scenario = SCENARIOS.find((one) => one.name === name);
  if (scenario === undefined) throw new Error(`no scenario ${name}`);
  return scenario;
}

export async function playCalm({ platform, ...course }: Course): Promise<Calm> {
  const scenario = scenarioNamed(course.scenario);
  await using world = await PLATFORMS[platform].open();
  await prepare(world, scenario);
  const left = await world.run(scenario.act);
  if (left.length > 0) throw new Error(`${scenario.name} fails undisturbed: ${left.join("; ")}`);
  const requests = world.server.requests.length;
  const unsettled = await whatIsLeft(world, scenario);
  if (unsettled !== null) throw new Error(`${scenario.name} does not settle undisturbed: ${unsettled}`);
  return { requests, portrait: await portray(world, scenario) };
}

/** So soon somebody runs again what was ended. */
const RESTARTS_AFTER_MS = 3_000;

/** The disturbed run, then one more, then everything must be as if nothing had happened. */
export async function playTrial(trial: Trial, calm: Calm, between?: () => Between): Promise<Played> {
  const scenario = scenarioNamed(trial.scenario);
  const victim = trial.diesAt === undefined ? undefined : mortal(trial.diesAt);
  await using world = await PLATFORMS[trial.platform].open(trial.lag, victim?.between ?? between);
  await prepare(world, scenario);
  const armed = trial.faults.map((fault) => world.fail(fault));
  const startedAt = world.clock.now();
  victim?.live();
  const first = await attempt(world, scenario, victim?.died);
  const fired = armed.reduce((sum, one) => sum + one.fired, 0);
  const stalls = world.server.requests.filter(({ fault }) => fault?.startsWith("stalled")).length;
  const tookMs = world.clock.now() - startedAt + stalls * TIMEOUT_LEFT_OUT_MS;
  const hit = hits(world.server);
  world.server.clearFaults();
  if (victim !== undefined) await world.clock.sleep(RESTARTS_AFTER_MS);
  const failure =
    first.bug ??
    (tookMs > deadlineMs(fired, trial.lag !== undefined) ? `took ${Math.round(tookMs / 1_000)} s` : null) ??
    (await whatIsWrong(world, scenario, calm)) ??
    (first.left === 0 ? await whatIsNotForgotten(world, scenario) : null);
  return {
    failure: failure === null ? null : `${describe(trial)} [${hit}]\n  ${first.said}\n  ${failure}`,
    tookMs,
    fired,
    healed: first.left === 0,
  };
}

export async function prepare(world: World, { before }: Scenario): Promise<void> {
  for (const act of before) {
    const left = await world.run(act);
    if (left.length > 0) throw new Error(`the start cannot be made: ${left.join("; ")}`);
  }
  await world.clock.sleep(SETTLED_MS);
  world.server.forget();
}

interface Attempted {
  /** Anything but a refusal in words of ours, or no end at all. */
  readonly bug: string | null;
  readonly left: number;
  readonly said: string;
}

async function attempt(world: World, scenario: Scenario, died?: Promise<"died">): Promise<Attempted> {
  const hang = new AbortController();
  try {
    const act = world.run(scenario.act);
    const end = delay(HANGS_AFTER_MS, null, { signal: hang.signal });
    const left = await Promise.race([act, end, ...(died === undefined ? [] : [died])]);
    if (left === "died") return { bug: null, left: 1, said: "it died" };
    if (left === null) return { bug: "does not end", left: 1, said: "" };
    return { bug: null, left: left.length, said: left.slice(0, 2).join("; ") };
  } catch (error) {
    if (error instanceof AppError) return { bug: null, left: 1, said: error.text.en };
    return {
      bug: error instanceof Error ? (error.stack ?? error.message) : String(error),
      left: 1,
      said: "",
    };
  } finally {
    hang.abort();
  }
}

async function whatIsWrong(world: World, scenario: Scenario, calm: Calm): Promise<string | null> {
  const again = await attempt(world, scenario);
  if (again.bug !== null || again.left > 0) return `the next run: ${again.bug ?? again.said}`;
  return (await whatIsLeft(world, scenario)) ?? difference(calm.portrait, await portray(world, scenario));
}

/** A run that did everything forgets what it made; one that did not may leave that to the next sync. */
async function whatIsNotForgotten(world: World, { spec }: Scenario): Promise<string | null> {
  const rows = await world.run((deps) => rowsInTheMaking(deps, spec.partner.key));
  return rows.length === 0 ? null : `still taken for being made: ${rows.slice(0, 4).join(", ")}`;
}

/** What a plan would still do or say. */
export async function whatIsLeft(world: World, { spec }: Scenario): Promise<string | null> {
  const { plan } = await world.run((deps) => preparePlan(spec, deps));
  const steps = plan.steps.map((step) =>
    [step.action, step.key, ...("changes" in step ? step.changes.map(({ field }) => field) : [])].join(" "),
  );
  const words = [...plan.drift, ...plan.conflicts].map(({ key, message }) => `${key}: ${message.en}`);
  const all = [...steps, ...words];
  return all.length === 0 ? null : `still to do: ${all.slice(0, 4).join("; ")}`;
}

export async function portray(world: World, { spec }: Scenario): Promise<Portrait> {
  const store = await world.run((deps) => portrayStore(deps, spec.partner.key, world.rename()));
  return [...(await world.portray()), ...store];
}

const describe = ({ scenario, seed, faults, lag, diesAt }: Trial): string =>
  [
    scenario,
    ...(seed === undefined ? [] : [`seed ${seed}`]),
    ...faults.slice(0, 10).map(nameOf),
    ...(diesAt === undefined ? [] : [`dies at request ${diesAt}`]),
    ...(lag === undefined ? [] : [JSON.stringify(lag)]),
  ].join(", ");

/** Which requests were hit: those of a run are not always in the same order. */
function hits({ requests }: World["server"]): string {
  return requests
    .flatMap(({ fault, method, path }) => (fault === undefined ? [] : [`${fault} ${method} ${path}`]))
    .slice(0, 6)
    .join(", ");
}
