import { z } from "zod";

import { checkbox, date, field, heading, line, multi, number, openSelect, Slug } from "./fields.ts";
import { JOINED_AS, LEVELS, PACES, POSTS } from "./options.ts";
import { Level } from "./entry.ts";

/** A person of the partner, as in the 担当者カルテ. Vendor-internal. */
export const Person = z.strictObject({
  key: field(z.string().min(1), {
    ja: "管理ID",
    en: "Bridge ID",
    type: "line",
    place: "property",
    hidden: true,
  }),
  name: field(z.string().min(1), {
    ja: "氏名",
    en: "Name",
    type: "title",
    place: "property",
    visible: true,
  }),
  unit: field(Slug, {
    ja: "事業部・拠点",
    en: "Unit",
    type: "line",
    place: "property",
    visible: true,
  }),
  role: line("役職", "Role", { visible: true }),
  level: field(Level.optional(), {
    ja: "階層",
    en: "Level",
    type: "select",
    place: "property",
    visible: true,
    options: LEVELS,
  }),
  reports_to: line("上長", "Reports to"),
  /** Other spellings: kana, romaji, nicknames. Used to keep the name from crossing. */
  also_written: multi("別の表記", "Also written"),
  joined: openSelect("入社区分", "Joined as", JOINED_AS),
  years: number("年次", "Years"),
  budget: number("予算", "Budget"),
  kpi: line("KGI/KPI", "KGI/KPI"),
  pace: openSelect("現状ペース", "Pace", PACES),
  appraisal_axis: heading("評価軸", "Appraisal axis"),
  strengths: multi("得意分野", "Strengths"),
  influence: number("社内推進力", "Influence inside (1-5)"),
  interest: number("自社への関心度", "Interest in us (1-5)"),
  our_owner: line("関係の担当", "Our owner"),
  last_contact: date("最終接触", "Last contact", { visible: true }),
  do_not_say: heading("注意点", "Do not say", { private: true }),
  consent_to_name: checkbox("氏名公開可", "Consent to name", { visible: true }),
  in_post: openSelect("在籍", "In post", POSTS, { visible: true }),
});
export type Person = z.infer<typeof Person>;
