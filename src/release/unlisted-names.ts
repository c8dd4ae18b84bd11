import { compact } from "./compact.ts";
import { SURNAMES } from "./surnames.ts";

/**
 * Words that look like somebody's name and are on no list: 細野さん, 葛城課長, Mr. Hobbs. Nobody can tell for certain,
 * so they are proposed to a person; a word for a function (お客様, 経理部長, 業者さん) is none.
 */
export function unlistedNames(text: string, isKnown: (name: string) => boolean): string[] {
  const plain = text.normalize("NFKC");
  const found = [
    ...namesBefore(plain, POLITE, (run) => nameIn(run, isFunction)),
    ...namesBefore(plain, ROLE, surnameIn),
    ...[...plain.matchAll(LATIN_TITLED)].map((match) => match[1] ?? match[2] ?? ""),
  ];
  return [...new Set(found)].filter((name) => name !== "" && !isKnown(name) && !LATIN_FUNCTIONS.has(name));
}

const RUN = "[\\p{Script=Han}々ヶケ]{1,6}|[\\p{Script=Katakana}ー・]{2,12}";
/** さん and the like, unless it goes on as another word: 氏名, 様式, 殿堂. */
const POLITE = new RegExp(`(${RUN})[ 　]?(?:さん|さま|様|氏|殿|くん|君)(?![名族神式子相々態堂下主臨])`, "gu");
const ROLE = new RegExp(
  `(${RUN})[ 　]?(?:営業所長|事業部長|支店長|支社長|本部長|部長|次長|課長|係長|主任|主査|店長|所長|工場長|社長|専務|常務|会長|院長|事務長|師長|園長|先生)`,
  "gu",
);
const LATIN_TITLED = /\b(?:Mr|Mrs|Ms|Dr)\.?\s+(\p{Lu}[\p{L}'-]+)|\b(\p{Lu}\p{Ll}+)[- ](?:san|sama)\b/gu;
const LATIN_FUNCTIONS = new Set(["Customer", "Manager", "President", "Director"]);

function namesBefore(text: string, pattern: RegExp, nameOf: (run: string) => string): string[] {
  return [...text.matchAll(pattern)].map((match) => nameOf(match[1] ?? ""));
}

/** The name at the end of a run of kanji: 田中 in 担当田中. Empty if the run is a word for a function. */
function nameIn(run: string, isOther: (word: string) => boolean): string {
  if (isOther(run)) return "";
  const known = surnameIn(run);
  if (known !== "") return known;
  const prefix = PREFIXES.find((word) => run.startsWith(word) && run.length > word.length);
  const rest = prefix === undefined ? run : run.slice(prefix.length);
  return isOther(rest) || (/\p{Script=Han}/u.test(rest) && Array.from(rest).length > 4) ? "" : rest;
}

/** The longest family name that a run ends with, standing alone or after the word for a function. */
function surnameIn(run: string): string {
  for (let length = Math.min(4, run.length); length >= 1; length -= 1) {
    const name = run.slice(-length);
    const before = run.slice(0, -length);
    if (SURNAMES.has(name) && (before === "" || isFunction(before) || PREFIXES.includes(before))) return name;
  }
  return "";
}

/** Words that a name may follow without a break. */
const PREFIXES = (
  "担当 前任 後任 新任 故 元 前 現 同 同社 同店 同院 同部 当時 課長 部長 店長 所長 主任 係長 社長 専務 常務 営業 窓口 弊社 当社 先方 客先 相手 購買 総務 経理 " +
  "現場 本社 本部 支店 工場 施設 病院 料理長 栄養士 看護師 事務 受付 責任者 担当者 若手 新人 先輩 後輩 上司 部下 同僚"
)
  .split(" ")
  .toSorted((a, b) => b.length - a.length);

/** Endings of words for a function, a trade or a place: 業者, 得意先, 支店; and of longer ones: 看護師, 総務部, 企画室. */
const FUNCTION_ENDING = new RegExp(
  "(?:者|人|先|店|屋|社|課|係|長|員|客|士|側|院|所|局|署|庁|園|校|会|組|隊|班|団|役|達|様|殿|氏|" +
    "..(?:部|室|師|生|家|手|主|方|館|官|中|間|元|医|町|市|県|区|村|駅|寺|女|男|連)|" +
    "社長|センター|チーム|グループ|メーカー|スタッフ|ユーザー|オーナー|ドライバー|マネージャー|リーダー|メンバー|パートナー|ベンダー|バイヤー|" +
    "ディーラー|サポート|パート|アルバイト|ホテル|スーパー|クリニック|ショップ|サービス|システム|ソフト|デスク)$",
  "u",
);

/** Words that さん or 様 follows as a matter of course, and kanji that make another word with it: 仕様, 同様. */
const FUNCTIONS: ReadonlySet<string> = new Set(
  (
    "客 御客 皆 皆々 奥 旦那 神 仏 王 殿 若 姫 お互い 互 仕 同 模 多 異 一 有 何 今 各 両 某 諸 貴 彼 母 父 兄 姉 弟 妹 孫 娘 息子 婆 爺 叔父 叔母 祖父 祖母 嫁 婿 " +
    "総務 経理 人事 購買 営業 技術 製造 開発 企画 法務 広報 物流 資材 品証 品質保証 情シス 財務 監査 秘書 受付 現場 本社 本部 支社 支店 工場 倉庫 " +
    "常連 馴染 馴染み 新規 既存 一見 大口 小口 個人 法人 施主 店主 荷主 学生 生徒 医師 教師 相手 選手 職人 親方 大将 女将 板前 監督 先生 先輩 後輩 上司 部下 同僚 新人 若手 委託 委託先 元請 下請 協力会社 取引先 得意先 仕入先 客先 納品先 顧客 御社 弊社 貴社 当社 " +
    "患者 利用者 入居者 家族 保護者 生徒 学生 園児 児童 隣 隣人 近所 地元 相手 担当 後任 前任 窓口 運転手 配達員 看護 介護 栄養 調理 清掃 警備 整備 施工 設計 " +
    "農家 漁師 大工 左官 電気屋 水道屋 税理士 会計士 社労士 弁護士 銀行 信金 役所 市役所 県庁 商工会 組合 農協 漁協 卸 問屋 小売 料亭 旅館 宿 農協 生協 " +
    "オーナー メーカー ユーザー ドライバー バイヤー パート スタッフ ヘルパー ケアマネ ゼネコン ハウスメーカー サブコン コンサル エンジニア トラック 赤 子供 子 猫 犬 鬼 福"
  ).split(" "),
);

/** In the west of Japan 渡さん says that somebody does not hand it over. */
const NEGATED_VERB = /[出話渡返消押貸指直残回探放外落起示増流冷壊試許隠倒戻刺]$/u;

const isFunction = (word: string): boolean =>
  FUNCTIONS.has(word) ||
  (NEGATED_VERB.test(word) && !SURNAMES.has(word)) ||
  (FUNCTION_ENDING.test(word) && !SURNAMES.has(word)) ||
  compact(word).text === "";
