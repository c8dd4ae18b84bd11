import { managedBlocks } from "../../content/blocks.ts";
import { plainText } from "../../content/plain-text.ts";
import { toMarkdown } from "../../content/to-markdown.ts";
import type { LinkResolver, NodeContent, RemoteId, Written } from "../workspace.ts";
import { Database, Page } from "./answers.ts";
import { batches } from "./batches.ts";
import { appendInTurn } from "./children.ts";
import { createOnce } from "../create-once.ts";
import { agrees } from "./cursor.ts";
import { describeDatabase, retrieveDatabase } from "./databases.ts";
import { findCreated } from "./find-created.ts";
import { whenKnown } from "../fresh.ts";
import { linkFor } from "./link-address.ts";
import { titleText, written } from "./node-title.ts";
import { ask, type Notion, pageIdOf } from "./notion.ts";
import { toNotionBlocks } from "./page-blocks.ts";
import { descriptionOf, pageMarker } from "./page-marker.ts";
import { propertyConfigs } from "./properties.ts";

/** Makes a page or database below a page. See the port. */
export async function createNode(
  notion: Notion,
  {
    node,
    parent,
    opId,
    links,
  }: { node: NodeContent; parent: RemoteId | null; opId: string; links: LinkResolver },
): Promise<Written> {
  const pageId = parent === null ? notion.rootId : pageIdOf(parent);
  return createOnce(
    notion,
    () =>
      whenKnown(notion, pageId, () =>
        node.type === "database"
          ? createDatabase(notion, { node, pageId, opId })
          : createPage(notion, { node, pageId, opId, links }),
      ),
    (committed) => findCreated(notion, { node, pageId, opId, committed }),
  );
}

async function createPage(
  notion: Notion,
  { node, pageId, opId, links }: { node: NodeContent; pageId: string; opId: string; links: LinkResolver },
): Promise<Written> {
  const { key, language, title, icon } = node;
  const blocks = toNotionBlocks(node.blocks, { link: linkFor(links), language });
  const [first = [], ...rest] = batches([pageMarker(key, opId, language), ...blocks]);
  const page = await ask(notion, { kind: "create", what: "pages.create", parent: pageId }, Page, (client) =>
    client.pages.create({
      parent: { type: "page_id", page_id: pageId },
      properties: { title: { title: titleText(title) } },
      icon: { type: "emoji", emoji: icon },
      children: first,
    }),
  );
  notion.fresh.made(page.id);
  await appendInTurn(notion, page.id, { batches: rest, there: first.length });
  return written(page.id, title);
}

async function createDatabase(
  notion: Notion,
  { node, pageId, opId }: { node: NodeContent; pageId: string; opId: string },
): Promise<Written> {
  const { key, title, icon, language, schema } = node;
  if (schema === undefined) throw new Error(`${key} is a database without a schema`);
  const database = await ask(
    notion,
    { kind: "create", what: "databases.create", parent: pageId },
    Database,
    (client) =>
      client.databases.create({
        parent: { type: "page_id", page_id: pageId },
        title: titleText(title),
        description: descriptionOf(purposeOf(node), key, opId),
        is_inline: false,
        icon: { type: "emoji", emoji: icon },
        initial_data_source: { properties: propertyConfigs(schema, language) },
      }),
  );
  notion.fresh.made(database.id);
  // The answer to a create may hold nothing but the id.
  const seen = database.data_sources.length > 0 ? database : await retrieveDatabase(notion, database.id);
  const described = await describeDatabase(notion, seen ?? database, { schema, language }, title);
  return { ...described, stampsByClock: agrees(database.created_time, notion.transport.serverTime()) };
}

/** What a database is for: the first words of its text, for it has no page to hold the rest. */
function purposeOf({ blocks }: NodeContent): string {
  const [intro] = managedBlocks(blocks);
  return plainText(toMarkdown(intro?.blocks ?? [], { link: () => null }));
}
