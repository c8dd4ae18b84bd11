import type { CreatePageParameters } from "@notionhq/client";

import { AppError } from "../../errors.ts";
import { findOption, type NamedField } from "../../model/fields.ts";
import type { DatabaseRef, PropertyIds, Value, Values } from "../workspace.ts";
import type { Page, PropertyValue } from "./answers.ts";
import { fits, propertyType } from "./properties.ts";
import { plainOf, richText } from "./rich-text.ts";

/** A row's values ↔ the property values of its page. Written by the id of the property, read by it as well. */

type Properties = NonNullable<CreatePageParameters["properties"]>;
type Written = Properties[string];

/** Where no id is known, the label serves as one. */
export const keyOf = (field: NamedField, { language, properties }: Omit<DatabaseRef, "remoteId">): string =>
  field.type === "title" ? "title" : (properties?.[field.name] ?? field[language]);

/** The field that shows the 管理ID: `id`, and for people their `key`. */
export const idField = (fields: readonly NamedField[]): NamedField | undefined =>
  fields.find((field) => field.name === "id") ?? fields.find((field) => field.hidden === true);

/** The properties to write; only what `values` mentions, an empty value takes what is there away. */
export function toProperties(db: DatabaseRef, id: string, values: Values): Properties {
  const own = idField(db.schema.fields);
  const written: Properties = {};
  for (const field of db.schema.fields) {
    const value = field === own ? id : values[field.name];
    if (field.place !== "property" || value === undefined) continue;
    written[keyOf(field, db)] = toProperty(field, value, db);
  }
  return written;
}

/** One request takes at most this many options, links or people (developers.notion.com/reference/request-limits). */
const MAX_ITEMS = 100;
const MAX_OPTION_NAME = 100;

function toProperty(field: NamedField, value: Value, { language }: DatabaseRef): Written {
  const text = textOf(value).trim();
  const type = propertyType(field);
  switch (type) {
    case "title":
      return { title: richText([text.replace(/\s*\n\s*/gu, " ")], noLink) };
    case "rich_text":
      return { rich_text: withinLimit(field, richText([text], noLink), MAX_ITEMS) };
    case "select":
      return { select: text === "" ? null : { name: optionName(field, text, language) } };
    case "status":
      return { status: text === "" ? null : { name: optionName(field, text, language) } };
    case "multi_select": {
      const names = unique(listOf(value).map((one) => optionName(field, one, language)));
      return { multi_select: withinLimit(field, names, MAX_ITEMS).map((name) => ({ name })) };
    }
    case "number": {
      const number = text === "" ? Number.NaN : Number(text);
      return { number: Number.isFinite(number) ? number : null };
    }
    case "date":
      return { date: text === "" ? null : { start: text } };
    case "checkbox":
      return { checkbox: value === true || text === "true" };
    case "url":
      return { url: text === "" ? null : text };
    default:
      throw new Error(`unhandled ${type satisfies never}`);
  }
}

const noLink = (): null => null;

const textOf = (value: Value): string => (typeof value === "object" ? value.join("\n") : String(value));

const listOf = (value: Value): string[] =>
  (typeof value === "object" ? [...value] : [String(value)])
    .map((item) => item.trim())
    .filter((item) => item !== "");

/** A known option under its label; a comma would end a name, and is not allowed in one. */
function optionName(field: NamedField, text: string, language: DatabaseRef["language"]): string {
  const known = findOption(field.options ?? [], text)?.[language];
  if (known !== undefined) return known;
  const name = text.replaceAll(",", "，").replace(/\s*\n\s*/gu, " ");
  if (name.length > MAX_OPTION_NAME) throw tooMuch(field);
  return name;
}

function withinLimit<T>(field: NamedField, items: T[], limit: number): T[] {
  if (items.length > limit) throw tooMuch(field);
  return items;
}

