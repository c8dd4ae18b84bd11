import { invalid } from "./api-error.ts";
import {
  checkboxTest,
  dateTest,
  filesTest,
  idsTest,
  numberTest,
  optionsTest,
  textTest,
} from "./filter-conditions.ts";
import { isJson } from "./json.ts";
import type { Json } from "./json.ts";
import { findProperty } from "./property.ts";
import type { Property } from "./property.ts";
import { plainText } from "./rich-text.ts";
import type { Value } from "./value.ts";
import type { PageNode } from "./world.ts";

export type RowTest = (row: PageNode) => boolean;

interface Context {
  properties: readonly Property[];
  now: number;
}

/** Checks a whole filter against the schema and makes it a test of one row. Groups nest two levels. */
export function compileFilter(filter: unknown, context: Context, where = "body.filter", level = 0): RowTest {
  if (!isJson(filter)) throw invalid(`body failed validation: ${where} should be an object.`);
  const group = ["and", "or"].find((key) => key in filter);
  if (group !== undefined) return compileGroup(filter, group, context, where, level);
  if ("timestamp" in filter) return compileTimestamp(filter, context, where);
  const { property: key, ...condition } = filter;
  if (typeof key !== "string") {
    throw invalid(`body failed validation: ${where}.property should be defined, instead was \`undefined\`.`);
  }
  return compileProperty(key, condition, context, where);
}

function compileGroup(filter: Json, group: string, context: Context, where: string, level: number): RowTest {
  const extra = Object.keys(filter).find((key) => key !== group);
  const parts = filter[group];
  if (extra !== undefined || !Array.isArray(parts) || parts.length > 100) {
    throw invalid(
      `body failed validation: ${where} should be one array of at most 100 filters under \`and\` or \`or\`.`,
    );
  }
  if (level >= 2)
    throw invalid(`body failed validation: ${where} should not be nested more than 2 levels deep.`);
  const tests = parts.map((part: unknown, index) =>
    compileFilter(part, context, `${where}.${group}[${index}]`, level + 1),
  );
  return group === "and"
    ? (row) => tests.every((test) => test(row))
    : (row) => tests.some((test) => test(row));
}

function compileTimestamp(filter: Json, context: Context, where: string): RowTest {
  const { timestamp, type = timestamp, ...rest } = filter;
  const isKnown = timestamp === "created_time" || timestamp === "last_edited_time";
  const extra = Object.keys(rest).find((key) => key !== timestamp);
  if (!isKnown || type !== timestamp || extra !== undefined) {
    throw invalid(
      `body failed validation: ${where} should be a filter of created_time or last_edited_time alone.`,
    );
  }
  const test = dateTest(rest[timestamp], `${where}.${timestamp}`, context.now);
  return timestamp === "created_time" ? (row) => test(row.createdAt) : (row) => test(row.editedAt);
}

/** One property's condition; also the form of a view's quick filter, whose key names the property. */
export function compileProperty(key: string, condition: Json, context: Context, where: string): RowTest {
  const property = findProperty(context.properties, key);
  if (!property) throw invalid(`Could not find property with name or id: ${key}`);
  const { type, ...rest } = condition;
  const [filterType, second] = Object.keys(rest);
  if (filterType === undefined || second !== undefined || (type ?? filterType) !== filterType) {
    throw invalid(`body failed validation: ${where} should have exactly one condition.`);
  }
  if (filterType !== property.type) {
    throw invalid(`database property ${property.type} does not match filter ${filterType}`);
  }
  return compileTyped(property, rest[filterType], `${where}.${filterType}`, context.now);
}

function compileTyped(property: Property, condition: unknown, where: string, now: number): RowTest {
  const { id } = property;
  const by = <T>(
    test: (value: T) => boolean,
    read: (value: Value | undefined, row: PageNode) => T,
  ): RowTest => {
    return (row) => test(read(row.values.get(id), row));
  };
  switch (property.type) {
    case "title":
    case "rich_text":
    case "url":
    case "email":
    case "phone_number":
      return by(textTest(condition, where), textOf);
    case "number":
    case "unique_id":
      return by(numberTest(condition, where), numberOf);
    case "checkbox":
      return by(checkboxTest(condition, where), (value) => value?.type === "checkbox" && value.checked);
    case "select":
    case "status":
    case "multi_select":
      return by(optionsTest(property, condition, where), optionsOfValue);
    case "date":
      return by(dateTest(condition, where, now), dateOf);
    case "people":
    case "relation":
      return by(idsTest(condition, where), (value) => (value && "ids" in value ? value.ids : []));
    case "files":
      return by(filesTest(condition, where), (value) => (value?.type === "files" ? value.files.length : 0));
    case "created_time":
      return by(dateTest(condition, where, now), (_value, row) => row.createdAt);
    case "last_edited_time":
      return by(dateTest(condition, where, now), (_value, row) => row.editedAt);
    case "created_by":
      return by(idsTest(condition, where), (_value, row) => [row.createdBy]);
    case "last_edited_by":
      return by(idsTest(condition, where), (_value, row) => [row.editedBy]);
    default:
      throw invalid(`Filtering by ${property.type} properties is not supported.`);
  }
}

function textOf(value: Value | undefined): string {
  if (!value) return "";
  if ("text" in value) return plainText(value.text);
  return "content" in value ? (value.content ?? "") : "";
}

function numberOf(value: Value | undefined): number | null {
  return value && "number" in value ? value.number : null;
}

function dateOf(value: Value | undefined): number | null {
  return value?.type === "date" && value.date ? Date.parse(value.date.start) : null;
}

function optionsOfValue(value: Value | undefined): readonly string[] {
  if (!value) return [];
  if ("options" in value) return value.options;
  return "option" in value && value.option !== null ? [value.option] : [];
}
