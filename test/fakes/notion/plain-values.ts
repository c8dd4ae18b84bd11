import type { Json } from "./json.ts";
import { findOption } from "./property.ts";
import type { Property } from "./property.ts";
import { plainSegments } from "./rich-text.ts";
import { makeOption } from "./select-options.ts";
import type { SourceNode } from "./world.ts";
import type { Value } from "./value.ts";
import { emptyValue, valueText } from "./value.ts";
import { findProperty } from "./property.ts";

/** A value as a test says it: text, number, tick, option names, ids, or the two ends of a date. */
export type PlainValue =
  | string
  | number
  | boolean
  | null
  | readonly string[]
  | { start: string; end?: string | null; time_zone?: string | null };

/** Values by property name, as a person types them: an option that is not there yet is made. */
export function personValues(
  source: SourceNode,
  values: Record<string, PlainValue>,
): { property: Property; value: Value }[] {
  return Object.entries(values).map(([name, plain]) => {
    const property = findProperty(source.properties, name);
    if (!property) throw new Error(`There is no property ${name} in this data source.`);
    return { property, value: personValue(property, plain) };
  });
}

function personValue(property: Property, plain: PlainValue): Value {
  const text = typeof plain === "string" || typeof plain === "number" ? String(plain) : "";
  const list =
    typeof plain === "object" && plain !== null && !("start" in plain)
      ? [...plain]
      : text === ""
        ? []
        : [text];
  switch (property.type) {
    case "title":
    case "rich_text":
      return { type: property.type, text: plainSegments(text) };
    case "number":
      return { type: "number", number: plain === null ? null : Number(plain) };
    case "checkbox":
      return { type: "checkbox", checked: plain === true };
    case "select":
      return { type: "select", option: text === "" ? null : optionId(property, text) };
    case "status":
      return { type: "status", option: text === "" ? null : optionId(property, text) };
    case "multi_select":
      return { type: "multi_select", options: list.map((name) => optionId(property, name)) };
    case "date":
      return { type: "date", date: personDate(plain) };
    case "url":
    case "email":
    case "phone_number":
      return { type: property.type, content: text === "" ? null : text };
    case "people":
    case "relation":
      return { type: property.type, ids: list };
    case "files":
      return {
        type: "files",
        files: list.map((url) => ({ name: url, type: "external", external: { url } }) satisfies Json),
      };
    default: {
      const empty = emptyValue(property.type);
      if (!empty) throw new Error(`Nobody can set the ${property.type} property ${property.name}.`);
      return empty;
    }
  }
}

function personDate(plain: PlainValue) {
  if (typeof plain === "string" && plain !== "") return { start: plain, end: null, time_zone: null };
  if (typeof plain !== "object" || plain === null || !("start" in plain)) return null;
  return { start: plain.start, end: plain.end ?? null, time_zone: plain.time_zone ?? null };
}

function optionId(
  property: Extract<Property, { type: "select" | "multi_select" | "status" }>,
  name: string,
): string {
  const known = findOption(property.options, name);
  if (known) return known.id;
  if (property.type === "status") throw new Error(`${property.name} has no status ${name}.`);
  const made = makeOption(name, property.options.length);
  property.options.push(made);
  return made.id;
}

/** The other way round, for looking at a row. */
export function plainValue(property: Property, value: Value | undefined): PlainValue {
  if (!value) return null;
  switch (value.type) {
    case "number":
    case "unique_id":
      return value.number;
    case "checkbox":
      return value.checked;
    case "multi_select":
      return valueText(property, value).split(", ").filter(Boolean);
    case "people":
    case "relation":
      return value.ids;
    case "date":
      return value.date?.end ? value.date : (value.date?.start ?? null);
    case "title":
    case "rich_text":
      return valueText(property, value);
    default:
      return valueText(property, value) || null;
  }
}