/** Nothing is cut: a value that Notion cannot hold is refused, with its place. */
const tooMuch = (field: NamedField): AppError =>
  new AppError(
    "invalid_input",
    {
      ja: `「${field.ja}」の値が、Notionのプロパティに入る長さ・個数を超えています`,
      en: `the value of "${field.en}" is longer, or has more items, than a Notion property takes`,
    },
    {
      hint: {
        ja: "選択肢の名前は100文字、複数選択は100個、文章は20万文字までです。本文の見出しの下に書いてください",
        en: "An option has at most 100 characters, a list 100 items, a text 200,000: put it under a heading of the body.",
      },
    },
  );

/** Names differ by more than case, or Notion takes them for one. */
const unique = (names: readonly string[]): string[] => [
  ...new Map(names.map((name) => [name.toLowerCase(), name])).values(),
];

export interface RowValues {
  readonly id: string | null;
  readonly values: Values;
  /** Fields without a property, or with one of a type that cannot hold what they say. */
  readonly lacks: readonly string[];
}

/** What a row says, by field name; empty properties are left out, an unticked box too. */
export function fromProperties(db: DatabaseRef, { properties }: Pick<Page, "properties">): RowValues {
  const byId = new Map(Object.values(properties).map((property) => [property.id, property]));
  const own = idField(db.schema.fields);
  const values: Record<string, Value> = {};
  const lacks: string[] = [];
  let id: string | null = null;
  for (const field of db.schema.fields) {
    if (field.place !== "property") continue;
    const property = byId.get(keyOf(field, db)) ?? byLabel(field, properties, db.properties);
    const value =
      property === undefined || (field === own && !isText(property)) ? undefined : readProperty(property);
    if (value === undefined) {
      if (property === undefined || !fits(field, property.type)) lacks.push(field.name);
      continue;
    }
    if (field === own) id = String(value).normalize("NFC");
    values[field.name] = value;
  }
  return { id, values, lacks };
}

/** What people made of the 管理ID may read like one, and be the same for many rows. */
const isText = ({ type }: PropertyValue): boolean => type === "rich_text" || type === "title";

/** Only where the ids are not known: a property whose id changed is another property. */
function byLabel(
  field: NamedField,
  properties: Page["properties"],
  ids: PropertyIds | undefined,
): PropertyValue | undefined {
  if (ids?.[field.name] !== undefined) return undefined;
  return properties[field.ja] ?? properties[field.en];
}

/** By the type that it has now, whatever it should have: people change types, and their values stay readable. */
function readProperty(property: PropertyValue): Value | undefined {
  const value = property[property.type];
  switch (property.type) {
    case "title":
    case "rich_text":
      return filled(plainOf(Array.isArray(value) ? value : []));
    case "select":
    case "status":
      return filled(nameOf(value));
    case "multi_select":
    case "people":
      return filledList(Array.isArray(value) ? value.map(nameOf) : []);
    case "number":
      return typeof value === "number" ? value : undefined;
    case "checkbox":
      return value === true ? true : undefined;
    case "date":
      return filled(memberOf(value, "start").slice(0, 10));
    case "formula":
      return readFormula(value);
    case "unique_id":
      return filled([memberOf(value, "prefix"), memberOf(value, "number")].filter(Boolean).join("-"));
    default:
      return typeof value === "string" ? filled(value) : undefined;
  }
}

function readFormula(value: unknown): Value | undefined {
  const type = memberOf(value, "type");
  if (typeof value !== "object" || value === null || type === "") return undefined;
  return readProperty({ id: "", ...value, type });
}

const nameOf = (value: unknown): string => memberOf(value, "name");

function memberOf(value: unknown, name: string): string {
  if (typeof value !== "object" || value === null || !(name in value)) return "";
  const member: unknown = Reflect.get(value, name);
  return typeof member === "string" || typeof member === "number" ? String(member) : "";
}

const filled = (text: string): string | undefined => (text.trim() === "" ? undefined : text.trim());

function filledList(items: readonly string[]): readonly string[] | undefined {
  const some = items.filter((item) => item !== "");
  return some.length > 0 ? some : undefined;
}
