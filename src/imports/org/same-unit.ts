import type { Text } from "../../language.ts";
import { foldLabel } from "../../model/fields.ts";
import { cellText } from "./cell.ts";
import { readHeadcount } from "./headcount.ts";
import { hasEnding, kindOfName, stemOf } from "./kind.ts";
import { type ListReading, placesText } from "./list-reading.ts";
import { joined, type ListedUnit } from "./listed-unit.ts";

/** Units of which each is there once, and the unit that every id has become part of. */
export interface JoinedUnits {
  readonly units: readonly ListedUnit[];
  readonly unitOf: (id: number | undefined) => ListedUnit | undefined;
}

/**
 * Finds units that a list names twice: again in another row, without its ending (東京第一, 東京第一支店), or by
 * an alias. Units of one name below different parents are different units.
 */
export function joinSameUnits(listed: readonly ListedUnit[], reading: ListReading): JoinedUnits {
  const pool = openPool();
  for (const unit of listed) takeIn(unit, pool, reading);
  // Joining changes the pool, so the walk goes over a copy.
  const once = pool.units.slice();
  for (const unit of once) {
    const other = pool.units.includes(unit) ? otherSpelling(unit, pool.units) : undefined;
    if (other === undefined) continue;
    const isFirst = pool.units.indexOf(unit) < pool.units.indexOf(other);
    const [first, second] = isFirst ? [unit, other] : [other, unit];
    otherName(first, second, pool.join(first, second), reading);
  }
  const index = new Map(pool.units.map((unit) => [unit.id, unit]));
  return { units: pool.units, unitOf: (id) => (id === undefined ? undefined : index.get(pool.finalId(id))) };
}

function takeIn(listed: ListedUnit, pool: Pool, reading: ListReading): void {
  const unit = listed.above === undefined ? listed : { ...listed, above: pool.finalId(listed.above) };
  const namesakes = pool.units.filter(({ name }) => foldLabel(name) === foldLabel(unit.name));
  const same = namesakes.find((other) => haveOneParent(other, unit));
  pool.units.push(unit);
  if (same !== undefined) {
    pool.join(same, unit);
    listedTwice(same, unit, reading);
    return;
  }
  const [namesake] = namesakes;
  if (namesake !== undefined && kindOfName(unit.name) === "branch") twoPlaces(namesake, unit, reading);
}

interface Pool {
  readonly units: ListedUnit[];
  /** What a unit has become part of, by ids. */
  finalId: (id: number) => number;
  /** Makes two units one, at the place of the first. The name with an ending wins. */
  join: (first: ListedUnit, second: ListedUnit) => ListedUnit;
}

function openPool(): Pool {
  const units: ListedUnit[] = [];
  const became = new Map<number, number>();
  const finalId = (id: number): number => {
    const next = became.get(id);
    return next === undefined ? id : finalId(next);
  };
  return {
    units,
    finalId,
    join(first, second) {
      const isFuller = !hasEnding(first.name) && hasEnding(second.name);
      const [main, other] = isFuller ? [second, first] : [first, second];
      const unit = { ...joined(main, other), id: first.id, places: [...first.places, ...second.places] };
      became.set(second.id, first.id);
      units.splice(units.indexOf(second), 1);
      units.splice(units.indexOf(first), 1, unit);
      return unit;
    },
  };
}

function haveOneParent(a: ListedUnit, b: ListedUnit): boolean {
  const [left, right] = [a, b].map(({ cells }) => foldLabel(cells.parent ?? ""));
  const agree = left === right || left === "" || right === "";
  return agree && (a.above === b.above || a.above === undefined || b.above === undefined);
}

/** The one other unit that has this one's bare name, or this one's alias for its name. */
function otherSpelling(unit: ListedUnit, units: readonly ListedUnit[]): ListedUnit | undefined {
  const others = units.filter((other) => other !== unit && haveOneParent(unit, other));
  const byAlias = others.filter(({ name }) =>
    unit.aliases.some((alias) => foldLabel(alias) === foldLabel(name)),
  );
  if (byAlias.length === 1) return byAlias[0];
  if (hasEnding(unit.name)) return undefined;
  const byStem = others.filter(
    ({ name }) => hasEnding(name) && foldLabel(stemOf(name)) === foldLabel(unit.name),
  );
  return byStem.length === 1 ? byStem[0] : undefined;
}

function listedTwice(first: ListedUnit, second: ListedUnit, { decide }: ListReading): void {
  const places = placesText([first, second].flatMap((unit) => unit.places));
  const different = differences(first, second);
  decide(
    first.name,
    {
      ja: `「${first.name}」が${first.places.length + second.places.length}か所(${places.ja})にあります。同じ部署ですか`,
      en: `"${first.name}" is listed more than once (${places.en}). Is it one unit?`,
    },
    {
      ja: `同じ部署とし、ひとつにまとめました${different.ja}`,
      en: `Taken as one unit and put together${different.en}`,
    },
  );
}

/** What the two rows do not agree on; the first row was taken. */
function differences(first: ListedUnit, second: ListedUnit): Text {
  const counts = [first, second].map(({ cells }) => readHeadcount(cellText(cells.headcount))?.count);
  const heads = [first, second].map(({ people }) => people.find(({ inHeadColumn }) => inHeadColumn)?.name);
  const folded = heads.map((name) => foldLabel(name ?? ""));
  const parts: Text[] = [];
  if (counts[0] !== undefined && counts[1] !== undefined && counts[0] !== counts[1]) {
    parts.push({ ja: `人数は${counts[0]}`, en: `headcount ${counts[0]}` });
  }
  if (folded[0] !== "" && folded[1] !== "" && folded[0] !== folded[1]) {
    parts.push({ ja: "責任者は先の行の方", en: "the head of the earlier row" });
  }
  if (parts.length === 0) return { ja: "", en: "" };
  return {
    ja: `(${parts.map(({ ja }) => ja).join("、")}としました)`,
    en: ` (with ${parts.map(({ en }) => en).join(" and ")})`,
  };
}

function otherName(first: ListedUnit, second: ListedUnit, unit: ListedUnit, { decide }: ListReading): void {
  const alias = unit.name === first.name ? second.name : first.name;
  decide(
    unit.name,
    {
      ja: `「${first.name}」と「${second.name}」は同じ部署ですか`,
      en: `Are "${first.name}" and "${second.name}" one unit?`,
    },
    {
      ja: `ひとつにまとめ、「${unit.name}」を名前、「${alias}」を別名にしました`,
      en: `Put together as "${unit.name}", with "${alias}" as another name`,
    },
  );
}

function twoPlaces(first: ListedUnit, second: ListedUnit, { decide }: ListReading): void {
  const places = placesText([first, second].flatMap((unit) => unit.places));
  decide(
    second.name,
    {
      ja: `「${second.name}」が別々の部署の下(${places.ja})にあります。別の部署ですか`,
      en: `"${second.name}" stands below different units (${places.en}). Are these different units?`,
    },
    { ja: "別の部署として取り込みました", en: "Taken as different units" },
  );
}
