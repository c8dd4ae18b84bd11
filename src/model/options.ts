import type { Option } from "./fields.ts";

/** The choices of the templates. Ids are stored; labels are what people read and pick. */

function options<const T extends readonly Option[]>(list: T): T {
  return list;
}

export const UNIT_KINDS = options([
  { id: "division", ja: "事業部", en: "Division" },
  { id: "branch", ja: "拠点", en: "Branch" },
  { id: "hq", ja: "本社部門", en: "Head office" },
]);

export const ENTRY_KINDS = options([
  { id: "issue", ja: "課題", en: "Issue" },
  { id: "success", ja: "成功事例", en: "Success" },
  { id: "failure", ja: "失敗事例", en: "Failure" },
]);

export const LEVELS = options([
  { id: "head", ja: "部長・拠点長", en: "Head" },
  { id: "manager", ja: "マネージャー", en: "Manager" },
  { id: "field", ja: "現場", en: "Field" },
]);

export const SCOPES = options([
  { id: "unit_only", ja: "この事業部・拠点のみ", en: "This unit only" },
  { id: "vendor_only", ja: "メーカー社内のみ", en: "Our company only" },
  { id: "partner_all_units", ja: "パートナー内の全事業部・拠点", en: "All units of the partner" },
]);

export const AUDIENCES = options([
  { id: "vendor", ja: "自社の担当者", en: "Our own reps" },
  { id: "partner", ja: "パートナーの方", en: "The partner's people" },
]);

export const ISSUE_STATES = options([
  { id: "open", ja: "未対応", en: "Open" },
  { id: "in_progress", ja: "対応中", en: "In progress" },
  { id: "case_shown", ja: "他拠点の事例を提示", en: "Case shown" },
  { id: "solved", ja: "解決", en: "Solved" },
  { id: "on_hold", ja: "保留", en: "On hold" },
]);

export const THEMES = options([
  { id: "training", ja: "人材育成", en: "Training" },
  { id: "handover", ja: "引き継ぎ", en: "Handover" },
  { id: "appraisal", ja: "評価・動機づけ", en: "Appraisal and motivation" },
  { id: "upstream", ja: "上流関与", en: "Early involvement" },
  { id: "decider", ja: "決裁者", en: "Decision maker" },
  { id: "price", ja: "価格", en: "Price" },
  { id: "tech_support", ja: "技術支援", en: "Technical support" },
  { id: "referral", ja: "紹介元", en: "Referral sources" },
  { id: "retention", ja: "定着・解約", en: "Adoption and churn" },
  { id: "between_units", ja: "部隊間調整", en: "Coordination between units" },
  { id: "visits", ja: "訪問効率", en: "Visit efficiency" },
  { id: "screening", ja: "審査", en: "Screening" },
]);

export const URGENCIES = options([
  { id: "high", ja: "高", en: "High" },
  { id: "medium", ja: "中", en: "Medium" },
  { id: "low", ja: "低", en: "Low" },
]);

export const PROVENANCES = options([
  { id: "first_hand", ja: "本人から", en: "First hand" },
  { id: "present", ja: "同席", en: "We were present" },
  { id: "hearsay", ja: "伝聞", en: "Hearsay" },
]);

export const EVIDENCES = options([
  { id: "figures", ja: "数字あり", en: "With figures" },
  { id: "own_words", ja: "本人談", en: "In their own words" },
  { id: "hearsay", ja: "伝聞", en: "Hearsay" },
]);

export const CONSENTS = options([
  { id: "unknown", ja: "未確認", en: "Not asked" },
  { id: "oral", ja: "口頭了承", en: "Oral consent" },
  { id: "known_inside", ja: "社内で公知", en: "Known inside the partner" },
  { id: "head", ja: "部長・拠点長承認", en: "Approved by the unit's head" },
  { id: "customer", ja: "顧客承認", en: "Approved by the customer" },
  { id: "refused", ja: "不可", en: "Refused" },
]);

export const EFFORTS = options([
  { id: "half_day", ja: "〜半日", en: "Up to half a day" },
  { id: "week", ja: "〜1週", en: "Up to a week" },
  { id: "month", ja: "〜1か月", en: "Up to a month" },
  { id: "more", ja: "それ以上", en: "More" },
]);

export const CAUSES = options([
  { id: "assumption", ja: "前提の誤り", en: "Wrong assumption" },
  { id: "procedure", ja: "手順", en: "Procedure" },
  { id: "organisation", ja: "体制", en: "Organisation" },
  { id: "measure", ja: "指標", en: "Measure" },
  { id: "timing", ja: "時期", en: "Timing" },
  { id: "counterpart", ja: "相手の見誤り", en: "Misread counterpart" },
  { id: "promise", ja: "約束の食い違い", en: "Mismatched promises" },
]);

export const IMPACTS = options([
  { id: "small", ja: "小", en: "Small" },
  { id: "medium", ja: "中", en: "Medium" },
  { id: "large", ja: "大", en: "Large" },
]);

export const ROLLOUT_STATES = options([
  { id: "proposed", ja: "提案", en: "Proposed" },
  { id: "considering", ja: "検討中", en: "Considering" },
  { id: "in_progress", ja: "実施中", en: "In progress" },
  { id: "done", ja: "完了", en: "Done" },
  { id: "declined", ja: "見送り", en: "Declined" },
]);

export const ROLLOUT_OUTCOMES = options([
  { id: "success", ja: "成功", en: "Success" },
  { id: "partial", ja: "一部", en: "Partial" },
  { id: "failed", ja: "失敗", en: "Failed" },
]);

export const AREA_TRAITS = options([
  { id: "manufacturing", ja: "製造集積", en: "Manufacturing cluster" },
  { id: "remote", ja: "離島・郊外", en: "Islands and outskirts" },
  { id: "public", ja: "官公庁", en: "Public offices" },
  { id: "small_firms", ja: "中小密集", en: "Many small firms" },
  { id: "winter", ja: "冬季制約", en: "Winter constraints" },
]);

export const ATTRIBUTIONS = options([
  { id: "confirmed", ja: "確定", en: "Confirmed" },
  { id: "estimated", ja: "推定", en: "Estimated" },
  { id: "unchecked", ja: "未確認", en: "Unchecked" },
]);

export const JOINED_AS = options([
  { id: "new_graduate", ja: "新卒", en: "New graduate" },
  { id: "mid_career", ja: "中途", en: "Mid-career" },
]);

export const PACES = options([
  { id: "ahead", ja: "先行", en: "Ahead" },
  { id: "on_track", ja: "順調", en: "On track" },
  { id: "behind", ja: "遅れ", en: "Behind" },
]);

export const POSTS = options([
  { id: "current", ja: "現任", en: "In post" },
  { id: "moved", ja: "異動", en: "Moved" },
  { id: "left", ja: "退職", en: "Left" },
]);

export const DIGEST_STATES = options([
  { id: "draft", ja: "下書き", en: "Draft" },
  { id: "waiting", ja: "承認待ち", en: "Waiting for approval" },
  { id: "approved", ja: "承認済み", en: "Approved" },
  { id: "held", ja: "保留", en: "Held" },
  { id: "published", ja: "発行済み", en: "Published" },
  { id: "corrected", ja: "訂正済み", en: "Corrected" },
  { id: "withdrawn", ja: "取り下げ", en: "Withdrawn" },
]);
