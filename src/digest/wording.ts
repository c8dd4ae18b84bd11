import type { Text } from "../language.ts";
import type { EntryKind, Level } from "../model/entry.ts";
import { ENTRY_KINDS, LEVELS, ROLLOUT_OUTCOMES, ROLLOUT_STATES } from "../model/options.ts";
import type { Digest, DigestIssue, DigestRollout } from "./digest.ts";

/** Words that the page and the copy-ready text of a digest share. */

/** Whose concern an item is: 【部長・拠点長向け】. */
export function levelMark(level: Level | null): Text {
  const label = LEVELS.find(({ id }) => id === level);
  return label === undefined
    ? { ja: "", en: "" }
    : { ja: `【${label.ja}向け】`, en: `[For: ${label.en.toLowerCase()}] ` };
}

/** What an item may mean to who reads it, in terms of what he is measured by. */
export function measureLine({ measure }: Pick<DigestIssue, "measure">): Text | null {
  if (measure === null) return null;
  return { ja: `「${measure}」に関わる話として。`, en: `In terms of "${measure}".` };
}

/** To who shared: that it was shown, and where not. */
export function thanksLine({ thanks }: Digest): Text | null {
  if (thanks === null) return null;
  const { cases, units } = thanks;
  return {
    ja: `こちらの事例${cases}件を、先週ほかの${units}の事業部・拠点にご紹介しました。ありがとうございます。`,
    en:
      cases === 1 && units === 1
        ? "One case from here was shown to one other unit last week. Thank you."
        : `${cases} cases from here were shown to ${units} other units last week. Thank you.`,
  };
}

export const levelLabel = (level: Level): Text => LEVELS.find(({ id }) => id === level) ?? LEVELS[0];

export const kindLabel = (kind: EntryKind): Text =>
  ENTRY_KINDS.find(({ id }) => id === kind) ?? ENTRY_KINDS[0];

/** What came of a success; what is to be learned from a failure. */
export const gistLabel = (kind: EntryKind): Text =>
  kind === "success" ? { ja: "結果", en: "Result" } : { ja: "学び", en: "Lesson" };

/** 実施中, 完了(結果: 成功) */
export function progressLabel({ state, outcome }: DigestRollout): Text {
  const { ja, en } = ROLLOUT_STATES.find(({ id }) => id === state) ?? ROLLOUT_STATES[0];
  const result = ROLLOUT_OUTCOMES.find(({ id }) => id === outcome);
  return result === undefined
    ? { ja, en }
    : { ja: `${ja}(結果: ${result.ja})`, en: `${en} (${result.en.toLowerCase()})` };
}

/** The one line on top of the page for our own reps: what the week brings, or that it brings nothing. */
export function openingLine({ unitName, items, hasIssues, questions }: Digest): Text {
  if (items.length > 0) {
    const cases = items.reduce((sum, item) => sum + item.cases.length, 0);
    return {
      ja: `${unitName}の課題に効きそうな他拠点の事例が${cases}件あります。`,
      en:
        cases === 1
          ? `One case from elsewhere for the issues of ${unitName}.`
          : `${cases} cases from elsewhere for the issues of ${unitName}.`,
    };
  }
  if (hasIssues) {
    return {
      ja: `今週、${unitName}の課題に新しくお勧めできる事例はありません。`,
      en: `Nothing new to recommend for the issues of ${unitName} this week.`,
    };
  }
  return questions === null
    ? {
        ja: `${unitName}には未解決の課題の記録がありません。`,
        en: `No open issue is recorded for ${unitName}.`,
      }
    : {
        ja: `${unitName}には未解決の課題の記録がありません。次の訪問で聞いてみてください。`,
        en: `No open issue is recorded for ${unitName}; ask on the next visit.`,
      };
}

export const moreLabel = (count: number): Text => ({ ja: `ほか${count}件`, en: `and ${count} more` });
