import * as fc from "fast-check";

/** Japanese as people type it: every script, width and old form, with signs, emoji and what nobody sees. */
const CLUSTERS = [
  ...Array.from("引継担当者顧客支店大阪東京価格見積提案商談更新髙澤會齋𠮷"),
  ...Array.from("きぎくつのはにをがでりもけせあいう"),
  ...Array.from("リプレースサーバーフィルムヴェ"),
  ...Array.from("ﾘｽｰ"),
  "ｶﾞ",
  "ﾌﾟ",
  "か\u3099",
  "ハ\u309a",
  ...Array.from("ABcdＳＦ12３４"),
  ...Array.from("、。・-~+%&*()/"),
  " ",
  "　",
  "\n",
  "㈱",
  "㍿",
  "👩‍💻",
  "🇯🇵",
  "👍🏽",
  "葛\u{E0100}",
  "é",
  "e\u0301",
  "\u200b引",
];

const anyCluster = fc.constantFrom(...CLUSTERS);

export const anyText = fc.array(anyCluster, { maxLength: 40 }).map((parts) => parts.join(""));

const segmenter = new Intl.Segmenter("ja", { granularity: "grapheme" });

/** A text as a reader counts its characters. */
export const clusters = (text: string): string[] =>
  Array.from(segmenter.segment(text), ({ segment }) => segment);
