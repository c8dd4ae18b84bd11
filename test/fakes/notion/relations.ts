import { newPropertyId } from "./ids.ts";
import { plainText } from "./rich-text.ts";
import type { Property } from "./property.ts";
import type { SourceNode, World } from "./world.ts";

type Relation = Extract<Property, { type: "relation" }>;

/** A two-way relation has a property on the other side that shows the same pairs from there. */
export function addMirror(world: World, source: SourceNode, property: Relation, name?: string): void {
  const target = world.nodes.get(property.sourceId);
  if (target?.kind !== "data_source" || property.mirrorId !== null) return;
  const mirror: Relation = {
    id: newPropertyId(target.properties),
    name: name ?? freeName(target, `Related to ${plainText(source.title)} (${property.name})`),
    description: null,
    type: "relation",
    sourceId: source.id,
    mirrorId: property.id,
  };
  target.properties.push(mirror);
  property.mirrorId = mirror.id;
}

function freeName(target: SourceNode, wanted: string): string {
  const taken = new Set(target.properties.map((property) => property.name));
  let name = wanted;
  for (let count = 1; taken.has(name); count++) name = `${wanted} ${count}`;
  return name;
}

/** Deleting one side deletes the other. */
export function removeMirror(world: World, property: Property): void {
  if (property.type !== "relation" || property.mirrorId === null) return;
  const target = world.nodes.get(property.sourceId);
  if (target?.kind !== "data_source") return;
  target.properties = target.properties.filter((one) => one.id !== property.mirrorId);
}

export function mirrorChange(
  world: World,
  property: Relation,
  rowId: string,
  before: string[],
  after: string[],
): void {
  if (property.mirrorId === null) return;
  for (const id of after.filter((one) => !before.includes(one))) {
    changeMirror(world, id, property.mirrorId, (ids) => (ids.includes(rowId) ? ids : [...ids, rowId]));
  }
  for (const id of before.filter((one) => !after.includes(one))) {
    changeMirror(world, id, property.mirrorId, (ids) => ids.filter((one) => one !== rowId));
  }
}

function changeMirror(world: World, pageId: string, key: string, change: (ids: string[]) => string[]): void {
  const page = world.nodes.get(pageId);
  if (page?.kind !== "page") return;
  const value = page.values.get(key);
  page.values.set(key, { type: "relation", ids: change(value?.type === "relation" ? value.ids : []) });
}
