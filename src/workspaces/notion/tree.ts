import type { Text } from "../../language.ts";
import { AppError } from "../../errors.ts";
import { statusOf } from "../remote-failure.ts";
import type { DatabaseRef, LiveNode, LiveTree, RemoteId, TreeGuide } from "../workspace.ts";
import { type Block, Block as BlockAnswer, type Database, type Parent } from "./answers.ts";
import { listChildren } from "./children.ts";
import { readManagedCard } from "./managed-card.ts";
import { readDescriptionMarker, readPageMarker } from "./page-marker.ts";
import { retrieveDatabase, retrieveDataSource } from "./databases.ts";
import { pageTitle, titleOf } from "./node-title.ts";
import {
  ask,
  databaseIds,
  type DatabaseIds,
  type Notion,
  orNull,
  toDatabaseRemoteId,
  urlOf,
} from "./notion.ts";
import { bindProperties, compareSchema } from "./properties.ts";
import { retrievePage } from "./rows.ts";
import { plainOf } from "./rich-text.ts";

/**
 * The tree as it is: one listing per page that has children, one data source per database. The listing of a page
 * shows its marker, its managed cards and its children at once. Search is not used: it lags and omits.
 */
export async function readTree(notion: Notion, guide: TreeGuide = NO_GUIDE): Promise<LiveTree> {
  for (const [remoteId, at] of guide.boundAt) noteNew(notion, remoteId, at);
  const walk: Walk = {
    notion,
    guide,
    known: new Map(
      [...guide.keys].map(([remoteId, key]) => [
        databaseIds(remoteId)?.databaseId ?? remoteId,
        { remoteId, key },
      ]),
    ),
    nodes: [],
    notices: [],
    unreachable: [],
  };
  await enter(walk, notion.rootId, await listChildren(notion, notion.rootId));
  await findElsewhere(walk);
  return {
    nodes: walk.nodes,
    unreachable: walk.unreachable,
    complete: walk.notices.length === 0,
    notices: walk.notices,
  };
}

const NO_GUIDE: TreeGuide = {
  partner: "",
  keys: new Map(),
  shown: new Set(),
  boundAt: new Map(),
  databases: new Map(),
};

/** What another process has just made is as new to this one. */
function noteNew({ fresh }: Notion, remoteId: RemoteId, boundAt: string): void {
  const ids = databaseIds(remoteId);
  for (const id of ids === null ? [remoteId] : [ids.databaseId, ids.dataSourceId])
    fresh.made(id, Date.parse(boundAt));
}

interface Walk {
  readonly notion: Notion;
  readonly guide: TreeGuide;
  /** By the id under which a listing shows it: of the page, or of the database's container. */
  readonly known: ReadonlyMap<string, { readonly remoteId: RemoteId; readonly key: string }>;
  readonly nodes: LiveNode[];
  readonly notices: Text[];
  readonly unreachable: RemoteId[];
}

/** Reads what lies below a page, side by side. */
async function enter(walk: Walk, pageId: string, children: readonly Block[]): Promise<void> {
  const parent = pageId === walk.notion.rootId ? null : pageId;
  await Promise.all(
    children.map(async (block) => {
      if (block.type === "child_page") await visitPage(walk, block, parent);
      if (block.type === "child_database") await visitDatabase(walk, block, parent);
    }),
  );
}

async function visitPage(walk: Walk, block: Block, parent: RemoteId | null): Promise<void> {
  const { id } = block;
  const known = walk.known.get(id);
  const place = { remoteId: id, title: titleOf(block), parent };
  if (known !== undefined && !isOfPartner(known.key, walk.guide)) {
    walk.nodes.push(pageNode(place, known.key, []));
    return;
  }
  // Whatever is said of its children: a page of ours has at least its mark.
  const isListed = block.has_children || known !== undefined;
  const children = isListed ? await tryListing(walk, id, place.title) : [];
  if (children === null) {
    if (known !== undefined) walk.nodes.push(pageNode(place, known.key, []));
    return;
  }
  const key = known?.key ?? markerOf(children);
  walk.nodes.push(pageNode(place, key, children));
  // What people keep in pages of their own is theirs; bound nodes that they moved there are found one by one.
  if (key !== null && isOfPartner(key, walk.guide)) await enter(walk, id, children);
}

function isOfPartner(key: string, { partner }: TreeGuide): boolean {
  return partner === "" || key === partner || key.startsWith(`${partner}/`);
}

/** People write above our marker, too, but it is never far down. */
function markerOf(children: readonly Block[]): string | null {
  for (const block of children) {
    const marker = readPageMarker(block);
    if (marker !== null) return marker.key;
  }
  return null;
}

/** Null, and a notice, where a page cannot be listed now: then its absence, or its children's, means nothing. */
async function tryListing(walk: Walk, id: string, title: string): Promise<Block[] | null> {
  try {
    return await listChildren(walk.notion, id);
  } catch (error) {
    notice(walk, title, error);
    return null;
  }
}

function notice({ notices }: Walk, title: string, error: unknown): void {
  if (!(error instanceof AppError)) throw error;
  notices.push({
    ja: `「${title}」を読めません: ${error.text.ja}`,
    en: `"${title}" cannot be read: ${error.text.en}`,
  });
}

