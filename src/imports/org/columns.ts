import { foldLabel } from "../../model/fields.ts";
import type { UnitKind } from "../../model/spec.ts";
import { cellText } from "./cell.ts";
import { kindOfWord } from "./kind.ts";
import { TITLE } from "./roles.ts";

/** What a column of a list is about. */
export type ColumnField =
  | "name"
  | "level"
  | "kind"
  | "head"
  | "person"
  | "role"
  | "headcount"
  | "note"
  | "parent"
  | "alias"
  | "former"
  | "english"
  | "key"
  | "number"
  | "company"
  | "area"
  | "kgi"
  | "kpis"
  | "products"
  | "strategy"
  | "tactics"
  | "appraisal"
  | "trait"
  | "crm"
  | "since"
  | "until"
  /** Known, and deliberately not read: our own people, telephone numbers. */
  | "other";

export interface Column {
  readonly index: number;
  readonly field: ColumnField;
  /** Its heading, as written. */
  readonly label: string;
  /** Levels: how far up, 0 being the top. */
  readonly rank?: number;
  /** Levels: the kind that the heading says. */
  readonly kind?: UnitKind;
  /** People: the title that the heading says. */
  readonly title?: string;
}

/** The column that a heading announces; undefined if the heading is not known. */
export function columnFrom(index: number, heading: string): Column | undefined {
  const label = cellText(heading);
  const word = headingWord(label);
  if (word === "") return undefined;
  const plain = PLAIN.find(
    ({ field, words }) => words.test(word) && !(LOOSE.has(field) && isUnit(word)),
  )?.field;
  if (plain !== undefined) return { index, field: plain, label };
  const title = titleOf(word);
  if (title !== undefined) return { index, label, ...title };
  const level = levelOf(word);
  if (level !== undefined) return { index, field: "level", label, ...level };
  const late = LATE.find(({ words }) => words.test(word))?.field;
  return late === undefined ? undefined : { index, field: late, label };
}

