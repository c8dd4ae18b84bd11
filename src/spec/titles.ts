import type { Text } from "../language.ts";
import type { PartnerNode } from "./keys.ts";

/** Titles and icons of the fixed pages and databases. */
export interface Title extends Text {
  readonly icon: string;
}

export const PARTNER_TITLES = {
  "company-plan": { ja: "全社アカウントプラン", en: "Company-wide account plan", icon: "🏢" },
  released: { ja: "他拠点の事例(共有用)", en: "Cases of other units (for sharing)", icon: "🌉" },
  digests: { ja: "週報", en: "Weekly digests", icon: "🗞️" },
  rollouts: { ja: "横展開ボード", en: "Rollout board", icon: "🔁" },
  orders: { ja: "受注", en: "Orders", icon: "🧾" },
  figures: { ja: "実績", en: "Unit figures", icon: "📊" },
  internal: { ja: "社内限り", en: "Internal only", icon: "🔒" },
  people: { ja: "担当者カルテ", en: "People", icon: "👥" },
  archive: { ja: "アーカイブ", en: "Archive", icon: "🗄️" },
} as const satisfies Record<PartnerNode, Title>;

export const UNIT_TITLES = {
  plan: { ja: "アカウントプラン", en: "Account plan", icon: "🧭" },
  issue: { ja: "課題", en: "Issues", icon: "❓" },
  success: { ja: "成功事例", en: "Successes", icon: "🌱" },
  failure: { ja: "失敗事例", en: "Failures", icon: "🪨" },
} as const satisfies Record<string, Title>;

/** Two titles that no reader, file system or workspace can be trusted to tell apart. */
export function foldTitle(title: string): string {
  return title.normalize("NFKC").toLowerCase().replace(/\s+/gu, " ").trim();
}
