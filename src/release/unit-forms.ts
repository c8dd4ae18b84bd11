import { bareName, UNIT_ENDINGS } from "../model/bare-name.ts";
import type { Unit } from "../model/spec.ts";
import { compact } from "./compact.ts";
import type { Sureness } from "./names.ts";

/** Every name that gives a unit away: its names in both languages, aliases, former names, and a branch's place. */
export function unitForms(unit: Unit): string[] {
  const names = [unit.name, unit.name_ja, unit.name_en].filter((name) => name !== undefined);
  const known = [...unit.aliases, ...unit.former_names];
  const bare = [...names, ...known].map((name) => name.replace(/^(?:旧・?|元・?|former\s+)/iu, ""));
  // A division's bare name (ヘルスケア, 営業) is an ordinary word; a branch's is its place.
  const places = unit.kind === "branch" ? bare.map(bareName) : [];
  return [...new Set([...names, ...known, ...bare, ...places])].filter(
    (name) => name.trim().length >= 2 && !ORDINARY.test(name),
  );
}

/** What is left of 第一支店 or 中央支店 names nothing by itself. */
const ORDINARY = /^(?:第?[一二三四五六七八九十\d]+|中央|営業|本社|本店|[東西南北]部)$/u;

/** Long Japanese names are found inside any text; short ones (関西, MFG) only as words. */
export function unitSureness(form: string): Sureness {
  const { text } = compact(form);
  return text.length >= 4 && !/^[\p{Script=Latin}\p{Nd} .&'-]+$/u.test(text) ? "anywhere" : "word";
}

/** Does compact text go on with the end of a unit's name, or its head's 長? */
export const continuesUnit = (after: string): boolean =>
  after.startsWith("長") || UNIT_ENDINGS.some((ending) => after.startsWith(compact(ending).text));
