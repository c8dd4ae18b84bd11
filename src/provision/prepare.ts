import type { Spec } from "../model/spec.ts";
import { type DesiredNode, desiredTree } from "../spec/desired.ts";
import { parseEntriesKey, partnerNodeKey } from "../spec/keys.ts";
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

/** How many rows people would no longer find in their place if the plan's archive steps were done. */
export async function rowsToArchive(plan: Plan, store: Store): Promise<{ affected: number; total: number }> {
  const entries = await store.records.all(plan.partner, "entry");
  const going = new Set(plan.steps.filter((step) => step.action === "archive").map((step) => step.key));
  const counted = entries.filter((entry) => !entry.archived);
  const affected = counted.filter((entry) => {
    const place = parseEntriesKey(entry.database);
    return place !== null && (going.has(entry.database) || going.has(`${place.partner}/${place.unit}`));
  });
  return { affected: affected.length, total: counted.length };
}
