import type { UpdateDataSourceParameters } from "@notionhq/client";

import { managedBlocks, type ManagedBlock } from "../../content/blocks.ts";
import { plainText } from "../../content/plain-text.ts";
import { toMarkdown } from "../../content/to-markdown.ts";
import { foldTitle } from "../../spec/titles.ts";
import { isNotFound } from "../remote-failure.ts";
import type {
  DatabaseRef,
  LinkResolver,
  NodeChange,
  NodeContent,
  PropertyIds,
  RemoteId,
  Updated,
  Written,
} from "../workspace.ts";
import { Block, Database, DataSource, Page } from "./answers.ts";
import { batches } from "./batches.ts";
import { appendBlocks, listChildren } from "./children.ts";
import { createOnce } from "./create-once.ts";
import { linkFor } from "./link-address.ts";
import { managedCard, readManagedCard } from "./managed-card.ts";
import { descriptionOf, pageMarker, readDescriptionMarker, readPageMarker } from "./page-marker.ts";
import {
  ask,
  type DatabaseIds,
  databaseIds,
  noSuchNode,
  type Notion,
  orNull,
  pageIdOf,
  toDatabaseRemoteId,
  urlOf,
} from "./notion.ts";
import { toNotionBlocks } from "./page-blocks.ts";
import { bindProperties, propertyConfigs, propertyIds, schemaRepairs } from "./properties.ts";
import { plainOf, richText } from "./rich-text.ts";

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
      node.type === "database"
        ? createDatabase(notion, { node, pageId, opId })
        : createPage(notion, { node, pageId, opId, links }),
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
      icon: { type: "emoji", emoji: icon as never },
      children: first,
    }),
  );
  for (const children of rest) {
    const before = (await listChildren(notion, page.id)).map((block) => block.id);
    await appendBlocks(notion, { id: page.id, children, before });
  }
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
        icon: { type: "emoji", emoji: icon as never },
        initial_data_source: { properties: propertyConfigs(schema, language) },
      }),
  );
  return describeDatabase(notion, database, { schema, language }, title);
}

/** What a database is for: the first words of its text, for it has no page to hold the rest. */
function purposeOf({ blocks }: NodeContent): string {
  const [intro] = managedBlocks(blocks);
  return plainText(toMarkdown(intro?.blocks ?? [], { link: () => null }));
}

const titleText = (title: string) => richText([title], () => null);

/** The node with the ids of its properties, which the answer to a create does not hold. */
async function describeDatabase(
  notion: Notion,
  database: Database,
  ref: Omit<DatabaseRef, "remoteId">,
  title: string,
): Promise<Written> {
  const dataSourceId = database.data_sources[0]?.id;
  if (dataSourceId === undefined) throw noSuchNode();
  const ids = { databaseId: database.id, dataSourceId };
  const properties = await idsOfProperties(notion, dataSourceId, ref);
  return { ...written(toDatabaseRemoteId(ids), title), properties };
}

export function retrieveDataSource(notion: Notion, id: string): Promise<DataSource> {
  return ask(notion, { kind: "read", what: "dataSources.retrieve" }, DataSource, (client) =>
    client.dataSources.retrieve({ data_source_id: id }),
  );
}

export function retrieveDatabase(notion: Notion, id: string): Promise<Database | null> {
  return orNull(
    ask(notion, { kind: "read", what: "databases.retrieve" }, Database, (client) =>
      client.databases.retrieve({ database_id: id }),
    ),
  );
}

async function idsOfProperties(
  notion: Notion,
  dataSourceId: string,
  ref: Omit<DatabaseRef, "remoteId">,
): Promise<PropertyIds> {
  return propertyIds(bindProperties(ref, await retrieveDataSource(notion, dataSourceId)));
}

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

/** The title of a child page or database as a listing shows it. */
export function titleOf(block: Block): string {
  const child: unknown = block[block.type];
  if (typeof child !== "object" || child === null || !("title" in child)) return "";
  return typeof child.title === "string" ? child.title : "";
}

/** Retitles, restores, repairs a schema, rewrites managed blocks. See the port. */
export async function updateNode(
  notion: Notion,
  remoteId: RemoteId,
  change: NodeChange,
  links: LinkResolver,
): Promise<Updated> {
  const database = databaseIds(remoteId);
  try {
    if (database !== null) return await updateDatabase(notion, database, change);
    return await updatePage(notion, pageIdOf(remoteId), change, links);
  } catch (error) {
    throw isNotFound(error) ? noSuchNode() : error;
  }
}

