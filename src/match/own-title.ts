import type { Entry } from "../model/entry.ts";
import type { Person } from "../model/people.ts";
import type { Spec } from "../model/spec.ts";
import { visibleText } from "../release/entry-texts.ts";
import { type Net, openNet } from "../release/net.ts";
import type { ReleaseItem, StoredRecord } from "../store/store.ts";

/**
 * What an entry is called on a page of its own unit. It may be read there, but people of other units pass by (the
 * digests of all units lie in one database), so names are masked here too, also where the gate lists nothing because
 * the entry may not travel at all. What the gate would hold is called by its id.
 */
export function openOwnTitles(input: {
  readonly spec: Spec;
  readonly entries: readonly StoredRecord<"entry">[];
  readonly people: readonly Person[];
}): (record: StoredRecord<"entry">, item: ReleaseItem | undefined) => string {
  let net: Net | undefined;
  const titles = new Map<Entry, string>();
  const masked = ({ id, value }: StoredRecord<"entry">): string => {
    // Read once, and only where a title asks for it: of a large partner the lists are long.
    net ??= openNet({ ...input, entries: input.entries.map((record) => record.value) });
    const own = net.of(value);
    const title = own.mask(visibleText(value.title)).trim();
    return title === "" || own.left([title]).length > 0 ? id : title;
  };
  return (record, item) => {
    if (item?.state === "released" && item.copy.title !== "") return item.copy.title;
    const known = titles.get(record.value) ?? masked(record);
    titles.set(record.value, known);
    return known;
  };
}
