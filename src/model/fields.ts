import { z } from "zod";

import type { Text } from "../language.ts";

/**
 * A record's zod schema is the one source of its type, its validation, its JSON Schema and its template.
 * What zod cannot say — the labels that a reader sees, whether the value is a property or a heading in the
 * body, the options that people choose from — is registered here, on the very schema of the field.
 */

/** One choice of a select. `id` is what the product stores; people see the label. */
export interface Option extends Text {
  readonly id: string;
}

/** How a field is shown and edited in a workspace. */
export type FieldType =
  | "title"
  | "line"
  | "text"
  | "select"
  | "multi"
  | "number"
  | "date"
  | "checkbox"
  | "url"
  /** Mask list: one line per term, `語 = 置換`. */
  | "mask";

export interface Field {
  readonly ja: string;
  readonly en: string;
  readonly type: FieldType;
  /** `heading`: a heading in the body, followed by free text. `property`: a property of the row. */
  readonly place: "property" | "heading";
  /** Shown as a column when a database is opened. At most seven per database. */
  readonly visible?: true;
  /** Never leaves the unit, in no form and whatever the scope. */
  readonly private?: true;
  /** Kept by the product, hidden from views; people need not touch it. */
  readonly hidden?: true;
  readonly options?: readonly Option[];
}

/** A field together with its stable name in the record. */
export interface NamedField extends Field {
  readonly name: string;
}

const registry = z.registry<Field>();

/** Attaches what a reader sees to a field's schema and returns that same schema. */
export function field<T extends z.ZodType>(schema: T, meta: Field): T {
  registry.add(schema, meta);
  return schema;
}

/** The registered fields of a record schema, in the order of its declaration. */
export function fieldsOf(record: z.ZodObject): NamedField[] {
  return Object.entries(record.shape).flatMap(([name, schema]) => {
    const meta = registry.get(schema as z.ZodType);
    return meta ? [{ name, ...meta }] : [];
  });
}

/** A heading of the body with free text below it. */
export function heading(ja: string, en: string, more: Partial<Field> = {}) {
  return field(z.string().optional(), { ja, en, type: "text", place: "heading", ...more });
}

/** A property with one line of text. */
export function line(ja: string, en: string, more: Partial<Field> = {}) {
  return field(z.string().optional(), { ja, en, type: "line", place: "property", ...more });
}

/** A property with several values; people may add their own. */
export function multi(ja: string, en: string, options: readonly Option[] = [], more: Partial<Field> = {}) {
  return field(z.array(z.string()).default([]), {
    ja,
    en,
    type: "multi",
    place: "property",
    options,
    ...more,
  });
}

/** A property with one value of a list that people may extend: a known id, else their own words. */
export function openSelect(ja: string, en: string, options: readonly Option[], more: Partial<Field> = {}) {
  return field(z.string().optional(), { ja, en, type: "select", place: "property", options, ...more });
}

export function number(ja: string, en: string, more: Partial<Field> = {}) {
  return field(z.number().optional(), { ja, en, type: "number", place: "property", ...more });
}

export function date(ja: string, en: string, more: Partial<Field> = {}) {
  return field(IsoDate.optional(), { ja, en, type: "date", place: "property", ...more });
}

export function checkbox(ja: string, en: string, more: Partial<Field> = {}) {
  return field(z.boolean().optional(), { ja, en, type: "checkbox", place: "property", ...more });
}

/** A calendar date that exists, `2026-04-01`. */
export const IsoDate = z.iso.date();

const japanese = new Map<string, string>();

/** A validation message in both languages, in the one form that zod carries: its English text. */
export function message(text: Text): string {
  japanese.set(text.en, text.ja);
  return text.en;
}

/** The other way: both languages of a message made by {@link message}; other texts as they are. */
export function messageText(english: string): Text {
  return { ja: japanese.get(english) ?? english, en: english };
}

/** A stable name that is safe in keys, paths and URLs on every platform. */
export const SLUG = /^[a-z0-9][a-z0-9-]{0,62}$/;
export const Slug = z.string().regex(
  SLUG,
  message({
    ja: "半角の英小文字・数字・ハイフンだけ(先頭は英数字、63文字まで)にしてください",
    en: "must be lower-case letters, digits and hyphens, starting with a letter or digit, at most 63",
  }),
);

/** Finds an option by id or by any of its labels, tolerant of width and case; undefined if unknown. */
export function findOption(options: readonly Option[], text: string): Option | undefined {
  let byLabel = labelled.get(options);
  if (byLabel === undefined) labelled.set(options, (byLabel = optionsByLabel(options)));
  return byLabel.get(foldLabel(text));
}

/** The lists are few and never change, and are looked through for every tag of every entry. */
const labelled = new WeakMap<readonly Option[], ReadonlyMap<string, Option>>();

function optionsByLabel(options: readonly Option[]): Map<string, Option> {
  const byLabel = new Map<string, Option>();
  for (const option of options) {
    for (const name of [option.id, option.ja, option.en].map(foldLabel)) {
      if (!byLabel.has(name)) byLabel.set(name, option);
    }
  }
  return byLabel;
}

/** Comparison form of labels and names: NFKC, lower case, no white space. */
export function foldLabel(text: string): string {
  return text.normalize("NFKC").toLowerCase().replace(/\s+/gu, "");
}
