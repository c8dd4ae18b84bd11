import { foldTitle } from "../../spec/titles.ts";
import type { NodeContent, Written } from "../workspace.ts";
import { listChildren } from "./children.ts";
import { describeDatabase, retrieveDatabase } from "./databases.ts";
import { titleOf, written } from "./node-title.ts";
import { type Notion, orNull } from "./notion.ts";
import { readDescriptionMarker, readPageMarker } from "./page-marker.ts";

interface Wanted {
  readonly node: NodeContent;
  readonly pageId: string;
  readonly opId: string;
  /** Ids that Notion says it saved. */
  readonly committed?: readonly string[];
}

/** The child that carries this opId. A title only tells which children are worth asking; it proves nothing. */
export async function findCreated(
  notion: Notion,
  { node, pageId, opId, committed = [] }: Wanted,
): Promise<Written | null> {
  const children = await listChildren(notion, pageId);
  const type = node.type === "database" ? "child_database" : "child_page";
  const candidates = children.filter(
    (block) => block.type === type && foldTitle(titleOf(block)) === foldTitle(node.title),
  );
  for (const id of new Set([...committed, ...candidates.map((block) => block.id)])) {
    const found =
      node.type === "database"
        ? await createdDatabase(notion, id, { node, opId })
        : await createdPage(notion, id, { node, opId });
    if (found !== null) return found;
  }
  return null;
}

async function createdPage(
  notion: Notion,
  id: string,
  { node, opId }: Pick<Wanted, "node" | "opId">,
): Promise<Written | null> {
  const children = await orNull(listChildren(notion, id));
  const isOurs = (children ?? []).some((block) => readPageMarker(block)?.opId === opId);
  return isOurs ? written(id, node.title) : null;
}

async function createdDatabase(
  notion: Notion,
  id: string,
  { node, opId }: Pick<Wanted, "node" | "opId">,
): Promise<Written | null> {
  const database = await retrieveDatabase(notion, id);
  if (database === null || database.in_trash || node.schema === undefined) return null;
  if (readDescriptionMarker(database.description)?.opId !== opId) return null;
  return describeDatabase(notion, database, { schema: node.schema, language: node.language }, node.title);
}
