import { z } from "zod";

import { invalid } from "./api-error.ts";
import { isJson } from "./json.ts";
import type { Json } from "./json.ts";
import { findProperty } from "./property.ts";
import type { Property } from "./property.ts";
import { parseAs } from "./schema-error.ts";

export const VIEW_TYPES = [
  "table",
  "board",
  "list",
  "calendar",
  "timeline",
  "gallery",
  "form",
  "chart",
  "map",
  "dashboard",
] as const;
export type ViewType = (typeof VIEW_TYPES)[number];

const sort = z.strictObject({ type: z.enum(["manual", "ascending", "descending"]) });
const grouping = { property_id: z.string(), sort, hide_empty_groups: z.boolean().optional() };
const range = {
  range_start: z.number().optional(),
  range_end: z.number().optional(),
  range_size: z.number().optional(),
};

const groupBy = z.discriminatedUnion("type", [
  z.strictObject({ type: z.enum(["select", "multi_select", "relation", "checkbox"]), ...grouping }),
  z.strictObject({ type: z.enum(["person", "created_by", "last_edited_by"]), ...grouping }),
  z.strictObject({ type: z.literal("status"), group_by: z.enum(["group", "option"]), ...grouping }),
  z.strictObject({
    type: z.enum(["date", "created_time", "last_edited_time"]),
    group_by: z.enum(["relative", "day", "week", "month", "year"]),
    start_day_of_week: z.literal([0, 1]).optional(),
    ...grouping,
  }),
  z.strictObject({
    type: z.enum(["text", "title", "url", "email", "phone_number"]),
    group_by: z.enum(["exact", "alphabet_prefix"]),
    ...grouping,
  }),
  z.strictObject({ type: z.literal("number"), ...grouping, ...range }),
]);

const propertyConfig = z.strictObject({
  property_id: z.string(),
  visible: z.boolean().optional(),
  width: z.int().min(1).optional(),
  wrap: z.boolean().optional(),
  status_show_as: z.enum(["select", "checkbox"]).optional(),
  card_property_width_mode: z.enum(["full_line", "inline"]).optional(),
  date_format: z
    .enum(["full", "short", "month_day_year", "day_month_year", "year_month_day", "relative"])
    .optional(),
  time_format: z.enum(["12_hour", "24_hour", "hidden"]).optional(),
});

const properties = z.array(propertyConfig).nullish();
const size = z.enum(["small", "medium", "large"]).nullish();
const height = z.enum(["small", "medium", "large", "extra_large"]).nullish();
const cover = z
  .strictObject({
    type: z.enum(["page_cover", "page_content", "property"]),
    property_id: z.string().optional(),
  })
  .nullish();
const cards = {
  properties,
  cover,
  cover_size: size,
  cover_aspect: z.enum(["contain", "cover"]).nullish(),
  card_layout: z.enum(["list", "compact"]).nullish(),
};
const aggregation = z.strictObject({ aggregator: z.string(), property_id: z.string().optional() });

const CONFIGS = {
  table: z.strictObject({
    type: z.literal("table"),
    properties,
    group_by: groupBy.nullish(),
    subtasks: z.looseObject({}).nullish(),
    wrap_cells: z.boolean().optional(),
    frozen_column_index: z.int().min(0).optional(),
    show_vertical_lines: z.boolean().optional(),
  }),
  board: z.strictObject({
    type: z.literal("board"),
    group_by: groupBy,
    sub_group_by: groupBy.nullish(),
    ...cards,
  }),
  list: z.strictObject({ type: z.literal("list"), properties }),
  gallery: z.strictObject({ type: z.literal("gallery"), ...cards }),
  calendar: z.strictObject({
    type: z.literal("calendar"),
    date_property_id: z.string(),
    properties,
    view_range: z.enum(["week", "month"]).nullish(),
    show_weekends: z.boolean().nullish(),
  }),
  timeline: z.strictObject({
    type: z.literal("timeline"),
    date_property_id: z.string(),
    end_date_property_id: z.string().nullish(),
    properties,
    show_table: z.boolean().nullish(),
    table_properties: properties,
    preference: z
      .strictObject({
        zoom_level: z.enum(["hours", "day", "week", "bi_week", "month", "quarter", "year", "5_years"]),
        center_timestamp: z.number().optional(),
      })
      .nullish(),
    arrows_by: z.strictObject({ property_id: z.string().nullish() }).nullish(),
    color_by: z.boolean().nullish(),
  }),
  map: z.strictObject({ type: z.literal("map"), height, map_by: z.string().nullish(), properties }),
  form: z.strictObject({
    type: z.literal("form"),
    is_form_closed: z.boolean().nullish(),
    anonymous_submissions: z.boolean().nullish(),
    submission_permissions: z.enum(["none", "comment_only", "reader", "read_and_write", "editor"]).nullish(),
  }),
  chart: z.looseObject({
    type: z.literal("chart"),
    chart_type: z.enum(["column", "bar", "line", "donut", "number"]),
    x_axis: groupBy.nullish(),
    y_axis: aggregation.nullish(),
    value: aggregation.nullish(),
    stack_by: groupBy.nullish(),
    height,
  }),
};

