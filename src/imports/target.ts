import type { UnitTarget } from "../model/order.ts";
import type { Unit } from "../model/spec.ts";

type Numbers = Partial<
  Record<Exclude<keyof UnitTarget, "id" | "title" | "unit" | "period">, number | null | undefined>
>;

/** The targets and activity of a unit in one period; there is one such row for each. */
export function targetOf(unit: Unit, period: string, numbers: Numbers): UnitTarget {
  const name = period.normalize("NFKC").trim();
  const known = Object.entries(numbers).filter(([, value]) => typeof value === "number");
  return {
    id: `${unit.key}/${name}`,
    title: `${unit.name} ${name}`,
    unit: unit.key,
    period: name,
    ...(Object.fromEntries(known) as Record<string, number>),
  };
}
