import { invalid } from "./api-error.ts";
import { buildProperty, buildShape } from "./build-property.ts";
import { isJson } from "./json.ts";
import type { Json } from "./json.ts";
import { LIMITS } from "./limits.ts";
import { findProperty } from "./property.ts";
import type { Property } from "./property.ts";
import { readChangedProperty, readNewProperty } from "./property-requests.ts";
import type { PropertyRequest } from "./property-requests.ts";
import { addMirror } from "./relations.ts";
import { addProperty, dropProperty, replaceProperty } from "./schema-effects.ts";
import type { SourceNode, World } from "./world.ts";

/** The properties of a new data source: one title exactly; without any, the one called "Name". */
export function createSchema(
  world: World,
  source: SourceNode,
  requests: Json | undefined,
  where: string,
): void {
  const wanted = Object.entries(requests ?? { Name: { title: {} } });
  const read = wanted.map(([name, value]) => ({
    name,
    request: readNewProperty(value, `${where}.${name}`),
    value,
  }));
  if (read.filter(({ request }) => request.type === "title").length !== 1) {
    throw invalid(`body failed validation: ${where} should have exactly one title property.`);
  }
  requireRoom(read.length);
  // Rollups look up relations of the same request, so they come last.
  const ordered = read.toSorted(
    (a, b) => Number(a.request.type === "rollup") - Number(b.request.type === "rollup"),
  );
  const built: Property[] = [];
  for (const { name, request } of ordered) built.push(buildProperty(world, name, request, built));
  source.properties = read.flatMap(({ name }) => built.filter((property) => property.name === name));
  for (const { name, value } of read) mirrorIfDual(world, source, name, value);
}

/** Checks every change before it makes any: a refused request leaves the schema as it was. */
export function changeSchema(world: World, source: SourceNode, requests: Json): void {
  const after = source.properties.map((property) => ({ ...property }));
  const effects: (() => void)[] = [];
  for (const [key, value] of Object.entries(requests)) {
    effects.push(planChange(world, source, after, key, value));
  }
  requireRoom(after.length);
  for (const effect of effects) effect();
  for (const [key, value] of Object.entries(requests)) mirrorIfDual(world, source, key, value);
}

/** Plans one change on the list as it will be, and returns what makes it on the source itself. */
function planChange(
  world: World,
  source: SourceNode,
  after: Property[],
  key: string,
  value: unknown,
): () => void {
  const where = `body.properties.${key}`;
  const known = findProperty(after, key);
  if (value === null) {
    if (!known) throw invalid(`Could not find property with name or id: ${key}`);
    if (known.type === "title") throw invalid("Cannot delete the title property.");
    after.splice(after.indexOf(known), 1);
    return () => dropProperty(world, source, known.id);
  }
  if (!known) {
    if (isNamingOnly(value)) throw invalid(`${key} is not a property that exists.`);
    const request = readNewProperty(value, where);
    requireNewType(after, request.type);
    const made = buildProperty(world, key, request, after);
    after.push(made);
    return () => addProperty(world, source, made);
  }
  const next = changedProperty(world, known, readChangedProperty(value, where), after);
  after[after.indexOf(known)] = next;
  return () => replaceProperty(world, source, next);
}

function isNamingOnly(value: unknown): boolean {
  return isJson(value) && Object.keys(value).every((key) => key === "name" || key === "description");
}

function changedProperty(
  world: World,
  known: Property,
  request: PropertyRequest,
  after: Property[],
): Property {
  const { name = known.name, description = known.description, type } = request;
  if (after.some((one) => one.id !== known.id && one.name === name)) {
    throw invalid(`Cannot rename property ${known.name}: a property named ${name} exists already.`);
  }
  if (type === undefined) return { ...known, name, description };
  if (type !== known.type) {
    if (known.type === "title" || type === "title")
      throw invalid("The title property cannot change its type.");
    requireNewType(after, type);
  }
  if ("options" in known && type === known.type && known.options.length > LIMITS.optionsPerPatch) {
    throw invalid(`Cannot update ${known.name}: it has more than ${LIMITS.optionsPerPatch} options.`);
  }
  return { id: known.id, name, description, ...buildShape(world, type, request.config, after, known) };
}

function requireNewType(after: readonly Property[], type: string): void {
  if (type === "title") throw invalid("A data source has exactly one title property.");
  if (type === "unique_id" && after.some((one) => one.type === "unique_id")) {
    throw invalid("A data source has at most one unique_id property.");
  }
}

function requireRoom(count: number): void {
  if (count > LIMITS.properties) throw invalid(`A data source has at most ${LIMITS.properties} properties.`);
}

function mirrorIfDual(world: World, source: SourceNode, key: string, value: unknown): void {
  const relation = isJson(value) ? value["relation"] : undefined;
  const dual = isJson(relation) ? relation["dual_property"] : undefined;
  const property = findProperty(source.properties, key);
  if (!isJson(dual) || property?.type !== "relation") return;
  const name = dual["synced_property_name"];
  addMirror(world, source, property, typeof name === "string" ? name : undefined);
}
