import type { Audience, Level } from "../model/entry.ts";
import { findOption } from "../model/fields.ts";
import { THEMES } from "../model/options.ts";
import type { Spec, Unit } from "../model/spec.ts";
import { isFreeText, privateTexts, publicTexts, visibleText } from "../release/entry-texts.ts";
import { effectiveScope } from "../release/gate.ts";
import type { ReleaseItem, StoredRecord } from "../store/store.ts";
import type { PartnerDocs } from "./index-writer.ts";
import type { SearchDoc } from "./search-doc.ts";

export interface PartnerRecords {
  readonly spec: Spec;
  readonly entries: readonly StoredRecord<"entry">[];
  readonly items: readonly ReleaseItem[];
}

/**
 * Everything of a partner that anybody may find: entries as they are, for those who read their units in full, and
 * the copies released for each audience, for the others. Nothing else of an entry ever gets into the index.
 */
export function indexedDocs({ spec, entries, items }: PartnerRecords): PartnerDocs {
  const units = new Map(spec.units.map((unit) => [unit.key, unit]));
  const current = new Map(entries.filter(({ archived }) => !archived).map((record) => [record.id, record]));
  const copies = (audience: Audience): SearchDoc[] =>
    items.flatMap((item) => {
      const record = current.get(item.id);
      // The record may have been narrowed, or broken, since the copies were made.
      const isCurrent =
        record !== undefined && record.readable && effectiveScope(record.value, spec) !== "unit_only";
      const isReleased = item.audience === audience && item.state === "released";
      // What a unit said that left the spec is read by nobody any more.
      const unit = record === undefined ? undefined : units.get(record.value.unit);
      return isReleased && isCurrent && unit !== undefined ? [copyDoc(item.copy, spec, unit)] : [];
    });
  return {
    own: [...current.values()].map((record) => ownDoc(record, spec, units.get(record.value.unit))),
    vendor: copies("vendor"),
    partner: copies("partner"),
  };
}

function ownDoc(record: StoredRecord<"entry">, spec: Spec, unit: Unit | undefined): SearchDoc {
  const entry = record.value;
  const { language } = spec.partner;
  const texts = [...publicTexts(entry, language), ...privateTexts(entry, language)]
    .filter(({ field }) => isFreeText(entry.kind, field))
    .map(({ text }) => text);
  return {
    partner: spec.partner.key,
    id: record.id,
    unit: entry.unit,
    unitName: unit?.name ?? entry.unit,
    kind: entry.kind,
    ...levelOf(entry),
    title: visibleText(entry.title),
    text: texts.join("\n"),
    ...stateOf(entry.kind === "issue" ? entry.state : undefined),
    theme: entry.theme,
    products: entry.products,
    about: aboutWords(entry, entry.speaker_role, unit),
    url: record.url,
    location: record.location,
    ...(entry.heard_on === undefined ? {} : { heardOn: entry.heard_on }),
    updatedAt: record.updatedAt,
    full: true,
  };
}

function copyDoc(copy: ReleaseItem["copy"], spec: Spec, unit: Unit): SearchDoc {
  return {
    partner: spec.partner.key,
    id: copy.id,
    unit: copy.unit,
    unitName: copy.unitName,
    kind: copy.kind,
    ...levelOf(copy),
    title: copy.title,
    text: Object.entries(copy.texts)
      .filter(([field]) => isFreeText(copy.kind, field))
      .map(([, text]) => text)
      .join("\n"),
    ...stateOf(copy.state),
    theme: copy.theme,
    products: copy.products,
    // A unit that these readers may not be told is not to be found by its names either.
    about: aboutWords(copy, copy.texts["speaker_role"], copy.unitName === unit.name ? unit : undefined),
    ...(copy.heardOn === undefined ? {} : { heardOn: copy.heardOn }),
    updatedAt: copy.updatedAt,
    full: false,
  };
}

const levelOf = ({ level }: { level?: Level | undefined }) => (level === undefined ? {} : { level });

const stateOf = (state: string | undefined) => (state === undefined ? {} : { state });

function aboutWords(
  of: Pick<SearchDoc, "theme" | "products"> & { readonly segment: readonly string[] },
  speaker: string | undefined,
  unit: Unit | undefined,
): string {
  const themes = of.theme.flatMap((theme) => {
    const option = findOption(THEMES, theme);
    return option === undefined ? [theme] : [option.ja, option.en];
  });
  const names =
    unit === undefined
      ? []
      : [unit.name, unit.name_ja, unit.name_en, unit.area, ...unit.aliases, ...unit.former_names];
  return [...names, ...themes, ...of.products, ...of.segment, speaker].filter(Boolean).join("\n");
}
