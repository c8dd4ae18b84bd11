import { foldLabel } from "../../model/fields.ts";
import { cellText } from "./cell.ts";
import { kindOfWord, stemOf } from "./kind.ts";
import { decideFor, type ListReading } from "./list-reading.ts";
import type { ListedUnit } from "./listed-unit.ts";
import type { JoinedUnits } from "./same-unit.ts";

/** The unit above each unit: by its column, else by the layout. One that is not listed is a decision. */
export function findParents(
  { units, unitOf }: JoinedUnits,
  partnerName: string,
  reading: ListReading,
): Map<number, ListedUnit> {
  const parents = new Map<number, ListedUnit>();
  const unknown = new Map<string, string[]>();
  for (const unit of units) {
    const text = cellText(unit.cells.parent);
    const named = text === "" ? undefined : unitCalled(text, unit, units);
    const parent = named ?? unitOf(unit.above);
    if (parent !== undefined && parent !== unit) parents.set(unit.id, parent);
    if (text === "" || named !== undefined || isWholePartner(text, partnerName)) continue;
    unknown.set(text, [...(unknown.get(text) ?? []), unit.name]);
  }
  for (const [text, names] of unknown) {
    decideFor(reading, names, (listed) => ({
      question: {
        ja: `${listed.ja}の上位「${text}」が一覧にありません。どこに属しますか`,
        en: `The parent of ${listed.en}, "${text}", is not in the list. Where does it belong?`,
      },
      taken: { ja: "パートナーの直下に置きました", en: "Put directly under the partner" },
    }));
  }
  return parents;
}

/** By name, alias, former name, number or key, each unambiguous; a bare name does for a full one. */
function unitCalled(text: string, child: ListedUnit, units: readonly ListedUnit[]): ListedUnit | undefined {
  const wanted = foldLabel(text);
  const others = units.filter((unit) => unit !== child);
  for (const namesOf of FOOTINGS) {
    const found = others.filter((unit) => namesOf(unit).some((name) => foldLabel(name ?? "") === wanted));
    if (found.length > 0) return found.length === 1 ? found[0] : undefined;
  }
  const bare = others.filter(({ name }) => foldLabel(name) === foldLabel(stemOf(text)));
  return bare.length === 1 ? bare[0] : undefined;
}

const FOOTINGS: readonly ((unit: ListedUnit) => readonly (string | undefined)[])[] = [
  ({ name }) => [name],
  ({ cells }) => [cells.key, cells.number],
  ({ aliases, cells }) => [...aliases, cells.english],
  ({ formerNames }) => formerNames,
  ({ name }) => [stemOf(name)],
];

/** The company itself, or a word for it, is no unit: what belongs to it stands at the top. */
function isWholePartner(text: string, partnerName: string): boolean {
  const folded = foldLabel(text);
  return (
    folded === foldLabel(partnerName) ||
    /株式会社|\(株\)/u.test(text) ||
    /^(?:全社|会社|社長|取締役会|トップ|ルート|root|top|company)$/iu.test(text) ||
    kindOfWord(text)?.kind === "hq"
  );
}
