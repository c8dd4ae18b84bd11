import type { Spec } from "../model/spec.ts";
import type { StoredRecord } from "../store/store.ts";
import { visibleText } from "./entry-texts.ts";
import { type Reader, readsInFull } from "./reader.ts";

/** An entry that its unit's rep should complete, before anybody relies on what the gate makes of it. */
export interface ToComplete {
  readonly id: string;
  readonly unit: string;
  readonly title: string;
  readonly url: string;
  /** `scope`: the partner's default decides. `customer`: whoever is named in the text is masked only where listed. */
  readonly lacks: readonly ("scope" | "customer")[];
}

/** The live entries of the reader's units that lack 共有範囲 or 顧客名, the latest known first. */
export function entriesToComplete(
  reader: Reader,
  { spec, entries }: { readonly spec: Spec; readonly entries: readonly StoredRecord<"entry">[] },
): ToComplete[] {
  const known = new Set(spec.units.map(({ key }) => key));
  return entries
    .filter(({ archived, value }) => !archived && known.has(value.unit) && readsInFull(reader, value.unit))
    .toSorted((a, b) =>
      a.firstSeen > b.firstSeen ? -1 : a.firstSeen < b.firstSeen ? 1 : a.id < b.id ? -1 : 1,
    )
    .flatMap(({ id, value, url }) => {
      const lacks: ToComplete["lacks"] = [
        ...(value.scope === undefined ? (["scope"] as const) : []),
        ...(value.customer === undefined && value.mask.length === 0 ? (["customer"] as const) : []),
      ];
      return lacks.length === 0
        ? []
        : [{ id, unit: value.unit, title: visibleText(value.title), url, lacks }];
    });
}
