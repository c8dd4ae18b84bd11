import type { FoldedText } from "../search/normalize.ts";
import { compact } from "./compact.ts";

/**
 * Words around a name that show that it is one. Texts are compared in their compact, folded form, so the words
 * are folded too: ちゃん is ちやん there.
 */

const folded = (words: string): string[] => words.split(" ").map((word) => compact(word).text);

/** Longest first where one begins with another. */
const alternatives = (words: readonly string[]): string =>
  words.toSorted((a, b) => b.length - a.length).join("|");

const POLITE = alternatives(folded("さん さま 様 氏 殿 どの 君 くん ちゃん 先生 先輩"));

const ROLES = alternatives(
  folded(
    "営業所長 事業所長 事業部長 事業本部長 統括本部長 統括部長 副支店長 副部長 支店長 支社長 支部長 支所長 " +
      "本部長 営業部長 看護部長 総務部長 経理部長 製造部長 購買部長 部門長 部長 次長 課長 係長 班長 主任 主幹 主査 " +
      "主事 統括 室長 工場長 所長 センター長 拠点長 店長 局長 院長 園長 校長 学長 師長 組合長 理事長 副理事長 代表理事 " +
      "理事 社長 副社長 会長 専務 常務 取締役 執行役員 役員 監査役 相談役 顧問 代表 参事 参与 事務長 技師長 船長 市長 町長 村長 区長 知事 議員 駅長 教授 准教授 医師 弁護士 税理士 " +
      "グループ長 チーム長 ユニット長 マネージャー マネジャー リーダー チーフ ディレクター 担当者 担当",
  ),
);

const AFTER_POLITE = new RegExp(`^(?:${POLITE})`, "u");
const AFTER_ROLE = new RegExp(`^(?:${ROLES})(?:代理|補佐|心得)?`, "u");
const BEFORE_ROLE = new RegExp(`(?:${ROLES}|後任|前任|新任|上司|部下|同僚)の?$`, "u");
/** Mr. and the like, or an initial: S. Sakakibara. */
const BEFORE_LATIN = /(?:^|[^a-z])((?:mr|mrs|ms|dr|prof)\.?|[a-z]\.)$/u;
const ENDS_AS_PERSON = new RegExp(`(?:${ROLES}|長|者|員|職|役|さん|様)(?:代理|補佐)?$`, "u");
const ENDS_AS_PERSON_EN =
  /\b(?:rep|reps|manager|head|director|lead|leader|person|member|staff|chief|president|officer|someone|at [\p{L}\d .&'-]+)$/iu;

/** Length of the polite ending (さん, 様) at the start of compact text; 0 if there is none. */
export const politeLength = (after: string): number => AFTER_POLITE.exec(after)?.[0].length ?? 0;

/** Length of the role (支店長, 課長代理) at the start of compact text. */
export const roleLength = (after: string): number => AFTER_ROLE.exec(after)?.[0].length ?? 0;

/** Length of the title (Mr., an initial) at the end of compact text. */
export const titleLength = (before: string): number => BEFORE_LATIN.exec(before)?.[1]?.length ?? 0;

/** Does compact text end with a role that a name may follow: 担当の, 課長? */
export const endsWithRole = (before: string): boolean => BEFORE_ROLE.test(before);

/**
 * Length, in the compact text, of -san and the like after a name in Latin letters. Spaces are gone there, so the
 * original decides whether the word ends: Tanaka san and tanakasan, but not Tanaka sank.
 */
export function latinPoliteLength(text: string, haystack: FoldedText, to: number): number {
  const word = /^-?(?:san|sama|sensei|shi|bucho|buchou|kacho|kachou)(?![a-z])/u;
  const after = haystack.text.slice(to, to + 10);
  for (let length = Math.min(after.length, 9); length >= 3; length -= 1) {
    const found = word.exec(after.slice(0, length))?.[0];
    if (found?.length !== length) continue;
    const end = haystack.ends[to + length - 1] ?? text.length;
    // Written in one piece only the plainest are sure: hayashi is a name, not haya and shi.
    const isApart = !LATIN.test(text.charAt(haystack.ends[to - 1] ?? 0));
    if (!LATIN.test(text.charAt(end)) && (isApart || /^(?:san|sama)$/u.test(found))) return length;
  }
  return 0;
}

const LATIN = /\p{Script=Latin}/u;

/** Does a replacement read as a person, so that a role or さん after it would be one too many? */
export const readsAsPerson = (replacement: string): boolean =>
  ENDS_AS_PERSON.test(compact(replacement).text) || ENDS_AS_PERSON_EN.test(replacement);

/** A name without さん, 様 or -san at its end. */
export function bareName(name: string): string {
  return name
    .trim()
    .replace(/[\s　]*(?:さん|さま|様|氏|殿|先生|[-\s](?:san|sama))$/iu, "")
    .trim();
}
