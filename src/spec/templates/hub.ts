import { type Block, callout, heading, linkTo, managed, paragraph, table } from "../../content/blocks.ts";
import type { Language } from "../../language.ts";
import type { Spec, Unit } from "../../model/spec.ts";
import { hubKey, type PartnerNode, partnerNodeKey, unitKey } from "../keys.ts";
import { PARTNER_TITLES } from "../titles.ts";
import { cell, kindOf } from "./words.ts";

const words = {
  ja: {
    internal:
      "社内限りのページです。パートナーの方は、どなたも招待しないでください。お渡しする文面は、承認済みの共有用テキストだけです。",
    idea: "「1事業部=1社、1拠点=1社」。事業部・拠点ごとに、アカウントプランと課題・成功事例・失敗事例を持ちます。隣の部署で起きたことは、共有用の文面になって届きます。",
    partner: "パートナー",
    facts: ["項目", "内容"],
    name: "正式名称",
    english: "英語表記",
    fiscal: "年度の始まり",
    crm: "CRM取引先ID",
    count: "事業部・拠点の数",
    units: "事業部・拠点",
    columns: ["名称", "種別", "責任者", "戦略", "KGI", "KPI", "注力商材"],
    shared: "全体で使うページ",
    sharedColumns: ["ページ", "何を見るところか"],
    team: "自社の担当",
    teamColumns: ["担当", "役割", "受け持ち"],
    roles: { lead: "リーダー", rep: "担当" },
    everything: "すべて",
    now: "いまの状況",
    notYet: "まだ同期していません。kakehashi sync で更新されます。",
    notes: "メモ",
    notesText: "ここから下は自由に書いてください。書いた内容が上書きされることはありません。",
  },
  en: {
    internal:
      "Internal page. Never invite anybody of the partner. What may be handed over is only the approved text for sharing.",
    idea: "One division is one company, one branch is one company: each has its own account plan and its own issues, successes and failures. What happened next door arrives here as text made for sharing.",
    partner: "Partner",
    facts: ["Field", "Value"],
    name: "Name",
    english: "English name",
    fiscal: "Fiscal year starts",
    crm: "CRM account id",
    count: "Units",
    units: "Divisions and branches",
    columns: ["Name", "Kind", "Head", "Strategy", "KGI", "KPI", "Focus products"],
    shared: "Pages for the whole partner",
    sharedColumns: ["Page", "What it is for"],
    team: "Our team",
    teamColumns: ["Who", "Role", "Units"],
    roles: { lead: "Lead", rep: "Rep" },
    everything: "All",
    now: "Where things stand",
    notYet: "Not synced yet; `kakehashi sync` fills this in.",
    notes: "Notes",
    notesText: "Write freely below this line. Nothing that you write here is ever overwritten.",
  },
} as const;

const PURPOSES = {
  "company-plan": {
    ja: "トップ同士の合意がある間だけ置く、全社のプラン",
    en: "The company-wide plan, kept only while the tops of both companies work together",
  },
  released: {
    ja: "他の事業部・拠点の事例を、共有用の文面で探す",
    en: "Find cases of other units, in the text made for sharing",
  },
  digests: { ja: "事業部・拠点ごとの週報", en: "The weekly digest for each unit" },
  rollouts: { ja: "うまくいったことを、どこで試しているか", en: "Where a success is being repeated" },
  orders: {
    ja: "受注台帳。経由事業部と経由拠点を必ず持つ",
    en: "The order ledger, each order with its division and branch",
  },
  figures: { ja: "事業部・拠点ごとの目標と実績", en: "Targets and results of each unit" },
  internal: { ja: "担当者カルテなど、社外に出さないもの", en: "People and other things that stay inside" },
  archive: { ja: "役目を終えたページの置き場所", en: "Where pages rest that are no longer needed" },
} as const satisfies Partial<Record<PartnerNode, Record<Language, string>>>;

/** The partner's top page. */
export function hubBlocks(spec: Spec): Block[] {
  const { language } = spec.partner;
  const w = words[language];
  return [
    managed("about", [callout(w.internal), paragraph(w.idea), heading(w.partner), facts(spec)]),
    heading(w.now),
    managed("live-status", [paragraph(w.notYet)]),
    managed("live-figures", []),
    managed("units", [heading(w.units), unitTable(spec)]),
    managed("pages", [heading(w.shared), pageTable(spec)]),
    managed("team", spec.team.length === 0 ? [] : [heading(w.team), teamTable(spec)]),
    heading(w.notes),
    paragraph(w.notesText),
  ];
}

function facts({ partner, units }: Spec): Block {
  const w = words[partner.language];
  return table(w.facts, [
    [[w.name], cell(partner.name, partner.language)],
    [[w.english], cell(partner.name_en, partner.language)],
    [[w.fiscal], [partner.fiscal_year_start]],
    [[w.crm], cell(partner.crm_account_id, partner.language)],
    [[w.count], [String(units.length)]],
  ]);
}

/** Every unit's strategy and figures of merit side by side: one does not know how the next one runs. */
function unitTable({ partner, units }: Spec): Block {
  const { key, language } = partner;
  return table(
    words[language].columns,
    inTreeOrder(units).map(({ unit, depth }) => [
      [
        ...(depth > 0 ? [`${"　".repeat(depth - 1)}└ `] : []),
        linkTo(unit.name, { node: unitKey(key, unit.key) }),
      ],
      [kindOf(unit, language)],
      cell(unit.head?.role, language),
      cell(unit.strategy, language),
      cell(unit.kgi, language),
      cell(unit.kpis, language),
      cell(unit.focus_products, language),
    ]),
  );
}

/** Parents before children, siblings in the order of the spec. */
function inTreeOrder(units: readonly Unit[], parent?: string, depth = 0): { unit: Unit; depth: number }[] {
  return units
    .filter((unit) => unit.parent === parent)
    .flatMap((unit) => [{ unit, depth }, ...inTreeOrder(units, unit.key, depth + 1)]);
}

function pageTable(spec: Spec): Block {
  const { key, language } = spec.partner;
  const rows = Object.entries(PURPOSES)
    .filter(([node]) => node !== "company-plan" || spec.top_alignment !== undefined)
    .map(([node, purpose]) => {
      const name = node as keyof typeof PURPOSES;
      const title = PARTNER_TITLES[name];
      return [[linkTo(title[language], { node: partnerNodeKey(key, name) })], [purpose[language]]];
    });
  return table(words[language].sharedColumns, rows);
}

function teamTable({ partner, team, units }: Spec): Block {
  const { language } = partner;
  const w = words[language];
  const nameOf = (key: string) => units.find((unit) => unit.key === key)?.name ?? key;
  return table(
    w.teamColumns,
    team.map((member) => [
      [member.name ?? member.user],
      [w.roles[member.role]],
      member.units.length === 0 ? [w.everything] : cell(member.units.map(nameOf), language),
    ]),
  );
}

/** Link of a page back to the hub. */
export function hubLink(spec: Spec) {
  return linkTo(spec.partner.name, { node: hubKey(spec.partner.key) });
}
