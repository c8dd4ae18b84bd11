import { z } from "zod";

import { date, field, line, number, openSelect } from "./fields.ts";
import { ATTRIBUTIONS } from "./options.ts";

/** One order of the ledger: counted once for the partner, whatever view shows it. */
export const Order = z.object({
  id: field(z.string().min(1), {
    ja: "受注番号",
    en: "Order no.",
    type: "title",
    place: "property",
    visible: true,
  }),
  customer_code: line("顧客コード", "Customer code"),
  product: line("商材", "Product", { visible: true }),
  seats: number("席数", "Seats"),
  monthly_yen: number("月額", "Monthly amount", { visible: true }),
  /** Key of the division it came through; empty = 未割当. */
  division: line("経由事業部", "Via division", { visible: true }),
  /** Key of the branch it came through; empty = 未割当. */
  branch: line("経由拠点", "Via branch", { visible: true }),
  closed_on: date("受注日", "Closed on", { visible: true }),
  churned_on: date("解約日", "Churned on"),
  crm_account_id: line("CRM取引先ID", "CRM account id"),
  attribution: openSelect("経由先の確認状況", "Attribution", ATTRIBUTIONS, { visible: true }),
});
export type Order = z.infer<typeof Order>;

/** Targets and activity of one unit in one fiscal quarter. */
export const UnitTarget = z.object({
  /** `unit/period`, stable. */
  id: field(z.string().min(1), {
    ja: "管理ID",
    en: "Bridge ID",
    type: "line",
    place: "property",
    hidden: true,
  }),
  title: field(z.string().min(1), {
    ja: "件名",
    en: "Title",
    type: "title",
    place: "property",
    visible: true,
  }),
  unit: field(z.string().min(1), {
    ja: "事業部・拠点",
    en: "Unit",
    type: "line",
    place: "property",
    visible: true,
  }),
  /** Fiscal period such as `2026Q1`. */
  period: line("期間", "Period", { visible: true }),
  meetings: number("商談数", "Meetings", { visible: true }),
  meetings_target: number("商談数の目標", "Meetings target"),
  monthly_yen_target: number("月額の目標", "Monthly amount target", { visible: true }),
  study_sessions: number("勉強会", "Study sessions", { visible: true }),
  active_reps: number("稼働営業数", "Active reps", { visible: true }),
  opportunities: number("案件数", "Opportunities"),
  /** What this unit alone counts, with its figure. */
  own_kpi: line("固有KPI", "Own KPI"),
  own_kpi_value: number("固有KPIの値", "Own KPI figure"),
});
export type UnitTarget = z.infer<typeof UnitTarget>;
