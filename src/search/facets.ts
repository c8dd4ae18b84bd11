import type { FacetValues } from "./columns.ts";
import { dayOf, type SearchFilter } from "./filters.ts";
import { type Sight, unitAt } from "./shard.ts";

/** Numbers of documents by what they have in common, each counted as if the query did not narrow that very thing. */
export interface FacetCounts {
  readonly partner: ReadonlyMap<string, number>;
  /** By `partner/unit`. */
  readonly unit: ReadonlyMap<string, number>;
  readonly kind: ReadonlyMap<string, number>;
  readonly level: ReadonlyMap<string, number>;
  readonly state: ReadonlyMap<string, number>;
  readonly theme: ReadonlyMap<string, number>;
  readonly product: ReadonlyMap<string, number>;
}

/** What a filter can be about; each is one bit. */
const BITS = {
  partner: 1,
  unit: 2,
  kind: 4,
  level: 8,
  state: 16,
  theme: 32,
  product: 64,
  period: 128,
} as const;

/** Which parts of a filter a document fails; 0 for one that passes. */
export type Failures = (doc: number) => number;

/**
 * Works out once per shard what can be known once: most documents share their values with others. Null where nothing
 * can fail.
 */
export function failuresOf(sight: Sight, partner: string, filter: SearchFilter): Failures | null {
  if (Object.keys(filter).length === 0) return null;
  const { columns, runs } = sight.shard;
  const base = filter.partner === undefined || filter.partner === partner ? 0 : BITS.partner;
  const ofSet = Uint8Array.from(columns.values, (values) => base | failedValues(values, filter));
  const { units, since, until } = filter;
  const first = since === undefined ? 0 : dayOf(since);
  const last = until === undefined ? 0xffff : dayOf(until);
  const isDated = since !== undefined || until !== undefined;
  const ofUnit = units && new Map(runs.map(({ unit }) => [unit, units.has(unit) ? 0 : BITS.unit]));
  return (doc) => {
    let failed = ofSet[columns.sets[doc] ?? 0] ?? 0;
    const day = columns.days[doc] ?? 0;
    if (isDated && (day < first || day > last)) failed |= BITS.period;
    if (ofUnit !== undefined) failed |= ofUnit.get(unitAt(sight.shard, doc)) ?? BITS.unit;
    return failed;
  };
}

function failedValues(values: FacetValues, { kind, level, state, theme, product }: SearchFilter): number {
  return (
    (kind === undefined || kind === values.kind ? 0 : BITS.kind) |
    (level === undefined || level === values.level ? 0 : BITS.level) |
    (state === undefined || state === values.state ? 0 : BITS.state) |
    (theme === undefined || values.themes.includes(theme) ? 0 : BITS.theme) |
    (product === undefined || values.products.includes(product) ? 0 : BITS.product)
  );
}

/** Takes in documents, whether they pass or fail, and counts them where they count. */
export interface FacetCounter {
  addAll(sight: Sight, docs: Uint16Array, failures: Failures | null): void;
  counts(): FacetCounts;
}

export function facetCounter(partnerOf: (family: number) => string): FacetCounter {
  /** By shard, failed bits, unit and set of values: few different ones, however many documents. */
  const groups = new Map<Sight, Map<number, number>>();
  const counts: { [Name in keyof FacetCounts]: Map<string, number> } = {
    partner: new Map(),
    unit: new Map(),
    kind: new Map(),
    level: new Map(),
    state: new Map(),
    theme: new Map(),
    product: new Map(),
  };
  const put = (name: keyof FacetCounts, value: string, count: number, failed: number): void => {
    // Narrowed by nothing, or by this alone.
    if (value === "" || (failed & ~BITS[name]) !== 0) return;
    counts[name].set(value, (counts[name].get(value) ?? 0) + count);
  };
  const putGroup = (sight: Sight, key: number, count: number): void => {
    const failed = key & 0xff;
    const values = sight.shard.columns.values[(key >>> 8) & 0xffff];
    const unit = sight.shard.runs[Math.floor(key / RUN)]?.unit ?? "";
    const partner = partnerOf(sight.shard.family);
    put("partner", partner, count, failed);
    put("unit", `${partner}/${unit}`, count, failed);
    if (values === undefined) return;
    put("kind", values.kind, count, failed);
    put("level", values.level, count, failed);
    put("state", values.state, count, failed);
    for (const theme of values.themes) put("theme", theme, count, failed);
    for (const product of values.products) put("product", product, count, failed);
  };
  return {
    addAll(sight, docs, failures) {
      const { runs, columns } = sight.shard;
      const group = new Map<number, number>();
      groups.set(sight, group);
      let run = 0;
      for (const doc of docs) {
        const failed = failures === null ? 0 : failures(doc);
        // Two failures at once: it counts nowhere.
        if ((failed & (failed - 1)) !== 0) continue;
        while ((runs[run]?.to ?? Number.POSITIVE_INFINITY) <= doc) run += 1;
        const key = run * RUN + (columns.sets[doc] ?? 0) * 256 + failed;
        group.set(key, (group.get(key) ?? 0) + 1);
      }
    },
    counts() {
      for (const [sight, group] of groups) for (const [key, count] of group) putGroup(sight, key, count);
      groups.clear();
      return counts;
    },
  };
}

/** Keys of groups: run, set, failures. */
const RUN = 2 ** 24;