/** A heading without white space, remarks in brackets and footnote marks. */
function headingWord(label: string): string {
  const folded = foldLabel(label);
  const bare = folded.replace(/[([【〔<].*?[)\]】〕>]/gu, "").replace(/[※*:#■●◆]/gu, "");
  return bare === "" ? folded.replace(/[([【〔<)\]】〕>※*:■●◆]/gu, "") : bare;
}

/** Fields told by a part of their heading, so that 複合機製品事業部 could be taken for a heading of products. */
const LOOSE: ReadonlySet<ColumnField> = new Set([
  "other",
  "crm",
  "english",
  "headcount",
  "kgi",
  "kpis",
  "appraisal",
  "products",
  "strategy",
  "tactics",
  "trait",
]);
const isUnit = (word: string): boolean =>
  /(?:[部課室店社所係]|センター|オフィス|エリア|グループ|チーム|カンパニー|branch|division|office)$/u.test(
    word,
  );

interface Known {
  readonly field: ColumnField;
  readonly words: RegExp;
}

const PLAIN: readonly Known[] = [
  { field: "number", words: /^(?:no\.?|№|#|番号|連番|項番|通番|順番?|項|番|seq\.?)$/u },
  { field: "other", words: /^(?:弊社|当社|自社|わが社|我が社|メーカー側?)|^担当営業|^our/u },
  {
    field: "other",
    words: /電話|^tel|fax|mail|メール|url|郵便|phone|売上|予算|目標|実績|revenue|budget|target/u,
  },
  { field: "other", words: /カナ|かな|フリガナ|ふりがな|読み|よみ$/u },
  { field: "crm", words: /crm|sfa|アカウントid|取引先id|顧客コード|accountid|account_id/u },
  {
    field: "key",
    words:
      /^(?:キー|key|code|id|unit_?id|unitcode|(?:部署|組織|拠点|部門|支店|事業部|ユニット)?(?:コード|id|キー))$/u,
  },
  {
    field: "company",
    words: /^(?:会社名?|企業名?|法人名|社名|company(?:name)?|パートナー(?:名|企業)?|partner)$/u,
  },
  { field: "english", words: /英名|英語|英文|英字|^english|name_?en$|nameinenglish|englishname/u },
  {
    field: "former",
    words: /^旧(?:称|名称?|(?:部署|組織|部門|支店|拠点|会社)名?)$|^前身$|^former|^previous/u,
  },
  {
    field: "alias",
    words:
      /^(?:略称|別名|別称|通称|愛称|呼称|呼び名|略号|略|社内呼称|短縮名|alias(?:es)?|aka|shortname|short|abbr.*|nicknames?)$/u,
  },
  {
    field: "parent",
    words:
      /^(?:親(?:部署|組織|部門|ユニット|拠点|コード|キー|id)?名?|上位.*|所属先?|所属(?:部署|部門|組織|事業部|本部|ユニット).*|直属.*|統括(?:部署|部門|組織|本部).*|管轄(?:部署|部門|組織|本部)|parent.*|belongsto|reports?to|under)$/u,
  },
  {
    field: "area",
    words:
      /^(?:(?:担当|管轄|営業|販売|活動)?(?:エリア|地域|地区|テリトリー|ブロック|地方)|(?:本社|支店|拠点)?(?:所在地|住所|所在)|勤務地|都道府県)名?$|^(?:sales)?(?:area|region|territory)|^location|^address|^city|^prefecture/u,
  },
  { field: "kgi", words: /kgi/u },
  { field: "kpis", words: /kpi|重点指標/u },
  { field: "appraisal", words: /評価|appraisal|evaluation/u },
  { field: "products", words: /注力|重点商材|主力商材|取扱|商材|製品|products?/u },
  { field: "strategy", words: /戦略|方針|strategy/u },
  { field: "tactics", words: /戦術|施策|tactics/u },
  {
    field: "headcount",
    words:
      /人数|人員|員数|要員|在籍数|社員数|従業員数|営業員|営業マン|headcount|employees|numberof(?:people|staff|reps|employees)|^(?:sales)?(?:staff|people|reps?)$|salesforce|^fte$/u,
  },
  {
    field: "note",
    words:
      /^(?:備考.*|メモ|注記?|補足|コメント|摘要|その他|特記.*|状況|状態|ステータス|notes?|remarks?|comments?|memo|status)$/u,
  },
  { field: "trait", words: /特徴|特色|特性|^traits?$|characteristics/u },
  {
    field: "since",
    words: /^(?:設立|新設|開設|発足|有効開始|適用開始|開始)(?:年月)?日?$|validfrom|^since$|^opened$/u,
  },
  { field: "until", words: /^(?:有効終了|適用終了|終了|廃止)(?:年月)?日?$|validto|^until$|^closed$/u },
  {
    field: "kind",
    words:
      /^(?:種別|区分|種類|分類|形態|(?:組織|部署|拠点|ユニット)(?:区分|種別|種類|形態|タイプ)|カテゴリー?|タイプ|(?:unit)?(?:kind|type)|category)$/u,
  },
  { field: "role", words: /^(?:役職名?|職位|肩書き?|role|title|position|jobtitle)$/u },
  {
    field: "head",
    words:
      /^(?:(?:組織|拠点|部署|部門)?責任者(?:名|氏名)?|(?:組織|部署|所属|箇所|ユニット)長名?|長|代表者?名?|リーダー名?|トップ|キーマン|headofunit|unithead|heads?|leaders?|managers?|incharge|personincharge|managedby)$/u,
  },
  {
    field: "person",
    words:
      /^(?:担当者?名?|氏名|お名前|メンバー|構成員|社員名|contacts?|contactperson|persons?|members?|fullname)$/u,
  },
  {
    field: "name",
    words:
      /^(?:名称|名前|(?:部署|組織|ユニット|所属|団体|支社支店|事業部拠点|部門拠点)名?称?|(?:unit|organi[sz]ation|org)s?(?:name)?|name|(?:事業部|部門|本部|部署|支社)[/・、or]*(?:拠点|支店|営業所)名?|(?:divisions?|departments?)[/,&]*(?:branch(?:es)?|offices?)|(?:支店|拠点)[/・]+(?:事業部|部門)名?)$/u,
  },
];

/** Words that would swallow more special ones if they came first. */
const LATE: readonly Known[] = [
  {
    field: "name",
    words:
      /(?:部署|組織|部門|拠点|支店|支社|事業部|営業所)(?:名|名称)$|(?:unit|office|branch|division|department|team)name$/u,
  },
  { field: "head", words: /責任者|長(?:名|氏名)$/u },
  { field: "person", words: /担当者|氏名/u },
];

const ONE_TITLE = new RegExp(`^(?:${TITLE})$`, "iu");

/** 支店長, 部長/支店長, 課長: who leads, or who else is there. */
function titleOf(word: string): Pick<Column, "field" | "title"> | undefined {
  const bare = word.replace(/(?:の?氏名|名|さん|様)$/u, "");
  const titles = bare.split(/[/・、,&]|または|or/u);
  if (!titles.every((title) => ONE_TITLE.test(title)) || /^[a-z]/u.test(bare)) return undefined;
  const isHead = titles.some(
    (title) => /(?:部|店|社|所|門|拠点|センター|カンパニー|場)長$/u.test(title) && !title.startsWith("副"),
  );
  const [title = ""] = titles;
  return { field: isHead ? "head" : "person", ...(titles.length === 1 && { title }) };
}

const LEVELS: readonly { rank: number; words: RegExp }[] = [
  { rank: 0, words: /^(?:本社(?:部門)?|headoffice|hq)$/u },
  { rank: 1, words: /^(?:カンパニー|事業本部|統括本部|営業本部|本部|company|businessgroup)$/u },
  { rank: 2, words: /^(?:部門|事業部門|sector)$/u },
  { rank: 3, words: /^(?:事業部|ディビジョン|divisions?|bu|businessunits?)$/u },
  { rank: 4, words: /^(?:部|統括部|営業部|departments?|dept)$/u },
  { rank: 5, words: /^(?:支社)$/u },
  { rank: 6, words: /^(?:支店|拠点|営業拠点|店舗?|branch(?:es)?|sites?|offices?|salesoffices?)$/u },
  { rank: 7, words: /^(?:営業所|オフィス|センター|事業所)$/u },
  { rank: 8, words: /^(?:課|室|グループ|チーム|係|sections?|teams?|groups?)$/u },
  { rank: 9, words: /^(?:出張所|駐在所)$/u },
];

function levelOf(word: string): Pick<Column, "rank" | "kind"> | undefined {
  const numbered = /^第?(\d)(?:階層|次|レベル|層)(?:組織)?$|^(?:階層|組織|レベル|部署|level|l)(\d)$/u.exec(
    word,
  );
  if (numbered !== null) return { rank: Number(numbered[1] ?? numbered[2]) };
  const sized = ["大", "中", "小"].findIndex((size) => word === `${size}分類` || word === `${size}区分`);
  if (sized >= 0) return { rank: sized };
  const parts = word.replace(/(?<=.)(?:名称|名|name)$/u, "").split(/[/・、,&]|または|or(?=[a-z]{4})/u);
  const ranks = parts.map((part) => LEVELS.find(({ words }) => words.test(part))?.rank);
  const [rank] = ranks;
  if (rank === undefined || ranks.includes(undefined)) return undefined;
  const kinds = new Set(
    parts.map((part) =>
      /^(?:部|課|室|グループ|チーム|係)$/u.test(part) ? undefined : kindOfWord(part)?.kind,
    ),
  );
  const [kind] = kinds;
  return { rank, ...(kinds.size === 1 && kind !== undefined && { kind }) };
}
