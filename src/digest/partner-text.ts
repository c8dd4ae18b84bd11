import type { Language, Text } from "../language.ts";
import {
  type Digest,
  type DigestCase,
  type DigestIssue,
  type DigestNews,
  type DigestRollout,
  type DigestSource,
  itemsByIssue,
} from "./digest.ts";
import { addDays, lastDayOf } from "./week.ts";
import {
  gistLabel,
  kindLabel,
  levelMark,
  measureLine,
  moreLabel,
  progressLabel,
  thanksLine,
} from "./wording.ts";

/**
 * The text that a rep sends to the partner's people under his own name. No links, nothing of our own view, and
 * plain enough for a mail, Teams or paper.
 */
export function partnerText(digest: Digest, language: Language): string {
  const t = (text: Text) => text[language];
  const paragraphs = [
    t({ ja: `${digest.unitName}の皆さま`, en: `To everyone at ${digest.unitName}` }),
    t(greeting(digest)),
    ...itemsByIssue(digest).map((found, index) => issueText(found, index + 1, language)),
    section(
      t({ ja: "同じ課題に取り組んでいる部署", en: "Working on the same problem" }),
      digest.peers.map(({ source }) => named(source, language)),
    ),
    section(
      t({ ja: "取り組みの状況", en: "Under way" }),
      digest.rollouts.map((rollout) => rolloutLine(rollout, language)),
    ),
    section(
      t({ ja: "ほかの部署の新しい事例", en: "New cases elsewhere" }),
      newsLines(digest.newCases, language),
    ),
    section(
      t({ ja: "ほかの部署の新しい課題", en: "New issues elsewhere" }),
      newsLines(digest.newIssues, language),
    ),
    thanksLine(digest)?.[language] ?? "",
  ];
  return `${paragraphs.filter((paragraph) => paragraph !== "").join("\n\n")}\n`;
}

function greeting(digest: Digest): Text {
  const last = lastDayOf(digest.week);
  const [from, to] = [shortDate(addDays(last, -6)), shortDate(last)];
  if (digest.items.length === 0) {
    return {
      ja: `今週(${from}〜${to})は、新しくご紹介できる事例はありませんでした。`,
      en: `This week (${from}–${to}) there is no new case to recommend.`,
    };
  }
  return {
    ja: `今週(${from}〜${to})、ほかの部署の取り組みからお役に立ちそうなものを共有します。`,
    en: `This week (${from}–${to}), here is what may help from other parts of your company.`,
  };
}

function issueText(
  { issue, cases }: { issue: DigestIssue; cases: readonly DigestCase[] },
  number: number,
  language: Language,
): string {
  const t = (text: Text) => text[language];
  const measure = measureLine(issue);
  const lines = [
    `${number}. ${t(levelMark(issue.level))}${issue.title}`,
    ...(measure === null ? [] : [`  ${t(measure)}`]),
  ];
  for (const found of cases) {
    lines.push(`  ${t(kindLabel(found.kind))}: ${named(found, language)}`);
    if (found.gist !== null) lines.push(`    ${t(gistLabel(found.kind))}: ${found.gist}`);
    lines.push(`    ${t({ ja: "共通点", en: "In common" })}: ${t(found.reason)}`);
    lines.push(`    ${t({ ja: "確かめたい点", en: "To check" })}: ${t(found.differences)}`);
  }
  return lines.join("\n");
}

function rolloutLine(rollout: DigestRollout, language: Language): string {
  const another: Text = { ja: "別の部署", en: "Another unit" };
  const who = rollout.targetName ?? another[language];
  const separator = language === "ja" ? " — " : " – ";
  return `${who}: ${progressLabel(rollout)[language]}${separator}${named(rollout.source, language)}`;
}

function newsLines({ sources, more }: DigestNews, language: Language): string[] {
  const lines = sources.map((source) =>
    source.kind === "issue"
      ? named(source, language)
      : `${kindLabel(source.kind)[language]}: ${named(source, language)}`,
  );
  return more > 0 ? [...lines, moreLabel(more)[language]] : lines;
}

const named = ({ title, unitName }: DigestSource, language: Language): string =>
  language === "ja" ? `${title}(${unitName})` : `${title} (${unitName})`;

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : [`■ ${title}`, ...lines.map((line) => `・${line}`)].join("\n");
}

/** `2026-11-23` → `11/23` */
const shortDate = (date: string): string => `${Number(date.slice(5, 7))}/${Number(date.slice(8, 10))}`;
