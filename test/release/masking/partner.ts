import { spec } from "../records.ts";

/** The people and customers that the sentences speak of, and every form in which they are written. */

export interface ListedPerson {
  readonly name: string;
  readonly alsoWritten: readonly string[];
  /** With さん or a role after them. */
  readonly spoken: readonly string[];
  /** Long enough to be a name without anything. */
  readonly full: readonly string[];
  readonly english: readonly string[];
}

export const PEOPLE: readonly ListedPerson[] = [
  {
    name: "篠ノ井 拓巳",
    alsoWritten: ["しののい", "シノノイ", "Shinonoi Takumi"],
    spoken: ["篠ノ井", "しののい", "シノノイ", "ｼﾉﾉｲ", "篠 ノ井", "篠\u200bノ井"],
    full: ["篠ノ井 拓巳", "篠ノ井拓巳", "篠ノ井　拓巳"],
    english: ["Shinonoi", "Takumi Shinonoi", "SHINONOI"],
  },
  {
    name: "林 恵子",
    alsoWritten: ["はやし", "Hayashi Keiko"],
    spoken: ["林", "はやし", "林 恵子", "林恵子"],
    full: ["林 恵子", "林恵子"],
    english: ["Hayashi", "Keiko Hayashi"],
  },
  {
    name: "東 直樹",
    alsoWritten: ["アズマ"],
    spoken: ["東", "アズマ", "東直樹"],
    full: ["東 直樹", "東直樹"],
    english: [],
  },
  { name: "金 秀賢", alsoWritten: [], spoken: ["金", "金 秀賢"], full: ["金 秀賢", "金秀賢"], english: [] },
  {
    name: "髙澤 晋",
    alsoWritten: ["たかざわ", "Takazawa"],
    spoken: ["髙澤", "高沢", "高澤", "たかざわ"],
    full: ["髙澤 晋", "高沢晋"],
    english: ["Takazawa", "Takazawa"],
  },
  {
    name: "マルティネス・ホセ",
    alsoWritten: ["ホセ", "Martinez"],
    spoken: ["マルティネス・ホセ", "ﾏﾙﾃｨﾈｽ・ﾎｾ"],
    full: ["マルティネス・ホセ"],
    english: ["Martinez"],
  },
  {
    name: "五百旗頭 薫",
    alsoWritten: ["いおきべ"],
    spoken: ["五百旗頭", "いおきべ", "五百旗頭薫"],
    full: ["五百旗頭 薫", "五百旗頭薫"],
    english: [],
  },
  {
    name: "斎藤 武",
    alsoWritten: [],
    spoken: ["斎藤", "斉藤"],
    full: ["斎藤 武", "斎藤武", "斉藤武"],
    english: [],
  },
];

/** Customer as listed → the forms in which reps write it. */
export const CUSTOMERS: readonly (readonly [listed: string, forms: readonly string[]])[] = [
  [
    "株式会社ミカゲ精密",
    ["ミカゲ精密", "ﾐｶｹﾞ精密", "株式会社ミカゲ精密", "(株)ミカゲ精密", "みかげ精密", "ミカゲ 精密"],
  ],
  ["汀楓会病院", ["汀楓会病院", "医療法人汀楓会病院", "汀楓会　病院"]],
  ["瑞穂川フーズ株式会社", ["瑞穂川フーズ", "瑞穂川ﾌｰｽﾞ", "瑞穂川フーズ(株)"]],
  ["Kestrel Foods Ltd.", ["Kestrel Foods", "KESTREL FOODS", "Ｋｅｓｔｒｅｌ Foods"]],
];

/** One who agreed to be named, so that his name stays. */
export const NAMED = "白峰 亮";

export const SPEC = spec({
  partner: { key: "aoba", name: "青葉物産" },
  units: [
    { key: "br-mor", name: "盛岡支店", kind: "branch" },
    { key: "br-tak", name: "高松支店", kind: "branch" },
    { key: "br-mat", name: "松江支店", kind: "branch" },
    { key: "br-osk", name: "大阪支店", kind: "branch" },
    { key: "div-hc", name: "ヘルスケア事業部", kind: "division" },
  ],
  people: [
    ...PEOPLE.map(({ name, alsoWritten }, at) => ({
      key: `p${at}`,
      unit: "br-mor",
      name,
      role: "課長",
      also_written: alsoWritten,
    })),
    { key: "named", unit: "br-mor", name: NAMED, role: "部長", consent_to_name: true },
  ],
});
