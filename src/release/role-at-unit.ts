import type { Text } from "../language.ts";
import { LEVELS } from "../model/options.ts";
import type { Person } from "../model/people.ts";
import type { Spec, Unit } from "../model/spec.ts";

/** How a person is called without a name: 大阪支店長, 横浜支店の課長, a manager at Yokohama Branch. */
export function roleAtUnit(person: Person, spec: Spec): Text {
  const unit = spec.units.find(({ key }) => key === person.unit);
  return { ja: roleJa(person, unit), en: roleEn(person, unit) };
}

const LEVEL_ROLES_JA = { head: "責任者", manager: "マネージャー", field: "担当者" } as const;
const LEVEL_ROLES_EN = { head: "head", manager: "manager", field: "rep" } as const;

function roleJa(person: Person, unit: Unit | undefined): string {
  const role = person.role ?? (person.level ? LEVEL_ROLES_JA[person.level] : "担当者");
  const shown = role === "担当" ? "担当者" : role;
  const name = unit?.name_ja ?? unit?.name;
  return name === undefined ? shown : joinRole(name, shown);
}

/** 福岡支店 + 支店長 = 福岡支店長: what the role repeats of the unit's name is said once. */
function joinRole(unit: string, role: string): string {
  for (let length = Math.min(unit.length, role.length - 1); length >= 1; length -= 1) {
    if (unit.endsWith(role.slice(0, length))) return `${unit}${role.slice(length)}`;
  }
  return `${unit}の${role}`;
}

function roleEn(person: Person, unit: Unit | undefined): string {
  const isLatin = person.role !== undefined && /^[\p{Script=Latin}\p{P}\s\d]+$/u.test(person.role);
  const level = person.level ?? levelOfRole(person.role) ?? "field";
  const role = isLatin ? (person.role ?? "") : LEVEL_ROLES_EN[level];
  const article = level === "head" ? "the" : /^[aeiou]/iu.test(role) ? "an" : "a";
  const name = unit?.name_en ?? unit?.name;
  return name === undefined ? `${article} ${role}` : `${article} ${role} at ${name}`;
}

function levelOfRole(role: string | undefined): Person["level"] {
  return LEVELS.find(({ ja, en }) => role === ja || role === en)?.id;
}
