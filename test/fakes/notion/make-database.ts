import { newId } from "./ids.ts";
import { attach, newBase } from "./tree.ts";
import type { DatabaseNode, SourceNode, View, World } from "./world.ts";

/** An empty container; its data source and its first view are made beside it. */
export function makeDatabase(world: World, parentId: string, by: string, index?: number): DatabaseNode {
  const database: DatabaseNode = {
    kind: "database",
    ...newBase(world, newId(), by),
    title: [],
    description: [],
    isInline: false,
    isLocked: false,
    icon: null,
    cover: null,
    sourceIds: [],
    viewIds: [],
    isLinked: false,
  };
  world.nodes.set(database.id, database);
  attach(world, database, parentId, index);
  world.revision += 1;
  return database;
}

export function makeSource(world: World, database: DatabaseNode, by: string): SourceNode {
  const source: SourceNode = {
    kind: "data_source",
    ...newBase(world, newId(), by),
    parentId: database.id,
    title: [],
    icon: null,
    properties: [],
    rows: new Set(),
    nextNumber: 1,
    templates: [],
  };
  world.nodes.set(source.id, source);
  database.sourceIds.push(source.id);
  makeView(world, database, { sourceId: source.id, name: "Default view", type: "table" }, by);
  return source;
}

export function makeView(
  world: World,
  database: DatabaseNode,
  given: Pick<View, "sourceId" | "name" | "type"> & Partial<View>,
  by: string,
  index: number = database.viewIds.length,
): View {
  const { createdAt, editedAt } = newBase(world, "", by);
  const view: View = {
    id: newId(),
    databaseId: database.id,
    filter: null,
    sorts: null,
    quickFilters: null,
    configuration: null,
    createdAt,
    editedAt,
    createdBy: by,
    editedBy: by,
    ...given,
  };
  world.views.set(view.id, view);
  database.viewIds.splice(index, 0, view.id);
  return view;
}
