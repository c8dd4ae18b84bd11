import { isoTime } from "./clock.ts";
import type { Json } from "./json.ts";
import { plainText } from "./rich-text.ts";
import { childrenOf, isInTrash } from "./tree.ts";
import type { BlockNode, DatabaseNode, Node, PageNode, World } from "./world.ts";

/** Any node of a page's tree as a block. Child pages and databases are blocks under their own ids. */
export function blockResponse(world: World, node: BlockNode | PageNode | DatabaseNode): Json {
  const { type, content } = typedContent(world, node);
  return {
    object: "block",
    id: node.id,
    parent: parentResponse(world, node),
    created_time: isoTime(node.createdAt),
    last_edited_time: isoTime(node.editedAt),
    created_by: { object: "user", id: node.createdBy },
    last_edited_by: { object: "user", id: node.editedBy },
    has_children: node.kind !== "database" && childrenOf(world, node).length > 0,
    in_trash: isInTrash(world, node),
    type,
    [type]: content,
  };
}

function typedContent(
  world: World,
  node: BlockNode | PageNode | DatabaseNode,
): { type: string; content: Json } {
  switch (node.kind) {
    case "page":
      return { type: "child_page", content: { title: pageTitle(node) } };
    case "database":
      return { type: "child_database", content: { title: databaseTitle(world, node) } };
    case "block":
      return { type: node.type, content: node.content };
    default:
      throw new Error(`unhandled ${node satisfies never}`);
  }
}

export function pageTitle(page: PageNode): string {
  const title = page.values.get("title");
  return title?.type === "title" ? plainText(title.text) : "";
}

/** A linked database has no title of its own: it shows its source's. */
export function databaseTitle(world: World, database: DatabaseNode): string {
  if (!database.isLinked) return plainText(database.title);
  const source = world.nodes.get(database.sourceIds[0] ?? "");
  return source?.kind === "data_source" ? plainText(source.title) : "";
}

export function parentResponse(world: World, node: Node): Json {
  const parent = node.parentId === null ? undefined : world.nodes.get(node.parentId);
  if (!parent) return { type: "workspace", workspace: true };
  switch (parent.kind) {
    case "page":
      return { type: "page_id", page_id: parent.id };
    case "block":
      return { type: "block_id", block_id: parent.id };
    case "database":
      return { type: "database_id", database_id: parent.id };
    case "data_source":
      return { type: "data_source_id", data_source_id: parent.id, database_id: parent.parentId };
    default:
      throw new Error(`unhandled ${parent satisfies never}`);
  }
}
