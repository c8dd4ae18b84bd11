import { createOnce } from "../create-once.ts";
import { remoteFacts } from "../remote-failure.ts";
import type { LinkResolver, NodeContent, RemoteId, Written } from "../workspace.ts";
import type { Page } from "./answers.ts";
import { type Confluence, urlOf } from "./confluence.ts";
import { linkFor } from "./link-address.ts";
import { bodyOf } from "./page-body.ts";
import { findByTitle, getSomePages, listChildren, sendPage } from "./pages.ts";
import { createButton, report, reportsOf } from "./report.ts";
import { toStorage } from "./storage/page-blocks.ts";
import { type PageMarker, pageMarker, readPageMarker } from "./storage/page-marker.ts";
import { StorageError } from "./storage/parse.ts";
import type { StorageNode } from "./storage/tree.ts";
import type { Templates } from "./templates.ts";
import { whyRefused } from "./title-taken.ts";

interface Wanted {
  readonly node: NodeContent;
  readonly parent: RemoteId | null;
  readonly opId: string;
}

/** Makes a page, whole and with our marker, by one request. See the port. */
export async function createNode(
  confluence: Confluence,
  templates: Templates,
  { links, ...wanted }: Wanted & { readonly links: LinkResolver },
): Promise<Written> {
  const { node, parent } = wanted;
  const parentId = parent ?? (await confluence.rootId());
  const space = await confluence.space();
  const link = linkFor(links, (id) => urlOf(confluence, space, id));
  const body = await nodeBody(templates, wanted, link);
  const create = async (): Promise<Written> => {
    try {
      const { id } = await sendPage(confluence, { title: node.title, parentId, body });
      return await written(confluence, id, node.title);
    } catch (error) {
      if (remoteFacts(error)?.status !== 400) throw error;
      // After a lost answer, what has the title may be what we made.
      const own = await findCreated(confluence, wanted);
      if (own !== null) return own;
      throw await whyRefused(confluence, node.title, error);
    }
  };
  return createOnce(confluence, create, () => findCreated(confluence, wanted));
}

async function nodeBody(
  templates: Templates,
  { node, opId }: Wanted,
  link: ReturnType<typeof linkFor>,
): Promise<StorageNode[]> {
  const { key, type, language, schema, blocks, views = [] } = node;
  const own = toStorage(blocks, { link, language });
  const shown =
    schema === undefined ? reportsOf(views, language) : await databaseParts(templates, schema, language);
  // Of a database people want to see the rows first, and how to write one below.
  const content = schema === undefined ? [...own, ...shown] : [...shown, ...own];
  return [...content, pageMarker({ key, opId, type })];
}

async function databaseParts(
  templates: Templates,
  schema: NonNullable<NodeContent["schema"]>,
  language: NodeContent["language"],
): Promise<StorageNode[]> {
  const template = isGenerated(schema) ? null : await templates.find(schema, language);
  const button = template === null ? [] : [createButton(template, schema, language)];
  return [...button, report(schema, language)];
}

/** Rows that only the product makes. */
const isGenerated = ({ record }: NonNullable<NodeContent["schema"]>): boolean =>
  record === "released" || record === "digest";

/** Children without the title are looked at as well, this many: somebody may have renamed it since. */
const RENAMED = 20;

/** The page that carries this opId. A title only tells where to look first; it proves nothing. */
export async function findCreated(
  confluence: Confluence,
  { node, parent, opId }: Wanted,
): Promise<Written | null> {
  const isOurs = (page: Page): boolean => markerOf(page)?.opId === opId;
  const titled = (await findByTitle(confluence, node.title)).find(isOurs);
  if (titled !== undefined) return written(confluence, titled.id, titled.title);
  const children = await listChildren(confluence, parent ?? (await confluence.rootId()));
  const last = children.filter(({ type }) => type === "page").slice(-RENAMED);
  const pages = await getSomePages(
    confluence,
    last.map(({ id }) => id),
    { bodies: true },
  );
  const renamed = pages.find((page) => page.status === "current" && isOurs(page));
  return renamed === undefined ? null : written(confluence, renamed.id, renamed.title);
}

/** Null also for a page of somebody's that cannot be parsed. */
function markerOf(page: Page): PageMarker | null {
  try {
    return readPageMarker(bodyOf(page));
  } catch (error) {
    if (error instanceof StorageError) return null;
    throw error;
  }
}

async function written(confluence: Confluence, id: string, title: string): Promise<Written> {
  const url = urlOf(confluence, await confluence.space(), id);
  return { remoteId: id, title, location: url, url };
}
