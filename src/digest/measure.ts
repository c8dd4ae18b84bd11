import type { Level } from "../model/entry.ts";
import type { Unit } from "../model/spec.ts";

/**
 * What a level of a unit is measured by, as the spec has it: a head by the KGI, a manager by the KPIs, the field by
 * how it is appraised. Where that is not said, the next best that is.
 */
export function measureOf(unit: Unit, level: Level | null): string | null {
  const [kgi, kpis, axis] = [unit.kgi, unit.kpis.slice(0, 2).join("、") || undefined, unit.appraisal_axis];
  switch (level) {
    case "head":
      return kgi ?? kpis ?? null;
    case "manager":
      return kpis ?? kgi ?? null;
    case "field":
      return axis ?? kpis ?? kgi ?? null;
    case null:
      return null;
    default:
      throw new Error(`unhandled ${level satisfies never}`);
  }
}
