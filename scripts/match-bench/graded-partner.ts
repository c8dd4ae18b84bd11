import { readFile } from "node:fs/promises";

import { z } from "zod";

import { entryFromBundle } from "../../src/imports/entry-from-bundle.ts";
import { Bundle, BundleEntry } from "../../src/model/bundle.ts";
import { Spec } from "../../src/model/spec.ts";
import { releaseEntries } from "../../src/release/gate.ts";
import type { ReleaseItem, StoredRecord } from "../../src/store/store.ts";

/** A partner whose open issues were graded by hand: which cases of other units help, and how much. */
export interface GradedPartner {
  readonly name: string;
  readonly spec: Spec;
  readonly entries: readonly StoredRecord<"entry">[];
  readonly items: readonly ReleaseItem[];
  readonly queries: readonly GradedQuery[];
}

const Query = z.looseObject({
  query_id: z.string(),
  /** Case id → 2 (a good bridge clearly surfaces it) or 1 (somewhat useful); empty = nothing helps. */
  relevant: z.record(z.string(), z.number()),
  must_not_surface: z.array(z.string()),
});
export type GradedQuery = z.infer<typeof Query>;
const Grades = z.looseObject({ queries: z.array(Query) });

export async function loadGradedPartner(name: string, folder: string): Promise<GradedPartner> {
  const read = async (file: string): Promise<unknown> =>
    JSON.parse(await readFile(new URL(`${folder}/${file}`, import.meta.url), "utf8"));
  const bundle = Bundle.parse(await read(`partner-${name}.json`));
  const { queries } = Grades.parse(await read(`matches-${name}.json`));
  const spec = specOf(bundle);
  const entries = recordsOf(bundle);
  return {
    name,
    spec,
    entries,
    items: releaseEntries({ spec, entries, people: [], decisions: [] }),
    queries,
  };
}

function specOf(bundle: Bundle): Spec {
  return Spec.parse({
    partner: { key: "sample", name: bundle.partner.name_ja ?? "sample" },
    vendor: { name: bundle.vendor?.name_ja ?? undefined, products: bundle.vendor?.products ?? [] },
    units: (bundle.units ?? []).map(({ id, kind, name_ja, name_en, aliases }) => ({
      key: id,
      kind,
      name: name_ja ?? id,
      ...(name_en ? { name_en } : {}),
      aliases: aliases ?? [],
    })),
    people: (bundle.people ?? []).map(({ id, unit_id, name, role, consent_to_name }) => ({
      key: id,
      unit: unit_id,
      name,
      ...(role ? { role } : {}),
      consent_to_name: consent_to_name ?? false,
    })),
  });
}

function recordsOf(bundle: Bundle): StoredRecord<"entry">[] {
  const roles = new Map((bundle.people ?? []).map(({ id, role }) => [id, role ?? undefined]));
  const units = new Set((bundle.units ?? []).map(({ id }) => id));
  return (bundle.entries ?? []).map((raw) => {
    const value = entryFromBundle(BundleEntry.parse(raw), {
      unitKeyOf: (id) => (units.has(id) ? id : undefined),
      roleOf: (id) => roles.get(id),
    });
    return {
      type: "entry",
      id: value.id,
      value,
      database: "",
      remoteId: value.id,
      revision: "",
      url: "",
      location: "",
      updatedAt: "2026-11-23T00:00:00Z",
      firstSeen: "2026-11-23T00:00:00Z",
      archived: false,
      readable: true,
    };
  });
}
