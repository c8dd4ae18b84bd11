import type { Text } from "../language.ts";
import { foldWithMap } from "../search/normalize.ts";
import type { MaskSpan } from "./mask.ts";

/**
 * E-mail addresses, phone numbers and web addresses: found by form alone, in any width and with any dash, and
 * always replaced. Dates, amounts and order numbers are not phone numbers.
 */
export function contactSpans(text: string): MaskSpan[] {
  const folded = foldWithMap(text);
  const found: MaskSpan[] = [];
  for (const { pattern, replacement, accepts } of CONTACTS) {
    for (const match of folded.text.matchAll(pattern)) {
      if (accepts && !accepts(match[0])) continue;
      const last = match.index + match[0].length - 1;
      const [start, end] = [folded.starts[match.index] ?? 0, folded.ends[last] ?? 0];
      if (found.every((span) => end <= span.start || start >= span.end))
        found.push({ start, end, replacement });
    }
  }
  return found;
}

interface Contact {
  readonly pattern: RegExp;
  readonly replacement: Text;
  readonly accepts?: (found: string) => boolean;
}

const digits = (text: string): number => text.replace(/\D/gu, "").length;
const PHONE: Text = { ja: "〔電話番号〕", en: "[phone number]" };
const URL: Text = { ja: "〔URL〕", en: "[URL]" };
const TOP_LEVEL =
  "com|net|org|info|biz|jp|io|co|app|dev|cloud|site|online|shop|tokyo|edu|gov|example|test|local";

/** Not inside a longer number, and not what is said to be the number of an order or a product. */
const NOT_IN_NUMBER =
  "(?<![\\d.,/-])(?<!(?:(?:受注|注文|発注|契約|見積書?|請求書?|案件|製品|管理|伝票)(?:番号|no\\.?)|型番|品番)\\s?[:：]?\\s?)";

/** In their order: what is part of a web address or of an e-mail address goes with it. */
const CONTACTS: readonly Contact[] = [
  { pattern: /(?:https?|ftp|file|obsidian|notion):\/+[^\s<>"'()「」『』、。]+/gu, replacement: URL },
  {
    pattern:
      /(?:mailto:)?[a-z0-9._%+'-]+\s?(?:@|[(［[【<](?:at|あつと(?:ま-?く)?)[)］\]】>])\s?[\p{L}\p{N}-]+(?:\s?(?:\.|\(dot\)|\[dot\])\s?[\p{L}\p{N}-]+)*\s?(?:\.|\(dot\)|\[dot\])\s?[a-z][a-z0-9-]+/gu,
    replacement: { ja: "〔メールアドレス〕", en: "[e-mail address]" },
  },
  {
    pattern: new RegExp(
      `(?<![a-z0-9.-])(?:[a-z0-9-]+\\.)+(?:${TOP_LEVEL})(?![a-z0-9])(?:[:/?#][^\\s<>"'()「」『』、。]*)?`,
      "gu",
    ),
    replacement: URL,
  },
  {
    // +81-3-1234-5678, +1 (415) 555-0100
    pattern: /\+\s?\d[\d\s().ー-]{6,18}\d/gu,
    replacement: PHONE,
    accepts: (found) => digits(found) >= 8 && digits(found) <= 15,
  },
  {
    // 03-1234-5678, (03)1234-5678, 03(1234)5678, 090 1234 5678, 0120-000-000
    pattern: new RegExp(
      `${NOT_IN_NUMBER}\\(?0\\d{1,4}\\)?[\\s.ー(/-]{0,3}\\d{1,4}[\\s.ー)/-]{1,3}\\d{3,4}(?![\\d/])`,
      "gu",
    ),
    replacement: PHONE,
    accepts: (found) => digits(found) >= 10 && digits(found) <= 11,
  },
  { pattern: new RegExp(`${NOT_IN_NUMBER}0[1-9]\\d{8,9}(?!\\d)`, "gu"), replacement: PHONE },
  {
    pattern:
      /(?:(?<![a-z])(?:tel|fax|phone|ext)|電話番号|電話|携帯|内線|直通)\.?は?\s?[:：]?\s?(?!\d{4}-\d\d?-\d\d?(?!\d))\d[\d\sー-]{2,12}\d(?!\s?[年月日時分件回人名社円本台%,.]|\d)/gu,
    replacement: PHONE,
  },
];
