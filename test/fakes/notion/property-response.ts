import type { Json } from "./json.ts";
import { STATUS_GROUPS } from "./property.ts";
import type { Option, Property } from "./property.ts";
import type { SourceNode, World } from "./world.ts";

/** A data source's schema, by name, as it is answered. */
export function schemaResponse(world: World, source: SourceNode): Json {
  return Object.fromEntries(
    source.properties.map((property) => {
      const { id, name, description, type } = property;
      return [name, { id, name, description, type, [type]: configResponse(world, source, property) }];
    }),
  );
}

function configResponse(world: World, source: SourceNode, property: Property): Json {
  switch (property.type) {
    case "number":
      return { format: property.format };
    case "select":
    case "multi_select":
      return { options: property.options.map(optionResponse) };
    case "status":
      return {
        options: property.options.map(optionResponse),
        groups: STATUS_GROUPS.map((name, index) => ({
          id: property.groupIds[name],
          name,
          color: ["gray", "blue", "green"][index],
          option_ids: property.options.filter((one) => one.group === name).map((one) => one.id),
        })),
      };
    case "relation":
      return relationResponse(world, property);
    case "formula":
      return { expression: property.expression };
    case "unique_id":
      return { prefix: property.prefix };
    case "rollup":
      return rollupResponse(world, source, property);
    default:
      return {};
  }
}

function optionResponse({ id, name, color, description }: Option): Option {
  return { id, name, color, description };
}

function relationResponse(world: World, property: Extract<Property, { type: "relation" }>): Json {
  const target = world.nodes.get(property.sourceId);
  const ids = { database_id: target?.parentId ?? null, data_source_id: property.sourceId };
  if (property.mirrorId === null) return { ...ids, type: "single_property", single_property: {} };
  const mirror =
    target?.kind === "data_source"
      ? target.properties.find((one) => one.id === property.mirrorId)
      : undefined;
  const synced = { synced_property_id: property.mirrorId, synced_property_name: mirror?.name ?? "" };
  return { ...ids, type: "dual_property", dual_property: synced };
}

function rollupResponse(
  world: World,
  source: SourceNode,
  property: Extract<Property, { type: "rollup" }>,
): Json {
  const relation = source.properties.find((one) => one.id === property.rollup.relation_property_id);
  const target = relation?.type === "relation" ? world.nodes.get(relation.sourceId) : undefined;
  const rolled =
    target?.kind === "data_source"
      ? target.properties.find((one) => one.id === property.rollup.rollup_property_id)
      : undefined;
  return {
    ...property.rollup,
    relation_property_name: relation?.name ?? "",
    rollup_property_name: rolled?.name ?? "",
  };
}
