import type { z } from "zod";

import type { Language } from "../../language.ts";
import type { Unit } from "../../model/spec.ts";
import { foldTitle, PARTNER_TITLES, UNIT_TITLES } from "../../spec/titles.ts";
import type { Decide } from "./decision.ts";

/** A unit on its way into a spec. */
export type UnitDraft = z.input<typeof Unit>;

/**
 * Makes the units keep the rules that span several of them (`spec/check.ts`): no parent is its own
 * descendant, periods run forward, and titles differ in one place. Every change is a decision.
 */
export function settleUnits(units: readonly UnitDraft[], language: Language, decide: Decide): UnitDraft[] {
  const open = units.map((unit) => ({ ...unit }));
  breakCycles(open, decide);
  straightenPeriods(open, decide);
  separateTitles(open, language, decide);
  return open;
}

function breakCycles(units: UnitDraft[], decide: Decide): void {
  const byKey = new Map(units.map((unit) => [unit.key, unit]));
  for (const unit of units) {
    const chain = [unit.name];
    let above = unit.parent === undefined ? undefined : byKey.get(unit.parent);
    while (above !== undefined && above !== unit && chain.length <= units.length) {
      chain.push(above.name);
      above = above.parent === undefined ? undefined : byKey.get(above.parent);
    }
    if (above !== unit) continue;
    delete unit.parent;
    const loop = [...chain, unit.name].join(" → ");
    decide(
      unit.name,
      {
        ja: `上位の部署をたどると自分に戻ります(${loop})。どれが一番上ですか`,
        en: `The parents lead back to themselves (${loop}). Which one is at the top?`,
      },
      { ja: `「${unit.name}」を一番上に置きました`, en: `"${unit.name}" was put at the top` },
    );
  }
}

function straightenPeriods(units: UnitDraft[], decide: Decide): void {
  for (const unit of units) {
    const { valid_from: from, valid_to: to } = unit;
    if (from === undefined || to === undefined || from <= to) continue;
    delete unit.valid_to;
    decide(
      unit.name,
      {
        ja: `終わり(${to})が始まり(${from})より前です。いつまでの部署ですか`,
        en: `It ends (${to}) before it begins (${from}). Until when does it exist?`,
      },
      { ja: "終わりの日付を外しました", en: "The end was left out" },
    );
  }
}

/** A page's title must be its own among its neighbours, the product's fixed pages included. */
function separateTitles(units: UnitDraft[], language: Language, decide: Decide): void {
  const taken = new Set<string>();
  const place = (parent: string | undefined, title: string) => `${parent ?? ""}\n${foldTitle(title)}`;
  for (const title of Object.values(PARTNER_TITLES)) taken.add(place(undefined, title[language]));
  for (const unit of units) {
    for (const title of Object.values(UNIT_TITLES)) taken.add(place(unit.key, title[language]));
  }
  for (const unit of units) {
    const before = unit.name;
    for (let n = 2; taken.has(place(unit.parent, unit.name)); n++) unit.name = `${before} (${n})`;
    taken.add(place(unit.parent, unit.name));
    if (unit.name === before) continue;
    decide(
      unit.name,
      {
        ja: `「${before}」という名前のページが同じ場所にもうあります。何と呼びますか`,
        en: `There already is a page called "${before}" in the same place. What should this one be called?`,
      },
      { ja: `「${unit.name}」としました`, en: `It was called "${unit.name}"` },
    );
  }
}
