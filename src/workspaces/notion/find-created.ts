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

/** Children without the title are asked as well, newest first and this many: somebody may have renamed it since. */
const RENAMED = 20;

/** The child that carries this opId. A title only tells which children to ask first; it proves nothing. */
export async function findCreated(
  notion: Notion,
  { node, pageId, opId, committed = [] }: Wanted,
): Promise<Written | null> {
  const type = node.type === "database" ? "child_database" : "child_page";
  const children = (await listChildren(notion, pageId)).filter((block) => block.type === type).reverse();
  const titled = children.filter((block) => titleOf(block) === node.title);
  const others = children.filter((block) => !titled.includes(block)).slice(0, RENAMED);
  for (const id of new Set([...committed, ...[...titled, ...others].map((block) => block.id)])) {
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
