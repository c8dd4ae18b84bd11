import { randomUUID } from "node:crypto";

import type { Block, ManagedBlock } from "../content/blocks.ts";
import type { DesiredNode } from "../spec/desired.ts";
import type { Binding, Store } from "../store/store.ts";
import type { LinkResolver, RemoteId, Workspace } from "../workspaces/workspace.ts";
import { blockHash, type Trails } from "./block-hash.ts";
import type { Plan, Step } from "./steps.ts";
import { trailsOf } from "./world.ts";

/** What executing a plan works with, and what it has learned so far. */
export interface Run {
  readonly workspace: Workspace;
  readonly store: Store;
  readonly partner: string;
  /** By key; grows and changes as steps are done. */
  readonly bindings: Map<string, Binding>;
  /** opId per thing that is to be created: a node by its key, a view by {@link viewKey}. */
  readonly opIds: ReadonlyMap<string, string>;
  /** What a former run was about to create when it ended: it may be there. */
  readonly inDoubt: ReadonlySet<string>;
  /** Blocks to write when everything else is done: what they link to was not there, or not in its place yet. */
  readonly unfinished: Map<string, readonly ManagedBlock[]>;
  readonly desired: ReadonlyMap<string, DesiredNode>;
  readonly trails: Trails;
  readonly links: LinkResolver;
}

/** Records the intent of everything that the plan will create, and drops intents that lead nowhere any more. */
export async function startRun(
  plan: Plan,
  { workspace, store, desired }: { workspace: Workspace; store: Store; desired: readonly DesiredNode[] },
): Promise<Run> {
  const { partner } = plan;
  const bound = await store.bindings.all(partner, workspace.kind);
  const pending = await store.bindings.intents(partner, workspace.kind);
  const creates = plan.steps.flatMap((step) => createdBy(step, workspace));
  const known = new Map(pending.map((intent) => [intent.key, intent.opId]));
  const opIds = new Map(creates.map((key) => [key, known.get(key) ?? randomUUID()]));
  const inDoubt = new Set(creates.filter((key) => known.has(key)));
  await store.bindings.dropIntents(
    partner,
    workspace.kind,
    pending.filter((intent) => !inDoubt.has(intent.key)).map((intent) => intent.opId),
  );
  await store.bindings.openIntents(
    partner,
    workspace.kind,
    creates.filter((key) => !inDoubt.has(key)).map((key) => ({ key, opId: opIds.get(key) ?? "" })),
  );
  const bindings = new Map(bound.map((binding) => [binding.key, binding]));
  return {
    workspace,
    store,
    partner,
    bindings,
    opIds,
    inDoubt,
    unfinished: new Map(),
    desired: new Map(desired.map((node) => [node.key, node])),
    trails: trailsOf(desired),
    links: (target) => ("node" in target ? bindings.get(target.node)?.remoteId : undefined),
  };
}

/** Node and views that a step brings into being. */
function createdBy(step: Step, workspace: Workspace): string[] {
  const views = viewsOf(step, workspace).map((id) => viewKey(step.key, id));
  return step.action === "create" ? [step.key, ...views] : views;
}

/** Ids of the views that are to be made once the step is done. */
export function viewsOf(step: Step, workspace: Workspace): readonly string[] {
  if (workspace.makeView === undefined) return [];
  if (step.action === "create") return (step.node.views ?? []).map(({ id }) => id);
  return step.action === "update" ? step.views : [];
}

export const viewKey = (node: string, view: string): string => `${node}#${view}`;

/** Saves what is known of a node now; closes the intent that led to it. */
export async function bind(binding: Binding, run: Run, opId?: string): Promise<void> {
  run.bindings.set(binding.key, binding);
  await run.store.bindings.save(run.partner, run.workspace.kind, binding, opId);
}

export function bindingOf(key: string, run: Run): Binding {
  const binding = run.bindings.get(key);
  if (binding === undefined) throw new Error(`${key} is not bound`);
  return binding;
}

export function remoteOf(key: string | null, run: Run): RemoteId | null {
  return key === null ? null : bindingOf(key, run).remoteId;
}

export function hashes(blocks: readonly ManagedBlock[], key: string, run: Run): Record<string, string> {
  return Object.fromEntries(blocks.map((block) => [block.id, blockHash(block, key, run.trails)]));
}

/**
 * Can every link of these blocks be written now? Where a workspace shows what lies below a page by itself, words
 * are enough for links to it, and the page need not be written a second time when that is there.
 */
export function linksResolve(blocks: readonly Block[], owner: string, run: Run): boolean {
  const targets: string[] = [];
  JSON.stringify(blocks, (name, value: unknown) => {
    if (name === "node" && typeof value === "string") targets.push(value);
    return value;
  });
  const { listsChildren } = run.workspace.capabilities;
  return targets.every((key) => run.bindings.has(key) || (listsChildren && isBelow(key, owner, run)));
}

function isBelow(key: string, owner: string, { desired }: Run): boolean {
  for (let at = desired.get(key)?.parent; at; at = desired.get(at)?.parent) if (at === owner) return true;
  return false;
}
