import type { Order } from "../model/order.ts";
import type { Spec, Unit } from "../model/spec.ts";

/**
 * The order ledger added up. Each order counts once for the partner; the view by division and the view by
 * branch each come to the same total, because an order that lacks one of them is counted as 未割当 there.
 */
export interface Rollup {
  readonly partner: Sum;
  /** In the order of the spec; 未割当 (`unit` null) last. Units without an order are left out. */
  readonly byDivision: readonly UnitSum[];
  readonly byBranch: readonly UnitSum[];
}

/** Money in yen a month, as ordered; `churned` is the part of it that was cancelled since. */
export interface Sum {
  readonly orders: number;
  readonly monthlyYen: number;
  readonly churned: number;
}

export interface UnitSum extends Sum {
  readonly unit: Unit | null;
}

export function rollUp(orders: readonly Order[], spec: Spec): Rollup {
  return {
    partner: sumOf(orders),
    byDivision: sumsBy(orders, "division", spec),
    byBranch: sumsBy(orders, "branch", spec),
  };
}

/** Orders whose division or branch is not known yet: the queue to work off. */
export function unassignedOrders(orders: readonly Order[], spec: Spec): Order[] {
  const keys = new Set(spec.units.map(({ key }) => key));
  return orders.filter(({ division, branch }) => !keys.has(division ?? "") || !keys.has(branch ?? ""));
}

function sumsBy(orders: readonly Order[], dimension: "division" | "branch", spec: Spec): UnitSum[] {
  const known = new Set(spec.units.map(({ key }) => key));
  const groups = Map.groupBy(orders, (order) => {
    const key = order[dimension];
    return key !== undefined && known.has(key) ? key : null;
  });
  return [...spec.units, null].flatMap((unit): UnitSum[] => {
    const own = groups.get(unit?.key ?? null);
    return own === undefined ? [] : [{ unit, ...sumOf(own) }];
  });
}

function sumOf(orders: readonly Order[]): Sum {
  const total = (some: readonly Order[]) => some.reduce((sum, { monthly_yen: yen = 0 }) => sum + yen, 0);
  return {
    orders: orders.length,
    monthlyYen: total(orders),
    churned: total(orders.filter(({ churned_on: churned }) => churned !== undefined)),
  };
}

/** The fiscal quarter of a date, `2026Q1`, named after the calendar year in which the fiscal year starts. */
export function fiscalQuarter(date: string, fiscalYearStart: string): string {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  const [startMonth = 4, startDay = 1] = fiscalYearStart.split("-").map(Number);
  const months = month - startMonth - (day < startDay ? 1 : 0);
  const fiscalYear = months < 0 ? year - 1 : year;
  return `${fiscalYear}Q${Math.floor(((months + 12) % 12) / 3) + 1}`;
}
