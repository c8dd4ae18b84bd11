import { z } from "zod";

import { heading } from "./fields.ts";

/**
 * The headings of account plans. A plan is a page that people own: the product
 * writes it once, with what the spec knows, and never again.
 */
export const AccountPlan = z.object({
  overview: heading("パートナー概要", "Overview"),
  headcount: heading("営業人数", "Sales headcount"),
  area_traits: heading("エリア特性", "Area traits"),
  kgi_kpi: heading("KGI/KPI", "KGI/KPI"),
  appraisal_axis: heading("評価指標", "Appraisal axis"),
  focus_products: heading("注力商材", "Focus products"),
  aim: heading("目的と方向性", "Aim and direction"),
  potential_map: heading("ポテンシャルマップ", "Potential map"),
  relation_map: heading("リレーションマップ", "Relation map"),
  competitors: heading("競合・他メーカー", "Competing vendors"),
  not_doing: heading("やらないこと", "What we will not do"),
  actions: heading("アクションプラン", "Action plan"),
  cadence: heading("定例", "Cadence"),
  next_review: heading("次回見直し", "Next review"),
  state: heading("状態", "State of the plan"),
});

export const CompanyPlan = z.object({
  agreed: heading("トップ合意の内容", "What the tops agreed"),
  aim: heading("全社の目的と方向性", "Aim and direction"),
  sponsors: heading("双方の体制", "Sponsors by role"),
  governance: heading("会議体", "Governance"),
  target: heading("全社目標(月額)", "Company target (monthly)"),
  split: heading("事業部・拠点別配分", "Split by unit"),
  in_kpi: heading("指標への反映状況", "Is it in each unit's KPI?"),
  themes: heading("横断テーマ", "Cross-unit themes"),
  risks: heading("リスク", "Risks"),
  valid: heading("有効期間", "Valid"),
});
