import type { Text } from "../language.ts";
import { inParallel } from "../parallel.ts";
import type { DesiredNode } from "../spec/desired.ts";
import type { Store } from "../store/store.ts";
import type { RemoteId, Workspace } from "../workspaces/workspace.ts";
import { execute, makeViews } from "./execute.ts";
import { describeFailure } from "./failure.ts";
import { bind, hashes, linksResolve, type Run, startRun, viewsOf } from "./run.ts";
import type { Plan, Step } from "./steps.ts";

export interface StepResult {
  readonly key: string;
  readonly action: Step["action"];
  readonly title: string;
  readonly outcome: "done" | "failed" | "skipped";
  readonly remoteId?: RemoteId;
  readonly url?: string;
  readonly error?: Text;
  /** Key of the step that this one waited for in vain. */
  readonly waitsFor?: string;
}

export interface ApplyContext {
  readonly workspace: Workspace;
  readonly store: Store;
  readonly desired: readonly DesiredNode[];
  /** For tests: another clock. */
  readonly now?: () => Date;
  /** Called after each step and each view; both count alike. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Executes a plan; decides nothing. A step that fails leaves the others to go on, except those that need it.
 * Every create is preceded by its intent and every success is bound at once, so that a run which dies anywhere
 * is continued by the next one without a twin. Steps that do not wait for each other run side by side, as far
 * as the workspace takes it.
 */
export async function applyPlan(plan: Plan, context: ApplyContext): Promise<StepResult[]> {
  const run = await startRun(plan, { now: () => new Date(), ...context });
  const tick = progressOf(plan, run, context);
  const results = new Map<Step, StepResult>();
  for (const phase of phasesOf(plan.steps)) await runPhase(phase, run, results, tick);
  await finishLinks(run, results);
  await finishViews(plan, run, results, tick);
  return plan.steps.flatMap((step) => results.get(step) ?? []);
}

function progressOf(plan: Plan, run: Run, { onProgress }: ApplyContext): (count: number) => void {
  const views = plan.steps.reduce((sum, step) => sum + viewsOf(step, run).length, 0);
  let done = 0;
  return (count) => onProgress?.((done += count), plan.steps.length + views);
}

interface Phase {
  /** Names and bins are taken one after the other: a unit may take over the name that another gives up. */
  readonly inOrder: boolean;
  readonly steps: readonly Step[];
}

/** Runs of steps of one kind; the plan's order between kinds stands. */
function phasesOf(steps: readonly Step[]): Phase[] {
  const phases: { kind: string; steps: Step[] }[] = [];
  for (const step of steps) {
    const kind = kindOf(step);
    const last = phases.at(-1);
    if (last?.kind === kind) last.steps.push(step);
    else phases.push({ kind, steps: [step] });
  }
  return phases.map(({ kind, steps: some }) => ({
    steps: some,
    inOrder: kind === "archive" || kind === "retitle" || kind === "restore",
  }));
}

function kindOf(step: Step): string {
  switch (step.action) {
    case "create":
    case "move":
      return "place";
    case "update":
      return step.restore ? "restore" : step.retitle ? "retitle" : "update";
    case "adopt":
    case "archive":
      return step.action;
    default:
      throw new Error(`unhandled ${step satisfies never}`);
  }
}

/** Steps start in their order, parents first, so one that waits for another never keeps that one from starting. */
async function runPhase(
  { steps, inOrder }: Phase,
  run: Run,
  results: Map<Step, StepResult>,
  tick: (count: number) => void,
): Promise<void> {
  const running = new Map<string, Promise<void>>();
  const runOne = async (step: Step): Promise<void> => {
    const parent = neededParent(step);
    if (parent !== null) await running.get(parent);
    results.set(step, await runStep(step, parent, run));
    tick(1);
  };
  await inParallel(steps, inOrder ? 1 : run.workspace.capabilities.parallel, (step) => {
    const work = runOne(step);
    running.set(step.key, work);
    return work;
  });
}

async function runStep(step: Step, parent: string | null, run: Run): Promise<StepResult> {
  const base = { key: step.key, action: step.action, title: step.title };
  if (parent !== null && !run.bindings.has(parent)) {
    return { ...base, outcome: "skipped", waitsFor: parent };
  }
  try {
    const written = await execute(step, run);
    return { ...base, outcome: "done", remoteId: written.remoteId, url: written.url };
  } catch (error) {
    return { ...base, outcome: "failed", error: describeFailure(error) };
  }
}

function neededParent(step: Step): string | null {
  switch (step.action) {
    case "create":
      return step.node.parent;
    case "move":
      return step.parent;
    case "archive":
      return step.archive;
    case "adopt":
    case "update":
      return null;
    default:
      throw new Error(`unhandled ${step satisfies never}`);
  }
}

/** Writes the blocks that had to wait. */
async function finishLinks(run: Run, results: Map<Step, StepResult>): Promise<void> {
  await inParallel(run.unfinished, run.workspace.capabilities.parallel, async ([key, blocks]) => {
    const remoteId = run.bindings.get(key)?.remoteId;
    if (remoteId === undefined) return;
    await orFail(key, results, async () => {
      await run.workspace.update(remoteId, { blocks }, run.links);
      const binding = run.bindings.get(key);
      const finished = blocks.filter((block) => linksResolve([block], key, run));
      if (binding === undefined) return;
      await bind({ ...binding, blocks: { ...binding.blocks, ...hashes(finished, key, run) } }, run);
    });
  });
}

/** Makes the views of what stands now: they may show databases that were created after their page. */
async function finishViews(
  plan: Plan,
  run: Run,
  results: Map<Step, StepResult>,
  tick: (count: number) => void,
): Promise<void> {
  const done = plan.steps.filter((step) => results.get(step)?.outcome === "done");
  await inParallel(done, run.workspace.capabilities.parallel, async (step) => {
    const views = viewsOf(step, run);
    if (views.length === 0) return;
    await orFail(step.key, results, () => makeViews(step.key, views, run));
    tick(views.length);
  });
}

/** What was done of a step stays; that the rest failed is told as its outcome. */
async function orFail(key: string, results: Map<Step, StepResult>, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const failure = describeFailure(error);
    for (const [step, result] of results) {
      if (step.key === key) results.set(step, { ...result, outcome: "failed", error: failure });
    }
  }
}
