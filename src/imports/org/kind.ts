import type { Language } from "../../language.ts";
import { foldLabel } from "../../model/fields.ts";
import type { UnitKind } from "../../model/spec.ts";

/** The end of a unit's name. `kind` is missing where it does not decide: a 課 belongs to what it is part of. */
interface Ending {
  readonly text: string;
  readonly kind?: UnitKind;
  /** What its head is called. */
  readonly head: string;
}

const ENDINGS: readonly Ending[] = [
  { text: "事業本部", kind: "division", head: "事業本部長" },
  { text: "事業部", kind: "division", head: "事業部長" },
  { text: "カンパニー", kind: "division", head: "カンパニー長" },
  { text: "ディビジョン", kind: "division", head: "ディビジョン長" },
  { text: "統括本部", kind: "division", head: "統括本部長" },
  { text: "本部", kind: "division", head: "本部長" },
  { text: "部門", kind: "division", head: "部門長" },
  { text: "チャネル", kind: "division", head: "責任者" },
  { text: "チャンネル", kind: "division", head: "責任者" },
  { text: "統括部", kind: "division", head: "統括部長" },
  { text: "支社", kind: "branch", head: "支社長" },
  { text: "支店", kind: "branch", head: "支店長" },
  { text: "本店", kind: "branch", head: "本店長" },
  { text: "営業所", kind: "branch", head: "営業所長" },
  { text: "出張所", kind: "branch", head: "出張所長" },
  { text: "事業所", kind: "branch", head: "事業所長" },
  { text: "事務所", kind: "branch", head: "事務所長" },
  { text: "駐在所", kind: "branch", head: "所長" },
  { text: "オフィス", kind: "branch", head: "オフィス長" },
  { text: "センター", kind: "branch", head: "センター長" },
  { text: "サテライト", kind: "branch", head: "責任者" },
  { text: "拠点", kind: "branch", head: "拠点長" },
  { text: "店", kind: "branch", head: "店長" },
  { text: "部", kind: "division", head: "部長" },
  { text: "グループ", head: "グループ長" },
  { text: "チーム", head: "チームリーダー" },
  { text: "課", head: "課長" },
  { text: "室", head: "室長" },
  { text: "係", head: "係長" },
];

const HEAD_OFFICE_JOB =
  "管理|業務管理|経営企画|経営管理|経営戦略|人事|総務|情報システム|情シス|法務|経理|財務|社長|秘書|内部監査|監査|広報|購買";
const HEAD_OFFICE = new RegExp(
  `(?:(?:${HEAD_OFFICE_JOB})(?:・?(?:${HEAD_OFFICE_JOB}))*(?:統括)?(?:本部|部門|部|室|課|グループ|チーム)?|コーポレート(?:本部|部門|部)?|本社(?:部門|機能)?)$`,
  "u",
);
/** Endings that outweigh what stands before them: 情報システム事業部 sells systems. */
const OUTWEIGHS = /(?:事業本部|事業部|カンパニー|支社|支店|営業所|出張所|事業所|オフィス|店)$/u;

const ENGLISH_HEAD_OFFICE =
  /\b(?:head ?office|headquarters|hq|corporate (?:planning|services?)|human resources|hr|finance|accounting|legal|administration|it department|information systems)(?: (?:department|dept\.?|team|group))?$/iu;
const ENGLISH_BRANCH = /\b(?:branch(?: office)?|office|site|store|cent(?:er|re)|depot|outpost)$/iu;
const ENGLISH_DIVISION = /\b(?:division|div\.?|business unit|bu|channel|practice|business group|sector)$/iu;
const ENGLISH_DEPARTMENT = /\b(?:department|dept\.?|group|team|section|unit)$/iu;

/** The kind that a name itself says, by its ending. Undefined for a bare name, and for a 課 or a team. */
export function kindOfName(written: string): UnitKind | undefined {
  const name = withoutBrackets(written);
  if (HEAD_OFFICE.test(name) && !OUTWEIGHS.test(name)) return "hq";
  const ending = endingOf(name);
  if (ending !== undefined) return ending.kind;
  if (ENGLISH_HEAD_OFFICE.test(name)) return "hq";
  if (ENGLISH_BRANCH.test(name)) return "branch";
  if (ENGLISH_DIVISION.test(name)) return "division";
  return undefined;
}