async function updatePage(
  notion: Notion,
  pageId: string,
  { title, blocks = [], restore }: NodeChange,
  links: LinkResolver,
): Promise<Updated> {
  const change = {
    ...(restore === undefined ? {} : { in_trash: false }),
    ...(title === undefined ? {} : { properties: { title: { title: titleText(title) } } }),
  };
  const isSet = Object.keys(change).length > 0;
  const page = isSet
    ? await ask(notion, { kind: "update", what: "pages.update", parent: pageId }, Page, (client) =>
        client.pages.update({ page_id: pageId, ...change }),
      )
    : null;
  if (blocks.length > 0) await rewriteCards(notion, pageId, blocks, links);
  const { title: _, ...place } = written(pageId, "");
  return page === null ? place : { ...place, title: pageTitle(page) };
}

function pageTitle({ properties }: Page): string {
  const title = Object.values(properties).find((property) => property.type === "title");
  const text: unknown = title?.["title"];
  return plainOf(Array.isArray(text) ? text : []);
}

/** Each managed block is one card, rewritten by one request; a card that a person changed or removed is left alone. */
async function rewriteCards(
  notion: Notion,
  pageId: string,
  blocks: readonly ManagedBlock[],
  links: LinkResolver,
): Promise<void> {
  const cards = new Map<string, string>();
  for (const child of await listChildren(notion, pageId)) {
    const card = readManagedCard(child);
    if (card !== null && !card.edited && !cards.has(card.id)) cards.set(card.id, child.id);
  }
  for (const block of blocks) {
    const blockId = cards.get(block.id);
    if (blockId === undefined) continue;
    const card = managedCard(block, { link: linkFor(links), language: notion.language });
    await ask(notion, { kind: "update", what: "blocks.update", parent: pageId }, Block, (client) =>
      client.blocks.update({ block_id: blockId, ...(card as object) }),
    );
  }
}

async function updateDatabase(
  notion: Notion,
  ids: DatabaseIds,
  { title, restore, schema }: NodeChange,
): Promise<Updated> {
  const { databaseId, dataSourceId } = ids;
  const change = {
    ...(restore === undefined ? {} : { in_trash: false }),
    ...(title === undefined ? {} : { title: titleText(title) }),
  };
  const database =
    Object.keys(change).length === 0
      ? null
      : await ask(
          notion,
          { kind: "update", what: "databases.update", parent: databaseId },
          Database,
          (client) => client.databases.update({ database_id: databaseId, ...change }),
        );
  const { title: _, ...place } = written(toDatabaseRemoteId(ids), "");
  return {
    ...place,
    ...(database === null ? {} : { title: plainOf(database.title) }),
    ...(schema === undefined ? {} : { properties: await repairSchema(notion, dataSourceId, schema) }),
  };
}

/** Adds what the schema lacks and sets types back, by one request; tells the ids of its properties. */
async function repairSchema(
  notion: Notion,
  dataSourceId: string,
  ref: Omit<DatabaseRef, "remoteId">,
): Promise<PropertyIds> {
  const source = await retrieveDataSource(notion, dataSourceId);
  const bound = bindProperties(ref, source);
  const repairs = schemaRepairs(ref, bound);
  if (Object.keys(repairs).length === 0) return propertyIds(bound);
  const properties = repairs as NonNullable<UpdateDataSourceParameters["properties"]>;
  const repaired = await ask(
    notion,
    { kind: "update", what: "dataSources.update", parent: dataSourceId },
    DataSource,
    (client) => client.dataSources.update({ data_source_id: dataSourceId, properties }),
  );
  return propertyIds(bindProperties({ ...ref, properties: propertyIds(bound) }, repaired));
}

/** Moves a page or database with everything in it. See the port. */
export async function moveNode(
  notion: Notion,
  remoteId: RemoteId,
  newParent: RemoteId | null,
): Promise<Written> {
  const pageId = newParent === null ? notion.rootId : pageIdOf(newParent);
  const parent = { type: "page_id" as const, page_id: pageId };
  const database = databaseIds(remoteId);
  try {
    if (database !== null) {
      const moved = await ask(
        notion,
        { kind: "update", what: "databases.update", parent: pageId },
        Database,
        (client) => client.databases.update({ database_id: database.databaseId, parent }),
      );
      return written(remoteId, plainOf(moved.title));
    }
    const id = pageIdOf(remoteId);
    const moved = await ask(notion, { kind: "update", what: "pages.move", parent: pageId }, Page, (client) =>
      client.pages.move({ page_id: id, parent }),
    );
    return written(id, pageTitle(moved));
  } catch (error) {
    throw isNotFound(error) ? noSuchNode() : error;
  }
}

function written(remoteId: RemoteId, title: string): Written {
  const url = urlOf(databaseIds(remoteId)?.databaseId ?? remoteId);
  return { remoteId, title, location: url, url };
}
