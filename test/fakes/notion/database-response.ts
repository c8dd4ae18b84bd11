import { parentResponse } from "./block-response.ts";
import { isoTime } from "./clock.ts";
import type { Json } from "./json.ts";
import { appUrl } from "./page-response.ts";
import { schemaResponse } from "./property-response.ts";
import { userRef } from "./read-values.ts";
import { plainText } from "./rich-text.ts";
import { isInTrash } from "./tree.ts";
import type { DatabaseNode, Node, SourceNode, World } from "./world.ts";

/** The container: which data sources it holds, and nothing of their schema. */
export function databaseResponse(world: World, database: DatabaseNode): Json {
  return {
    object: "database",
    id: database.id,
    title: database.title,
    description: database.description,
    parent: parentResponse(world, database),
    is_inline: database.isInline,
    is_locked: database.isLocked,
    ...stamps(world, database),
    data_sources: database.sourceIds.flatMap((id) => {
      const source = world.nodes.get(id);
      return source?.kind === "data_source" && !source.inTrash ? [{ id, name: plainText(source.title) }] : [];
    }),
    icon: database.icon,
    cover: database.cover,
    url: appUrl(database.id),
    public_url: null,
  };
}

export function sourceResponse(world: World, source: SourceNode): Json {
  const database = world.nodes.get(source.parentId ?? "");
  const isDatabase = database?.kind === "database";
  return {
    object: "data_source",
    id: source.id,
    title: source.title,
    description: isDatabase ? database.description : [],
    parent: parentResponse(world, source),
    database_parent: isDatabase ? parentResponse(world, database) : null,
    is_inline: isDatabase && database.isInline,
    ...stamps(world, source),
    created_by: userRef(source.createdBy),
    last_edited_by: userRef(source.editedBy),
    properties: schemaResponse(world, source),
    icon: source.icon,
    cover: isDatabase ? database.cover : null,
    url: appUrl(source.parentId ?? source.id),
    public_url: null,
  };
}

function stamps(world: World, node: Node): Json {
  return {
    in_trash: isInTrash(world, node),
    created_time: isoTime(node.createdAt),
    last_edited_time: isoTime(node.editedAt),
  };
}
