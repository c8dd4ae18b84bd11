import type { EntryKind } from "../model/entry.ts";

/**
 * Stable names of nodes. A unit's key does not contain its parents, so a branch keeps its keys when it moves
 * under another division. Names with a leading underscore cannot be unit keys (slugs start with a letter or
 * digit), so partner-level nodes never collide with units.
 */
const PARTNER_NODES = [
  "company-plan",
  "released",
  "digests",
  "rollouts",
  "orders",
  "figures",
  "internal",
  "people",
  "archive",
] as const;
export type PartnerNode = (typeof PARTNER_NODES)[number];

export const hubKey = (partner: string): string => partner;
export const partnerNodeKey = (partner: string, node: PartnerNode): string => `${partner}/_${node}`;
export const unitKey = (partner: string, unit: string): string => `${partner}/${unit}`;
export const accountPlanKey = (partner: string, unit: string): string => `${partner}/${unit}/plan`;

const ENTRY_DATABASES = { issue: "issues", success: "successes", failure: "failures" } as const;

/** The database of a unit for one kind, e.g. `sorei/br-osk/issues`. */
export const entriesKey = (partner: string, unit: string, kind: EntryKind): string =>
  `${partner}/${unit}/${ENTRY_DATABASES[kind]}`;

/** The unit and kind whose entries a database holds; null for any other node. */
export function parseEntriesKey(key: string): { partner: string; unit: string; kind: EntryKind } | null {
  const [partner, unit, name, ...rest] = key.split("/");
  const kind = (Object.keys(ENTRY_DATABASES) as EntryKind[]).find((k) => ENTRY_DATABASES[k] === name);
  return partner && unit && kind && rest.length === 0 ? { partner, unit, kind } : null;
}
