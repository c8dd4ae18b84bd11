import { IsoDate } from "../../model/fields.ts";
import { parseDate } from "../../model/record.ts";
import { importedLine, importedList } from "../imported-text.ts";
import { type BundleReading, nameIn } from "./bundle-reading.ts";
import { bundleError, type BundleProblem } from "./bundle-text.ts";
import type { UnitDraft } from "./settle.ts";
import { isSlug, slugify, slugRegister } from "./slug.ts";

type RawUnit = NonNullable<BundleReading["bundle"]["units"]>[number];

/**
 * The units of a bundle, and the key that each id became. Throws where the list as a whole cannot be used:
 * no unit, too many, or one id twice.
 */
export function unitsFromBundle(reading: BundleReading): {
  units: UnitDraft[];
  keyOf: ReadonlyMap<string, string>;
} {
  const raw = reading.bundle.units ?? [];
  const problems = listProblems(raw);
  if (problems.length > 0) throw bundleError(reading.file, reading.text, problems);
  const keyOf = keysOf(raw, reading);
  const roles = new Map(
    (reading.bundle.people ?? []).map((person) => [person.id, importedLine(person.role)] as const),
  );
  const plans = plansOf(reading, keyOf);
  const units = raw.map((unit) => ({
    ...unitFrom(unit, keyOf, reading),
    ...headOf(unit, roles, reading),
    plan: plans.get(unit.id) ?? {},
  }));
  return { units, keyOf };
}

function listProblems(units: readonly RawUnit[]): BundleProblem[] {
  if (units.length === 0 || units.length > 500) {
    return [
      {
        path: ["units"],
        message: {
          ja: `事業部・拠点は1〜500件です(今は${units.length}件)`,
          en: `a partner has 1 to 500 units (there are ${units.length})`,
        },
        hint: {
          ja: "units に事業部・拠点を書いてください",
          en: "List the divisions and branches under units.",
        },
      },
    ];
  }
  const first = new Map<string, number>();
  return units.flatMap((unit, index) => {
    const earlier = first.get(unit.id);
    first.set(unit.id, earlier ?? index);
    if (earlier === undefined) return [];
    return [
      {
        path: ["units", index, "id"],
        message: {
          ja: `ID「${unit.id}」は units[${earlier}] でも使われています`,
          en: `id "${unit.id}" is used by units[${earlier}] already`,
        },
        hint: { ja: "一方を別のIDにしてください", en: "Give one of them another id." },
      },
    ];
  });
}

/** An id that is a safe slug is the key as it is; the others get one made from them. */
function keysOf(units: readonly RawUnit[], { decide }: BundleReading): ReadonlyMap<string, string> {
  const register = slugRegister();
  for (const unit of units) if (isSlug(unit.id)) register(unit.id);
  return new Map(
    units.map((unit, index) => {
      if (isSlug(unit.id)) return [unit.id, unit.id];
      const wanted = slugify(unit.id) || slugify(unit.name_en ?? "") || `${unit.kind}-${index + 1}`;
      const key = register(wanted);
      decide(
        unit.id,
        {
          ja: `ID「${unit.id}」はキーに使えません(半角の英小文字・数字・ハイフンだけ)。キーは何にしますか`,
          en: `Id "${unit.id}" cannot be a key (lower-case letters, digits, hyphens). What should the key be?`,
        },
        { ja: `キーを ${key} にしました`, en: `The key is ${key}` },
      );
      return [unit.id, key];
    }),
  );
}

function unitFrom(unit: RawUnit, keyOf: ReadonlyMap<string, string>, reading: BundleReading): UnitDraft {
  const { decide, language } = reading;
  const name = nameIn(language, unit);
  if (name === undefined) {
    decide(
      unit.id,
      {
        ja: `「${unit.id}」の名前がありません。何と呼びますか`,
        en: `"${unit.id}" has no name. What is it called?`,
      },
      { ja: `IDの「${unit.id}」を名前にしました`, en: `Its id "${unit.id}" was taken for its name` },
    );
  }
  const account = importedLine(unit.crm_child_account_id);
  return {
    key: keyOf.get(unit.id) ?? unit.id,
    name: name ?? unit.id,
    kind: unit.kind,
    ...namesOf(unit, name),
    ...lines(unit),
    ...parentOf(unit, keyOf, reading),
    kpis: importedList(unit.kpis),
    focus_products: importedList(unit.focus_products),
    ...headcountOf(unit, reading),
    ...(account && { crm: { account_id: account } }),
    ...dateOf(unit, "valid_from", reading),
    ...dateOf(unit, "valid_to", reading),
  };
}

