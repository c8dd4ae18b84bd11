import { readFileSync } from "node:fs";

import { entryFromBundle } from "../../src/imports/entry-from-bundle.ts";
import { Bundle, BundleEntry } from "../../src/model/bundle.ts";
import { Spec } from "../../src/model/spec.ts";
import type { StoredRecord } from "../../src/store/store.ts";
import { storedEntry } from "./records.ts";

/** The sample partner as the gate sees it. */
export function soreiPartner(): { spec: Spec; entries: StoredRecord<"entry">[] } {
  const file = new URL("../../scripts/sample/partner-sorei.json", import.meta.url);
  const bundle = Bundle.parse(JSON.parse(readFileSync(file, "utf8")));
  const people = bundle.people ?? [];
  const spec = Spec.parse({
    partner: { key: "sorei", name: bundle.partner.name_ja },
    vendor: { name: bundle.vendor?.name_ja ?? undefined, products: bundle.vendor?.products ?? [] },
    units: (bundle.units ?? []).map((unit) => ({
      key: unit.id,
      name: unit.name_ja,
      name_en: unit.name_en ?? undefined,
      kind: unit.kind,
      aliases: unit.aliases ?? [],
    })),
    people: people.map((person) => ({
      key: person.id,
      name: person.name,
      unit: person.unit_id,
      role: person.role ?? undefined,
      level: person.level ?? undefined,
      consent_to_name: person.consent_to_name ?? undefined,
    })),
  });
  const entries = (bundle.entries ?? []).map((raw) =>
    storedEntry(
      entryFromBundle(BundleEntry.parse(raw), {
        unitKeyOf: (id) => id,
        roleOf: (id) => people.find((person) => person.id === id)?.role ?? undefined,
      }),
    ),
  );
  return { spec, entries };
}
