import { readFileSync } from "node:fs";

import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { readOrdersOfBundle } from "../../src/imports/read-order-bundle.ts";
import type { Order } from "../../src/model/order.ts";
import { fiscalQuarter, rollUp, type Sum, unassignedOrders, type UnitSum } from "../../src/sync/rollup.ts";
import { buildSpec } from "../builders.ts";
import { soreiPartner } from "../release/sorei.ts";
import { SPEC } from "./history.ts";

interface Expected {
  orders: number;
  monthly_yen: number;
}

const text = readFileSync(new URL("../../scripts/sample/partner-sorei.json", import.meta.url), "utf8");
const sample = JSON.parse(text) as {
  orders: { order_no: string; closed_on: string; fiscal_quarter: string }[];
  expected_rollup: {
    partner: Expected;
    by_division: Record<string, Expected>;
    by_branch: Record<string, Expected>;
  };
};
const { spec: sorei } = soreiPartner();
const orders = readOrdersOfBundle("sample", text, sorei)?.orders ?? [];

const shown = (sums: readonly UnitSum[]) =>
  Object.fromEntries(
    sums.map(({ unit, orders: count, monthlyYen }) => [
      unit?.key ?? "(unassigned)",
      { orders: count, monthly_yen: monthlyYen },
    ]),
  );
const total = (sums: readonly Sum[]): Sum => ({
  orders: sums.reduce((sum, one) => sum + one.orders, 0),
  monthlyYen: sums.reduce((sum, one) => sum + one.monthlyYen, 0),
  churned: sums.reduce((sum, one) => sum + one.churned, 0),
});

describe("the sample's orders", () => {
  test("come to its expected roll-up, by division, by branch and in total", () => {
    const rollup = rollUp(orders, sorei);
    expect(orders).toHaveLength(48);
    expect({ orders: rollup.partner.orders, monthly_yen: rollup.partner.monthlyYen }).toEqual(
      sample.expected_rollup.partner,
    );
    expect(shown(rollup.byDivision)).toEqual(sample.expected_rollup.by_division);
    expect(shown(rollup.byBranch)).toEqual(sample.expected_rollup.by_branch);
  });

  test("lie in the fiscal quarters that it names", () => {
    const quarters = sample.orders.map(({ order_no: id, closed_on: on }) => [id, fiscalQuarter(on, "04-01")]);
    expect(quarters).toEqual(sample.orders.map(({ order_no: id, fiscal_quarter: quarter }) => [id, quarter]));
    expect(new Set(sample.orders.map(({ fiscal_quarter: quarter }) => quarter)).size).toBeGreaterThan(1);
  });

  test("that lack a division or a branch are the queue", () => {
    const queue = unassignedOrders(orders, sorei);
    expect(queue).toHaveLength(12);
    expect(queue.filter(({ division, branch }) => division !== undefined && branch !== undefined)).toEqual(
      [],
    );
  });
});

const anyOrder: fc.Arbitrary<Order> = fc
  .record({
    id: fc.uuid(),
    monthly_yen: fc.option(fc.nat({ max: 1_000_000 }), { nil: undefined }),
    division: fc.constantFrom("div-os", "br-osk", "神戸支店", undefined),
    branch: fc.constantFrom("br-osk", "br-fuk", "", undefined),
    churned_on: fc.constantFrom("2026-10-01", undefined),
  })
  .map(
    (order) => Object.fromEntries(Object.entries(order).filter(([, value]) => value !== undefined)) as Order,
  );

test("whatever the orders, each view sums to the partner's total and counts each order once", () => {
  fc.assert(
    fc.property(fc.array(anyOrder), (some) => {
      const { partner, byDivision, byBranch } = rollUp(some, SPEC);
      expect(partner.orders).toBe(some.length);
      expect(total(byDivision)).toEqual(partner);
      expect(total(byBranch)).toEqual(partner);
    }),
  );
});

test("units come in the order of the spec, 未割当 last, those without an order not at all", () => {
  const some: Order[] = [{ id: "1" }, { id: "2", branch: "br-fuk" }, { id: "3", branch: "br-osk" }];
  expect(rollUp(some, SPEC).byBranch.map(({ unit }) => unit?.key ?? null)).toEqual([
    "br-osk",
    "br-fuk",
    null,
  ]);
});

test("an order of a unit that left the spec is 未割当, and in the queue", () => {
  const some: Order[] = [{ id: "1", division: "div-os", branch: "br-osk", monthly_yen: 5 }];
  expect(unassignedOrders(some, SPEC)).toEqual([]);
  const later = buildSpec({ units: [{ key: "div-os", name: "オフィス事業部", kind: "division" }] });
  expect(rollUp(some, later).byBranch).toEqual([{ unit: null, orders: 1, monthlyYen: 5, churned: 0 }]);
  expect(unassignedOrders(some, later)).toEqual(some);
});

test("what was cancelled since is part of the sum, and named", () => {
  const some: Order[] = [
    { id: "1", monthly_yen: 100, churned_on: "2026-10-01" },
    { id: "2", monthly_yen: 30 },
  ];
  expect(rollUp(some, SPEC).partner).toEqual({ orders: 2, monthlyYen: 130, churned: 100 });
});

describe("a fiscal quarter is named after the year in which its fiscal year starts", () => {
  test.each([
    ["2026-04-01", "04-01", "2026Q1"],
    ["2026-03-31", "04-01", "2025Q4"],
    ["2026-12-31", "04-01", "2026Q3"],
    ["2027-01-01", "04-01", "2026Q4"],
    ["2026-01-01", "01-01", "2026Q1"],
    ["2026-12-31", "01-01", "2026Q4"],
    ["2026-09-30", "10-01", "2025Q4"],
    ["2026-10-01", "10-01", "2026Q1"],
    ["2026-04-20", "04-21", "2025Q4"],
    ["2026-04-21", "04-21", "2026Q1"],
    ["2026-07-20", "04-21", "2026Q1"],
    ["2026-01-05", "12-21", "2025Q1"],
  ])("%s in a year from %s is in %s", (date, start, quarter) => {
    expect(fiscalQuarter(date, start)).toBe(quarter);
  });
});
