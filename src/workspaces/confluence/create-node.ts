import { AppError } from "../../errors.ts";
import { createOnce } from "../create-once.ts";
import { remoteFacts } from "../remote-failure.ts";
import type { LinkResolver, NodeContent, RemoteId, Written } from "../workspace.ts";
import { type Confluence, urlOf } from "./confluence.ts";
import { linkFor } from "./link-address.ts";
import { bodyOf, findByTitle, getSomePages, listChildren, sendPage } from "./pages.ts";
import { TITLE_TAKEN } from "./read-failure.ts";
import { createButton, report, reportsOf } from "./report.ts";
import { toStorage } from "./storage/page-blocks.ts";
import { pageMarker, readPageMarker } from "./storage/page-marker.ts";
import type { StorageNode } from "./storage/tree.ts";
import type { Templates } from "./templates.ts";

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
  return [...own, ...shown, pageMarker({ key, opId, type })];
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
  const isOurs = (page: Parameters<typeof bodyOf>[0]): boolean => readPageMarker(bodyOf(page))?.opId === opId;
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

async function written(confluence: Confluence, id: string, title: string): Promise<Written> {
  const url = urlOf(confluence, await confluence.space(), id);
  return { remoteId: id, title, location: url, url };
}

/** A title that something else has is a conflict, of which a person hears what to do; anything else is a failure. */
async function whyRefused(confluence: Confluence, title: string, error: unknown): Promise<unknown> {
  const [other] = await findByTitle(confluence, title);
  if (other === undefined && remoteFacts(error)?.code !== TITLE_TAKEN) return error;
  const place = other === undefined ? null : urlOf(confluence, await confluence.space(), other.id);
  return new AppError(
    "conflict",
    {
      ja: `「${title}」という名前のページが、スペースにすでにあります(${place ?? "このアカウントには見えないページです"})`,
      en: `the space already has a page called "${title}" (${place ?? "which the account may not see"})`,
    },
    {
      hint: {
        ja: "一つのスペースに同じ名前のページは置けません(大文字・小文字だけが違うものや、アーカイブされたものも同じです)。そのページを改名するか、定義の名前を変えてください",
        en: "A space takes no two pages of one title, archived ones and other capitals included: rename that page, or choose another name in the spec",
      },
      cause: error,
    },
  );
}
