import type { Text } from "../language.ts";
import { BundleOrder, BundleTarget } from "../model/bundle.ts";
import type { Order, UnitTarget } from "../model/order.ts";
import type { Spec } from "../model/spec.ts";
import { importedLine } from "./imported-text.ts";
import { bundleContext } from "./read-entry-bundle.ts";
import { type ParsedOrders, type Rejected, unknownUnitText } from "./parsed.ts";
import { parseRows, readBundleLists } from "./rows-from-bundle.ts";
import { targetOf } from "./target.ts";

/** The orders and targets of a bundle's text; null if it has neither list. Pure. */
export function readOrdersOfBundle(file: string, text: string, spec: Spec): ParsedOrders | null {
  const lists = readBundleLists(file, text);
  if (!lists.orders && !lists.unit_targets) return null;
  const context = bundleContext(lists, spec);
  const unitKeyOf: UnitKeyOf = (id) => context.unitKeyOf(id);
  const read = parseRows("orders", lists.orders ?? [], BundleOrder, (row) => row["order_no"]);
  const targets = readTargets(lists.unit_targets ?? [], spec, unitKeyOf);
  const unknown = read.rows.flatMap(({ value, where }) =>
    [value.division_id, value.branch_id]
      .map(importedLine)
      .filter((unit) => unit !== undefined && unitKeyOf(unit) === undefined)
      .map((unit = "") => unknownUnitText(where, unit, spec)),
  );
  return {
    orders: read.rows.map(({ value }) => orderFromBundle(value, unitKeyOf)),
    targets: targets.targets,
    rejected: [...read.rejected, ...targets.rejected],
    warnings: [...read.warnings, ...unknown, ...targets.warnings],
  };
}

type UnitKeyOf = (id: string) => string | undefined;

function orderFromBundle(raw: BundleOrder, unitKeyOf: UnitKeyOf): Order {
  const unit = (id: string | null | undefined) => {
    const line = importedLine(id);
    return line === undefined ? undefined : (unitKeyOf(line) ?? line);
  };
  const [division, branch] = [unit(raw.division_id), unit(raw.branch_id)];
  const filled = {
    customer_code: importedLine(raw.customer_code),
    product: importedLine(raw.product),
    seats: raw.seats ?? undefined,
    monthly_yen: raw.monthly_yen ?? undefined,
    division,
    branch,
    closed_on: raw.closed_on ?? undefined,
    churned_on: raw.churned_on ?? undefined,
  };
  const known = Object.entries(filled).filter(([, value]) => value !== undefined);
  return { id: importedLine(raw.order_no) ?? raw.order_no, ...Object.fromEntries(known) };
}

function readTargets(
  rows: readonly unknown[],
  spec: Spec,
  unitKeyOf: UnitKeyOf,
): { targets: UnitTarget[]; rejected: Rejected[]; warnings: readonly Text[] } {
  const read = parseRows("unit_targets", rows, BundleTarget, (row) =>
    typeof row["unit_id"] === "string" && typeof row["fiscal_quarter"] === "string"
      ? `${row["unit_id"]}/${row["fiscal_quarter"]}`
      : undefined,
  );
  const rejected = [...read.rejected];
  const targets: UnitTarget[] = [];
  for (const { value, where } of read.rows) {
    const unit = spec.units.find(({ key }) => key === unitKeyOf(value.unit_id));
    if (unit === undefined) {
      rejected.push({ id: where, reason: unknownUnitText(where, value.unit_id, spec) });
      continue;
    }
    targets.push(
      targetOf(unit, value.fiscal_quarter, {
        meetings: value.actual_new_meetings,
        meetings_target: value.target_new_meetings,
        monthly_yen_target: value.target_monthly_yen,
        study_sessions: value.study_sessions,
        active_reps: value.active_reps,
      }),
    );
  }
  return { targets, rejected, warnings: read.warnings };
}
