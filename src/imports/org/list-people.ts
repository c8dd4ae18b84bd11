import type { UnitKind } from "../../model/spec.ts";
import { foldLabel } from "../../model/fields.ts";
import { Person } from "../../model/people.ts";
import { headRole } from "./kind.ts";
import { type ListReading, namesText } from "./list-reading.ts";
import type { ListedUnit } from "./listed-unit.ts";
import type { PersonAtUnit } from "./listing.ts";
import { levelOf } from "./person-cell.ts";

/** A unit of which key and kind are settled. */
export interface PlacedUnit {
  readonly unit: ListedUnit;
  readonly key: string;
  readonly kind: UnitKind;
}

/** The people of a list, and the role of each unit's head by the unit's key. */
export interface ListedPeople {
  readonly people: Person[];
  readonly headRoles: ReadonlyMap<string, string>;
}

/**
 * The people that a list names, each below one unit. A head without a title gets the usual one of such a unit,
 * which is one decision for all of them.
 */
export function peopleFromList(
  units: readonly PlacedUnit[],
  heading: string,
  reading: ListReading,
): ListedPeople {
  const people: Person[] = [];
  const byName = new Map<string, Person>();
  const headRoles = new Map<string, string>();
  const guessed: { unit: string; role: string }[] = [];
  const twice = new Map<string, string[]>();
  for (const { unit, key, kind } of units) {
    const present = onceEach(unit.people);
    const head = headOf(present);
    if (head !== undefined) {
      const role = head.role ?? headRole([unit.name, ...unit.aliases], kind, reading.language);
      headRoles.set(key, role);
      if (head.role === undefined) guessed.push({ unit: unit.name, role });
    }
    const before = people.length;
    for (const person of present) {
      const { name } = person;
      if (name === undefined) continue;
      const known = isTelling(name) ? byName.get(foldLabel(name)) : undefined;
      if (known !== undefined && known.unit !== key) {
        if (!person.isConcurrent) twice.set(known.name, [...(twice.get(known.name) ?? []), unit.name]);
        continue;
      }
      const role = person === head ? headRoles.get(key) : person.role;
      const identity = { name, key: `p-${key}-${people.length - before + 1}`, unit: key, role };
      const listed = toPerson(person, identity, person === head);
      people.push(listed);
      byName.set(foldLabel(name), listed);
    }
  }
  if (guessed.length > 0) rolesGuessed(guessed, heading, reading);
  for (const [name, others] of twice) inTwoPlaces(name, others, reading);
  return { people, headRoles };
}

/** Repeated rows name the same people again. */
function onceEach(people: readonly PersonAtUnit[]): PersonAtUnit[] {
  const seen: PersonAtUnit[] = [];
  for (const person of people) {
    const at = seen.findIndex(
      ({ name }) => name !== undefined && foldLabel(name) === foldLabel(person.name ?? ""),
    );
    const known = seen[at];
    if (known === undefined) seen.push(person);
    else seen[at] = { ...person, ...known, inHeadColumn: known.inHeadColumn || person.inHeadColumn };
  }
  return seen;
}

/** The first in the column of heads on the unit's own row; else one in that column whose title is not lower. */
function headOf(people: readonly PersonAtUnit[]): PersonAtUnit | undefined {
  return (
    people.find(({ inHeadColumn, onUnitRow }) => inHeadColumn && onUnitRow) ??
    people.find(
      ({ inHeadColumn, role }) => inHeadColumn && (role === undefined || levelOf(role, false) === "head"),
    )
  );
}

/** A family name alone is too common to tell that two are one. */
const isTelling = (name: string): boolean => name.includes(" ") || foldLabel(name).length >= 4;

function toPerson(
  person: PersonAtUnit,
  identity: { name: string; key: string; unit: string; role: string | undefined },
  isHead: boolean,
): Person {
  const { role, ...rest } = identity;
  return Person.parse({
    ...rest,
    ...(role !== undefined && { role }),
    level: levelOf(role, isHead),
    also_written: [...person.alsoWritten],
  });
}

function rolesGuessed(
  guessed: readonly { unit: string; role: string }[],
  heading: string,
  { decide }: ListReading,
): void {
  const firstOfRole = guessed.filter(
    ({ role }, at) => guessed.findIndex((other) => other.role === role) === at,
  );
  const examples = namesText(firstOfRole.map(({ unit, role }) => `${unit} → ${role}`));
  decide(
    heading,
    {
      ja: `責任者の役職が書かれていません(${guessed.length}件)。部署名から付けた役職でよいですか`,
      en: `Heads without a title: ${guessed.length}. Are the usual titles right?`,
    },
    examples,
  );
}

function inTwoPlaces(name: string, others: readonly string[], { decide }: ListReading): void {
  const units = namesText(others);
  decide(
    name,
    {
      ja: `「${name}」さんは${units.ja}にも書かれています。同じ方(兼務)ですか`,
      en: `${name} is also listed at ${units.en}. Is it the same person?`,
    },
    { ja: "同じ方とし、先に書かれた部署の人としました", en: "Taken as one person, at the unit listed first" },
  );
}
