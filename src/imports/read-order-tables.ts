import type { Text } from "../language.ts";
import { fieldsOf, foldLabel, type NamedField } from "../model/fields.ts";
import { Order, UnitTarget } from "../model/order.ts";
import { readRecord } from "../model/record.ts";
import { resolveUnit } from "../model/resolve-unit.ts";
import type { Spec } from "../model/spec.ts";
import { importedLine } from "./imported-text.ts";
import { cellUnder, type LabelledRow, labelledRows } from "./labelled-rows.ts";
import { duplicateText, type ParsedOrders, type Rejected, unknownUnitText } from "./parsed.ts";
import type { Table } from "./table.ts";
import { targetOf } from "./target.ts";

const ORDER_FIELDS = fieldsOf(Order);
const TARGET_FIELDS = fieldsOf(UnitTarget).filter(({ type }) => type === "number");

/** Column names besides the labels of the fields that people's own lists use. */
const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  id: ["受注番号", "受注No", "受注No.", "注文番号", "契約番号", "order_no", "Order number", "Order"],
  customer_code: ["顧客コード", "お客様コード", "顧客番号", "Customer"],
  product: ["商材", "製品", "商品", "品目", "Products"],
  seats: ["席数", "数量", "ID数", "ライセンス数", "Quantity"],
  monthly_yen: ["月額", "月額(円)", "月額金額", "MRR", "Monthly", "Amount"],
  division: ["経由事業部", "事業部", "division_id", "Division"],
  branch: ["経由拠点", "拠点", "支店", "branch_id", "Branch"],
  closed_on: ["受注日", "契約日", "Order date", "Date"],
  churned_on: ["解約日", "Cancelled on"],
  via: ["経由", "経由先", "経由部署", "Via"],
  unit: ["事業部・拠点", "事業部/拠点", "部署", "Unit", "unit_id"],
  period: ["期間", "四半期", "月", "fiscal_quarter", "Quarter", "Period"],
  meetings: ["商談数", "actual_new_meetings"],
  meetings_target: ["商談数の目標", "商談目標", "target_new_meetings"],
  monthly_yen_target: ["月額の目標", "月額目標", "目標", "target_monthly_yen"],
  study_sessions: ["勉強会", "勉強会数"],
  active_reps: ["稼働営業数", "稼働人数"],
};

const FIELDS = new Map([...ORDER_FIELDS, ...TARGET_FIELDS].map((field) => [field.name, field]));

/** Everything under which a column of this name may stand. */
function labelsFor(name: string): string[] {
  const field = FIELDS.get(name);
  return [...(field === undefined ? [] : [field.ja, field.en]), name, ...(SYNONYMS[name] ?? [])];
}

/** Orders and targets from lists with one row each; null if no table is one. Pure. */
export function readOrderTables(file: string, tables: readonly Table[], spec: Spec): ParsedOrders | null {
  const orders = labelledRows(
    file,
    tables,
    (labels) => names(labels, "id") && labels.filter(Boolean).length > 1,
  );
  const targets = labelledRows(
    file,
    tables,
    (labels) => names(labels, "unit") && names(labels, "period") && !names(labels, "id"),
  );
  if (orders === undefined && targets === undefined) return null;
  const [ledger, plans] = [readOrderRows(orders ?? [], spec), readTargetRows(targets ?? [], spec)];
  return {
    orders: ledger.orders,
    targets: plans.targets,
    rejected: [...ledger.rejected, ...plans.rejected],
    warnings: ledger.warnings,
  };
}

const names = (labels: readonly string[], name: string): boolean =>
  labelsFor(name).some((label) => labels.includes(foldLabel(label)));