/** An alias that begins with 旧 is a name that the unit had before. */
function namesOf(unit: RawUnit, name: string | undefined) {
  const aliases = importedList(unit.aliases);
  const former = aliases.flatMap((alias) => /^旧[・･:：\s]*(.+)$/u.exec(alias)?.[1] ?? []);
  const [ja, en] = [importedLine(unit.name_ja), importedLine(unit.name_en)];
  return {
    ...(ja && ja !== name && { name_ja: ja }),
    ...(en && en !== name && { name_en: en }),
    aliases: aliases.filter((alias) => !/^旧[・･:：\s]*./u.test(alias)),
    former_names: importedList(former),
  };
}

const LINES = ["label", "strategy", "tactics", "trait", "area", "kgi", "appraisal_axis"] as const;

function lines(unit: RawUnit): Partial<Record<(typeof LINES)[number], string>> {
  return Object.fromEntries(
    LINES.map((field) => [field, importedLine(unit[field])] as const).filter(
      (pair): pair is readonly [(typeof LINES)[number], string] => pair[1] !== undefined,
    ),
  );
}

function parentOf(unit: RawUnit, keyOf: ReadonlyMap<string, string>, { decide }: BundleReading) {
  if (unit.parent === null || unit.parent === undefined) return {};
  const parent = keyOf.get(unit.parent);
  if (parent !== undefined) return { parent };
  decide(
    unit.id,
    {
      ja: `上位の部署「${unit.parent}」がこのファイルにありません。どこに属しますか`,
      en: `Its parent "${unit.parent}" is not in this file. Where does it belong?`,
    },
    { ja: "パートナーの直下に置きました", en: "It was put directly under the partner" },
  );
  return {};
}

function headOf(
  unit: RawUnit,
  roles: ReadonlyMap<string, string | undefined>,
  { decide }: BundleReading,
): Pick<UnitDraft, "head"> {
  const id = unit.head_person_id;
  if (id === null || id === undefined) return {};
  const role = roles.get(id);
  if (role !== undefined) return { head: { role } };
  decide(
    unit.id,
    {
      ja: `責任者「${id}」の役職が分かりません。何という役職ですか`,
      en: `The role of its head, "${id}", is not known. What is it?`,
    },
    { ja: "責任者は未記入にしました", en: "The head was left open" },
  );
  return {};
}

function headcountOf(unit: RawUnit, { decide }: BundleReading): Pick<UnitDraft, "sales_headcount"> {
  const count = unit.sales_headcount;
  if (count === null || count === undefined) return {};
  if (Number.isSafeInteger(count) && count >= 0) return { sales_headcount: count };
  decide(
    unit.id,
    {
      ja: `営業人数「${count}」は人数として使えません。何人ですか`,
      en: `${count} cannot be a number of people. How many are there?`,
    },
    { ja: "営業人数は未記入にしました", en: "The headcount was left open" },
  );
  return {};
}

function dateOf(unit: RawUnit, field: "valid_from" | "valid_to", { decide }: BundleReading) {
  const stated = importedLine(unit[field]);
  if (stated === undefined) return {};
  const date = parseDate(stated);
  if (date !== null && IsoDate.safeParse(date).success) return { [field]: date };
  decide(
    unit.id,
    {
      ja: `${field} の「${stated}」は実在する日付ではありません。正しい日付はいつですか`,
      en: `"${stated}" in ${field} is not a date that exists. Which date is it?`,
    },
    { ja: `${field} は未記入にしました`, en: `${field} was left open` },
  );
  return {};
}

/** Texts of the unit plans, by unit id. */
function plansOf({ bundle, decide }: BundleReading, keyOf: ReadonlyMap<string, string>) {
  const plans = new Map<string, Record<string, string>>();
  for (const plan of bundle.account_plans ?? []) {
    const unit = plan.unit_id ?? undefined;
    if (plan.scope === "partner" || ((plan.scope ?? undefined) === undefined && unit === undefined)) continue;
    if (unit === undefined || !keyOf.has(unit)) {
      const about = plan.id ?? unit ?? "account_plans";
      decide(
        about,
        {
          ja: `アカウントプラン「${about}」の部署がこのファイルにありません。どの部署のものですか`,
          en: `The unit of account plan "${about}" is not in this file. Whose plan is it?`,
        },
        { ja: "取り込みませんでした", en: "It was not imported" },
      );
      continue;
    }
    plans.set(unit, { ...plans.get(unit), ...planTexts(plan.fields) });
  }
  return plans;
}

/** A plan's texts by heading, without those that have no heading or nothing to say. */
export function planTexts(
  fields: Readonly<Record<string, string>> | null | undefined,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields ?? {}).flatMap(([heading, text]) => {
      const title = importedLine(heading);
      return title === undefined || text.trim() === "" ? [] : [[title, text]];
    }),
  );
}
