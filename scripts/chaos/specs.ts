import { Spec } from "../../src/model/spec.ts";

interface UnitInput {
  readonly key: string;
  readonly name: string;
  readonly kind: string;
  readonly parent?: string;
}

/** How units change when a spec does: two exchange their names, one moves, one leaves. */
export interface Reorganisation {
  readonly swapped: readonly [string, string];
  readonly moved: { readonly unit: string; readonly to: string };
  readonly leaving: string;
}

export function reorganised(units: readonly UnitInput[], changes: Reorganisation): UnitInput[] {
  const [one, other] = changes.swapped;
  const names = new Map(units.map(({ key, name }) => [key, name]));
  const partnerOf = new Map([
    [one, other],
    [other, one],
  ]);
  return units
    .filter(({ key }) => key !== changes.leaving)
    .map((unit) => ({
      ...unit,
      name: names.get(partnerOf.get(unit.key) ?? unit.key) ?? unit.name,
      ...(unit.key === changes.moved.unit ? { parent: changes.moved.to } : {}),
    }));
}

const PARTNER = { key: "six", name: "六角商会" };

/** Nested, of every kind. */
const UNITS: readonly UnitInput[] = [
  { key: "u0", name: "第一事業部", kind: "division" },
  { key: "u1", name: "第二事業部", kind: "division" },
  { key: "u2", name: "東支店", kind: "branch", parent: "u0" },
  { key: "u3", name: "西支店", kind: "branch", parent: "u1" },
  { key: "u4", name: "南支店", kind: "branch" },
  { key: "u5", name: "営業企画部", kind: "hq" },
];

/** Six units, people and a company-wide plan: every kind of node, row and view that `apply` makes. JSON is YAML. */
export const SIX_UNITS_TEXT = JSON.stringify({
  partner: PARTNER,
  top_alignment: { evidence: [{ when: "2026-07", what: "重点商材", roles: ["社長"] }] },
  units: UNITS,
  people: [{ key: "p1", name: "架空 太郎", unit: "u0", role: "事業部長", level: "head" }],
});

/**
 * The same partner a year later: what stays of the unit that leaves moves first, somebody came, a unit is new, and
 * the companies' tops do not work together any more.
 */
export const CHANGED_TEXT = JSON.stringify({
  partner: PARTNER,
  units: [
    ...reorganised(UNITS, { swapped: ["u0", "u4"], moved: { unit: "u3", to: "u5" }, leaving: "u1" }),
    { key: "u6", name: "北支店", kind: "branch", parent: "u4" },
  ],
  people: [
    { key: "p1", name: "架空 太郎", unit: "u0", role: "事業部長", level: "head" },
    { key: "p2", name: "架空 次郎", unit: "u4", role: "支店長", level: "manager" },
  ],
});

export const SIX_UNITS = Spec.parse(JSON.parse(SIX_UNITS_TEXT));
export const CHANGED = Spec.parse(JSON.parse(CHANGED_TEXT));
