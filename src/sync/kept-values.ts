import type { RecordOf, StoredType } from "../store/store.ts";
import type { ReadRow } from "../workspaces/workspace.ts";

/**
 * What a row said before and cannot say now. A person deleted the property, or its place in this row, and nobody thereby said that no entry has a
 * scope or a mask list any more: so the last values hold, and are filled in once the property is there again. Pure.
 */
export interface Kept {
  /** Members of the record. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Those to be filled into the row. */
  readonly fields: readonly string[];
}

export function keptValues(
  { id, values, lacks = [], dropped = [] }: Pick<ReadRow, "id" | "values" | "lacks" | "dropped">,
  before: RecordOf[StoredType] | undefined,
  refill: readonly string[] = [],
): Kept {
  const known = new Map<string, unknown>(Object.entries(before ?? {}).filter(([, value]) => !isEmpty(value)));
  // Nobody can give a new entry a scope, or somebody took it from one that is not new: it goes nowhere.
  const isUnknown = lacks.includes("scope") || (id !== null && dropped.includes("scope"));
  if (before === undefined && isUnknown) known.set("scope", "unit_only");
  const fields = [...new Set([...refill, ...dropped])].filter(
    (field) => known.has(field) && !lacks.includes(field) && !(field in values),
  );
  const kept = [...lacks, ...fields].filter((field) => known.has(field));
  return { values: Object.fromEntries(kept.map((field) => [field, known.get(field)])), fields };
}

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
