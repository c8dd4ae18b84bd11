import { findOption } from "../../model/fields.ts";
import { JOINED_AS } from "../../model/options.ts";
import { Person } from "../../model/people.ts";
import { importedLine, importedText } from "../imported-text.ts";
import type { BundleReading } from "./bundle-reading.ts";
import { slugRegister } from "./slug.ts";

type RawPerson = NonNullable<BundleReading["bundle"]["people"]>[number];

/** The people of a bundle. Those of units that are not there are left off, with a decision. */
export function peopleFromBundle(reading: BundleReading, keyOf: ReadonlyMap<string, string>): Person[] {
  const raw = reading.bundle.people ?? [];
  const ids = new Set(raw.map((person) => person.id));
  const register = slugRegister();
  return raw.flatMap((person) => {
    const unit = keyOf.get(person.unit_id);
    const name = importedLine(person.name);
    if (unit === undefined || name === undefined) {
      withoutPlace(person, unit === undefined, reading);
      return [];
    }
    const key = register(person.id);
    if (key !== person.id) renamed(person.id, key, reading);
    return [personFrom(person, { key, name, unit }, ids, reading)];
  });
}

function personFrom(
  person: RawPerson,
  identity: { key: string; name: string; unit: string },
  ids: ReadonlySet<string>,
  reading: BundleReading,
): Person {
  const joined = importedLine(person.joined);
  const chief = person.reports_to ?? undefined;
  const known = chief !== undefined && ids.has(chief) && chief !== person.id;
  if (chief !== undefined && !known) unknownChief(person.id, chief, reading);
  const filled = {
    ...identity,
    role: importedLine(person.role),
    level: person.level ?? undefined,
    reports_to: known ? chief : undefined,
    joined: joined && (findOption(JOINED_AS, joined)?.id ?? joined),
    budget: budgetOf(person, reading),
    kpi: importedLine(person.kpi),
    appraisal_axis: importedText(person.evaluation_axis),
    influence: person.internal_influence ?? undefined,
    interest: person.interest_in_vendor ?? undefined,
    consent_to_name: person.consent_to_name ?? undefined,
  };
  return Person.parse(Object.fromEntries(Object.entries(filled).filter(([, value]) => value !== undefined)));
}

function budgetOf({ id, budget }: RawPerson, { decide }: BundleReading): number | undefined {
  if (typeof budget === "number") return budget;
  const text = importedLine(budget);
  if (text === undefined) return undefined;
  const number = Number(text.normalize("NFKC").replace(/[,\s¥円]/gu, "") || Number.NaN);
  if (Number.isFinite(number)) return number;
  decide(
    id,
    {
      ja: "予算が数字として読めません。いくらですか",
      en: "The budget cannot be read as a number. How much is it?",
    },
    { ja: "予算は未記入にしました", en: "The budget was left open" },
  );
  return undefined;
}

function withoutPlace(person: RawPerson, isUnitUnknown: boolean, { decide }: BundleReading): void {
  decide(
    person.id,
    isUnitUnknown
      ? {
          ja: `所属「${person.unit_id}」がこのファイルにありません。どの部署の人ですか`,
          en: `The unit "${person.unit_id}" is not in this file. Where does this person work?`,
        }
      : { ja: "名前がありません。どなたですか", en: "There is no name. Who is it?" },
    { ja: "取り込みませんでした", en: "Not imported" },
  );
}

function renamed(id: string, key: string, { decide }: BundleReading): void {
  decide(
    id,
    {
      ja: `ID「${id}」の人が二人います。同じ人ですか`,
      en: `Two people have the id "${id}". Are they the same person?`,
    },
    { ja: `別の人とし、後の人を ${key} としました`, en: `Taken as two; the later one is ${key}` },
  );
}

function unknownChief(id: string, chief: string, { decide }: BundleReading): void {
  decide(
    id,
    {
      ja: `上長「${chief}」がこのファイルにいません。上長はどなたですか`,
      en: `The superior "${chief}" is not in this file. Who is it?`,
    },
    { ja: "上長は未記入にしました", en: "The superior was left open" },
  );
}
