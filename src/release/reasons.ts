import type { Reason } from "../store/store.ts";

/**
 * Why an entry waits. A *blocker* can only be removed by changing the record; a *question* is answered by a
 * person who approves the very text that is shown.
 */
export type ReasonCode =
  | "unreadable"
  | "consent_refused"
  | "replacement_missing"
  | "name_left"
  | "unit_named"
  | "private_text"
  | "consent_unclear"
  | "term_too_short"
  | "held"
  | "revoked"
  | "rare_customer"
  | "name_proposed";

const REASONS = {
  unreadable: {
    isBlocker: true,
    ja: "元の記録が読めません。書式を直すと、次の同期で判定し直します",
    en: "The record cannot be read; once it is mended, the next sync decides again",
  },
  consent_refused: {
    isBlocker: true,
    ja: "共有の了承が「不可」です",
    en: "Consent to share was refused",
  },
  replacement_missing: {
    isBlocker: true,
    ja: "伏せる語に置換が書かれていないため、この事業部・拠点の中にとどめます",
    en: "A term of the mask list has no replacement, so the entry stays in its unit",
  },
  name_left: {
    isBlocker: true,
    ja: "伏せるべき語や連絡先が、置換した後の文面に残っています",
    en: "A term to be masked, or a contact, is still in the text after masking",
  },
  unit_named: {
    isBlocker: true,
    ja: "了承がないのに、出どころの事業部・拠点が分かる文面です",
    en: "The text tells which unit it comes from, without consent",
  },
  private_text: {
    isBlocker: true,
    ja: "非共有メモの文が、共有する文面にも書かれています",
    en: "A passage of the private notes is also in the text to be shared",
  },
  consent_unclear: {
    isBlocker: false,
    ja: "共有の了承の書き方から、共有してよいか判断できません",
    en: "What is written as consent does not say whether this may be shared",
  },
  term_too_short: {
    isBlocker: false,
    ja: "一文字の伏せる語は見分けられません。文面を確かめてください",
    en: "A mask term of one character cannot be told apart; please check the text",
  },
  held: { isBlocker: true, ja: "担当者が保留にしました", en: "Put on hold by a person" },
  name_proposed: {
    isBlocker: false,
    ja: "名簿にも伏せる語にもない、人の名前らしい語があります。伏せる語に加えるか、このまま承認してください",
    en: "A word looks like a name and is on no list: add it to the mask list, or approve the text as it is",
  },
  rare_customer: {
    isBlocker: false,
    ja: "業種・規模・地域・時期の組み合わせが同じ顧客は3社未満です。名前を伏せても、どこの話か分かるかもしれません",
    en: "Fewer than three customers share this trade, size, region and month; whose story it is may be guessed",
  },
  revoked: { isBlocker: true, ja: "担当者が共有を取り消しました", en: "Revoked by a person" },
} as const satisfies Record<ReasonCode, { isBlocker: boolean; ja: string; en: string }>;

/** The reason with its text for people. */
export function reason(code: ReasonCode): Reason {
  const { ja, en } = REASONS[code];
  return { code, text: { ja, en } };
}

/** Must the record change before the entry can be released? */
export const isBlocker = (code: ReasonCode): boolean => REASONS[code].isBlocker;
