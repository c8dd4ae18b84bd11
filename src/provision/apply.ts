import { randomUUID } from "node:crypto";

import { type Block, managedBlocks, type ManagedBlock } from "../content/blocks.ts";
import type { Text } from "../language.ts";
import type { DesiredNode } from "../spec/desired.ts";
import type { Binding, Store } from "../store/store.ts";
import type { LinkResolver, RemoteId, Workspace, Written } from "../workspaces/workspace.ts";
import { blockHash, type Trails } from "./block-hash.ts";
import { describeFailure } from "./failure.ts";
import type { Plan, Step } from "./steps.ts";
import { trailsOf } from "./world.ts";

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
  /** Called after each step. */
  readonly onStep?: (result: StepResult, done: number, total: number) => void;
}

/**
 * Executes a plan; decides nothing. A step that fails leaves the others to go on, except those that need it.
 * Every create is preceded by its intent and every success is bound at once, so that a run which dies anywhere
 * is continued by the next one without a twin.
 */
export async function applyPlan(plan: Plan, context: ApplyContext): Promise<StepResult[]> {
  const run = await startRun(plan, context);
  const results: StepResult[] = [];
  for (const step of plan.steps) {
    const result = await runStep(step, run);
    results.push(result);
    context.onStep?.(result, results.length, plan.steps.length);
  }
  await finishLinks(run, results);
  return results;
}

interface Run extends ApplyContext {
  readonly partner: string;
  readonly bindings: Map<string, Binding>;
  /** opId per key that is to be created. */
  readonly opIds: ReadonlyMap<string, string>;
  /** Keys whose intent a former run left open: their create may have happened. */
  readonly inDoubt: ReadonlySet<string>;
  /** Blocks to write when everything else is done: what they link to was not there, or not in its place yet. */
  readonly unfinished: Map<string, readonly ManagedBlock[]>;
  readonly trails: Trails;
  readonly links: LinkResolver;
}

async function startRun(plan: Plan, context: ApplyContext): Promise<Run> {
  const { store, workspace, desired } = context;
  const bound = await store.bindings.all(plan.partner, workspace.kind);
  const pending = await store.bindings.intents(plan.partner, workspace.kind);
  const creates = plan.steps.filter((step) => step.action === "create").map((step) => step.key);
  const known = new Map(pending.map((intent) => [intent.key, intent.opId]));
  const opIds = new Map(creates.map((key) => [key, known.get(key) ?? randomUUID()]));
  const inDoubt = new Set(creates.filter((key) => known.has(key)));
  await store.bindings.dropIntents(
    plan.partner,
    workspace.kind,
    pending.filter((intent) => !inDoubt.has(intent.key)).map((intent) => intent.opId),
  );
  await store.bindings.openIntents(
    plan.partner,
    workspace.kind,
    creates.filter((key) => !inDoubt.has(key)).map((key) => ({ key, opId: opIds.get(key) ?? "" })),
  );
  const bindings = new Map(bound.map((binding) => [binding.key, binding]));
  return {
    ...context,
    partner: plan.partner,
    bindings,
    opIds,
    inDoubt,
    unfinished: new Map(),
    trails: trailsOf(desired),
    links: (target) => ("node" in target ? bindings.get(target.node)?.remoteId : undefined),
  };
}

