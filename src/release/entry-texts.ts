import { plainText } from "../content/plain-text.ts";
import type { Language } from "../language.ts";
import { ENTRY_SCHEMAS, type Entry, type EntryKind } from "../model/entry.ts";
import { fieldsOf, type NamedField } from "../model/fields.ts";

/** What of an entry may ever be copied, and how it reads as plain text. */

/** One text of an entry, under the name of its field. */
export interface EntryText {
  readonly field: string;
  readonly label: Readonly<Record<Language, string>>;
  readonly text: string;
}

/**
 * The texts of an entry beside its title, in template order, as plain text: no links, no markup, no comments.
 * Fields marked private are left out, and so is what only steers the gate (scope, consent, …).
 */
export function publicTexts(entry: Entry, language: Language): EntryText[] {
  return textsOf(entry, language, (field) => field.private !== true);
}

/** The texts that never leave the unit. */
export function privateTexts(entry: Entry, language: Language): EntryText[] {
  return textsOf(entry, language, (field) => field.private === true);
}

/** Is this a field that people write freely, so that its text is worth searching? Labels of choices are not. */
export function isFreeText(kind: EntryKind, name: string): boolean {
  return entryFields(kind).some((field) => field.name === name && isFree(field)) && !SHORT_FACTS.has(name);
}

const isFree = ({ type }: NamedField): boolean => type === "line" || type === "text";
const SHORT_FACTS = new Set(["speaker_role", "author", "figure_unit"]);

/** Free text as a reader sees it: a released copy carries no link target, no comment and no tag. */
export function visibleText(text: string): string {
  return plainText(text.normalize("NFC")).replace(TAG, "");
}

/** <b>, </td>, <a href="…">; but not what stands between the signs of A社<B社 and C社>D社. */
const TAG = /<\/?[a-z][a-z0-9-]*(?:\s[^<>]*)?\/?>/giu;

/** Fields that say how an entry may travel, or that a copy carries in a member of its own. */
const NOT_TEXT = new Set(["title", "theme", "products", "segment", "level", "scope", "heard_on", "state"]);
const STEERING = new Set(["consent", "anonymise", "mask", "id", "thanks"]);

function textsOf(entry: Entry, language: Language, isWanted: (field: NamedField) => boolean): EntryText[] {
  const values: Readonly<Record<string, unknown>> = entry;
  return entryFields(entry.kind).flatMap((field) => {
    if (NOT_TEXT.has(field.name) || STEERING.has(field.name) || !isWanted(field)) return [];
    const text = showText(values[field.name], field, language);
    return text === "" ? [] : [{ field: field.name, label: field, text }];
  });
}

function showText(value: unknown, field: NamedField, language: Language): string {
  if (Array.isArray(value)) return value.map((item) => showText(item, field, language)).join(", ");
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (typeof value !== "string") return "";
  return field.options === undefined ? visibleText(value) : optionText(value, field, language);
}

/** The label of a choice; people's own words stay as they are. */
function optionText(value: string, field: NamedField, language: Language): string {
  const option = (field.options ?? []).find(({ id }) => id === value);
  return option?.[language] ?? visibleText(value);
}

const fieldsByKind = new Map<EntryKind, NamedField[]>();

function entryFields(kind: EntryKind): NamedField[] {
  const known = fieldsByKind.get(kind) ?? fieldsOf(ENTRY_SCHEMAS[kind]);
  fieldsByKind.set(kind, known);
  return known;
}
