import type { TopAlignment } from "../../model/spec.ts";
import type { z } from "zod";

import { foldLabel } from "../../model/fields.ts";
import { importedLine } from "../imported-text.ts";
import type { BundleReading } from "./bundle-reading.ts";
import { planTexts } from "./bundle-units.ts";
import { findMoment } from "./moment.ts";
import { findRoles } from "./roles.ts";

/**
 * Whether the tops agreed, with the evidence that the company-wide plan gives: what was agreed, when, and in
 * which roles. Without such a plan, or without any date, it stays off, with a decision.
 */
export function alignmentFromBundle(reading: BundleReading): z.input<typeof TopAlignment> | undefined {
  const { bundle } = reading;
  const plans = (bundle.account_plans ?? []).filter(
    (plan) => plan.scope === "partner" || (!plan.scope && !plan.unit_id),
  );
  const plan = Object.assign({}, ...plans.map(({ fields }) => planTexts(fields))) as Record<string, string>;
  if (bundle.partner.top_alignment !== true) {
    if (Object.keys(plan).length > 0) planWithoutAlignment(reading);
    return undefined;
  }
  if (Object.keys(plan).length === 0) {
    leftOff(reading, { ja: "全社アカウントプランがありません", en: "there is no company-wide plan" });
    return undefined;
  }
  const when = momentOf(plan, reading);
  if (when === undefined) return undefined;
  const what = textUnder(plan, AGREED) ?? textUnder(plan, EVIDENCE) ?? importedLine(Object.values(plan)[0]);
  return { evidence: [{ when, what: what ?? "—", roles: rolesOf(plan, reading) }], plan };
}

const AGREED = [
  "トップ合意の内容",
  "トップ合意",
  "合意内容",
  "合意事項",
  "What the tops agreed",
  "Agreement",
];
const EVIDENCE = ["根拠", "合意の根拠", "Evidence"];
/** Headings whose dates lie ahead, or are not the day of the agreement. */
const AHEAD = /見直し|次回|期限|予定|目標|アクション|review|next|target|action|deadline/iu;

function textUnder(plan: Readonly<Record<string, string>>, headings: readonly string[]): string | undefined {
  const wanted = new Set(headings.map(foldLabel));
  const found = Object.entries(plan).find(([heading]) => wanted.has(foldLabel(heading)));
  return importedLine(found?.[1]);
}

function momentOf(plan: Readonly<Record<string, string>>, reading: BundleReading): string | undefined {
  for (const text of [textUnder(plan, AGREED), textUnder(plan, EVIDENCE)]) {
    const moment = findMoment(text ?? "");
    if (moment !== undefined) return moment;
  }
  const elsewhere = Object.entries(plan)
    .filter(([heading]) => !AHEAD.test(heading))
    .map(([, text]) => findMoment(text))
    .find((moment) => moment !== undefined);
  const moment = elsewhere ?? findMoment(reading.bundle.meta?.as_of ?? "");
  if (moment === undefined) {
    leftOff(reading, { ja: "いつの合意か書かれていません", en: "it is not said when they agreed" });
    return undefined;
  }
  reading.decide(
    reading.bundle.partner.id,
    {
      ja: "トップ同士の合意の日付が合意の文にありません。いつの合意ですか",
      en: "The agreement of the tops carries no date. When was it made?",
    },
    elsewhere === undefined
      ? { ja: `資料の日付 ${moment} としました`, en: `The date of the file was taken: ${moment}` }
      : { ja: `プランにある日付 ${moment} としました`, en: `A date in the plan was taken: ${moment}` },
  );
  return moment;
}

function rolesOf(plan: Readonly<Record<string, string>>, reading: BundleReading): string[] {
  for (const text of [textUnder(plan, AGREED), textUnder(plan, EVIDENCE), Object.values(plan).join("\n")]) {
    const roles = findRoles(text ?? "");
    if (roles.length > 0) return roles;
  }
  const roles = { ja: "役員", en: "Executives" };
  reading.decide(
    reading.bundle.partner.id,
    {
      ja: "トップ同士の合意に、どの役職の方が加わったか書かれていません。どなたの合意ですか",
      en: "It is not said in which roles the tops agreed. Who agreed?",
    },
    { ja: `「${roles.ja}」としました`, en: `"${roles.en}" was taken` },
  );
  return [roles[reading.language]];
}

function leftOff({ bundle, decide }: BundleReading, reason: { ja: string; en: string }): void {
  decide(
    bundle.partner.id,
    {
      ja: `トップ同士の合意があるとされていますが、${reason.ja}。いつ・何を・どの役職で合意しましたか`,
      en: `The tops are said to have agreed, but ${reason.en}. When, on what and in which roles did they?`,
    },
    {
      ja: "合意なしとし、全社アカウントプランは作りません。top_alignment に根拠を書けば作られます",
      en: "Taken as no agreement, without a company-wide plan; evidence under top_alignment brings it back",
    },
  );
}

function planWithoutAlignment({ bundle, decide }: BundleReading): void {
  decide(
    bundle.partner.id,
    {
      ja: "全社アカウントプランがありますが、トップ同士の合意はないとされています。合意はありますか",
      en: "There is a company-wide plan, but the tops are not said to have agreed. Did they?",
    },
    { ja: "全社アカウントプランは取り込みませんでした", en: "The company-wide plan was not imported" },
  );
}
