import type { Language, Text } from "../language.ts";
import type { Audience, Issue } from "../model/entry.ts";
import { findOption, foldLabel, type Option } from "../model/fields.ts";
import { AREA_TRAITS, THEMES } from "../model/options.ts";
import type { Unit } from "../model/spec.ts";
import type { ReleasedCopy } from "../store/store.ts";
import type { SharedConcepts } from "./shared-concepts.ts";

/**
 * The two sentences of a match: what is shared, and what differs here. They are made of the released copy's
 * words, the spec's facts and nothing else. The partner's people are told nothing of another unit but what its
 * copy says, and nothing of our own view of theirs.
 */

/** What issue and case were found to have in common. */
export interface Shared extends SharedConcepts {
  /** Words of the copy that the issue uses too, the most telling first. */
  readonly terms: readonly string[];
}

/** One sentence naming what issue and case share; null if nothing can be named, for then it is no match. */
export function explainReason(issue: Issue, copy: ReleasedCopy, shared: Shared): Text | null {
  const themes = sharedLabels(issue.theme, copy.theme, THEMES);
  const isNamed = themes.length > 0 || shared.terms.length > 0;
  const about = firstOf(shared.situations, themes.slice(0, 1), isNamed ? [] : shared.passing.slice(0, 1));
  const how = copy.kind === "issue" ? [] : shared.means;
  const also = aside(
    sharedLabels(issue.products, copy.products, []),
    sharedLabels(issue.segment, copy.segment, []),
  );
  const common = commonGround(about, shared.terms);
  if (how.length === 0) {
    return common === null ? null : { ja: `${common.end.ja}${also.ja}。`, en: `${common.end.en}${also.en}.` };
  }
  const key: Text = {
    ja: `この事例の要点は「${labels(how, "ja")}」です`,
    en: `what it turns on: ${labels(how, "en")}`,
  };
  return common === null
    ? { ja: `${key.ja}${also.ja}。`, en: `${capitalised(key.en)}${also.en}.` }
    : { ja: `${common.and.ja}、${key.ja}${also.ja}。`, en: `${common.end.en}; ${key.en}${also.en}.` };
}

/** What both speak of: as a sentence of its own, and as the beginning of a longer one. */
function commonGround(
  about: readonly Text[],
  terms: readonly string[],
): { readonly end: Text; readonly and: Text } | null {
  if (about.length > 0) {
    const ja = `どちらも「${labels(about, "ja")}」の話`;
    const en = `Both are about ${labels(about, "en")}`;
    return { end: { ja: `${ja}です`, en }, and: { ja: `${ja}で`, en } };
  }
  if (terms.length === 0) return null;
  const ja = `どちらも${quoted(terms, "ja")}に触れて`;
  const en = `Both mention ${quoted(terms, "en")}`;
  return { end: { ja: `${ja}います`, en }, and: { ja: `${ja}おり`, en } };
}

const firstOf = (...lists: readonly (readonly Text[])[]): readonly Text[] =>
  lists.find((list) => list.length > 0) ?? [];

const labels = (texts: readonly Text[], language: Language): string =>
  texts.map((text) => text[language]).join(language === "ja" ? "」「" : ", and ");

/** One sentence naming what is different in the issue's unit, or has to be true there. */
export function explainDifferences(input: {
  unit: Unit;
  /** The source unit; absent where the audience may not learn of it. */
  source: Unit | undefined;
  copy: ReleasedCopy;
  audience: Audience;
}): Text {
  const { unit, source, copy, audience } = input;
  const facts = audience === "vendor" && source !== undefined ? unitFacts(unit, source).slice(0, 2) : [];
  // The unit is named once: by its facts, else by what is to be checked there.
  const place = facts.length > 0 ? { ja: "", en: "" } : { ja: `${unit.name}で`, en: ` at ${unit.name}` };
  const check = toCheck(copy, place);
  if (facts.length > 0) {
    const ja = `${unit.name}は${facts.map((fact) => fact.ja).join("、")}という違いがあり`;
    const en = `${unit.name} differs: ${facts.map((fact) => fact.en).join(", ")}`;
    return check === null
      ? { ja: `${ja}ます。`, en: `${en}.` }
      : { ja: `${ja}、${check.ja}。`, en: `${en}; ${check.en}.` };
  }
  if (check !== null) return { ja: `${check.ja}。`, en: `${capitalised(check.en)}.` };
  return {
    ja: `前提の違いは記録からは読み取れないため、${unit.name}に当てはまるかを確かめてください。`,
    en: `The records do not tell what differs; check whether it holds at ${unit.name}.`,
  };
}

