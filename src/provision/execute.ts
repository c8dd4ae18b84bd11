import { randomUUID } from "node:crypto";

import { managedBlocks } from "../content/blocks.ts";
import type { DesiredNode } from "../spec/desired.ts";
import type { Binding } from "../store/store.ts";
import type { DatabaseRef, RemoteId, Updated, Written } from "../workspaces/workspace.ts";
import { bind, bindingOf, hashes, linksResolve, noteSending, remoteOf, type Run, viewKey } from "./run.ts";
import type { Step } from "./steps.ts";

/** Does one step and binds what came of it at once. Throws where the workspace refuses or fails. */
export function execute(step: Step, run: Run): Promise<Updated> {
  switch (step.action) {
    case "create":
      return create(step.node, run);
    case "adopt":
      return adopt(step, run);
    case "update":
      return update(step, run);
    case "move":
      return move(step.key, step.remoteId, step.parent, run);
    case "archive":
      return move(step.key, step.remoteId, step.archive, run);
    default:
      throw new Error(`unhandled ${step satisfies never}`);
  }
}

async function create(node: DesiredNode, run: Run): Promise<Written> {
  const { workspace } = run;
  const opId = run.opIds.get(node.key) ?? "";
  const parent = remoteOf(node.parent, run);
  const doubt = run.inDoubt.get(node.key);
  const earlier = doubt && (await workspace.findCreated(node, parent, opId, doubt.sentAt));
  const blocks = managedBlocks(node.blocks);
  // Asked before it is written: what comes into being meanwhile is not linked in it.
  const unfinished = earlier ? blocks : blocks.filter((block) => !linksResolve([block], node.key, run));
  if (!earlier) await noteSending(node.key, run);
  const written = earlier ?? (await workspace.create(node, parent, opId, run.links));
  if (unfinished.length > 0) run.unfinished.set(node.key, unfinished);
  const finished = blocks.filter((block) => !unfinished.includes(block));
  const binding = { ...newBinding(node, written, run), blocks: hashes(finished, node.key, run) };
  await bind(binding, run, opId);
  await seedRows(node, run);
  return written;
}

/**
 * Its blocks wait until everything stands in its place: links in a file depend on where the file is. What a former
 * run made and did not live to bind is finished like any create; of anything else the views were made when it was,
 * and whichever are gone, people took away.
 */
async function adopt(step: Extract<Step, { action: "adopt" }>, run: Run): Promise<Updated> {
  const { key, node, remoteId, shownTitle } = step;
  const doubt = run.inDoubt.get(key);
  const written = await run.workspace.update(remoteId, schemaOf(node), run.links);
  const blocks = doubt ? managedBlocks(node.blocks) : step.blocks;
  if (blocks.length > 0) run.unfinished.set(key, blocks);
  const views = doubt ? {} : Object.fromEntries((node.views ?? []).map(({ id }) => [id, ""]));
  const binding = { ...newBinding(node, { ...written, remoteId, title: shownTitle }, run), views };
  await bind(binding, run, doubt?.opId);
  await seedRows(node, run);
  return written;
}

function newBinding(node: DesiredNode, written: Written, { now }: Run): Binding {
  const { remoteId, title, properties, stampsByClock } = written;
  return {
    key: node.key,
    remoteId,
    title: node.title,
    shownTitle: title,
    blocks: {},
    seeded: [],
    views: {},
    boundAt: now().toISOString(),
    ...(properties === undefined ? {} : { properties }),
    ...(stampsByClock === undefined ? {} : { stampsByClock }),
  };
}

/** A retitle comes before moves, so its blocks wait as well. */
async function update(step: Extract<Step, { action: "update" }>, run: Run): Promise<Updated> {
  const { key, remoteId, node, blocks, title, retitle } = step;
  const unfinished = retitle ? blocks : blocks.filter((block) => !linksResolve([block], key, run));
  const finished = blocks.filter((block) => !unfinished.includes(block));
  const before = bindingOf(key, run);
  if (step.repairSchema) await readAgain(key, run);
  const written = await run.workspace.update(
    remoteId,
    {
      ...(retitle ? { title } : {}),
      ...(finished.length > 0 ? { blocks: finished } : {}),
      ...(step.restore ? { restore: true } : {}),
      ...(step.repairSchema ? schemaOf(node, before) : {}),
    },
    run.links,
  );
  if (unfinished.length > 0) run.unfinished.set(key, unfinished);
  await bind(
    {
      ...before,
      ...(retitle ? { title, shownTitle: written.title ?? title } : {}),
      blocks: { ...before.blocks, ...hashes(finished, key, run) },
      ...(written.properties === undefined ? {} : { properties: written.properties }),
      ...refillOf(step, before, written),
    },
    run,
  );
  if (step.seedRows) await seedRows(node, run);
  return written;
}

