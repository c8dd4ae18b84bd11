import type { z } from "zod";

import { invalid } from "./api-error.ts";
import { dashed } from "./ids.ts";
import { isJson } from "./json.ts";
import { findOption, findProperty } from "./property.ts";
import type { Option, Property } from "./property.ts";
import { mirrorChange } from "./relations.ts";
import { storeRichText } from "./rich-text.ts";
import { parseAs } from "./schema-error.ts";
import { makeOption } from "./select-options.ts";
import { requirePage } from "./tree.ts";
import type { Value } from "./value.ts";
import { isWritable, VALUE_SCHEMAS } from "./value-schemas.ts";
import type { OptionRef } from "./value-schemas.ts";
import type { PageNode, World } from "./world.ts";

/** What a page that is no row has: a title, under its fixed id. */
export const TITLE_ONLY: Property[] = [{ id: "title", name: "title", description: null, type: "title" }];

export interface PlannedValue {
  property: Property;
  /** Makes the value, and the options that it needs: only run once the whole request is known to be good. */
  make: () => Value;
}

export function planValues(world: World, properties: readonly Property[], requests: unknown): PlannedValue[] {
  if (requests === undefined) return [];
  if (!isJson(requests)) throw invalid("body failed validation: body.properties should be an object.");
  return Object.entries(requests).map(([key, request]) => {
    const property = findProperty(properties, key);
    if (!property) throw invalid(`${key} is not a property that exists.`);
    return { property, make: planValue(world, property, request, `body.properties.${key}`) };
  });
}

export function writeValues(world: World, page: PageNode, planned: readonly PlannedValue[]): void {
  for (const { property, make } of planned) setValue(world, page, property, make());
}

export function setValue(world: World, page: PageNode, property: Property, value: Value): void {
  const before = page.values.get(property.id);
  page.values.set(property.id, value);
  if (property.type !== "relation" || value.type !== "relation") return;
  mirrorChange(world, property, page.id, before?.type === "relation" ? before.ids : [], value.ids);
}

function planValue(world: World, property: Property, request: unknown, where: string): () => Value {
  const { type } = property;
  if (!isWritable(type))
    throw invalid(`Cannot update ${type} property ${property.name}: its value is computed.`);
  // A title may be written as the bare array too.
  const bare = type === "title" && Array.isArray(request) ? { title: request as unknown[] } : request;
  if (!isJson(bare) || !(type in bare)) throw invalid(`${property.name} is expected to be ${type}.`);
  const extra = Object.keys(bare).find((key) => key !== type && key !== "type");
  if (extra !== undefined || (bare["type"] ?? type) !== type) {
    throw invalid(
      `body failed validation: ${where}.${extra ?? "type"} should be not present, ${property.name} is expected to be ${type}.`,
    );
  }
  const read: Read = (wanted) => {
    const schema: z.ZodType = VALUE_SCHEMAS[wanted];
    return parseAs(schema, bare[type], `${where}.${type}`) as never;
  };
  return planTyped(world, property, read);
}

type Read = <T extends keyof typeof VALUE_SCHEMAS>(type: T) => z.infer<(typeof VALUE_SCHEMAS)[T]>;

function planTyped(world: World, property: Property, read: Read): () => Value {
  switch (property.type) {
    case "title":
    case "rich_text": {
      const text = storeRichText(read(property.type));
      const { type } = property;
      return () => ({ type, text });
    }
    case "select":
    case "multi_select":
    case "status":
      return planOptions(property, read);
    case "people": {
      const ids = read("people").map((one) => dashed(one.id));
      return () => ({ type: "people", ids });
    }
    case "relation": {
      const ids = read("relation").map((one) => requirePage(world, dashed(one.id)).id);
      return () => ({ type: "relation", ids: [...new Set(ids)] });
    }
    default:
      return planSimple(property, read);
  }
}

function planSimple(property: Property, read: Read): () => Value {
  switch (property.type) {
    case "number": {
      const number = read("number");
      return () => ({ type: "number", number });
    }
    case "checkbox": {
      const checked = read("checkbox");
      return () => ({ type: "checkbox", checked });
    }
    case "date": {
      const date = read("date");
      const { start = "", end = null, time_zone = null } = date ?? {};
      return () => ({ type: "date", date: date && { start, end, time_zone } });
    }
    case "url":
    case "email":
    case "phone_number": {
      const { type } = property;
      const content = read(type);
      return () => ({ type, content });
    }
    case "files": {
      const files = read("files").map(({ name, external }) => ({ name, type: "external", external }));
      return () => ({ type: "files", files });
    }
    case "place": {
      const place = read("place");
      return () => ({ type: "place", place });
    }
    default:
      throw invalid(`Cannot update ${property.type} property ${property.name}: its value is computed.`);
  }
}

function planOptions(
  property: Extract<Property, { type: "select" | "multi_select" | "status" }>,
  read: Read,
): () => Value {
  if (property.type === "multi_select") {
    const picks = read("multi_select").map((ref) => planOption(property.options, ref));
    return () => ({ type: "multi_select", options: [...new Set(picks.map((pick) => pick()))] });
  }
  const { type } = property;
  const ref = read(type);
  if (ref === null) return () => ({ type, option: null });
  if (type === "status") requireStatus(property.options, ref);
  const pick = planOption(property.options, ref);
  return () => ({ type, option: pick() });
}

/** A select takes any name and makes the option: a typo in a write is a change of the schema. A status does not. */
function requireStatus(options: readonly Option[], ref: OptionRef): void {
  const known = options.some((one) => one.id === ref.id) || findOption(options, ref.name ?? "");
  if (!known) {
    throw invalid(`Invalid status option. Status option "${ref.name ?? ref.id ?? ""}" does not exist".`);
  }
}

function planOption(options: Option[], ref: OptionRef): () => string {
  const byId = ref.id === undefined ? undefined : options.find((one) => one.id === ref.id);
  const known = byId ?? (ref.name === undefined ? undefined : findOption(options, ref.name));
  if (known) {
    if (ref.color !== undefined && ref.color !== known.color) {
      throw invalid(`Cannot update color of select with name: ${known.name}.`);
    }
    return () => known.id;
  }
  const { name } = ref;
  if (name === undefined) throw invalid(`Select option with id ${ref.id ?? ""} does not exist.`);
  return () => {
    const again = findOption(options, name);
    if (again) return again.id;
    const made = makeOption(name, options.length, { color: ref.color, description: ref.description });
    options.push(made);
    return made.id;
  };
}
