import type { NamedField } from "../../model/fields.ts";
import type { DatabaseRef, ViewCondition, ViewSpec } from "../workspace.ts";
import { propertyType } from "./properties.ts";
import { keyOf } from "./values.ts";

/** A view as the views API takes it (developers.notion.com/guides/data-apis/working-with-views). Pure. */

/** Visible fields in their order; a list of properties hides whatever it does not name, 管理ID among them. */
export function viewConfiguration(view: ViewSpec, source: DatabaseRef): object {
  const properties = source.schema.fields
    .filter((field) => field.place === "property" && (field.visible === true || field.type === "title"))
    .map((field) => ({ property_id: keyOf(field, source), visible: true }));
  const group = view.groupBy === undefined ? null : groupBy(fieldOf(view.groupBy, source), source);
  return { type: view.type, properties, ...(group === null ? {} : { group_by: group }) };
}

function groupBy(field: NamedField, source: DatabaseRef): object {
  const type = propertyType(field);
  const base = { property_id: keyOf(field, source) };
  switch (type) {
    case "status":
      return { type, ...base, group_by: "option", sort: { type: "manual" } };
    case "select":
    case "multi_select":
      return { type, ...base, sort: { type: "manual" } };
    case "rich_text":
      return { type: "text", ...base, group_by: "exact", sort: { type: "ascending" } };
    case "title":
    case "number":
    case "date":
    case "checkbox":
    case "url":
      throw new Error(`nobody groups by a ${type}`);
    default:
      throw new Error(`unhandled ${type satisfies never}`);
  }
}

export function viewSorts({ sort }: ViewSpec, source: DatabaseRef): object[] {
  return sort.map(({ by, direction }) =>
    by === "edited"
      ? { timestamp: "last_edited_time", direction }
      : { property: keyOf(fieldOf(by, source), source), direction },
  );
}

export function viewFilter({ where }: ViewSpec, source: DatabaseRef): object | null {
  if (where === undefined) return null;
  const conditions = where.conditions.map((condition) => conditionOf(condition, source));
  const [only] = conditions;
  if (only !== undefined && conditions.length === 1) return only;
  return where.match === "all" ? { and: conditions } : { or: conditions };
}

function conditionOf(condition: ViewCondition, source: DatabaseRef): object {
  const field = fieldOf(condition.field, source);
  const property = keyOf(field, source);
  const type = propertyType(field);
  switch (condition.is) {
    case "not": {
      const option = field.options?.find(({ id }) => id === condition.option)?.[source.language];
      return { property, [type]: { does_not_equal: option ?? condition.option } };
    }
    case "empty":
      return { property, [type]: { is_empty: true } };
    case "this-week":
      return { property, [type]: { this_week: {} } };
    default:
      throw new Error(`unhandled ${condition satisfies never}`);
  }
}

function fieldOf(name: string, { schema }: DatabaseRef): NamedField {
  const field = schema.fields.find((one) => one.name === name);
  if (field === undefined) throw new Error(`${schema.record} has no field ${name}`);
  return field;
}
