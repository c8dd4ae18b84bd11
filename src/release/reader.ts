import { AppError } from "../errors.ts";
import { didYouMean } from "../model/did-you-mean.ts";
import { resolveUnit } from "../model/resolve-unit.ts";
import type { Spec } from "../model/spec.ts";

/** Who asks. Decides what is shown in full and what only as a released copy. */
export type Reader =
  /** Whoever runs the product: reads everything. */
  | { readonly kind: "operator" }
  /** Reads these units in full, of other units only what was released to the vendor's own people. */
  | { readonly kind: "units"; readonly user: string; readonly units: ReadonlySet<string> };

/**
 * The reader that `--as` names: a team user, or `unit:br-osk` for anyone who works with that unit. Without it,
 * the operator. Throws `usage` for anybody unknown: nobody becomes the operator by a misspelt name.
 */
export function resolveReader(as: string | undefined, spec: Spec): Reader {
  if (as === undefined) return { kind: "operator" };
  if (as.startsWith("unit:")) return unitReader(as, spec);
  const member = spec.team.find(({ user }) => user === as);
  if (member === undefined) throw unknownReader(as, spec);
  const leadsAll = member.role === "lead" && member.units.length === 0;
  const keys = leadsAll ? spec.units.map(({ key }) => key) : member.units;
  return { kind: "units", user: as, units: new Set(keys) };
}

/** May the reader see this unit's own records as they are? */
export function readsInFull(reader: Reader, unit: string): boolean {
  return reader.kind === "operator" || reader.units.has(unit);
}

/** The given units and everything nested below them. */
export function withBranches(keys: Iterable<string>, spec: Spec): Set<string> {
  const children = Map.groupBy(spec.units, (unit) => unit.parent);
  const found = new Set<string>();
  const visit = (key: string) => {
    if (found.has(key)) return;
    found.add(key);
    for (const child of children.get(key) ?? []) visit(child.key);
  };
  for (const key of keys) visit(key);
  return found;
}

function unitReader(as: string, spec: Spec): Reader {
  const unit = resolveUnit(spec, as.slice("unit:".length));
  if (unit === undefined) throw unknownReader(as, spec);
  return { kind: "units", user: as, units: new Set([unit.key]) };
}

function unknownReader(as: string, spec: Spec): AppError {
  const known = [...spec.team.map(({ user }) => user), ...spec.units.map(({ key }) => `unit:${key}`)];
  const near = didYouMean(as, known);
  const listed = known.slice(0, 8).join(", ");
  return new AppError(
    "usage",
    {
      ja: `「${as}」という利用者は ${spec.partner.key} のチームに登録されていません`,
      en: `Nobody called "${as}" is in the team of ${spec.partner.key}`,
    },
    {
      hint:
        near === undefined
          ? { ja: `指定できる利用者: ${listed}`, en: `Known readers: ${listed}` }
          : { ja: `もしかして ${near}?`, en: `Did you mean ${near}?` },
    },
  );
}
