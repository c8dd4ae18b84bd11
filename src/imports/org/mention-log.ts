import { foldLabel } from "../../model/fields.ts";
import type { Mention } from "./listing.ts";

/** The mentions of a sheet so far. Ids count on from `firstId`, so that they are unique within the file. */
export interface MentionLog {
  readonly all: readonly Mention[];
  /** Adds a mention and returns its id. */
  add(mention: Omit<Mention, "id">): number;
  byId(id: number | undefined): Mention | undefined;
  /** The first mention of a name below a unit, or at the top. */
  first(above: number | undefined, name: string): Mention | undefined;
  /** The unit that stands in a row of the sheet. */
  inRow(row: number): Mention | undefined;
  /** The last mention that was a unit's own. */
  lastUnit(): Mention | undefined;
}

export function openMentionLog(firstId: number): MentionLog {
  const all: Mention[] = [];
  const firsts = new Map<string, Mention>();
  const rows = new Map<number, Mention>();
  let lastUnit: Mention | undefined;
  const keyOf = (above: number | undefined, name: string) => `${above ?? ""} ${foldLabel(name)}`;
  return {
    all,
    add(rest) {
      const mention = { ...rest, id: firstId + all.length };
      all.push(mention);
      if (mention.of !== undefined) return mention.id;
      const key = keyOf(mention.above, mention.name.name);
      if (!firsts.has(key)) firsts.set(key, mention);
      rows.set(mention.place.row, mention);
      lastUnit = mention;
      return mention.id;
    },
    byId: (id) => (id === undefined ? undefined : all[id - firstId]),
    first: (above, name) => firsts.get(keyOf(above, name)),
    inRow: (row) => rows.get(row),
    lastUnit: () => lastUnit,
  };
}
