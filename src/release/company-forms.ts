import { compact } from "./compact.ts";

/**
 * The names under which a company is known when its full name is: with and without its legal form, wherever that
 * stands. 株式会社ミカゲ精密 is also ミカゲ精密 and ミカゲ精密さん; ミカゲ精密㈱ 福岡工場 is ミカゲ精密; みどり病院 is what
 * everyone calls 医療法人 翠明会 みどり病院. Forms too short to be told from ordinary words are left out.
 */
export function companyForms(name: string): string[] {
  const polite = name.replace(/(?:さん|さま|様|御中|殿)$/u, "").trim();
  const bare = withoutLegalForm(polite);
  const forms = [name.trim(), polite, bare, ...owners(bare), ...houses(polite, bare)];
  return [...new Set(forms.flatMap(shortened))].filter((form) => form !== "" && isTelling(form, bare));
}

/** ミカゲ, which is said of ミカゲ精密 in ミカゲさん; by itself it may be anything. Undefined for other names. */
export function companyStem(name: string): string | undefined {
  return /^([ァ-ヶー]{3,})\p{Script=Han}{2,}$/u.exec(withoutLegalForm(name.trim()))?.[1];
}

/** Does compact text go on as it does after the name of a company: さん, 社, 工業, (株)? */
export const continuesCompany = (after: string): boolean => AFTER_COMPANY.test(after);

/** Length of the legal form around the stretch of a text from `start` to `end`: [before it, after it]. */
export function legalFormAround(text: string, start: number, end: number): [number, number] {
  const before = LEGAL_BEFORE.exec(text.slice(Math.max(0, start - 12), start))?.[0].length ?? 0;
  return [before, LEGAL_AFTER.exec(text.slice(end, end + 16))?.[0].length ?? 0];
}

const isTelling = (form: string, bare: string): boolean =>
  Array.from(compact(form).text).length >= (form === bare ? 2 : 1);

const LEGAL_FORMS_JA =
  "株式会社|有限会社|合同会社|合資会社|合名会社|相互会社|医療法人社団|医療法人財団|社会医療法人|医療法人|社会福祉法人|学校法人|宗教法人|" +
  "一般社団法人|公益社団法人|一般財団法人|公益財団法人|特定非営利活動法人|独立行政法人|国立大学法人|NPO法人|" +
  "[(（](?:株|有|医|福|学|同)[)）]|㈱|㈲|㈻";
const LEGAL_FORMS_EN =
  "(?:co\\.?,?\\s*ltd\\.?|inc\\.?|corp\\.?|corporation|k\\.?k\\.?|ltd\\.?|llc|gmbh|company|holdings)";

const LEADING = new RegExp(`^(?:${LEGAL_FORMS_JA})[\\s　]*`, "u");
const TRAILING = new RegExp(`[\\s　]*(?:${LEGAL_FORMS_JA})$|[\\s,]+${LEGAL_FORMS_EN}$`, "iu");
const INSIDE = new RegExp(`[\\s　]*(?:${LEGAL_FORMS_JA})[\\s　]*`, "u");
const LEGAL_BEFORE = new RegExp(`(?:${LEGAL_FORMS_JA})[ 　]?$`, "u");
const LEGAL_AFTER = new RegExp(`^[ 　]?(?:${LEGAL_FORMS_JA})|^,? ${LEGAL_FORMS_EN}(?![\\p{L}\\d])`, "iu");
const AFTER_COMPANY =
  /^(?:さん|さま|様|殿|御中|社(?![員内外])|側|\(株\)|\(有\)|株式会社|有限会社|ぐるぷ|本社|支店|支社|営業所|工場|工業|商事|商会|商店|製作所|建設|食品|物流|運輸|銀行|信金|病院)/u;
/** What is left of a name cut at its legal form, or at its spaces, has to be longer: 山田 製作所 is not 山田. */
const PART = 3;

function withoutLegalForm(name: string): string {
  return name.normalize("NFKC").replace(LEADING, "").replace(TRAILING, "").trim();
}

/** ミカゲ精密(株) 福岡工場 belongs to ミカゲ精密. */
function owners(bare: string): string[] {
  const [owner = "", site] = bare.split(INSIDE);
  return site !== undefined && Array.from(owner).length >= PART ? [owner] : [];
}

/** A hospital, a home or a school is called by its own name, or by that of the corporation that runs it. */
function houses(name: string, bare: string): string[] {
  if (!/法人|^[(（](?:医|福|学)/u.test(name)) return [];
  const parts = bare.split(/[\s　]+/u);
  return parts.length > 1 ? parts.filter((part) => Array.from(part).length >= PART) : [];
}

/** 信用金庫 is said 信金. */
const shortened = (form: string): string[] => {
  const short = form.replace(/信用金庫$/u, "信金").replace(/信用組合$/u, "信組");
  return short === form ? [form] : [form, short];
};
