import { foldLabel } from "../../model/fields.ts";
import { baseName } from "../table.ts";
import { cellText, isJapanese } from "./cell.ts";
import type { ListReading } from "./list-reading.ts";
import { romanise } from "./romanise.ts";
import { isSlug, slugify } from "./slug.ts";

/** What the partner is called, and by which key, as far as a list tells. */
export interface ListedPartner {
  readonly key: string;
  readonly name: string;
}

/**
 * The partner of a list: named by a column or by a line above the list, else by the file. The key is given,
 * else made from the name or the file's name.
 */
export function partnerFromList(
  titles: readonly string[],
  companies: readonly string[],
  partnerKey: string | undefined,
  reading: ListReading,
): ListedPartner {
  const written = companyOf(companies) ?? titles.map(companyIn).find((name) => name !== undefined);
  const ofFile = fileSlug(reading.file);
  const key = partnerKey ?? (keyFromName(written) || ofFile || "partner");
  const name = written ?? (fileWords(reading.file) || key);
  if (written === undefined) nameUnknown(name, reading);
  if (partnerKey === undefined) keyMade(key, name, reading);
  return { key, name };
}

/** A column for the company that always says the same. */
function companyOf(companies: readonly string[]): string | undefined {
  const names = new Map(companies.map((company) => [foldLabel(company), cellText(company)]));
  const [name] = names.values();
  return names.size === 1 && name !== undefined && name !== "" ? fullForm(name) : undefined;
}

const LEGAL_FORM =
  /株式会社|有限会社|合同会社|\(株\)|\(有\)|,?\s\b(?:inc|corp|corporation|co\.?,? ?ltd|ltd|llc|k\.k|gmbh|plc)\b\.?/iu;
const LIST_WORDS =
  /\s*(?:の?(?:営業)?(?:組織図|組織一覧表?|組織表|組織体制表?図?|組織|体制図|体制表|拠点一覧|部署一覧|営業体制|名簿|一覧表?|リスト)|organi[sz]ation(?:al)? (?:chart|list|overview)|org\.? chart|list of (?:units|offices))/iu;
const DATES =
  /\s*[([]?(?:(?:19|20)\d{2}\s*(?:年度?|[-/.])?\s*(?:\d{1,2}\s*(?:月|[-/.])?)?\s*(?:\d{1,2}日?)?|(?:令和|平成|R|H)\s*\d{1,2}[年.]?(?:\d{1,2}月?)?|(?:as of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* \d{4}|fy\s?\d{2,4})\s*(?:現在|版|時点|改訂|更新)?[)\]]?/giu;

/** 株式会社 before or behind a name without spaces; one space may part them. */
const FORM = "(?:株式会社|有限会社|合同会社|\\(株\\)|\\(有\\))";
const NAME = "[^\\s()【】■●◆:,]+?";
const JAPANESE_COMPANY = new RegExp(
  `${FORM} ?${NAME}(?=$|[\\s()【】:,]|の?組織|の?営業体制|の?拠点)|${NAME} ?${FORM}`,
  "u",
);

/** The company that a line above a list names. An addressee (御中) or an author is not the partner. */
function companyIn(title: string): string | undefined {
  const text = cellText(title);
  if (/御中|様$|作成|提供|発行|出典|社外秘|^to:|prepared by|confidential/iu.test(text)) return undefined;
  const whole = JAPANESE_COMPANY.exec(text)?.[0];
  if (whole !== undefined) return fullForm(whole);
  const listWord = LIST_WORDS.exec(text);
  const isCompany = LEGAL_FORM.test(text);
  if (listWord === null && !isCompany) return undefined;
  // 組織図 at the beginning says nothing of what follows; a company is one by its legal form.
  if (listWord?.index === 0 && !isCompany) return undefined;
  const before =
    listWord !== null && listWord.index > 0 ? text.slice(0, listWord.index) : text.replace(LIST_WORDS, "");
  const name = before
    .replace(DATES, " ")
    .replace(/^[\s:·•■●◆【[<|~–—-]+|[\s:·•】\]>|~–—,-]+$/gu, "")
    .replace(/\s+/gu, " ");
  const isUnitOnly = !isCompany && /(?:部|課|室|支店|支社|事業部|本部)$/u.test(name);
  return name === "" || name.length > 60 || isUnitOnly ? undefined : fullForm(name);
}

/** (株) and ㈱ spelled out. */
function fullForm(name: string): string {
  return name.replace(/\s*\(株\)\s*/u, "株式会社").replace(/\s*\(有\)\s*/u, "有限会社");
}

/** Latin letters of a name, without its legal form; kana and known words too, but only if nothing is lost. */
function keyFromName(name: string | undefined): string {
  if (name === undefined) return "";
  const bare = name.replace(new RegExp(LEGAL_FORM, "giu"), " ").trim();
  return slugify(romanise(bare) ?? "").replace(/^-|-$/gu, "");
}

const COMMON_WORDS =
  /^(?:org|orgs|organi[sz]ation|organi[sz]ational|chart|list|sheet|book|data|units?|export|copy|final|new|ver|rev|latest|messy|sample|test|utf|sjis|shift|jis|cp|v|fy|h|r|\d+|v\d+|r\d+|utf8|cp932|sheet\d+|book\d+)$/u;

/** The telling words of a file's name: sorei of sorei-org-2026.csv. */
function fileSlug(file: string): string {
  const words = slugify(baseName(file).replace(/(?<=[a-z])(?=[A-Z])/gu, "-"))
    .split("-")
    .filter((word) => word !== "" && !COMMON_WORDS.test(word));
  const slug = words.join("-");
  return isSlug(slug) ? slug : "";
}

const GENERAL_WORDS =
  /^(?:事業部|拠点|支店|支社|本社|部署|部門|組織|営業|体制|一覧|名簿|リスト|表|図|コピー|最新|確定|案|版|改訂|のコピー|の|と|・|列|[A-Za-z0-9()]|\d+)+$/u;

/** The same for people: 青波商事 of 青波商事_組織図_2026.xlsx. */
function fileWords(file: string): string {
  const words = cellText(baseName(file))
    .split(/[\s_.-]+/u)
    .map((word) => word.replace(LIST_WORDS, "").replace(DATES, "").trim())
    .filter((word) => word !== "" && !GENERAL_WORDS.test(word));
  return words.some(isJapanese) ? fullForm(words.filter((word) => isJapanese(word)).join(" ")) : "";
}

function nameUnknown(name: string, { decide, language }: ListReading): void {
  decide(
    language === "ja" ? "パートナー名" : "partner name",
    {
      ja: "一覧に会社名がありません。何というパートナーですか",
      en: "The list does not name the company. What is the partner called?",
    },
    { ja: `「${name}」としました`, en: `"${name}" was taken` },
  );
}

function keyMade(key: string, name: string, { decide, language }: ListReading): void {
  decide(
    language === "ja" ? "パートナーのキー" : "partner key",
    {
      ja: `「${name}」のキー(フォルダー名などに使う半角の名前)は何にしますか`,
      en: `What should the key of "${name}" be (the short name used for folders and commands)?`,
    },
    { ja: `${key} としました(--partner で指定できます)`, en: `${key} was taken (choose with --partner)` },
  );
}