/**
 * Fields that have another property now than they had, or had one of another type: mostly empty, though the rows said
 * something before.
 */
function refillOf(
  { changes }: Extract<Step, { action: "update" }>,
  { properties: before = {}, refill = [] }: Binding,
  { properties }: Updated,
) {
  const others = Object.entries(properties ?? {}).flatMap(([field, id]) =>
    before[field] === undefined || before[field] === id ? [] : [field],
  );
  const retyped = changes.flatMap(({ field }) => (field.startsWith("type:") ? [field.slice(5)] : []));
  const fields = [...others, ...retyped];
  return fields.length === 0 ? {} : { refill: [...new Set([...refill, ...fields])] };
}

/**
 * Values change with the type of their property, and no row tells by its time that it did. Said before the change, so
 * that it holds however the run ends.
 */
async function readAgain(key: string, { store, partner, workspace }: Run): Promise<void> {
  const cursors = new Map([[key, ""]]);
  await store.records.commit(partner, workspace.kind, {
    upserts: [],
    removals: [],
    cursors,
    broken: new Map(),
  });
}

const schemaOf = ({ schema, language }: DesiredNode, { properties }: Partial<Binding> = {}) =>
  schema === undefined
    ? {}
    : { schema: { schema, language, ...(properties === undefined ? {} : { properties }) } };

async function move(key: string, remoteId: RemoteId, parent: string | null, run: Run): Promise<Updated> {
  const written = await run.workspace.move(remoteId, remoteOf(parent, run));
  const before = run.bindings.get(key) ?? {
    key,
    title: written.title ?? "",
    shownTitle: "",
    blocks: {},
    seeded: [],
    views: {},
  };
  await bind({ ...before, remoteId, shownTitle: written.title ?? before.shownTitle }, run);
  return written;
}

/** Adds the rows that a database is born with, except those that are there, also if a person changed them. */
async function seedRows(node: DesiredNode, run: Run): Promise<void> {
  const db = databaseRef(node.key, run);
  const { seeds } = node;
  if (seeds === undefined || db === undefined || seeds.length === 0) return;
  const binding = bindingOf(node.key, run);
  const { ids } = await run.workspace.entryIds(db);
  const there = new Set([...ids.map((row) => row.id), ...binding.seeded]);
  for (const seed of seeds) {
    if (!there.has(seed.id)) await run.workspace.writeEntry(db, seed, randomUUID());
  }
  await bind({ ...binding, seeded: seeds.map((seed) => seed.id) }, run);
}

/**
 * Makes a node's views, once everything that they show is there. Where one is refused, the node keeps the view
 * that it came with, and is not asked again.
 */
export async function makeViews(key: string, ids: readonly string[], run: Run): Promise<void> {
  for (const view of run.desired.get(key)?.views ?? []) {
    const source = databaseRef(view.source?.key ?? key, run);
    if (!ids.includes(view.id) || source === undefined) continue;
    const intent = viewKey(key, view.id);
    const { remoteId } = bindingOf(key, run);
    const doubt = run.inDoubt.get(intent);
    if (!doubt) await noteSending(intent, run);
    const made = await run.workspace.makeView?.(remoteId, view, source, doubt?.sentAt);
    const binding = bindingOf(key, run);
    const views = { ...binding.views, [view.id]: made ?? null };
    await bind({ ...binding, views }, run, run.opIds.get(intent));
  }
}

function databaseRef(key: string, run: Run): DatabaseRef | undefined {
  const node = run.desired.get(key);
  const binding = run.bindings.get(key);
  if (node?.schema === undefined || binding === undefined) return undefined;
  const { remoteId, properties } = binding;
  const { schema, language } = node;
  return { remoteId, schema, language, ...(properties === undefined ? {} : { properties }) };
}