type Place = Pick<LiveNode, "remoteId" | "title" | "parent">;

function pageNode(place: Place, key: string | null, children: readonly Block[]): LiveNode {
  const url = urlOf(place.remoteId);
  const cards = children.flatMap((block) => readManagedCard(block) ?? []);
  const blocks = [...Map.groupBy(cards, ({ id }) => id)].map(([id, some]) => ({
    id,
    edited: some.every(({ edited }) => edited),
    broken: false,
  }));
  return { ...place, key, type: "page", blocks, location: url, url };
}

async function visitDatabase(walk: Walk, block: Block, parent: RemoteId | null): Promise<void> {
  const known = walk.known.get(block.id);
  // A linked view that we made on a page shows itself as a database, and cannot be retrieved.
  if (known === undefined && walk.guide.shown.has(block.id)) return;
  if (known !== undefined) {
    const place = { remoteId: known.remoteId, title: titleOf(block), parent };
    walk.nodes.push(await databaseNode(walk, place, known.key));
    return;
  }
  const database = await ownDatabase(walk, block);
  const dataSourceId = database?.data_sources[0]?.id;
  if (database === null || dataSourceId === undefined) return;
  const remoteId = toDatabaseRemoteId({ databaseId: database.id, dataSourceId });
  const place = { remoteId, title: titleOf(block), parent };
  const key = readDescriptionMarker(database.description)?.key ?? null;
  walk.nodes.push(await databaseNode(walk, place, key));
}

/** Null for what only looks like a database in a listing: a linked view of people's answers 404, or 400. */
async function ownDatabase(walk: Walk, block: Block): Promise<Database | null> {
  try {
    return await retrieveDatabase(walk.notion, block.id);
  } catch (error) {
    if (statusOf(error) === 400) return null;
    notice(walk, titleOf(block), error);
    return null;
  }
}

async function databaseNode(walk: Walk, place: Place, key: string | null): Promise<LiveNode> {
  const ids = databaseIds(place.remoteId);
  const url = urlOf(ids?.databaseId ?? place.remoteId);
  const node: LiveNode = { ...place, key, type: "database", blocks: [], location: url, url };
  const ref = key === null ? undefined : walk.guide.databases.get(key);
  if (ref === undefined || ids === null) return node;
  const fields = await readFields(walk, ids, ref, place.title);
  return fields === null ? node : { ...node, fields };
}

async function readFields(
  walk: Walk,
  { dataSourceId }: DatabaseIds,
  ref: Omit<DatabaseRef, "remoteId">,
  title: string,
) {
  try {
    const source = await retrieveDataSource(walk.notion, dataSourceId);
    return compareSchema(ref, bindProperties(ref, source));
  } catch (error) {
    notice(walk, title, error);
    return null;
  }
}

/**
 * Bound nodes that no listing showed: in the trash, moved out of the tree or into a toggle, or out of reach. Each is
 * asked for itself, because a listing says nothing about what it lacks.
 */
async function findElsewhere(walk: Walk): Promise<void> {
  const found = new Set(walk.nodes.map(({ remoteId }) => remoteId));
  const missing = [...walk.guide.keys].filter(
    ([remoteId, key]) => isOfPartner(key, walk.guide) && !found.has(remoteId),
  );
  for (const [remoteId, key] of missing) {
    if (walk.nodes.some((node) => node.remoteId === remoteId)) continue;
    try {
      await findOne(walk, remoteId, key);
    } catch (error) {
      notice(walk, key, error);
    }
  }
}

async function findOne(walk: Walk, remoteId: RemoteId, key: string): Promise<void> {
  const ids = databaseIds(remoteId);
  const object =
    ids === null
      ? await retrievePage(walk.notion, remoteId)
      : await retrieveDatabase(walk.notion, ids.databaseId);
  if (object === null) {
    walk.unreachable.push(remoteId);
    return;
  }
  const parent = await pageAbove(walk.notion, object.parent);
  const title = "title" in object ? plainOf(object.title) : pageTitle(object);
  const place = { remoteId, title, parent: parent === walk.notion.rootId ? null : parent };
  if (object.in_trash) {
    const node = pageNode(place, key, []);
    walk.nodes.push({ ...node, type: ids === null ? "page" : "database", trashed: true });
  } else if (ids !== null) walk.nodes.push(await databaseNode(walk, place, key));
  else {
    const children = (await tryListing(walk, remoteId, title)) ?? [];
    walk.nodes.push(pageNode(place, key, children));
    await enter(walk, remoteId, children);
  }
}

/** People put pages into toggles and columns; the page around those is the parent that is meant. */
const MAX_DEPTH = 20;

async function pageAbove(notion: Notion, parent: Parent): Promise<RemoteId> {
  let at: Parent = parent;
  for (let depth = 0; depth < MAX_DEPTH; depth += 1) {
    if (at.page_id !== undefined) return at.page_id;
    const blockId = at.block_id;
    if (blockId === undefined) break;
    const block = await orNull(
      ask(notion, { kind: "read", what: "blocks.retrieve" }, BlockAnswer, (client) =>
        client.blocks.retrieve({ block_id: blockId }),
      ),
    );
    if (block?.parent === undefined) break;
    at = block.parent;
  }
  return "elsewhere";
}
