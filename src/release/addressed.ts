import type { FoldedText } from "../search/normalize.ts";
import { compact } from "./compact.ts";
import { endsWithRole, latinPoliteLength, politeLength, roleLength, titleLength } from "./honorifics.ts";

/**
 * Family names such as 林, 東 and Price are also ordinary words. They count as names only where the words around
 * them speak of a person: with さん or a role, in the place of a name, or doing what only people do.
 */

/** Length of さん, a role or -san that follows the stretch of compact text ending at `to`; 0 if there is none. */
export function titleAfter(text: string, haystack: FoldedText, to: number): number {
  const after = haystack.text.slice(to, to + 14);
  return politeLength(after) || roleLength(after) || latinPoliteLength(text, haystack, to);
}

/** Is the stretch of compact text spoken of as a person, without a title after it: Mr. Price, 林(課長), 林が担当? */
export function isSpokenOf(haystack: FoldedText, from: number, to: number): boolean {
  const before = haystack.text.slice(Math.max(0, from - 12), from);
  const after = haystack.text.slice(to, to + 14);
  if (titleLength(before) > 0) return true;
  if (/[([【〔]$/u.test(before) && /^[)\]】〕]/u.test(after)) return true;
  if (after.startsWith("(") && roleLength(after.slice(1)) > 0) return true;
  if (/(?:担当者?|発言者?|氏名|話者|同席者?|窓口|責任者):$/u.test(before)) return true;
  if (endsWithRole(before) && !/^[\p{Script=Han}々]/u.test(after)) return true;
  if (/(?:担当者?|窓口|責任者|後任|前任)は$/u.test(before) && /^(?:です|だ|で[、,]|[。、,.]|$)/u.test(after))
    return true;
  if (/(?:^|[。、,.!?「])$/u.test(before) && /^(?:です|と申し)/u.test(after)) return true;
  return ACTS.test(after);
}

const verbs = (words: string): string =>
  words
    .split(" ")
    .map((word) => compact(word).text)
    .join("|");

const REPORTS = verbs("連絡 電話 報告 依頼 相談 提案 質問 回答 指示 指摘 説明 聞い 聞き 伝え 教え");
const MEETS = verbs("話し 話す 話を 会っ 会い 会う 面談 同行 同席 訪問 打ち合わせ 確認");
const DOES = verbs(
  "担当 出席 欠席 参加 異動 退職 着任 就任 不在 休暇 反対 賛成 承認 了承 決裁 言っ 言い 言う 言わ 述べ 断っ 断り " +
    "怒っ 喜ん 引き継 来た 来て 来社 来訪 主導 頼ん 乗り気 渋っ 読み上げ 送っ 認め",
);

/** What is said of people only. Not 東から来た (from the east) and not 金が決め手 (money decides). */
const ACTS = new RegExp(
  `^(?:(?:が|は|も|に|と)(?:${REPORTS}|${MEETS})|(?:が|は|も)(?:${DOES})|(?:から|より)(?:の)?(?:${REPORTS})|宛|両[名氏])`,
  "u",
);
