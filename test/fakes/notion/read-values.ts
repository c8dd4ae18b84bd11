import { isoTime } from "./clock.ts";
import type { Json } from "./json.ts";
import { LIMITS } from "./limits.ts";
import { optionsOf } from "./property.ts";
import type { Property } from "./property.ts";
import { emptyValue } from "./value.ts";
import type { Value } from "./value.ts";
import type { PageNode, World } from "./world.ts";

/** One property of a page as a page read answers it: relations and people cut at 25. */
export function valueResponse(world: World, page: PageNode, property: Property): Json {
  const { id, type } = property;
  const content = contentResponse(world, page, property);
  if (!Array.isArray(content) || (type !== "relation" && type !== "people"))
    return { id, type, [type]: content };
  const cut = (content as unknown[]).slice(0, LIMITS.referencesPerRead);
  const has_more = content.length > cut.length;
  return type === "relation" ? { id, type, relation: cut, has_more } : { id, type, people: cut };
}

/** The whole value, uncut. */
export function contentResponse(world: World, page: PageNode, property: Property): unknown {
  switch (property.type) {
    case "created_time":
      return isoTime(page.createdAt);
    case "last_edited_time":
      return isoTime(page.editedAt);
    case "created_by":
      return userRef(page.createdBy);
    case "last_edited_by":
      return userRef(page.editedBy);
    case "formula":
      return { type: "string", string: null };
    case "rollup":
      return { ...rollupValue(world, page, property), function: property.rollup.function };
    case "unique_id":
      return { prefix: property.prefix, number: numberOf(page.values.get(property.id)) };
    case "button":
      return {};
    case "verification":
      return { state: "unverified", date: null, verified_by: null };
    default: {
      const value = page.values.get(property.id) ?? emptyValue(property.type);
      return value ? storedResponse(property, value) : null;
    }
  }
}

function storedResponse(property: Property, value: Value): unknown {
  switch (value.type) {
    case "title":
    case "rich_text":
      return value.text;
    case "number":
    case "unique_id":
      return value.number;
    case "select":
    case "status":
      return value.option === null ? null : optionRef(property, value.option);
    case "multi_select":
      return value.options.map((id) => optionRef(property, id)).filter((one) => one !== null);
    case "date":
      return value.date;
    case "checkbox":
      return value.checked;
    case "url":
    case "email":
    case "phone_number":
      return value.content;
    case "people":
      return value.ids.map(userRef);
    case "relation":
      return value.ids.map((id) => ({ id }));
    case "files":
      return value.files;
    case "place":
      return value.place;
    default:
      throw new Error(`unhandled ${value satisfies never}`);
  }
}

function optionRef(property: Property, id: string): Json | null {
  const option = optionsOf(property).find((one) => one.id === id);
  return option ? { id: option.id, name: option.name, color: option.color } : null;
}

export function userRef(id: string): Json {
  return { object: "user", id };
}

function numberOf(value: Value | undefined): number | null {
  return value?.type === "unique_id" ? value.number : null;
}

/** The related rows' values, of the first 25 references: more are not evaluated. */
function rollupValue(world: World, page: PageNode, property: Extract<Property, { type: "rollup" }>): Json {
  const related = page.values.get(property.rollup.relation_property_id);
  const ids = related?.type === "relation" ? related.ids.slice(0, LIMITS.referencesPerRead) : [];
  if (property.rollup.function === "count") return { type: "number", number: ids.length };
  const array = ids.flatMap((id) => {
    const row = world.nodes.get(id);
    const source = row?.kind === "page" ? world.nodes.get(row.parentId ?? "") : undefined;
    if (row?.kind !== "page" || source?.kind !== "data_source") return [];
    const rolled = source.properties.find((one) => one.id === property.rollup.rollup_property_id);
    if (!rolled || rolled.type === "rollup") return [];
    return [{ type: rolled.type, [rolled.type]: contentResponse(world, row, rolled) }];
  });
  return { type: "array", array };
}
