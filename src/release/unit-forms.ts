import type { Unit } from "../model/spec.ts";
import { compact } from "./compact.ts";
import type { Sureness } from "./names.ts";

/** Every name that gives a unit away: its names in both languages, aliases, former names, and a branch's place. */
export function unitForms(unit: Unit): string[] {
  const names = [unit.name, unit.name_ja, unit.name_en].filter((name) => name !== undefined);
  const known = [...unit.aliases, ...unit.former_names];
  const bare = [...names, ...known].map((name) => name.replace(/^(?:旧・?|元・?|former\s+)/iu, ""));
  // A division's bare name (ヘルスケア, 営業) is an ordinary word; a branch's is its place.
  const places = unit.kind === "branch" ? bare.map(placeOf) : [];
  return [...new Set([...names, ...known, ...bare, ...places])].filter(
    (name) => name.trim().length >= 2 && !ORDINARY.test(name),
  );
}

/** What is left of 第一支店 or 中央支店 names nothing by itself. */
const ORDINARY = /^(?:第?[一二三四五六七八九十\d]+|中央|営業|本社|本店|[東西南北]部)$/u;

/** How names of units end; what ends with 長 after it is the role of the unit's head. */
export const UNIT_ENDINGS = (
  "事業本部 統括本部 事業部 事業所 営業所 出張所 支店 支社 支部 支所 本部 本社 本店 " +
  "オフィス センター 部門 拠点 グループ チーム 店 部 課 室 係"
).split(" ");

const ENGLISH_ENDING = /\s+(?:branch|office|division|department|sales office|center|centre)$/iu;

function placeOf(name: string): string {
  const ending = UNIT_ENDINGS.find((end) => name.endsWith(end) && name.length > end.length);
  return ending === undefined ? name.replace(ENGLISH_ENDING, "") : name.slice(0, -ending.length);
}

/** Long Japanese names are found inside any text; short ones (関西, MFG) only as words. */
export function unitSureness(form: string): Sureness {
  const { text } = compact(form);
  return text.length >= 4 && !/^[\p{Script=Latin}\p{Nd} .&'-]+$/u.test(text) ? "anywhere" : "word";
}

/** Does compact text go on with the end of a unit's name, or its head's 長? */
export const continuesUnit = (after: string): boolean =>
  after.startsWith("長") || UNIT_ENDINGS.some((ending) => after.startsWith(compact(ending).text));
