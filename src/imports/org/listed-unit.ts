import { foldLabel } from "../../model/fields.ts";
import type { UnitKind } from "../../model/spec.ts";
import { cellList, cellText } from "./cell.ts";
import type { Mention, PersonAtUnit, Place } from "./listing.ts";
import { readPeople } from "./person-cell.ts";
import { readNote, type UnitNote } from "./unit-note.ts";

/** A unit as a list has it: what all of its rows say of it. */
export interface ListedUnit {
  /** The id of its first mention. */
  readonly id: number;
  readonly places: readonly Place[];
  readonly name: string;
  readonly aliases: readonly string[];
  readonly formerNames: readonly string[];
  /** The unit above by the layout. */
  readonly above?: number;
  readonly context?: UnitKind;
  readonly carriedKind?: string;
  readonly cells: Mention["cells"];
  readonly people: readonly PersonAtUnit[];
  readonly notes: readonly UnitNote[];
}

/** Puts together the rows that speak of one unit beyond doubt. */
export function listedUnits(mentions: readonly Mention[]): ListedUnit[] {
  const units = new Map<number, ListedUnit>();
  for (const mention of mentions) {
    const before = mention.of === undefined ? undefined : units.get(mention.of);
    const unit = fromMention(mention);
    units.set(before?.id ?? mention.id, before === undefined ? unit : joined(before, unit));
  }
  return placesInNames([...units.values()], mentions);
}

function fromMention({ id, place, name, cells, people, ...rest }: Mention): ListedUnit {
  const notes = [...name.remarks, cells.note ?? ""].map(readNote);
  const inBrackets = readPeople(name.person ?? "").map((person) => ({
    ...person,
    inHeadColumn: true,
    onUnitRow: true,
  }));
  return {
    id,
    places: [place],
    name: name.name,
    aliases: [
      ...name.aliases,
      ...cellList(cellText(cells.alias)),
      ...notes.flatMap(({ aliases }) => aliases),
    ],
    formerNames: [
      ...cellList(cellText(cells.former)).map((former) => former.replace(/^旧[・:\s]*/u, "")),
      ...notes.flatMap(({ formerNames }) => formerNames),
    ],
    ...(rest.above !== undefined && { above: rest.above }),
    ...(rest.context !== undefined && { context: rest.context }),
    ...(rest.carriedKind !== undefined && { carriedKind: rest.carriedKind }),
    cells: { ...(name.headcount !== undefined && { headcount: name.headcount }), ...cells },
    people: [...people, ...inBrackets],
    notes,
  };
}

/** Two rows of one unit as one: what the first leaves open the second fills. */
export function joined(first: ListedUnit, second: ListedUnit): ListedUnit {
  const names = [second.name, ...second.aliases].filter((name) => foldLabel(name) !== foldLabel(first.name));
  return {
    ...second,
    ...first,
    places: [...first.places, ...second.places],
    aliases: distinct([...first.aliases, ...names]),
    formerNames: distinct([...first.formerNames, ...second.formerNames]),
    cells: { ...second.cells, ...first.cells },
    people: [...first.people, ...second.people],
    notes: [...first.notes, ...second.notes],
  };
}

/** Names without those that differ in width, case or spaces only. */
export function distinct(names: readonly string[]): string[] {
  const seen = new Set<string>();
  return names.filter((name) => {
    const folded = foldLabel(name);
    const isNew = folded !== "" && !seen.has(folded);
    seen.add(folded);
    return isNew;
  });
}

/** 東京 of 公共事業部(東京) tells it from 公共事業部(大阪); where there is no other, it only says where it is. */
function placesInNames(units: readonly ListedUnit[], mentions: readonly Mention[]): ListedUnit[] {
  const places = new Map(mentions.map(({ id, name }) => [id, name.place]));
  const count = new Map<string, number>();
  for (const { name } of units) count.set(foldLabel(name), (count.get(foldLabel(name)) ?? 0) + 1);
  return units.map((unit) => {
    const place = places.get(unit.id);
    if (place === undefined) return unit;
    if ((count.get(foldLabel(unit.name)) ?? 0) > 1) return { ...unit, name: `${unit.name}(${place})` };
    return { ...unit, cells: { area: place, ...unit.cells } };
  });
}
