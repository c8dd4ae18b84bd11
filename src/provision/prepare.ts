import type { Spec } from "../model/spec.ts";
import { type DesiredNode, desiredTree } from "../spec/desired.ts";
import { partnerNodeKey } from "../spec/keys.ts";
import type { Store } from "../store/store.ts";
import type { Workspace } from "../workspaces/workspace.ts";
import { planChanges } from "./plan.ts";
import type { Plan } from "./steps.ts";

/** Reads the workspace and plans against it. Writes nothing. */
export async function preparePlan(
  spec: Spec,
  { workspace, store }: { workspace: Workspace; store: Store },
): Promise<{ plan: Plan; desired: DesiredNode[] }> {
  const { key } = spec.partner;
  const desired = desiredTree(spec);
  const plan = planChanges({
    partner: key,
    desired,
    live: await workspace.readTree(),
    bindings: await store.bindings.all(key, workspace.kind),
    archive: partnerNodeKey(key, "archive"),
  });
  return { plan, desired };
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