/** Types whose configuration cannot be left out: something in it is required. */
const NEEDED: ReadonlySet<string> = new Set(["board", "calendar", "timeline", "chart"]);
const DATES: ReadonlySet<string> = new Set(["date", "created_time", "last_edited_time"]);

export function readConfiguration(type: ViewType, value: unknown, schema: readonly Property[]): Json | null {
  const where = "body.configuration";
  if (type === "dashboard") {
    if (value !== undefined)
      throw invalid(`body failed validation: ${where} should be not present for a dashboard.`);
    return null;
  }
  if (value === undefined) {
    if (NEEDED.has(type))
      throw invalid(`body failed validation: ${where} should be defined, instead was \`undefined\`.`);
    return null;
  }
  const configuration: Json = parseAs(CONFIGS[type] as z.ZodType<Json>, value, where);
  checkReferences(configuration, schema, where);
  return configuration;
}

/** Every property that a configuration names must be in the data source, and fit what it is named for. */
function checkReferences(value: unknown, schema: readonly Property[], where: string): void {
  if (Array.isArray(value)) {
    value.forEach((one: unknown, index) => checkReferences(one, schema, `${where}[${index}]`));
    return;
  }
  if (!isJson(value)) return;
  for (const [key, inner] of Object.entries(value)) {
    if (!key.endsWith("property_id") && key !== "map_by") checkReferences(inner, schema, `${where}.${key}`);
    else if (typeof inner === "string") checkReference(key, inner, value, schema, `${where}.${key}`);
  }
}

function checkReference(
  key: string,
  id: string,
  around: Json,
  schema: readonly Property[],
  where: string,
): void {
  const property = findProperty(schema, id);
  if (!property) throw invalid(`Could not find property with name or id: ${id}`);
  if (key.includes("date_property_id") && !DATES.has(property.type)) {
    throw invalid(
      `body failed validation: ${where} should be a date property, instead was \`${property.type}\`.`,
    );
  }
  const isGroup = "sort" in around && typeof around["type"] === "string";
  if (isGroup && around["type"] !== groupTypeOf(property)) {
    throw invalid(
      `body failed validation: ${where} is a ${property.type} property, instead of \`${String(around["type"])}\`.`,
    );
  }
}

function groupTypeOf(property: Property): string {
  if (property.type === "rich_text") return "text";
  return property.type === "people" ? "person" : property.type;
}

/** As it is read back: names filled in, and what a partial list leaves out is there, hidden. */
export function configurationResponse(configuration: Json | null, schema: readonly Property[]): Json | null {
  if (!configuration) return null;
  const filled = withNames(configuration, schema);
  const listed = filled["properties"];
  if (!Array.isArray(listed)) return filled;
  const named = new Set((listed as Json[]).map((one) => one["property_id"]));
  const hidden = schema
    .filter((property) => !named.has(property.id))
    .map(({ id, name }) => ({ property_id: id, property_name: name, visible: false }));
  return { ...filled, properties: [...(listed as Json[]), ...hidden] };
}

function withNames(value: Json, schema: readonly Property[]): Json {
  const filled: Json = {};
  for (const [key, inner] of Object.entries(value)) {
    const property = key.endsWith("property_id") ? findProperty(schema, String(inner)) : undefined;
    if (Array.isArray(inner))
      filled[key] = inner.map((one: unknown) => (isJson(one) ? withNames(one, schema) : one));
    else if (property) {
      filled[key] = property.id;
      filled[key.replace(/_id$/, "_name")] = property.name;
    } else if (inner !== null) filled[key] = isJson(inner) ? withNames(inner, schema) : inner;
  }
  return filled;
}