/** What sets the unit apart from the one the case comes from, most telling first. */
function unitFacts(unit: Unit, source: Unit): Text[] {
  const facts: Text[] = [];
  const elsewhere = new Set(source.area_traits.map(foldLabel));
  const traits = unit.area_traits.filter((trait) => !elsewhere.has(foldLabel(trait)));
  const labels = traits.map((trait) => labelOf(trait, AREA_TRAITS));
  if (labels.length > 0) {
    facts.push({
      ja: `エリアの特性が「${labels.map((label) => label.ja).join("・")}」`,
      en: `its area is marked by ${labels.map((label) => label.en.toLowerCase()).join(", ")}`,
    });
  }
  if (unit.kgi !== undefined && source.kgi !== undefined && differ(unit.kgi, source.kgi)) {
    const [here, there] = [clip(unit.kgi, 30), clip(source.kgi, 30)];
    facts.push({
      ja: `KGIが「${here}」(${source.name}は「${there}」)`,
      en: `its KGI is "${here}" ("${there}" at ${source.name})`,
    });
  }
  const [here, there] = [unit.sales_headcount ?? 0, source.sales_headcount ?? 0];
  if (here > 0 && there > 0 && Math.max(here, there) >= 2 * Math.min(here, there)) {
    facts.push({
      ja: `営業人数が${here}名(${source.name}は${there}名)`,
      en: `it has ${here} sales people (${there} at ${source.name})`,
    });
  }
  // Said of the unit, not against the other one: better than nothing, and no more.
  if (facts.length === 0 && unit.trait !== undefined && differ(unit.trait, source.trait)) {
    const trait = clip(unit.trait, 40);
    facts.push({ ja: `特徴が「${trait}」`, en: `its character is "${trait}"` });
  }
  return facts;
}

/** What must hold for the case to help, in the case's own words. */
function toCheck({ texts }: ReleasedCopy, place: Text): Text | null {
  if (texts.conditions) {
    const text = clip(texts.conditions, 60);
    return {
      ja: `${place.ja}再現条件「${text}」を満たせるかの確認が要ります`,
      en: `check whether the condition "${text}" can be met${place.en}`,
    };
  }
  if (texts.applies_when) {
    const text = clip(texts.applies_when, 60);
    return {
      ja: `${place.ja}「${text}」という場面が当てはまるかの確認が要ります`,
      en: `check whether the situation "${text}" exists${place.en}`,
    };
  }
  if (texts.prevention) {
    const text = clip(texts.prevention, 60);
    return {
      ja: `${place.ja}対策「${text}」を先に実施できるかが分かれ目です`,
      en: `what decides is whether this can be done first${place.en}: "${text}"`,
    };
  }
  return null;
}

/** Values in both lists, however they are written, as the second one has them. */
function sharedLabels(own: readonly string[], other: readonly string[], options: readonly Option[]): Text[] {
  const known = new Set(own.map((value) => canonical(value, options)));
  return other
    .filter((value) => known.has(canonical(value, options)))
    .map((value) => labelOf(value, options));
}

const canonical = (value: string, options: readonly Option[]): string =>
  findOption(options, value)?.id ?? foldLabel(value);

const labelOf = (value: string, options: readonly Option[]): Text =>
  findOption(options, value) ?? { ja: value, en: value };

/** Product and segment are said in passing: they alone make no two problems alike. */
function aside(products: readonly Text[], segment: readonly Text[]): Text {
  const ja = [
    ...(products.length > 0 ? [`商材はどちらも${products.map((text) => text.ja).join("、")}`] : []),
    ...(segment.length > 0 ? [`業種・規模も同じ${segment.map((text) => text.ja).join("、")}`] : []),
  ];
  const en = [
    ...(products.length > 0 ? [`the same product: ${products.map((text) => text.en).join(", ")}`] : []),
    ...(segment.length > 0 ? [`the same segment: ${segment.map((text) => text.en).join(", ")}`] : []),
  ];
  return ja.length === 0 ? { ja: "", en: "" } : { ja: `(${ja.join("、")})`, en: ` (${en.join("; ")})` };
}

const quoted = (terms: readonly string[], language: Language): string =>
  language === "ja"
    ? terms.map((term) => `「${term}」`).join("")
    : terms.map((term) => `"${term}"`).join(terms.length === 2 ? " and " : ", ");

const differ = (a: string, b: string | undefined): boolean =>
  b === undefined || foldLabel(a) !== foldLabel(b);

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** One line of at most `length` characters, ended at a sentence or list border where there is one. */
export function clip(text: string, length: number): string {
  const line = text.replace(/\s+/gu, " ").trim().replace(/。$/u, "");
  const characters = [...line];
  if (characters.length <= length) return line;
  const start = characters.slice(0, length).join("");
  const border = Math.max(start.lastIndexOf("。"), start.lastIndexOf("/"), start.lastIndexOf("、"));
  return `${border > start.length / 2 ? start.slice(0, border) : start}…`;
}
