import type { Language } from "../language.ts";
import { UNIT_ENDINGS } from "../model/bare-name.ts";
import type { Spec, Unit, UnitKind } from "../model/spec.ts";
import { compact } from "./compact.ts";
import { findTerms, indexTerms, type TermIndex, type TermRule } from "./find-terms.ts";
import { languageOf } from "./mask.ts";
import { unitForms, unitSureness } from "./unit-forms.ts";

/**
 * For readers who may not learn which unit a text comes from: the unit's own names, and those of the units above
 * and below it, become 当拠点 or, for its head, the bare role — 大阪支店長 is 支店長, 大阪支店の課長 is 当拠点の課長.
 */
export function hideUnit(text: string, index: TermIndex): string {
  if (text === "") return "";
  const language = languageOf(text);
  const haystack = compact(text);
  let shown = "";
  let at = 0;
  for (const { from, to, rule } of findTerms(text, haystack, [index])) {
    const start = haystack.starts[from] ?? 0;
    const end = haystack.ends[to - 1] ?? text.length;
    const before = text.slice(at, start);
    const article = language === "en" ? /\bthe\s+$/iu.exec(before)?.[0].length : undefined;
    shown += before.slice(0, before.length - (article ?? 0));
    shown += language === "ja" ? standIn(rule, text.slice(end)) : rule.replacement.en;
    at = end;
  }
  return shown + text.slice(at);
}

/** What gives a unit away: its names and those of its family. */
export function unitIndex(unitKey: string, spec: Spec): TermIndex {
  return indexTerms(
    family(unitKey, spec).flatMap((unit) =>
      unitForms(unit).map((form): TermRule => {
        const replacement = OWN[unit.kind];
        return { form, sureness: unitSureness(form), replacement, isPerson: false, standing: "listed" };
      }),
    ),
  );
}

/** Is a name of the unit's family still there? */
export const namesUnit = (text: string, index: TermIndex): boolean =>
  findTerms(text, compact(text), [index]).length > 0;

const OWN = {
  branch: { ja: "当拠点", en: "our branch" },
  division: { ja: "当事業部", en: "our division" },
  hq: { ja: "当部門", en: "our department" },
} as const satisfies Record<UnitKind, Record<Language, string>>;

function standIn(rule: TermRule, after: string): string {
  const ending = UNIT_ENDINGS.find((end) => rule.form.endsWith(end));
  if (ending !== undefined) return after.startsWith("長") ? ending : rule.replacement.ja;
  const next = UNIT_ENDINGS.find((end) => after.startsWith(end));
  if (next === undefined) return rule.replacement.ja;
  return after.startsWith(`${next}長`) ? "" : "当";
}

function family(unitKey: string, spec: Spec): Unit[] {
  const byKey = new Map(spec.units.map((unit) => [unit.key, unit]));
  const found = new Set<Unit>();
  for (let unit = byKey.get(unitKey); unit !== undefined && !found.has(unit);) {
    found.add(unit);
    unit = unit.parent === undefined ? undefined : byKey.get(unit.parent);
  }
  const below = [unitKey];
  const seen = new Set(below);
  for (const key of below) {
    for (const unit of spec.units) {
      if (unit.parent !== key || seen.has(unit.key)) continue;
      seen.add(unit.key);
      below.push(unit.key);
      found.add(unit);
    }
  }
  return [...found];
}
