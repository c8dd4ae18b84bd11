import type { Entry } from "../model/entry.ts";
import { foldLabel } from "../model/fields.ts";
import type { Spec } from "../model/spec.ts";
import type { StoredRecord } from "../store/store.ts";

/** Fewer customers than this with the same trade, size, region and month, and whoever knows the region knows which. */
const FEWEST = 3;

/**
 * Ids of the entries about a customer who can be guessed though his name is masked: of his trade and size, in that
 * region and month, the partner's records know fewer than three. Nothing is kept back for it; the reviewer is told.
 */
export function rareCustomers(entries: readonly StoredRecord<"entry">[], spec: Spec): Set<string> {
  const regions = new Map(spec.units.map((unit) => [unit.key, unit.area ?? unit.key]));
  const described = entries.flatMap(({ value }) => {
    const customer = value.customer?.trim() ?? "";
    if (customer === "" || value.segment.length === 0 || value.heard_on === undefined) return [];
    return [
      { id: value.id, customer: foldLabel(customer), kind: kindOf(value, regions.get(value.unit) ?? "") },
    ];
  });
  const alike = Map.groupBy(described, ({ kind }) => kind);
  return new Set(
    [...alike.values()]
      .filter((group) => new Set(group.map(({ customer }) => customer)).size < FEWEST)
      .flatMap((group) => group.map(({ id }) => id)),
  );
}

const kindOf = ({ segment, heard_on: heardOn = "" }: Entry, region: string): string =>
  [
    ...segment.map(foldLabel).toSorted((a, b) => (a < b ? -1 : 1)),
    foldLabel(region),
    heardOn.slice(0, 7),
  ].join("\n");
