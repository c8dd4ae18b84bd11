import type { Language, Text } from "../../language.ts";
import type { Bundle } from "../../model/bundle.ts";
import { IsoDate } from "../../model/fields.ts";
import { Spec } from "../../model/spec.ts";
import { importedLine, importedList } from "../imported-text.ts";
import { alignmentFromBundle } from "./bundle-alignment.ts";
import { peopleFromBundle } from "./bundle-people.ts";
import { parseBundle } from "./bundle-text.ts";
import { unitsFromBundle } from "./bundle-units.ts";
import { type BundleReading, nameIn } from "./bundle-reading.ts";
import { decisionsIn, type ImportedOrg, type OpenDecision } from "./decision.ts";
import { settleUnits } from "./settle.ts";
import { isSlug, slugify } from "./slug.ts";
import { unknownKeys } from "./unknown-keys.ts";

/**
 * The spec that a bundle declares. What cannot be used is an `invalid_input` that lists every place at once;
 * what can be done without is left off, with a decision.
 */
export function specFromBundle(
  file: string,
  text: string,
  { partnerKey }: { partnerKey?: string },
): ImportedOrg {
  const bundle = parseBundle(file, text);
  const open: OpenDecision[] = [];
  const decide = (about: string, question: Text, taken: Text) => open.push({ about, question, taken });
  const reading = { file, text, bundle, language: languageOf(bundle), decide };
  const { units, keyOf } = unitsFromBundle(reading);
  const top = alignmentFromBundle(reading);
  const spec = Spec.parse({
    partner: partnerOf(reading, partnerKey),
    vendor: vendorOf(reading),
    ...(top && { top_alignment: top }),
    units: settleUnits(units, reading.language, decide),
    people: peopleFromBundle(reading, keyOf),
    reorg: reorgOf(bundle, keyOf),
  });
  return { spec, decisions: decisionsIn(reading.language, open), warnings: unknownKeys(bundle) };
}

function languageOf(bundle: Bundle): Language {
  const stated = bundle.meta?.language?.trim().slice(0, 2).toLowerCase();
  if (stated === "ja" || stated === "en") return stated;
  const names = [bundle.partner, ...(bundle.units ?? [])];
  return names.some((named) => importedLine(named.name_ja)) ||
    !names.some((named) => importedLine(named.name_en))
    ? "ja"
    : "en";
}

function partnerOf(reading: BundleReading, partnerKey: string | undefined) {
  const { partner } = reading.bundle;
  const name = nameIn(reading.language, partner);
  if (name === undefined) {
    reading.decide(
      partner.id,
      {
        ja: "パートナーの名前がありません。何という会社ですか",
        en: "The partner has no name. What is it called?",
      },
      { ja: `IDの「${partner.id}」を名前にしました`, en: `Its id "${partner.id}" was taken for its name` },
    );
  }
  const [ja, en, crm] = [partner.name_ja, partner.name_en, partner.crm_parent_account_id].map(importedLine);
  return {
    key: partnerKey ?? partnerKeyOf(reading),
    name: name ?? partner.id,
    ...(ja && ja !== name && { name_ja: ja }),
    ...(en && en !== name && { name_en: en }),
    language: reading.language,
    fiscal_year_start: fiscalYearStart(reading),
    ...(crm && { crm_account_id: crm }),
  };
}

function partnerKeyOf({ bundle, decide }: BundleReading): string {
  const { id, name_en: english } = bundle.partner;
  if (isSlug(id)) return id;
  const key = slugify(id) || slugify(english ?? "") || "partner";
  decide(
    id,
    {
      ja: `「${id}」はキーに使えません(半角の英小文字・数字・ハイフンだけ)。パートナーのキーは何にしますか`,
      en: `"${id}" cannot be a key (lower-case letters, digits, hyphens). What should the partner's key be?`,
    },
    { ja: `キーを ${key} にしました`, en: `The key is ${key}` },
  );
  return key;
}

function fiscalYearStart({ bundle, decide }: BundleReading): string {
  const stated = importedLine(bundle.partner.fiscal_year_start);
  if (stated === undefined) return "04-01";
  const found = /^(?:\d{4}[-/.年])?(\d{1,2})[-/.月](\d{1,2})日?$/u.exec(stated.normalize("NFKC"));
  const monthDay = [found?.[1], found?.[2]].map((part) => (part ?? "").padStart(2, "0")).join("-");
  if (IsoDate.safeParse(`2028-${monthDay}`).success) return monthDay;
  decide(
    bundle.partner.id,
    {
      ja: `年度の始まり「${stated}」は月日として読めません。何月何日ですか`,
      en: `The start of the fiscal year, "${stated}", is not a month and day. Which is it?`,
    },
    { ja: "04-01(4月1日)としました", en: "04-01 (1 April) was taken" },
  );
  return "04-01";
}

function vendorOf({ bundle, language }: BundleReading) {
  const name = bundle.vendor ? nameIn(language, bundle.vendor) : undefined;
  return { ...(name && { name }), products: importedList(bundle.vendor?.products) };
}

function reorgOf(bundle: Bundle, keyOf: ReadonlyMap<string, string>) {
  const named = (items: readonly string[] | null | undefined) =>
    importedList(items).map((item) => keyOf.get(item) ?? item);
  return (bundle.reorg_events ?? []).map((event) => ({
    id: event.id,
    effective_on: event.effective_on,
    kind: importedLine(event.kind) ?? "other",
    from: named(event.from_),
    to: named(event.to),
    ...(importedLine(event.status) && { status: importedLine(event.status) }),
    ...(event.note && { note: event.note }),
  }));
}
