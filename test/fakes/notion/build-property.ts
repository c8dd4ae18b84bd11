import { invalid, notFound } from "./api-error.ts";
import { newId, newPropertyId } from "./ids.ts";
import { textIn } from "./json.ts";
import type { Json } from "./json.ts";
import { findProperty, optionsOf } from "./property.ts";
import type { Option, Property, PropertyShape, StatusGroup, StatusOption } from "./property.ts";
import type { PropertyRequest } from "./property-requests.ts";
import type { ConfigType } from "./property-schemas.ts";
import { defaultStatusOptions, mergeOptions, mergeStatusOptions } from "./select-options.ts";
import type { OptionRequest } from "./select-options.ts";
import { requireSource } from "./tree.ts";
import type { World } from "./world.ts";

export function buildProperty(
  world: World,
  name: string,
  request: PropertyRequest & { type: ConfigType },
  siblings: readonly Property[],
): Property {
  const id = request.type === "title" ? "title" : newPropertyId(siblings);
  const description = request.description ?? null;
  return { id, name, description, ...buildShape(world, request.type, request.config, siblings) };
}

/** The shape a configuration gives, on top of what the property was before. */
export function buildShape(
  world: World,
  type: ConfigType,
  config: Json,
  siblings: readonly Property[],
  before?: Property,
): PropertyShape {
  switch (type) {
    case "number":
      return { type, format: textOr(config["format"], before?.type === "number" ? before.format : "number") };
    case "formula":
      return {
        type,
        expression: textOr(config["expression"], before?.type === "formula" ? before.expression : ""),
      };
    case "unique_id":
      return { type, prefix: typeof config["prefix"] === "string" ? config["prefix"] : null };
    case "select":
    case "multi_select":
      return { type, options: nextOptions(config, before) };
    case "status":
      return statusShape(config, before);
    case "relation":
      return relationShape(world, config, before);
    case "rollup":
      return { type, rollup: readRollup(world, config, siblings) };
    default:
      return { type };
  }
}

function textOr(value: unknown, otherwise: string): string {
  return typeof value === "string" ? value : otherwise;
}

function nextOptions(config: Json, before: Property | undefined): Option[] {
  const known = before
    ? optionsOf(before).map(({ id, name, color, description }) => ({ id, name, color, description }))
    : [];
  const requests = config["options"] as OptionRequest[] | undefined;
  return requests ? mergeOptions(known, requests) : known;
}

function statusShape(config: Json, before: Property | undefined): PropertyShape {
  const requests = config["options"] as OptionRequest[] | undefined;
  const known = knownStatusOptions(before);
  const options = requests && requests.length > 0 ? mergeStatusOptions(known, requests) : known;
  const groupIds: Record<StatusGroup, string> =
    before?.type === "status"
      ? before.groupIds
      : { "To-do": newId(), "In progress": newId(), Complete: newId() };
  return { type: "status", options, groupIds };
}

/** A select that becomes a status brings its options along, all of them still to do. */
function knownStatusOptions(before: Property | undefined): StatusOption[] {
  if (before?.type === "status") return before.options;
  const defaults = defaultStatusOptions();
  const taken = new Set(defaults.map((option) => option.name.toLowerCase()));
  const brought = before ? optionsOf(before).filter((option) => !taken.has(option.name.toLowerCase())) : [];
  return [...defaults, ...brought.map((option) => ({ ...option, group: "To-do" as const }))];
}

function relationShape(world: World, config: Json, before: Property | undefined): PropertyShape {
  const target = requireSource(world, String(config["data_source_id"]).toLowerCase());
  const keepsMirror = before?.type === "relation" && before.sourceId === target.id;
  return { type: "relation", sourceId: target.id, mirrorId: keepsMirror ? before.mirrorId : null };
}

function readRollup(world: World, config: Json, siblings: readonly Property[]) {
  const relationKey = textIn(config, "relation_property_id", "relation_property_name");
  const relation = findProperty(siblings, relationKey);
  if (relation?.type !== "relation") throw invalid(`Could not find relation property: ${relationKey}.`);
  const target = world.nodes.get(relation.sourceId);
  const rolledKey = textIn(config, "rollup_property_id", "rollup_property_name");
  if (target?.kind !== "data_source") throw notFound("data_source", relation.sourceId);
  const rolled = findProperty(target.properties, rolledKey);
  if (!rolled) throw invalid(`Could not find rollup property: ${rolledKey}.`);
  return {
    function: String(config["function"]),
    relation_property_id: relation.id,
    rollup_property_id: rolled.id,
  };
}
