import type { Json } from "./json.ts";
import type { Property, PropertyType } from "./property.ts";
import { optionsOf } from "./property.ts";
import { plainText } from "./rich-text.ts";
import type { Segment } from "./rich-text.ts";

export interface DateValue {
  start: string;
  end: string | null;
  time_zone: string | null;
}

/**
 * What a row holds under one property. `raw` is the text a value had before its property was re-typed:
 * Notion keeps it, so a number that was a text comes back whole when the property becomes text again.
 */
export type Value = { raw?: string } & (
  | { type: "title" | "rich_text"; text: Segment[] }
  | { type: "number"; number: number | null }
  | { type: "select" | "status"; option: string | null }
  | { type: "multi_select"; options: string[] }
  | { type: "date"; date: DateValue | null }
  | { type: "checkbox"; checked: boolean }
  | { type: "url" | "email" | "phone_number"; content: string | null }
  | { type: "people" | "relation"; ids: string[] }
  | { type: "files"; files: Json[] }
  | { type: "place"; place: Json | null }
  | { type: "unique_id"; number: number }
);

export function emptyValue(type: PropertyType): Value | undefined {
  switch (type) {
    case "title":
    case "rich_text":
      return { type, text: [] };
    case "number":
      return { type, number: null };
    case "select":
    case "status":
      return { type, option: null };
    case "multi_select":
      return { type, options: [] };
    case "date":
      return { type, date: null };
    case "checkbox":
      return { type, checked: false };
    case "url":
    case "email":
    case "phone_number":
      return { type, content: null };
    case "people":
    case "relation":
      return { type, ids: [] };
    case "files":
      return { type, files: [] };
    case "place":
      return { type, place: null };
    default:
      return undefined;
  }
}

/** The value as one line of text; what re-typing keeps and what text-like sorting compares. */
export function valueText(property: Property, value: Value | undefined): string {
  if (!value) return "";
  const names = new Map(optionsOf(property).map((option) => [option.id, option.name]));
  switch (value.type) {
    case "title":
    case "rich_text":
      return plainText(value.text);
    case "number":
    case "unique_id":
      return value.number === null ? "" : String(value.number);
    case "select":
    case "status":
      return value.option === null ? "" : (names.get(value.option) ?? "");
    case "multi_select":
      return value.options.map((option) => names.get(option) ?? "").join(", ");
    case "date":
      return value.date === null ? "" : [value.date.start, value.date.end].filter(Boolean).join(" → ");
    case "checkbox":
      return value.checked ? "Yes" : "No";
    case "url":
    case "email":
    case "phone_number":
      return value.content ?? "";
    case "people":
    case "relation":
      return value.ids.join(", ");
    case "files":
      return value.files.map((file) => String(file["name"])).join(", ");
    case "place":
      return "";
    default:
      throw new Error(`unhandled ${value satisfies never}`);
  }
}

export function isEmptyValue(value: Value | undefined): boolean {
  if (!value) return true;
  switch (value.type) {
    case "title":
    case "rich_text":
      return plainText(value.text) === "";
    case "number":
    case "unique_id":
      return value.number === null;
    case "select":
    case "status":
      return value.option === null;
    case "multi_select":
      return value.options.length === 0;
    case "date":
      return value.date === null;
    case "checkbox":
      return false;
    case "url":
    case "email":
    case "phone_number":
      return value.content === null;
    case "people":
    case "relation":
      return value.ids.length === 0;
    case "files":
      return value.files.length === 0;
    case "place":
      return value.place === null;
    default:
      throw new Error(`unhandled ${value satisfies never}`);
  }
}
