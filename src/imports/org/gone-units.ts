import { foldLabel } from "../../model/fields.ts";
import { stemOf } from "./kind.ts";
import type { ListReading } from "./list-reading.ts";
import { distinct, type ListedUnit } from "./listed-unit.ts";
import { romanise } from "./romanise.ts";

/**
 * Leaves out units that are no longer there, each with a decision. Where it is evident who took over — a
 * remark says so, or another unit has the name among its former names, be it shortened (旧NW) — the name goes
 * on as a former name there.
 */
export function leaveOutGone(units: readonly ListedUnit[], reading: ListReading): ListedUnit[] {
  const gone = new Set(units.filter(isGone));
  const additions = new Map<ListedUnit, string[]>();
  for (const unit of gone) {
    const name = unit.name.replace(/^旧[・:\s]*/u, "");
    const successor = successorOf(
      unit,
      name,
      units.filter((other) => !gone.has(other)),
    );
    if (successor !== undefined) additions.set(successor, [...(additions.get(successor) ?? []), name]);
    leftOut(unit, successor, reading);
  }
  const above = new Map([...gone].map((unit) => [unit.id, unit.above]));
  return units
    .filter((unit) => !gone.has(unit))
    .map((unit) => {
      const former = additions.get(unit);
      const lifted = liftAbove(unit, above);
      return former === undefined
        ? lifted
        : { ...lifted, formerNames: distinct([...lifted.formerNames, ...former]) };
    });
}

const isGone = ({ name, notes }: ListedUnit): boolean =>
  notes.some(({ state }) => state === "gone") || /^旧[・:\s]*\S{2}/u.test(name);

/** What belonged to a unit that is gone belongs to the one above it. */
function liftAbove(unit: ListedUnit, gone: ReadonlyMap<number, number | undefined>): ListedUnit {
  let { above, ...rest } = unit;
  while (above !== undefined && gone.has(above)) above = gone.get(above);
  return { ...rest, ...(above !== undefined && { above }) };
}

function successorOf(unit: ListedUnit, name: string, others: readonly ListedUnit[]): ListedUnit | undefined {
  const said = unit.notes.find(({ successor }) => successor !== undefined)?.successor;
  if (said !== undefined) return only(others.filter((other) => isCalled(other, said)));
  const exact = others.filter(({ formerNames }) =>
    formerNames.some((former) => foldLabel(former) === foldLabel(name)),
  );
  if (exact.length > 0) return only(exact);
  return only(others.filter(({ formerNames }) => formerNames.some((former) => isShortFor(former, name))));
}

const only = <T>(found: readonly T[]): T | undefined => (found.length === 1 ? found[0] : undefined);

function isCalled(unit: ListedUnit, text: string): boolean {
  const wanted = foldLabel(text);
  return [unit.name, stemOf(unit.name), ...unit.aliases].some((name) => foldLabel(name) === wanted);
}

/** NW for ネットワーク (by its letters), モバ推 for モバイル推進部. */
function isShortFor(short: string, name: string): boolean {
  const [letters, whole] = [foldLabel(short), foldLabel(name)];
  const latin = romanise(stemOf(name))?.replace(/-/gu, "");
  return letters.length >= 2 && [whole, latin].some((text) => text !== undefined && isWithin(letters, text));
}

/** Whether the letters occur in the text in their order, the first at its start. */
function isWithin(letters: string, text: string): boolean {
  if (!text.startsWith(letters.charAt(0))) return false;
  let at = 0;
  for (const letter of letters) {
    const found = text.indexOf(letter, at);
    if (found < 0) return false;
    at = found + 1;
  }
  return true;
}

function leftOut(unit: ListedUnit, successor: ListedUnit | undefined, { decide }: ListReading): void {
  const said = unit.notes.find(({ state }) => state === "gone")?.rest;
  decide(
    unit.name,
    {
      ja: `「${unit.name}」は${said === undefined ? "旧組織のようです" : `「${said}」とあります`}。いまもある部署ですか`,
      en: `"${unit.name}" ${said === undefined ? "seems to be a former unit" : `is marked "${said}"`}. Does it still exist?`,
    },
    successor === undefined
      ? { ja: "ない部署とし、取り込みませんでした", en: "Taken as gone and not imported" }
      : {
          ja: `ない部署とし、「${successor.name}」の旧称にしました`,
          en: `Taken as gone; its name became a former name of "${successor.name}"`,
        },
  );
}
