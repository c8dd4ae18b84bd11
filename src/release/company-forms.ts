import { compact } from "./compact.ts";

/**
 * The names under which a company is known when its full name is: with and without its legal form. 株式会社ミカゲ精密
 * is also ミカゲ精密 and ミカゲ精密さん. Forms too short to be told from ordinary words are left out.
 */
export function companyForms(name: string): string[] {
  const polite = name.replace(/(?:さん|さま|様|御中|殿)$/u, "").trim();
  const bare = withoutLegalForm(polite);
  return [...new Set([name.trim(), polite, bare])].filter((form) => form !== "" && isTelling(form, bare));
}

const isTelling = (form: string, bare: string): boolean =>
  Array.from(compact(form).text).length >= (form === bare ? 2 : 1);

const LEGAL_FORMS_JA =
  "株式会社|有限会社|合同会社|合資会社|合名会社|相互会社|医療法人社団|医療法人財団|社会医療法人|医療法人|社会福祉法人|学校法人|宗教法人|" +
  "一般社団法人|公益社団法人|一般財団法人|公益財団法人|特定非営利活動法人|独立行政法人|国立大学法人|NPO法人|" +
  "\\(株\\)|（株）|㈱|\\(有\\)|（有）|㈲|\\(医\\)|（医）|\\(福\\)|（福）|\\(学\\)|（学）";
const LEGAL_FORMS_EN =
  "(?:co\\.?,?\\s*ltd\\.?|inc\\.?|corp\\.?|corporation|k\\.?k\\.?|ltd\\.?|llc|gmbh|company|holdings)";

const LEADING = new RegExp(`^(?:${LEGAL_FORMS_JA})[\\s　]*`, "u");
const TRAILING = new RegExp(`[\\s　]*(?:${LEGAL_FORMS_JA})$|[\\s,]+${LEGAL_FORMS_EN}$`, "iu");

function withoutLegalForm(name: string): string {
  return name.normalize("NFKC").replace(LEADING, "").replace(TRAILING, "").trim();
}
