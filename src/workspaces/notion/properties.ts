import type { CreateDatabaseParameters } from "@notionhq/client";

import type { Language } from "../../language.ts";
import { foldLabel, type NamedField, type Option as FieldOption } from "../../model/fields.ts";
import type { DatabaseRef, DatabaseSchema, LiveField, PropertyIds } from "../workspace.ts";
import type { DataSource, Option, Property } from "./answers.ts";

/**
 * Fields ↔ the properties of a data source. A property is known by its id, because people rename properties; only
 * where no id is known yet (the store was lost) does its label count.
 */

type Properties = NonNullable<NonNullable<CreateDatabaseParameters["initial_data_source"]>["properties"]>;
type PropertyConfig = Properties[string];

/** The properties that a new database of this schema gets, by label. */
export function propertyConfigs({ fields }: DatabaseSchema, language: Language): Properties {
  return Object.fromEntries(
    fields
      .filter((field) => field.place === "property")
      .map((field) => [field[language], propertyConfig(field, language)]),
  );
}

export type PropertyType =
  | "title"
  | "rich_text"
  | "select"
  | "status"
  | "multi_select"
  | "number"
  | "date"
  | "checkbox"
  | "url";

/** The type of property that shows a field best. States have groups, so that a board reads as a flow. */
export function propertyType(field: NamedField): PropertyType {
  switch (field.type) {
    case "title":
    case "number":
    case "date":
    case "checkbox":
    case "url":
      return field.type;
    case "line":
    case "text":
    case "mask":
      return "rich_text";
    case "select":
      return field.name === "state" && field.options !== undefined ? "status" : "select";
    case "multi":
      return "multi_select";
    default:
      throw new Error(`unhandled ${field.type satisfies never}`);
  }
}

/** People may turn a select into a status and back: both hold one option by name. */
const FITTING: Readonly<Record<PropertyType, readonly string[]>> = {
  title: ["title"],
  rich_text: ["rich_text"],
  select: ["select", "status"],
  status: ["status", "select"],
  multi_select: ["multi_select"],
  number: ["number"],
  date: ["date"],
  checkbox: ["checkbox"],
  url: ["url"],
};

/** Can a property of this type say what the field says? */
export const fits = (field: NamedField, type: string): boolean => FITTING[propertyType(field)].includes(type);

function propertyConfig(field: NamedField, language: Language): PropertyConfig {
  const options = (field.options ?? []).map((option) => option[language]);
  const type = propertyType(field);
  switch (type) {
    case "title":
      return { title: {} };
    case "rich_text":
      return { rich_text: {} };
    case "select":
      return { select: { options: options.map((name) => ({ name })) } };
    case "multi_select":
      return { multi_select: { options: options.map((name) => ({ name })) } };
    case "status":
      // The SDK's type lacks `group`, which the API takes since states can be written.
      return { status: { options: statusOptions(field, language) } };
    case "number":
      return { number: { format: "number" } };
    case "date":
      return { date: {} };
    case "checkbox":
      return { checkbox: {} };
    case "url":
      return { url: {} };
    default:
      throw new Error(`unhandled ${type satisfies never}`);
  }
}

/** The three groups are Notion's own and the same in every language. Ids are those of the templates. */
const GROUPS: Readonly<Record<string, "To-do" | "In progress" | "Complete">> = {
  open: "To-do",
  proposed: "To-do",
  draft: "To-do",
  in_progress: "In progress",
  case_shown: "In progress",
  considering: "In progress",
  approved: "In progress",
  held: "In progress",
  solved: "Complete",
  on_hold: "Complete",
  done: "Complete",
  declined: "Complete",
  published: "Complete",
};

function statusOptions(field: NamedField, language: Language): { name: string; group: string }[] {
  return (field.options ?? []).map((option) => ({
    name: option[language],
    group: GROUPS[option.id] ?? "To-do",
  }));
}

/** The live property of each field that has one. */
export function bindProperties(
  { schema, properties: ids }: Omit<DatabaseRef, "remoteId">,
  { properties }: Pick<DataSource, "properties">,
): Map<string, Property> {
  const all = Object.values(properties);
  const bound = new Map<string, Property>();
  const taken = new Set<string>();
  const take = (field: NamedField, property: Property | undefined) => {
    if (property === undefined) return;
    bound.set(field.name, property);
    taken.add(property.id);
  };
  const fields = schema.fields.filter((field) => field.place === "property");
  for (const field of fields) {
    const id = ids?.[field.name];
    take(
      field,
      all.find((one) => (field.type === "title" ? one.type === "title" : one.id === id)),
    );
  }
  for (const field of fields) {
    if (bound.has(field.name)) continue;
    const labels = new Set([field.ja, field.en].map(foldLabel));
    take(
      field,
      all.find((one) => !taken.has(one.id) && labels.has(foldLabel(one.name))),
    );
  }
  return bound;
}