/** Whether a name ends as units' names do. */
export const hasEnding = (name: string): boolean =>
  kindOfName(name) !== undefined ||
  endingOf(name) !== undefined ||
  ENGLISH_DEPARTMENT.test(withoutBrackets(name));

/** 公共事業部(東京) ends like 公共事業部. */
const withoutBrackets = (name: string): string => name.replace(/\s*\([^()]*\)$/u, "") || name;

/** A name without its ending: 札幌 of 札幌支店. The name itself where nothing would be left. */
export function stemOf(name: string): string {
  const bare = withoutBrackets(name);
  const ending = endingOf(name)?.text;
  const stem =
    ending === undefined
      ? [ENGLISH_BRANCH, ENGLISH_DIVISION, ENGLISH_DEPARTMENT]
          .map((english) => bare.replace(english, "").trim())
          .find((each) => each !== bare && each !== "")
      : bare.slice(0, -ending.length).trim();
  return stem === undefined || stem === "" ? name : stem + name.slice(bare.length);
}

/** What the head of a unit is called, going by the first of its names that has an ending, else by its kind. */
export function headRole(names: readonly string[], kind: UnitKind, language: Language): string {
  if (language === "en") return ENGLISH_HEADS[kind];
  return names.map((name) => endingOf(name)?.head).find((head) => head !== undefined) ?? JAPANESE_HEADS[kind];
}

const ENGLISH_HEADS = { division: "Division head", branch: "Branch manager", hq: "Head" } as const;
const JAPANESE_HEADS = { division: "事業部長", branch: "拠点長", hq: "責任者" } as const;

const endingOf = (name: string): Ending | undefined =>
  ENDINGS.find(({ text }) => withoutBrackets(name).endsWith(text));

const KIND_WORDS: readonly { kind: UnitKind; words: RegExp }[] = [
  {
    kind: "hq",
    words:
      /^(?:本社|本社部門|本社機構|本社機能|本社スタッフ|管理|管理部門|間接部門|スタッフ部門|スタッフ|コーポレート|コーポレート部門|hq|head ?office|headquarters|corporate|back ?office)$/u,
  },
  {
    kind: "branch",
    words:
      /^(?:支店|支社|営業所|出張所|営業拠点|地方拠点|全国拠点|国内拠点|地域拠点|拠点|オフィス|センター|事業所|店舗?|支|営|出|br|branch(?:es)?|branch offices?|sales offices?|offices?|sites?|regional offices?)$/u,
  },
  {
    kind: "division",
    words:
      /^(?:事業部|事業部門|事業本部|本部|統括本部|営業本部|部門|部|営業部|統括部|カンパニー|ディビジョン|チャネル|事|div|divisions?|business units?|bus?|departments?|companies)$/u,
  },
];
/** Words that say no more than the kind does. */
const PLAIN =
  /^(?:事業部|事業部門|拠点|本社|本社部門|事|支|営|出|div|divisions?|br|branch(?:es)?|hq|head ?office|headquarters)$/u;

/** The kind that a word of a list says (事業部, 支社, Sales offices), and the word where it says more. */
export function kindOfWord(text: string): { kind: UnitKind; label?: string } | undefined {
  const word = text
    .normalize("NFKC")
    .toLowerCase()
    .trim()
    .replace(/(?:の?一覧|リスト|名簿|の部|関係|関連| list)$/u, "");
  const kinds = new Set(
    word.split(/\s*[/・,、&]\s*/u).map((part) => KIND_WORDS.find(({ words }) => words.test(part))?.kind),
  );
  const [kind] = kinds;
  if (kinds.size !== 1 || kind === undefined) return undefined;
  return PLAIN.test(word) || foldLabel(word) !== foldLabel(text) ? { kind } : { kind, label: text };
}
