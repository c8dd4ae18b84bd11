import type { UpdateDataSourceParameters } from "@notionhq/client";

import type { ManagedBlock } from "../../content/blocks.ts";
import { isNotFound, statusOf } from "../remote-failure.ts";
import type { DatabaseRef, LinkResolver, NodeChange, PropertyIds, RemoteId, Updated } from "../workspace.ts";
import { Block, Database, DataSource, isWhole, Page } from "./answers.ts";
import { listChildren } from "./children.ts";
import { retrieveDatabase, retrieveDataSource } from "./databases.ts";
import { whenKnown } from "../fresh.ts";
import { linkFor } from "./link-address.ts";
import { managedCard, readManagedCard } from "./managed-card.ts";
import { pageTitle, titleText, written } from "./node-title.ts";
import {
  ask,
  type DatabaseIds,
  databaseIds,
  noSuchNode,
  type Notion,
  pageIdOf,
  toDatabaseRemoteId,
} from "./notion.ts";
import { bindProperties, labelsToAdd, propertyIds, schemaRepairs } from "./properties.ts";
import { plainOf } from "./rich-text.ts";
import { retrievePage } from "./rows.ts";

/** Retitles, restores, repairs a schema, rewrites managed blocks. See the port. */
export async function updateNode(
  notion: Notion,
  remoteId: RemoteId,
  change: NodeChange,
  links: LinkResolver,
): Promise<Updated> {
  const database = databaseIds(remoteId);
  try {
    return await whenKnown(notion, database?.databaseId ?? pageIdOf(remoteId), () =>
      database === null
        ? updatePage(notion, pageIdOf(remoteId), change, links)
        : updateDatabase(notion, database, change),
    );
  } catch (error) {
    throw isNotFound(error) || (await isTrashed(notion, remoteId, error)) ? noSuchNode() : error;
  }
}

/** Notion refuses to change what is in the trash, and does not say that it is there. */
async function isTrashed(notion: Notion, remoteId: RemoteId, error: unknown): Promise<boolean> {
  if (statusOf(error) !== 400) return false;
  const database = databaseIds(remoteId);
  const node =
    database === null
      ? await retrievePage(notion, remoteId)
      : await retrieveDatabase(notion, database.databaseId);
  return node?.in_trash === true;
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
  return page === null || !isWhole(page) ? place : { ...place, title: pageTitle(page) };
}

/** Each managed block is one card, rewritten by one request; a card that a person changed or removed is left alone. */
async function rewriteCards(
  notion: Notion,
  pageId: string,
  blocks: readonly ManagedBlock[],
  links: LinkResolver,
): Promise<void> {
  const cards = new Map<string, string>();
  const children = await listChildren(notion, pageId);
  // In the trash a page shows nothing of what is on it.
  if (children.length === 0 && (await retrievePage(notion, pageId))?.in_trash !== false) throw noSuchNode();
  for (const child of children) {
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
  const added = [...labelsToAdd(ref, bound)].flatMap(([field, label]) => {
    const id = repaired.properties[label]?.id;
    return id === undefined ? [] : [[field, id] as const];
  });
  const ids = { ...propertyIds(bound), ...Object.fromEntries(added) };
  return propertyIds(bindProperties({ ...ref, properties: ids }, repaired));
}
