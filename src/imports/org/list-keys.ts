import type { UnitKind } from "../../model/spec.ts";
import { cellText, isJapanese } from "./cell.ts";
import { hasEnding, kindOfName, stemOf } from "./kind.ts";
import type { ListReading } from "./list-reading.ts";
import type { ListedUnit } from "./listed-unit.ts";
import { romanise } from "./romanise.ts";
import type { SettledKind } from "./list-kinds.ts";
import { isSlug, slugify, slugRegister } from "./slug.ts";

const PREFIX = { division: "div", branch: "br", hq: "hq" } as const satisfies Record<UnitKind, string>;

/**
 * A key for every unit: the list's own code, else the English name, else the name in Latin letters behind its
 * kind (br-sapporo), else its number in the list (div-3). The same list always gives the same keys. Made-up
 * keys are one decision, because a key is what later imports go by.
 */
export function chooseKeys(
  units: readonly ListedUnit[],
  kinds: ReadonlyMap<number, SettledKind>,
  parents: ReadonlyMap<number, ListedUnit>,
  reading: ListReading,
): Map<number, string> {
  const register = slugRegister();
  const keys = new Map<number, string>();
  for (const [id, code] of ownCodes(units)) keys.set(id, register(code));
  const wanted = new Map(
    units.map(
      (unit, index) => [unit.id, wantedKey(unit, index, kinds.get(unit.id)?.kind ?? "division")] as const,
    ),
  );
  const made: { unit: ListedUnit; key: string }[] = [];
  for (const unit of units) {
    if (keys.has(unit.id)) continue;
    const parent = keys.get(parents.get(unit.id)?.id ?? -1);
    const key = register(belowParent(unit, wanted.get(unit.id) ?? "unit", parent, wanted));
    keys.set(unit.id, key);
    made.push({ unit, key });
  }
  if (made.length > 0) keysMade(made, reading);
  return keys;
}

/** Codes of the list that can be keys; one that two units share is nobody's. */
function ownCodes(units: readonly ListedUnit[]): Map<number, string> {
  const codes = new Map<string, number[]>();
  for (const { id, cells } of units) {
    const code = cellText(cells.key).toLowerCase().replace(/_/gu, "-");
    if (isSlug(code)) codes.set(code, [...(codes.get(code) ?? []), id]);
  }
  return new Map(
    [...codes].flatMap(([code, ids]) => (ids.length === 1 ? ids.map((id) => [id, code] as const) : [])),
  );
}

function wantedKey(unit: ListedUnit, index: number, kind: UnitKind): string {
  const english = cellText(unit.cells.english);
  if (slugify(english) !== "") return slugify(english);
  if (!isJapanese(unit.name) && slugify(unit.name) !== "") return slugify(unit.name);
  const latin = slugify(romanise(stemOf(unit.name)) ?? "");
  return latin === "" ? `${PREFIX[kind]}-${index + 1}` : `${PREFIX[kind]}-${latin}`;
}

/** 第一課 is there below many a branch: such keys carry the parent's. */
function belowParent(
  { name }: ListedUnit,
  wanted: string,
  parent: string | undefined,
  all: ReadonlyMap<number, string>,
): string {
  const isSmall = hasEnding(name) && kindOfName(name) === undefined;
  const isShared = [...all.values()].filter((key) => key === wanted).length > 1;
  const long = `${parent}-${wanted.replace(/^(?:div|br|hq)-/u, "")}`;
  return (isSmall || isShared) && parent !== undefined && isSlug(long) ? long : wanted;
}

function keysMade(
  made: readonly { unit: ListedUnit; key: string }[],
  { decide, language }: ListReading,
): void {
  const examples = made.slice(0, 3).map(({ unit, key }) => `${unit.name} → ${key}`);
  decide(
    language === "ja" ? "キー" : "keys",
    {
      ja: "キーが書かれていないので名前から作りました。あとから変えると別の部署とみなされます。このままでよいですか",
      en: "The list has no keys, so they were made from the names. A key changed later means another unit. Keep them?",
    },
    made.length > examples.length
      ? {
          ja: `${examples.join("、")} など${made.length}件`,
          en: `${made.length} keys, such as ${examples.join(", ")}`,
        }
      : { ja: examples.join("、"), en: examples.join(", ") },
  );
}