function readOrderRows(rows: readonly LabelledRow[], spec: Spec) {
  const orders: Order[] = [];
  const rejected: Rejected[] = [];
  const warnings: Text[] = [];
  const seen = new Map<string, string>();
  for (const row of rows) {
    const id = importedLine(cellUnder(row, labelsFor("id")));
    if (isTotal(id ?? [...row.cells.values()][0])) continue;
    const before = id === undefined ? undefined : seen.get(id);
    if (id === undefined || before !== undefined) {
      const reason = before === undefined ? noNumber(row.where) : duplicateText(row.where, before);
      rejected.push({ id: id ?? row.where, reason });
      continue;
    }
    seen.set(id, row.where);
    const read = readFields(row, ORDER_FIELDS);
    if ("reason" in read) {
      rejected.push({ id, reason: read.reason });
      continue;
    }
    orders.push(Order.parse({ ...read.record, ...unitsOf(row, spec, warnings), id }));
  }
  return { orders, rejected, warnings };
}

/** A list may have one column for whatever unit an order came through; the unit's kind says which one it is. */
function unitsOf(row: LabelledRow, spec: Spec, warnings: Text[]): Pick<Order, "division" | "branch"> {
  const found: { division?: string; branch?: string } = {};
  for (const name of ["division", "branch", "via"] as const) {
    const text = importedLine(cellUnder(row, labelsFor(name)));
    if (text === undefined || isOpen(text)) continue;
    const unit = resolveUnit(spec, text);
    if (unit === undefined) warnings.push(unknownUnitText(row.where, text, spec));
    const place = name === "via" ? (unit?.kind === "branch" ? "branch" : "division") : name;
    found[place] ??= unit?.key ?? text;
  }
  return found;
}

/** Words with which people say that a cell is still open. */
const isOpen = (text: string): boolean => /^(未割当|未定|不明|なし|-+|―+|ー+|n\/?a|unassigned)$/iu.test(text);
const isTotal = (text: string | undefined): boolean =>
  text !== undefined && /^(合計|総計|小計|計|total|sum|subtotal)$/iu.test(text.replace(/\s/gu, ""));

function readTargetRows(rows: readonly LabelledRow[], spec: Spec) {
  const targets: UnitTarget[] = [];
  const rejected: Rejected[] = [];
  for (const row of rows) {
    const named = cellUnder(row, labelsFor("unit"));
    const period = importedLine(cellUnder(row, labelsFor("period")));
    if (isTotal(named)) continue;
    const unit = named === undefined ? undefined : resolveUnit(spec, named);
    if (unit === undefined || period === undefined) {
      const reason = unit === undefined ? unknownUnitText(row.where, named ?? "", spec) : noPeriod(row.where);
      rejected.push({ id: row.where, reason });
      continue;
    }
    const read = readFields(row, TARGET_FIELDS);
    if ("reason" in read) rejected.push({ id: row.where, reason: read.reason });
    else targets.push(targetOf(unit, period, read.record));
  }
  return { targets, rejected };
}

/** The row's cells as values of these fields, or everything that is wrong with them. */
function readFields(
  row: LabelledRow,
  fields: readonly NamedField[],
): { record: Record<string, unknown> } | { reason: Text } {
  const values = fields.flatMap((field): [string, string][] => {
    const text = importedLine(cellUnder(row, labelsFor(field.name)));
    if (text === undefined) return [];
    return [[field.name, field.type === "number" ? bareNumber(text) : text]];
  });
  const { record, problems } = readRecord(Object.fromEntries(values), "", fields, { closed: new Set() });
  if (problems.length === 0) return { record };
  const join = (language: "ja" | "en") => problems.map(({ message }) => message[language]).join(" / ");
  return { reason: { ja: `${row.where}: ${join("ja")}`, en: `${row.where}: ${join("en")}` } };
}

/** `￥96,000円` and `240席` are numbers to whoever wrote them. */
const bareNumber = (text: string): string =>
  text
    .normalize("NFKC")
    .replace(/^[¥\\]\s*/u, "")
    .replace(/\s*(円|席|件|名|人|回|ID|yen|jpy)$/iu, "");

const noNumber = (where: string): Text => ({
  ja: `${where}: 受注番号が空です`,
  en: `${where}: the order number is empty`,
});

const noPeriod = (where: string): Text => ({
  ja: `${where}: 期間が空です`,
  en: `${where}: the period is empty`,
});