export const propertyIds = (bound: ReadonlyMap<string, Property>): PropertyIds =>
  Object.fromEntries([...bound].map(([field, { id }]) => [field, id]));

/** How a database compares with its schema. */
export function compareSchema(
  ref: Omit<DatabaseRef, "remoteId">,
  bound: ReadonlyMap<string, Property>,
): LiveField[] {
  return ref.schema.fields
    .filter((field) => field.place === "property")
    .map((field): LiveField => {
      const property = bound.get(field.name);
      const own = field[ref.language];
      if (property === undefined) return { field: field.name, state: "missing", label: own, lacks: [] };
      const { name: label } = property;
      if (!fits(field, property.type)) {
        return { field: field.name, state: "retyped", label, lacks: [] };
      }
      const isRenamed = ![field.ja, field.en].map(foldLabel).includes(foldLabel(label));
      const isOther = (ref.properties?.[field.name] ?? property.id) !== property.id;
      const lacks = lackingOptions(field, property).map((option) => option[ref.language]);
      const state = isOther ? "replaced" : isRenamed ? "renamed" : "fits";
      return { field: field.name, state, label, lacks };
    });
}

/** Empty also where the property has no room for them: what cannot be added is not planned again and again. */
function lackingOptions(field: NamedField, property: Property): FieldOption[] {
  const there = optionsOf(property);
  const names = new Set(there.map(({ name }) => foldLabel(name)));
  const lacking = (field.options ?? []).filter(
    ({ ja, en }) => ![ja, en].some((label) => names.has(foldLabel(label))),
  );
  return there.length + lacking.length > MAX_OPTIONS ? [] : lacking;
}

const optionsOf = (property: Property): readonly Option[] =>
  property.select?.options ?? property.multi_select?.options ?? property.status?.options ?? [];

/** More options cannot be written (developers.notion.com/reference/update-data-source-properties). */
const MAX_OPTIONS = 100;

/**
 * What to write so that a data source has everything of the schema: missing properties are added, types set back,
 * missing options added to those that are there. Nothing of people's is taken away. By property id or new label.
 */
export function schemaRepairs(
  ref: Omit<DatabaseRef, "remoteId">,
  bound: ReadonlyMap<string, Property>,
): Record<string, object> {
  const repairs: Record<string, object> = {};
  const labels = labelsToAdd(ref, bound);
  for (const { field: name, state } of compareSchema(ref, bound)) {
    const field = ref.schema.fields.find((one) => one.name === name);
    const property = bound.get(name);
    if (field === undefined) continue;
    if (property === undefined) {
      repairs[labels.get(name) ?? field[ref.language]] = propertyConfig(field, ref.language);
    } else if (state === "retyped") repairs[property.id] = propertyConfig(field, ref.language);
    else Object.assign(repairs, moreOptions(field, property, ref.language));
  }
  return repairs;
}

/**
 * How the missing properties are to be called. A property of ours that people gave such a name keeps it: to write under
 * that name would make another property of it.
 */
export function labelsToAdd(
  { schema, language }: Omit<DatabaseRef, "remoteId">,
  bound: ReadonlyMap<string, Property>,
): Map<string, string> {
  const taken = new Set([...bound.values()].map(({ name }) => foldLabel(name)));
  const missing = schema.fields.filter((field) => field.place === "property" && !bound.has(field.name));
  return new Map(
    missing.map((field) => {
      const own = field[language];
      const free = [own, field.ja, field.en].find((label) => !taken.has(foldLabel(label)));
      return [field.name, free ?? `${own} (${field.name})`];
    }),
  );
}

/** A list of options replaces the one that is there, so it names all of them. */
function moreOptions(field: NamedField, property: Property, language: Language): Record<string, object> {
  const lacking = lackingOptions(field, property);
  const there = optionsOf(property).map(({ id, name }) => (id === undefined ? { name } : { id, name }));
  if (lacking.length === 0) return {};
  const added = lacking.map((option) => ({
    name: option[language],
    ...(property.type === "status" ? { group: GROUPS[option.id] ?? "To-do" } : {}),
  }));
  return { [property.id]: { [property.type]: { options: [...there, ...added] } } };
}

/** The same for a state that people have words of their own for: unlike other options, none comes into being by use. */
export function withStatusOption(property: Property, name: string): Record<string, object> | null {
  const there = optionsOf(property);
  if (there.some((option) => option.name === name) || there.length >= MAX_OPTIONS) return null;
  const kept = there.map((option) =>
    option.id === undefined ? { name: option.name } : { id: option.id, name: option.name },
  );
  const options = [...kept, { name, group: "In progress" }];
  return { [property.id]: { status: { options } } };
}
