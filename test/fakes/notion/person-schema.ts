import type { Json } from "./json.ts";
import { newId } from "./ids.ts";
import { findOption, findProperty, optionsOf } from "./property.ts";
import type { Property, StatusGroup } from "./property.ts";
import { sourceAt, touchByPerson } from "./person-nodes.ts";
import { changeSchema } from "./schema-changes.ts";
import { makeOption } from "./select-options.ts";
import type { SourceNode, World } from "./world.ts";

/** What people do to the columns. The source is named by its own id or by its database's. */
export function personSchema(world: World) {
  const change = (id: string, requests: Json): SourceNode => {
    const source = sourceAt(world, id);
    changeSchema(world, source, requests);
    touchByPerson(world, source);
    return source;
  };
  return {
    addProperty: (id: string, name: string, type: string, config: Json = {}): string =>
      propertyIn(change(id, { [name]: { [type]: config } }), name).id,
    renameProperty: (id: string, property: string, name: string): void =>
      void change(id, { [property]: { name } }),
    retypeProperty: (id: string, property: string, type: string, config: Json = {}): void =>
      void change(id, { [property]: { [type]: config } }),
    deleteProperty: (id: string, property: string): void => void change(id, { [property]: null }),
    addOption: (id: string, property: string, name: string, group: StatusGroup = "To-do"): string =>
      addOption(world, sourceAt(world, id), property, name, group),
    /** In the app an option is renamed in place; the API cannot do that. */
    renameOption: (id: string, property: string, from: string, to: string): void => {
      const source = sourceAt(world, id);
      const option = findOption(optionsOf(propertyIn(source, property)), from);
      if (!option) throw new Error(`${property} has no option ${from}.`);
      option.name = to;
      touchByPerson(world, source);
    },
    deleteOption: (id: string, property: string, name: string): void => {
      const source = sourceAt(world, id);
      const { type, ...known } = propertyIn(source, property);
      const options = optionsOf({ type, ...known } as Property).filter((option) => option.name !== name);
      change(id, { [property]: { [type]: { options: options.map((option) => ({ id: option.id })) } } });
    },
  };
}

function propertyIn(source: SourceNode, key: string): Property {
  const property = findProperty(source.properties, key);
  if (!property) throw new Error(`There is no property ${key} in this data source.`);
  return property;
}

function addOption(world: World, source: SourceNode, key: string, name: string, group: StatusGroup): string {
  const property = propertyIn(source, key);
  const made = makeOption(name, optionsOf(property).length);
  if (property.type === "status") property.options.push({ ...made, id: newId(), group });
  else if ("options" in property) property.options.push(made);
  else throw new Error(`${key} is a ${property.type} property and has no options.`);
  touchByPerson(world, source);
  return findOption(optionsOf(property), name)?.id ?? made.id;
}
