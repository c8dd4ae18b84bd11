import { randomUUID } from "node:crypto";

import type { Block, ManagedBlock } from "../content/blocks.ts";
import type { DesiredNode } from "../spec/desired.ts";
import type { Binding, Intent, Store } from "../store/store.ts";
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
  /** What a former run was about to create when it ended: it may be there. By the same keys as {@link opIds}. */
  readonly inDoubt: ReadonlyMap<string, Intent>;
  /** Blocks to write when everything else is done: what they link to was not there, or not in its place yet. */
  readonly unfinished: Map<string, readonly ManagedBlock[]>;
  readonly desired: ReadonlyMap<string, DesiredNode>;
  readonly trails: Trails;
  readonly links: LinkResolver;
  readonly now: () => Date;
}

/** Records the intent of everything that the plan will create, and drops intents that lead nowhere any more. */
export async function startRun(
  plan: Plan,
  {
    workspace,
    store,
    desired,
    now,
  }: { workspace: Workspace; store: Store; desired: readonly DesiredNode[]; now: () => Date },
): Promise<Run> {
  const { partner } = plan;
  const bound = await store.bindings.all(partner, workspace.kind);
  const pending = await store.bindings.intents(partner, workspace.kind);
  const inDoubt = new Map(
    pending.filter((intent) => mayBeDone(intent, workspace)).map((intent) => [intent.key, intent]),
  );
  const creates = plan.steps.flatMap((step) => createdBy(step, { workspace, inDoubt }));
  const opIds = new Map(creates.map((key) => [key, inDoubt.get(key)?.opId ?? randomUUID()]));
  const kept = new Set(creates.map((key) => inDoubt.get(key)?.opId));
  await store.bindings.dropIntents(
    partner,
    workspace.kind,
    pending.map(({ opId }) => opId).filter((opId) => !kept.has(opId)),
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
    now,
  };
}

/** Where that costs something, only what was sent is asked for. */
function mayBeDone({ sentAt }: Intent, { capabilities }: Workspace): boolean {
  return !capabilities.showsLate || sentAt !== undefined;
}

/** Notes that a create is about to be sent: from now on it may be there, however this run ends. */
export async function noteSending(key: string, run: Run): Promise<void> {
  const { workspace, store, partner } = run;
  const opId = run.opIds.get(key);
  if (opId === undefined || !workspace.capabilities.showsLate) return;
  await store.bindings.openIntents(partner, workspace.kind, [{ key, opId, sentAt: run.now().toISOString() }]);
}

/** Node and views that a step brings into being, or finishes. */
function createdBy(step: Step, run: Pick<Run, "workspace" | "inDoubt">): string[] {
  const views = viewsOf(step, run).map((id) => viewKey(step.key, id));
  const isCreate = step.action === "create" || (step.action === "adopt" && run.inDoubt.has(step.key));
  return isCreate ? [step.key, ...views] : views;
}

/** Ids of the views that are to be made once the step is done. */
export function viewsOf(step: Step, run: Pick<Run, "workspace" | "inDoubt">): readonly string[] {
  if (run.workspace.makeView === undefined) return [];
  switch (step.action) {
    case "create":
      return viewIds(step.node);
    case "adopt":
      return run.inDoubt.has(step.key) ? viewIds(step.node) : [];
    case "update":
      return step.views;
    case "move":
    case "archive":
      return [];
    default:
      throw new Error(`unhandled ${step satisfies never}`);
  }
}

const viewIds = ({ views = [] }: DesiredNode): string[] => views.map(({ id }) => id);

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
