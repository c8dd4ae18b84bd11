import { bareName } from "./bare-name.ts";
import { foldLabel } from "./fields.ts";
import type { Spec, Unit } from "./spec.ts";

/**
 * The unit that people mean by `text`: its key, `partner/key`, its name in either language, an alias or a
 * former name, or its name without its ending (大阪 for 大阪支店), tolerant of width, case and spaces. Keys win
 * over names, present names over aliases, aliases over former names, those over parts of names; a text that two
 * units share on the same footing means neither.
 */
export function resolveUnit(spec: Spec, text: string): Unit | undefined {
  const wanted = foldLabel(text);
  if (wanted === "") return undefined;
  const prefix = foldLabel(`${spec.partner.key}/`);
  for (const footing of FOOTINGS) {
    const found = spec.units.filter((unit) =>
      footing(unit).some((name) => {
        const folded = foldLabel(name);
        return folded === wanted || (footing === keyOf && `${prefix}${folded}` === wanted);
      }),
    );
    if (found.length > 0) return found.length === 1 ? found[0] : undefined;
  }
  return undefined;
}

const keyOf = (unit: Unit): string[] => [unit.key];
const namesOf = (unit: Unit): string[] =>
  [unit.name, unit.name_ja, unit.name_en].filter((name) => name !== undefined);
const FOOTINGS = [
  keyOf,
  namesOf,
  (unit: Unit): string[] => unit.aliases,
  (unit: Unit): string[] => unit.former_names,
  (unit: Unit): string[] => namesOf(unit).map(bareName),
];

/** The unit whose names come nearest to `text`, for "did you mean"; undefined if none is near. */
export function nearestUnit(spec: Spec, text: string): Unit | undefined {
  const wanted = foldLabel(text);
  if (wanted === "") return undefined;
  let best: { unit: Unit; score: number } | undefined;
  for (const unit of spec.units) {
    for (const name of FOOTINGS.flatMap((footing) => footing(unit))) {
      const score = likeness(wanted, foldLabel(name));
      if (score >= NEAR && score > (best?.score ?? 0)) best = { unit, score };
    }
  }
  return best?.unit;
}

const NEAR = 0.5;

/** Shared letter pairs of two names, 0 to 1 (Dice). Forgiving of order, as people are with names of offices. */
function likeness(a: string, b: string): number {
  const [left, right] = [pairs(a), pairs(b)];
  const shared = left.filter((pair) => right.includes(pair)).length;
  return (2 * shared) / (left.length + right.length);
}

function pairs(text: string): string[] {
  const letters = Array.from(` ${text}`);
  return letters.slice(1).map((letter, i) => `${letters[i]}${letter}`);
}
