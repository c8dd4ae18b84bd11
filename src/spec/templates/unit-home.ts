import { type Block, heading, type Inline, linkTo, managed, paragraph, table } from "../../content/blocks.ts";
import type { Language } from "../../language.ts";
import { AREA_TRAITS, LEVELS } from "../../model/options.ts";
import type { Spec, Unit } from "../../model/spec.ts";
import { accountPlanKey, entriesKey, partnerNodeKey, unitKey } from "../keys.ts";
import { PARTNER_TITLES, UNIT_TITLES } from "../titles.ts";
import { hubLink } from "./hub.ts";
import { cell, comma, kindOf } from "./words.ts";

const words = {
  ja: {
    idea: "この事業部・拠点を1社として扱います。",
    now: "いまの状況",
    notYet: "まだ同期していません。kakehashi sync で更新されます。",
    profile: "プロフィール",
    columns: ["項目", "内容"],
    kind: "種別",
    parent: "所属",
    children: "配下の事業部・拠点",
    head: "責任者(役職)",
    strategy: "戦略",
    tactics: "戦術",
    trait: "特徴",
    area: "エリア",
    areaTraits: "エリア特性",
    kgi: "KGI",
    kpis: "KPI",
    appraisal: "評価指標",
    products: "注力商材",
    headcount: "営業人数",
    crm: "CRM取引先ID",
    mapping: { child_account: "子取引先として登録", custom_object: "専用の項目として登録" },
    aliases: "別の呼び方",
    former: "旧名称",
    valid: "有効期間",
    people: "担当者(役職)",
    peopleColumns: ["階層", "役職", "人数"],
    noPeople: "まだ登録がありません。",
    peopleNote: "氏名と詳細は ",
    peopleNoteEnd: " にあります。",
    links: "この事業部・拠点のページ",
    notes: "メモ",
    notesText: "ここから下は自由に書いてください。書いた内容が上書きされることはありません。",
  },
  en: {
    idea: "This unit is treated as a company of its own.",
    now: "Where things stand",
    notYet: "Not synced yet; `kakehashi sync` fills this in.",
    profile: "Profile",
    columns: ["Field", "Value"],
    kind: "Kind",
    parent: "Belongs to",
    children: "Units below it",
    head: "Head (role)",
    strategy: "Strategy",
    tactics: "Tactics",
    trait: "Character",
    area: "Area",
    areaTraits: "Area traits",
    kgi: "KGI",
    kpis: "KPI",
    appraisal: "Appraisal axis",
    products: "Focus products",
    headcount: "Sales headcount",
    crm: "CRM account id",
    mapping: { child_account: "as a child account", custom_object: "as a record of its own object" },
    aliases: "Also called",
    former: "Former names",
    valid: "Valid",
    people: "People by role",
    peopleColumns: ["Level", "Role", "People"],
    noPeople: "Nobody is listed yet.",
    peopleNote: "Names and details are in ",
    peopleNoteEnd: ".",
    links: "Pages of this unit",
    notes: "Notes",
    notesText: "Write freely below this line. Nothing that you write here is ever overwritten.",
  },
} as const;

/** A unit's home: status, people by role, figures and links at a glance. */
export function unitHomeBlocks(spec: Spec, unit: Unit): Block[] {
  const w = words[spec.partner.language];
  return [
    managed("intro", [paragraph(w.idea, " ", hubLink(spec))]),
    heading(w.now),
    managed("live-status", [paragraph(w.notYet)]),
    managed("live-figures", []),
    managed("links", [heading(w.links), links(spec, unit)]),
    managed("profile", [heading(w.profile), profile(spec, unit)]),
    managed("people", [heading(w.people), ...people(spec, unit)]),
    heading(w.notes),
    paragraph(w.notesText),
  ];
}

