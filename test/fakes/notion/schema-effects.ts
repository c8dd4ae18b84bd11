import { optionsOf } from "./property.ts";
import type { Property } from "./property.ts";
import { removeMirror } from "./relations.ts";
import { retypedValue } from "./retype.ts";
import type { Value } from "./value.ts";
import type { PageNode, SourceNode, World } from "./world.ts";

/** What a change of the schema does to the rows. */
export function addProperty(world: World, source: SourceNode, property: Property): void {
  source.properties.push(property);
  if (property.type !== "unique_id") return;
  const oldestFirst = rowsOf(world, source).toSorted((a, b) => a.madeAtMs - b.madeAtMs);
  for (const row of oldestFirst)
    row.values.set(property.id, { type: "unique_id", number: source.nextNumber++ });
}

export function dropProperty(world: World, source: SourceNode, id: string): void {
  const property = source.properties.find((one) => one.id === id);
  if (!property) return;
  source.properties = source.properties.filter((one) => one.id !== id);
  removeMirror(world, property);
  for (const row of rowsOf(world, source)) row.values.delete(id);
}

export function replaceProperty(world: World, source: SourceNode, next: Property): void {
  const index = source.properties.findIndex((one) => one.id === next.id);
  const before = source.properties[index];
  if (!before) return;
  source.properties[index] = next;
  if (before.type !== next.type) retypeRows(world, source, before, next);
  else forgetOptions(world, source, before, next);
}

function retypeRows(world: World, source: SourceNode, before: Property, next: Property): void {
  removeMirror(world, before);
  for (const row of rowsOf(world, source)) {
    const value = retypedValue(before, row.values.get(next.id), next);
    if (value) row.values.set(next.id, value);
    else row.values.delete(next.id);
  }
}

/** An option that is left out is deleted, and its values vanish from the rows. */
function forgetOptions(world: World, source: SourceNode, before: Property, next: Property): void {
  const kept = new Set(optionsOf(next).map((option) => option.id));
  const gone = new Set(optionsOf(before).flatMap(({ id }) => (kept.has(id) ? [] : [id])));
  if (gone.size === 0) return;
  for (const row of rowsOf(world, source)) {
    const value = row.values.get(next.id);
    if (value) row.values.set(next.id, withoutOptions(value, gone));
  }
}

function withoutOptions(value: Value, gone: ReadonlySet<string>): Value {
  if (value.type === "multi_select")
    return { ...value, options: value.options.filter((id) => !gone.has(id)) };
  if (value.type !== "select" && value.type !== "status") return value;
  return value.option !== null && gone.has(value.option) ? { ...value, option: null } : value;
}

export function rowsOf(world: World, source: SourceNode): PageNode[] {
  const rows: PageNode[] = [];
  for (const id of source.rows) {
    const row = world.nodes.get(id);
    if (row?.kind === "page") rows.push(row);
  }
  return rows;
}