async function runStep(step: Step, run: Run): Promise<StepResult> {
  const base = { key: step.key, action: step.action, title: step.title };
  const parent = neededParent(step);
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

function execute(step: Step, run: Run): Promise<Written> {
  switch (step.action) {
    case "create":
      return create(step.node, run);
    case "adopt":
      return adopt(step, run);
    case "update":
      return update(step, run);
    case "move":
      return move(step.key, step.remoteId, step.parent, false, run);
    case "archive":
      return move(step.key, step.remoteId, step.archive, true, run);
    default:
      throw new Error(`unhandled ${step satisfies never}`);
  }
}

async function create(node: DesiredNode, run: Run): Promise<Written> {
  const { workspace } = run;
  const opId = run.opIds.get(node.key) ?? "";
  const parent = remoteOf(node.parent, run);
  const earlier = run.inDoubt.has(node.key) ? await workspace.findCreated(parent, opId) : null;
  const written = earlier ?? (await workspace.create(node, parent, opId, run.links));
  const blocks = managedBlocks(node.blocks);
  const unfinished = earlier ? blocks : blocks.filter((block) => !linksResolve([block], run));
  if (unfinished.length > 0) run.unfinished.set(node.key, unfinished);
  const finished = blocks.filter((block) => !unfinished.includes(block));
  await bind(
    {
      key: node.key,
      remoteId: written.remoteId,
      title: node.title,
      shownTitle: written.title,
      blocks: hashes(finished, node.key, run),
      seeded: [],
      archived: false,
    },
    run,
    opId,
  );
  await seedRows(node, run);
  return written;
}

/** Its blocks wait until everything stands in its place: links in a file depend on where the file is. */
async function adopt(step: Extract<Step, { action: "adopt" }>, run: Run): Promise<Written> {
  const written = await run.workspace.update(step.remoteId, {}, run.links);
  if (step.blocks.length > 0) run.unfinished.set(step.key, step.blocks);
  await bind(
    {
      key: step.key,
      remoteId: step.remoteId,
      title: step.title,
      shownTitle: step.shownTitle,
      blocks: {},
      seeded: [],
      archived: false,
    },
    run,
  );
  await seedRows(step.node, run);
  return written;
}

/** A retitle comes before moves, so its blocks wait as well. */
async function update(step: Extract<Step, { action: "update" }>, run: Run): Promise<Written> {
  const { key, remoteId, blocks, title, retitle } = step;
  const unfinished = retitle ? blocks : blocks.filter((block) => !linksResolve([block], run));
  const finished = blocks.filter((block) => !unfinished.includes(block));
  const written = await run.workspace.update(
    remoteId,
    { ...(retitle ? { title } : {}), ...(finished.length > 0 ? { blocks: finished } : {}) },
    run.links,
  );
  if (unfinished.length > 0) run.unfinished.set(key, unfinished);
  const before = bindingOf(key, run);
  await bind(
    {
      ...before,
      ...(retitle ? { title, shownTitle: written.title } : {}),
      blocks: { ...before.blocks, ...hashes(finished, key, run) },
    },
    run,
  );
  if (step.seedRows) await seedRows(step.node, run);
  return written;
}

async function move(
  key: string,
  remoteId: RemoteId,
  parent: string | null,
  archived: boolean,
  run: Run,
): Promise<Written> {
  const written = await run.workspace.move(remoteId, remoteOf(parent, run));
  const before = run.bindings.get(key) ?? {
    key,
    title: written.title,
    blocks: {},
    seeded: [],
  };
  await bind({ ...before, remoteId, shownTitle: written.title, archived }, run);
  return written;
}

/** Adds the rows that a database is born with, except those that are there, also if a person changed them. */
async function seedRows(node: DesiredNode, run: Run): Promise<void> {
  const { seeds, schema } = node;
  if (seeds === undefined || schema === undefined || seeds.length === 0) return;
  const binding = bindingOf(node.key, run);
  const db = { remoteId: binding.remoteId, schema, language: node.language };
  const { ids } = await run.workspace.entryIds(db);
  const there = new Set([...ids.map((row) => row.id), ...binding.seeded]);
  for (const seed of seeds) {
    if (!there.has(seed.id)) await run.workspace.writeEntry(db, seed, randomUUID());
  }
  await bind({ ...binding, seeded: seeds.map((seed) => seed.id) }, run);
}

/** Writes the blocks that had to wait. */
async function finishLinks(run: Run, results: StepResult[]): Promise<void> {
  for (const [key, blocks] of run.unfinished) {
    const binding = run.bindings.get(key);
    if (binding === undefined) continue;
    try {
      await run.workspace.update(binding.remoteId, { blocks }, run.links);
      const finished = blocks.filter((block) => linksResolve([block], run));
      await bind({ ...binding, blocks: { ...binding.blocks, ...hashes(finished, key, run) } }, run);
    } catch (error) {
      const at = results.findIndex((result) => result.key === key);
      const result = results[at];
      if (result !== undefined) {
        results[at] = { ...result, outcome: "failed", error: describeFailure(error) };
      }
    }
  }
}

function linksResolve(blocks: readonly Block[], run: Run): boolean {
  const targets: string[] = [];
  JSON.stringify(blocks, (name, value: unknown) => {
    if (name === "node" && typeof value === "string") targets.push(value);
    return value;
  });
  return targets.every((key) => run.bindings.has(key));
}

function hashes(blocks: readonly ManagedBlock[], key: string, run: Run): Record<string, string> {
  return Object.fromEntries(blocks.map((block) => [block.id, blockHash(block, key, run.trails)]));
}

function remoteOf(key: string | null, run: Run): RemoteId | null {
  return key === null ? null : bindingOf(key, run).remoteId;
}

function bindingOf(key: string, run: Run): Binding {
  const binding = run.bindings.get(key);
  if (binding === undefined) throw new Error(`${key} is not bound`);
  return binding;
}

async function bind(binding: Binding, run: Run, opId?: string): Promise<void> {
  await run.store.bindings.save(run.partner, run.workspace.kind, binding, opId);
  run.bindings.set(binding.key, binding);
}
