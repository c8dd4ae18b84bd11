import type { Person } from "../model/people.ts";
import type { Spec } from "../model/spec.ts";

/**
 * Everyone of the partner that we know: the 担当者カルテ, where people are kept up to date, and whoever only the
 * spec still names. One who agreed to be named in the 担当者カルテ agreed, whatever the spec said before.
 */
export function knownPeople(spec: Spec, rows: readonly Person[]): Person[] {
  const keys = new Set(rows.map(({ key }) => key));
  return [...spec.people.filter(({ key }) => !keys.has(key)), ...rows];
}
