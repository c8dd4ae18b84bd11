import type { OptionColor } from "./colors.ts";

export interface Option {
  id: string;
  name: string;
  color: OptionColor;
  description: string | null;
}

export const STATUS_GROUPS = ["To-do", "In progress", "Complete"] as const;
export type StatusGroup = (typeof STATUS_GROUPS)[number];

export interface StatusOption extends Option {
  group: StatusGroup;
}

interface PropertyBase {
  id: string;
  name: string;
  description: string | null;
}

export type PlainType =
  | "title"
  | "rich_text"
  | "date"
  | "people"
  | "files"
  | "checkbox"
  | "url"
  | "email"
  | "phone_number"
  | "created_time"
  | "created_by"
  | "last_edited_time"
  | "last_edited_by"
  | "place"
  | "button"
  | "verification";

export interface Rollup {
  function: string;
  relation_property_id: string;
  rollup_property_id: string;
}

/** The part of a property that its type decides. */
export type PropertyShape =
  | { type: PlainType }
  | { type: "number"; format: string }
  | { type: "select" | "multi_select"; options: Option[] }
  | { type: "status"; options: StatusOption[]; groupIds: Record<StatusGroup, string> }
  | { type: "relation"; sourceId: string; mirrorId: string | null }
  | { type: "formula"; expression: string }
  | { type: "rollup"; rollup: Rollup }
  | { type: "unique_id"; prefix: string | null };

export type Property = PropertyBase & PropertyShape;
export type PropertyType = Property["type"];

/** A property is named in requests by name, by id as answered, or by id decoded. */
export function isNamed(property: Property, key: string): boolean {
  return property.name === key || hasId(property, key);
}

export function hasId(property: Property, key: string): boolean {
  return property.id === key || property.id === encodeURIComponent(key);
}

export function findProperty(properties: readonly Property[], key: string): Property | undefined {
  return properties.find((one) => hasId(one, key)) ?? properties.find((one) => one.name === key);
}

export function optionsOf(property: Property): Option[] {
  return "options" in property ? property.options : [];
}

export function findOption(options: readonly Option[], name: string): Option | undefined {
  const lower = name.toLowerCase();
  return options.find((one) => one.name.toLowerCase() === lower);
}
