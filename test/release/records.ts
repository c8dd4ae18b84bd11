import { Entry } from "../../src/model/entry.ts";
import { Person } from "../../src/model/people.ts";
import { Spec } from "../../src/model/spec.ts";
import type { StoredRecord } from "../../src/store/store.ts";

/** An entry as it lies in the store after a sync. */
export function storedEntry(value: Entry, more: Partial<StoredRecord<"entry">> = {}): StoredRecord<"entry"> {
  return {
    type: "entry",
    id: value.id,
    value,
    database: `p/${value.unit}/${value.kind}`,
    remoteId: `r-${value.id}`,
    revision: "1",
    url: `file:///vault/${value.unit}/${value.id}.md`,
    location: `${value.unit}/${value.id}.md`,
    updatedAt: "2026-11-20T00:00:00.000Z",
    firstSeen: "2026-11-20T00:00:00.000Z",
    archived: false,
    readable: true,
    ...more,
  };
}

/** An entry with what the test says, the rest as a person would leave it. */
export const entry = (fields: Record<string, unknown>): Entry =>
  Entry.parse({ id: "E1", unit: "br-osk", kind: "success", title: "件名", ...fields });

export const person = (fields: Record<string, unknown>): Person =>
  Person.parse({ key: "p1", unit: "br-fuk", name: "中願寺 剛士", role: "支店長", ...fields });

/** A partner with two branches and a division; more units and people by `fields`. */
export function spec(fields: Record<string, unknown> = {}): Spec {
  return Spec.parse({
    partner: { key: "p", name: "蒼野商事" },
    sharing: { default_scope: "partner_all_units" },
    units: [
      { key: "br-osk", name: "大阪支店", kind: "branch", name_en: "Osaka Branch", aliases: ["関西"] },
      { key: "br-fuk", name: "福岡支店", kind: "branch", name_en: "Fukuoka Branch" },
      { key: "div-hc", name: "ヘルスケア事業部", kind: "division", name_en: "Healthcare Division" },
    ],
    ...fields,
  });
}
