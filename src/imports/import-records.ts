import type { Entry } from "../model/entry.ts";
import type { Order, UnitTarget } from "../model/order.ts";
import type { Rollout } from "../model/rollout.ts";
import { entriesKey, partnerNodeKey } from "../spec/keys.ts";
import type { ImportDeps } from "./import-row.ts";
import { importRows, type RowsImported } from "./rows.ts";

/** Each of these brings rows of one type into the databases that the spec has for them; see `rows.ts`. */

export function importEntries(deps: ImportDeps, entries: readonly Entry[]): Promise<RowsImported> {
  const { key } = deps.spec.partner;
  return importRows(
    deps,
    "entry",
    entries.map((value) => ({
      id: value.id,
      value,
      record: value.kind,
      database: entriesKey(key, value.unit, value.kind),
    })),
  );
}

export function importRollouts(deps: ImportDeps, rollouts: readonly Rollout[]): Promise<RowsImported> {
  const database = partnerNodeKey(deps.spec.partner.key, "rollouts");
  return importRows(
    deps,
    "rollout",
    rollouts.map((value) => ({ id: value.id, value, record: "rollout", database })),
  );
}

export function importOrders(deps: ImportDeps, orders: readonly Order[]): Promise<RowsImported> {
  const database = partnerNodeKey(deps.spec.partner.key, "orders");
  return importRows(
    deps,
    "order",
    orders.map((value) => ({ id: value.id, value, record: "order", database })),
  );
}

export function importTargets(deps: ImportDeps, targets: readonly UnitTarget[]): Promise<RowsImported> {
  const database = partnerNodeKey(deps.spec.partner.key, "figures");
  return importRows(
    deps,
    "target",
    targets.map((value) => ({ id: value.id, value, record: "target", database })),
  );
}
