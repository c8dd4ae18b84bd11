import { THEMES } from "../model/options.ts";
import type { Spec } from "../model/spec.ts";
import type { Synonyms } from "./asked.ts";
import { fold } from "./normalize.ts";

/** Names of one unit stand for each other: those that it has, its aliases, and those that it had. */
export const unitSynonyms = ({ units }: Spec): Synonyms => [
  ...units.map(({ name, name_ja, name_en, aliases, former_names }) =>
    foldAll([name, name_ja, name_en, ...aliases, ...former_names]),
  ),
  ...CONCEPTS,
];

/** What partner sales talk about, in the words of both languages. */
const CONCEPTS: Synonyms = [
  ...THEMES.map(({ ja, en }) => [ja, en]),
  ["見積", "見積もり", "quote", "quotation", "estimate"],
  ["値引き", "割引", "discount"],
  ["価格", "値段", "price", "pricing"],
  ["契約更新", "更新", "renewal"],
  ["解約", "churn", "cancellation"],
  ["引き継ぎ", "引継ぎ", "handover", "handoff"],
  ["提案", "proposal"],
  ["商談", "案件", "deal", "opportunity"],
  ["顧客", "得意先", "お客様", "customer", "client"],
  ["研修", "勉強会", "トレーニング", "training"],
  ["納期", "リードタイム", "lead time", "delivery date"],
  ["在庫", "inventory", "stock"],
  ["競合", "他社", "competitor"],
  ["決裁者", "決裁権者", "decision maker"],
  ["稟議", "社内承認", "approval"],
  ["予算", "budget"],
  ["目標", "ノルマ", "quota", "target"],
  ["評価", "査定", "appraisal"],
  ["導入事例", "事例", "case study"],
  ["不具合", "障害", "トラブル", "defect", "failure"],
  ["苦情", "クレーム", "complaint"],
  ["紹介", "referral"],
  ["展示会", "セミナー", "webinar", "seminar", "exhibition"],
  ["横展開", "rollout"],
  ["デモ", "実演", "demo"],
  ["保守", "サポート", "maintenance", "support"],
  ["拠点", "支店", "branch"],
  ["事業部", "division"],
].map(foldAll);

function foldAll(words: readonly (string | undefined)[]): string[] {
  return [...new Set(words.flatMap((word) => (word === undefined ? [] : [fold(word).trim()])))].filter(
    (word) => word !== "",
  );
}
