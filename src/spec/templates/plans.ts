import { type Block, heading, managed, paragraph, table } from "../../content/blocks.ts";
import type { Language } from "../../language.ts";
import { AccountPlan, CompanyPlan } from "../../model/account-plan.ts";
import { fieldsOf, foldLabel, type NamedField } from "../../model/fields.ts";
import type { Spec, Unit } from "../../model/spec.ts";
import { hubLink } from "./hub.ts";
import { areaTraits } from "./unit-home.ts";
import { cell, filled } from "./words.ts";

const words = {
  ja: {
    idea: "この事業部・拠点だけのプランです。全社の事情は書きません。数十ページは要りません。決めたことと、やらないことを書きます。",
    potential: ["商材", "顧客層", "取引社数", "未導入", "優先(A/B/C)"],
    relation: ["役職", "階層", "関係", "次の一手"],
    actions: ["施策", "担当", "期限", "状態", "指標"],
    cadence: "週次・隔週・月次・四半期のどれか",
    state: "下書き",
    company:
      "双方のトップが会社対会社で合意している間だけ置くプランです。事業部・拠点のプランに加えるもので、置き換えるものではありません。",
    evidence: "合意の根拠",
    evidenceColumns: ["いつ", "何を", "どの役職で"],
    split: ["事業部・拠点", "目標", "根拠"],
    inKpi: ["事業部・拠点", "指標への反映(未・交渉中・反映済)"],
  },
  en: {
    idea: "A plan for this unit alone, a few pages at most: what was decided, and what we will not do.",
    potential: ["Product", "Segment", "Accounts", "Whitespace", "Priority (A/B/C)"],
    relation: ["Role", "Level", "Relation", "Next step"],
    actions: ["Action", "Owner", "Due", "State", "Measure"],
    cadence: "Weekly, fortnightly, monthly or quarterly",
    state: "Draft",
    company:
      "Kept only while the tops of both companies work together. It is added to the plans of the units and replaces none of them.",
    evidence: "Evidence of the agreement",
    evidenceColumns: ["When", "What", "In which roles"],
    split: ["Unit", "Target", "Why"],
    inKpi: ["Unit", "In its KPI? (no, in talks, yes)"],
  },
} as const;

/** A unit's account plan: written once with what the spec knows, then people's. */
export function accountPlanBlocks(spec: Spec, unit: Unit): Block[] {
  const { language } = spec.partner;
  const w = words[language];
  const known: Record<string, readonly string[] | string | undefined> = {
    overview: unit.trait,
    headcount: unit.sales_headcount?.toString(),
    area_traits: [...(unit.area ? [unit.area] : []), ...areaTraits(unit, language)],
    kgi_kpi: [...(unit.kgi ? [unit.kgi] : []), ...unit.kpis],
    appraisal_axis: unit.appraisal_axis,
    focus_products: unit.focus_products,
    aim: unit.strategy,
    cadence: w.cadence,
    state: w.state,
  };
  const tables: Record<string, Block> = {
    potential_map: emptyTable(w.potential, unit.focus_products),
    relation_map: emptyTable(w.relation, unit.head ? [unit.head.role] : []),
    actions: emptyTable(w.actions, []),
  };
  return [
    managed("intro", [paragraph(w.idea, " ", hubLink(spec))]),
    ...sections(fieldsOf(AccountPlan), unit.plan, known, tables, language),
  ];
}

/** The plan for the whole partner, with the evidence that there is one to make. */
export function companyPlanBlocks(spec: Spec): Block[] {
  const { language } = spec.partner;
  const w = words[language];
  const evidence = spec.top_alignment?.evidence ?? [];
  const names = spec.units.map((unit) => unit.name);
  return [
    managed("evidence", [
      paragraph(w.company, " ", hubLink(spec)),
      heading(w.evidence),
      table(
        w.evidenceColumns,
        evidence.map((item) => [[item.when], [item.what], cell(item.roles, language)]),
      ),
    ]),
    ...sections(
      fieldsOf(CompanyPlan),
      spec.top_alignment?.plan ?? {},
      {},
      { split: emptyTable(w.split, names), in_kpi: emptyTable(w.inKpi, names) },
      language,
    ),
  ];
}

/**
 * Every heading with the spec's own text for it, else what the profile knows, and its table where it has one.
 * Text under a heading that the template does not have keeps its heading, at the end.
 */
function sections(
  fields: readonly NamedField[],
  seed: Readonly<Record<string, string>>,
  known: Readonly<Record<string, readonly string[] | string | undefined>>,
  tables: Readonly<Record<string, Block>>,
  language: Language,
): Block[] {
  const byLabel = new Map(Object.entries(seed).map(([label, text]) => [foldLabel(label), { label, text }]));
  const taken = new Set<string>();
  const blocks = fields.flatMap((field) => {
    const labels = [foldLabel(field.ja), foldLabel(field.en)];
    for (const label of labels) taken.add(label);
    const given = labels.map((label) => byLabel.get(label)?.text).find((text) => text !== undefined);
    const own = tables[field.name];
    const text = given ?? (own === undefined ? filled(known[field.name], language) : undefined);
    return [
      heading(field[language]),
      ...(text === undefined ? [] : paragraphs(text)),
      ...(own === undefined ? [] : [own]),
    ];
  });
  const others = [...byLabel].filter(([label]) => !taken.has(label));
  return [...blocks, ...others.flatMap(([, { label, text }]) => [heading(label), ...paragraphs(text)])];
}

function paragraphs(text: string): Block[] {
  const parts = text.split(/\n{2,}/u).filter((part) => part.trim() !== "");
  return parts.map((part) => paragraph(part.trim()));
}

/** A table to fill in, one row per name that is known already. */
function emptyTable(header: readonly string[], names: readonly string[]): Block {
  const rows = (names.length > 0 ? names : [""]).map((name) =>
    header.map((_, column) => [column === 0 ? name : ""]),
  );
  return table(header, rows);
}
