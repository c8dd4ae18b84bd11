import type { Spec } from "../model/spec.ts";
import { type DesiredNode, treeFor } from "../spec/desired.ts";
import { partnerNodeKey } from "../spec/keys.ts";
import type { Store } from "../store/store.ts";
import type { DatabaseRef, RemoteId, TreeGuide, Workspace } from "../workspaces/workspace.ts";
import { planChanges } from "./plan.ts";
import type { Plan } from "./steps.ts";

/** Reads the workspace and plans against it. Writes nothing. */
export async function preparePlan(
  spec: Spec,
  { workspace, store, goneForGood = false }: { workspace: Workspace; store: Store; goneForGood?: boolean },
): Promise<{ plan: Plan; desired: DesiredNode[] }> {
  const { key } = spec.partner;
  const desired = treeFor(spec, workspace.capabilities);
  const plan = planChanges({
    partner: key,
    desired,
    live: await workspace.readTree(await treeGuide(spec, { workspace, store })),
    bindings: await store.bindings.all(key, workspace.kind),
    archive: partnerNodeKey(key, "archive"),
    capabilities: workspace.capabilities,
    makesViews: workspace.makeView !== undefined,
    goneForGood,
  });
  return { plan, desired };
}

/** What the store knows of the workspace, for reading its tree. */
async function treeGuide(
  spec: Spec,
  { workspace, store }: { workspace: Workspace; store: Store },
): Promise<TreeGuide> {
  const partner = spec.partner.key;
  const partners = new Set([partner, ...(await store.partners.all()).map(({ key }) => key)]);
  const keys = new Map<RemoteId, string>();
  const shown = new Set<RemoteId>();
  const boundAt = new Map<RemoteId, string>();
  const databases = new Map<string, Omit<DatabaseRef, "remoteId">>();
  for (const { key, schema, language } of treeFor(spec, workspace.capabilities)) {
    if (schema !== undefined) databases.set(key, { schema, language });
  }
  for (const one of partners) {
    const bindings = await store.bindings.all(one, workspace.kind);
    for (const { key, remoteId, views, properties, boundAt: since } of bindings) {
      keys.set(remoteId, key);
      if (since !== undefined) boundAt.set(remoteId, since);
      for (const view of Object.values(views)) if (view) shown.add(view);
      const known = databases.get(key);
      if (known !== undefined && properties !== undefined) databases.set(key, { ...known, properties });
    }
  }
  return { partner, keys, shown, boundAt, databases };
}

/**
 * How many entries would no longer be in their place if the plan's archive steps were done: those of every
 * database that left the spec, also below a unit that takes it along.
 */
export async function rowsToArchive(
  plan: Plan,
  desired: readonly DesiredNode[],
  store: Store,
): Promise<{ affected: number; total: number }> {
  const entries = await store.records.all(plan.partner, "entry");
  const living = entries.filter((entry) => !entry.archived);
  const staying = new Set(desired.map(({ key }) => key));
  const leaves = plan.steps.some(({ action }) => action === "archive");
  const affected = leaves ? living.filter(({ database }) => !staying.has(database)).length : 0;
  return { affected, total: living.length };
}