function profile(spec: Spec, unit: Unit): Block {
  const { language, key } = spec.partner;
  const w = words[language];
  const linked = (target: Unit): Inline => linkTo(target.name, { node: unitKey(key, target.key) });
  const parent = spec.units.find((other) => other.key === unit.parent);
  const children = spec.units.filter((other) => other.parent === unit.key);
  const rows: [string, readonly Inline[]][] = [
    [w.kind, [kindOf(unit, language)]],
    [w.parent, [parent ? linked(parent) : hubLink(spec)]],
  ];
  if (children.length > 0) {
    rows.push([
      w.children,
      children.flatMap((child, at) => [...(at > 0 ? [comma(language)] : []), linked(child)]),
    ]);
  }
  rows.push(
    [w.head, cell(unit.head?.role, language)],
    [w.strategy, cell(unit.strategy, language)],
    [w.tactics, cell(unit.tactics, language)],
    [w.trait, cell(unit.trait, language)],
    [w.area, cell(unit.area, language)],
    [w.areaTraits, cell(areaTraits(unit, language), language)],
    [w.kgi, cell(unit.kgi, language)],
    [w.kpis, cell(unit.kpis, language)],
    [w.appraisal, cell(unit.appraisal_axis, language)],
    [w.products, cell(unit.focus_products, language)],
    [w.headcount, cell(unit.sales_headcount, language)],
    [w.crm, cell(unit.crm && `${unit.crm.account_id} (${w.mapping[unit.crm.mapping]})`, language)],
  );
  if (unit.aliases.length > 0) rows.push([w.aliases, cell(unit.aliases, language)]);
  if (unit.former_names.length > 0) rows.push([w.former, cell(unit.former_names, language)]);
  if (unit.valid_from ?? unit.valid_to) {
    rows.push([w.valid, [`${unit.valid_from ?? ""} – ${unit.valid_to ?? ""}`]]);
  }
  return table(
    w.columns,
    rows.map(([name, value]) => [[name], value]),
  );
}

/** Area traits are free words; the ones of the product are shown in the partner's language. */
export function areaTraits(unit: Unit, language: Language): string[] {
  return unit.area_traits.map(
    (trait) => AREA_TRAITS.find((option) => option.id === trait)?.[language] ?? trait,
  );
}

/** People by role only: names stay in the 担当者カルテ. */
function people(spec: Spec, unit: Unit): Block[] {
  const { language, key } = spec.partner;
  const w = words[language];
  const database = linkTo(PARTNER_TITLES.people[language], { node: partnerNodeKey(key, "people") });
  const groups = new Map<string, { level: string; role: string; count: number }>();
  for (const person of spec.people) {
    if (person.unit !== unit.key || person.in_post === "moved" || person.in_post === "left") continue;
    const level = LEVELS.find((option) => option.id === person.level)?.[language] ?? "";
    const role = person.role ?? "";
    const group = groups.get(`${level}\n${role}`) ?? { level, role, count: 0 };
    groups.set(`${level}\n${role}`, { ...group, count: group.count + 1 });
  }
  const order = LEVELS.map((option): string => option[language]);
  const rows = [...groups.values()].toSorted((a, b) => order.indexOf(a.level) - order.indexOf(b.level));
  return [
    rows.length === 0
      ? paragraph(w.noPeople)
      : table(
          w.peopleColumns,
          rows.map((row) => [cell(row.level, language), cell(row.role, language), [String(row.count)]]),
        ),
    paragraph(w.peopleNote, database, w.peopleNoteEnd),
  ];
}

function links(spec: Spec, unit: Unit): Block {
  const { key, language } = spec.partner;
  const entries = (["issue", "success", "failure"] as const).map((kind) => ({
    title: UNIT_TITLES[kind],
    node: entriesKey(key, unit.key, kind),
  }));
  return {
    type: "list",
    items: [{ title: UNIT_TITLES.plan, node: accountPlanKey(key, unit.key) }, ...entries].map(
      ({ title, node }) => [`${title.icon} `, linkTo(title[language], { node })],
    ),
  };
}
