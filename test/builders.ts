import * as fc from "fast-check";

import { Spec } from "../src/model/spec.ts";

type SpecInput = Partial<Omit<ReturnType<typeof raw>, "partner">> & { partner?: object };

function raw() {
  return {
    partner: { key: "acme", name: "青波商事株式会社" },
    units: [
      { key: "div-os", name: "オフィス事業部", kind: "division" },
      { key: "br-osk", name: "大阪支店", kind: "branch" },
    ] as object[],
    top_alignment: undefined as object | undefined,
    people: [] as object[],
    team: [] as object[],
    sharing: undefined as object | undefined,
    digest: undefined as object | undefined,
    reorg: [] as object[],
    workspace: undefined as object | undefined,
  };
}

/** A small valid spec; what is given replaces a whole top-level member (partner is merged). */
export function buildSpec(input: SpecInput = {}): Spec {
  const base = raw();
  const { partner, ...rest } = input;
  const merged = { ...base, ...rest, partner: { ...base.partner, ...partner } };
  return Spec.parse(Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined)));
}

/** Random valid specs: 1 to 12 units nested at any depth, names that need care on file systems. */
export const anySpec: fc.Arbitrary<Spec> = fc
  .record({
    language: fc.constantFrom("ja" as const, "en" as const),
    aligned: fc.boolean(),
    units: fc.array(
      fc.record({
        kind: fc.constantFrom("division", "branch", "hq"),
        name: fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }),
        parent: fc.nat(),
        nested: fc.boolean(),
        kgi: fc.option(fc.constantFrom("粗利額", "受注高"), { nil: undefined }),
        products: fc.array(fc.constantFrom("複合機", "勤怠", "経費"), { maxLength: 2 }),
      }),
      { minLength: 1, maxLength: 12 },
    ),
    people: fc.nat({ max: 4 }),
  })
  .map(({ language, aligned, units, people }) =>
    buildSpec({
      partner: { language },
      top_alignment: aligned
        ? { evidence: [{ when: "2026-07", what: "重点商材を確認", roles: ["社長"] }] }
        : undefined,
      units: units.map((unit, index) => ({
        key: `u${index}`,
        name: `${unit.name.trim()}${index}`,
        kind: unit.kind,
        ...(unit.nested && index > 0 ? { parent: `u${unit.parent % index}` } : {}),
        ...(unit.kgi === undefined ? {} : { kgi: unit.kgi }),
        focus_products: unit.products,
      })),
      people: Array.from({ length: people }, (_, index) => ({
        key: `p${index}`,
        name: `担当 ${index}`,
        unit: `u${index % units.length}`,
        role: "課長",
        level: "manager",
      })),
    }),
  );
