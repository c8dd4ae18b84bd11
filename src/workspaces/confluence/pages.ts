import type { Client } from "confluence.js/core";
import { addLabelsToContent, movePage as moveContent } from "confluence.js/v1";
import {
  createPage,
  createPageProperty,
  deletePage,
  getPageById,
  getPageDirectChildren,
  getPages,
  updatePage,
} from "confluence.js/v2";

import { AppError } from "../../errors.ts";
import { whenKnown } from "../fresh.ts";
import { statusOf } from "../remote-failure.ts";
import { Child, Done, Page, WholePage } from "./answers.ts";
import { ask, type Confluence, listWhole, orNull, pageNumber } from "./confluence.ts";
import { parseStorage } from "./storage/parse.ts";
import { serialise } from "./storage/serialise.ts";
import type { StorageNode } from "./storage/tree.ts";

/** Single calls about pages, each in the one form that this workspace uses. */

/** The largest part of a list (developer.atlassian.com/cloud/confluence/rest/v2). */
export const PART = 250;
/** Ids in one request: its address must stay below what proxies take. */
const IDS = 100;
/** Fewer pages in one answer where they come with their bodies. */
const BODIES = 50;

/** In whatever state a page may be. */
const ANY_STATUS = ["current", "archived", "trashed"];

export interface Include {
  readonly labels?: true;
  readonly properties?: true;
  readonly operations?: true;
}

/** One page with its body; null where it is gone, or not shown to us. */
export function getPage(
  confluence: Confluence,
  id: string,
  include: Include = {},
): Promise<WholePage | null> {
  const { labels, properties, operations } = include;
  const get = () =>
    ask(confluence, { kind: "read", what: "pages.get" }, WholePage, (client) =>
      getPageById(client, {
        id: pageNumber(id),
        bodyFormat: "storage",
        ...(labels && { includeLabels: true }),
        ...(properties && { includeProperties: true }),
        ...(operations && { includeOperations: true }),
      }),
    );
  return orNull(whenKnown(confluence, id, get));
}

/** Those of these pages that are there in any state, with their bodies. What is not shown to us is left out. */
export async function getSomePages(
  confluence: Confluence,
  ids: readonly string[],
  { bodies }: { readonly bodies: boolean },
): Promise<Page[]> {
  const parts = chunks(ids, bodies ? BODIES : IDS).map((some) =>
    listWhole(confluence, "pages.list", Page, (client, cursor) =>
      getPages(client, {
        id: some.map(pageNumber),
        status: ANY_STATUS,
        limit: bodies ? BODIES : IDS,
        ...(bodies && { bodyFormat: "storage" }),
        ...(cursor !== undefined && { cursor }),
      }),
    ),
  );
  return (await Promise.all(parts)).flat();
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) =>
    items.slice(at * size, (at + 1) * size),
  );
}

/** The pages of the space that have this title, in any state but the trash; the API may take more for equal than we do. */
export async function findByTitle(confluence: Confluence, title: string): Promise<Page[]> {
  const { id } = await confluence.space();
  const found = await listWhole(confluence, "pages.list", Page, (client, cursor) =>
    getPages(client, {
      spaceId: [Number(id)],
      title,
      status: ["current", "archived"],
      bodyFormat: "storage",
      limit: PART,
      ...(cursor !== undefined && { cursor }),
    }),
  );
  return found.filter((page) => page.title === title);
}

/** What lies directly below a page: pages, folders and whatever else there is. */
export function listChildren(confluence: Confluence, id: string): Promise<Child[]> {
  return whenKnown(confluence, id, () =>
    listWhole(confluence, "pages.direct-children", Child, (client: Client, cursor) =>
      getPageDirectChildren(client, {
        id: pageNumber(id),
        limit: PART,
        ...(cursor !== undefined && { cursor }),
      }),
    ),
  );
}

export interface NewPage {
  readonly title: string;
  readonly parentId: string;
  readonly body: readonly StorageNode[];
}

/** Makes a page; not idempotent. */
export async function sendPage(confluence: Confluence, { title, parentId, body }: NewPage): Promise<Page> {
  const { id: spaceId } = await confluence.space();
  const value = toBody(body);
  const page = await whenKnown(confluence, parentId, () =>
    ask(
      confluence,
      { kind: "create", what: "pages.create", parent: parentId, busyOn409: true },
      Page,
      (client) =>
        createPage(client, {
          body: {
            spaceId,
            parentId,
            title,
            status: "current",
            body: { representation: "storage", value },
          },
        }),
    ),
  );
  confluence.fresh.made(page.id);
  return page;
}

/** The largest body that Confluence takes, in bytes. */
const MAX_BODY = 5 * 1024 * 1024;

/** A body as it is sent. Throws `invalid_input`, before anything is sent, for one that is too large. */
function toBody(nodes: readonly StorageNode[]): string {
  const value = serialise(nodes);
  if (Buffer.byteLength(value) <= MAX_BODY) return value;
  throw new AppError(
    "invalid_input",
    {
      ja: "文章が長すぎるため、Confluenceの1ページ(5MB)に入りません",
      en: "the text is longer than a page of Confluence takes (5 MB)",
    },
    { hint: { ja: "文章を分けてください", en: "Split the text" } },
  );
}

/** A page as it is to be after a change; what is absent stays. */
export interface PageChange {
  readonly title?: string;
  readonly body?: readonly StorageNode[];
}

/** How often somebody else may be faster. */
const RACES = 5;

/**
 * Changes a page as it is at this moment: read, changed, written, and done again where somebody else wrote in between.
 * `decide` gives null where nothing is to be changed: then nothing is written, and nobody is notified.
 */
export async function changePage(
  confluence: Confluence,
  first: Page,
  decide: (page: Page, body: StorageNode[]) => PageChange | null,
): Promise<{ readonly page: Page; readonly isChanged: boolean }> {
  let page: Page = first;
  for (let race = 1; ; race += 1) {
    const change = decide(page, bodyOf(page));
    if (change === null) return { page, isChanged: race > 1 && page !== first };
    try {
      return { page: await putPage(confluence, page, change), isChanged: true };
    } catch (error) {
      if (statusOf(error) !== 409 || race === RACES) throw error;
      const now = await getPage(confluence, page.id);
      if (now === null) throw error;
      page = now;
    }
  }
}

/** Without the body that it has, a page would lose it. */
async function putPage(confluence: Confluence, page: Page, { title, body }: PageChange): Promise<Page> {
  const { id, parentId } = page;
  const value = body === undefined ? (page.body?.storage?.value ?? "") : toBody(body);
  return ask(confluence, { kind: "update", what: "pages.update", parent: parentId ?? id }, Page, (client) =>
    updatePage(client, {
      id: pageNumber(id),
      body: {
        id,
        status: "current",
        title: title ?? page.title,
        body: {
          representation: "storage",
          value,
        },
        version: { number: (page.version?.number ?? 0) + 1 },
      },
    }),
  );
}

/** The body as a tree. Throws `workspace_failed` where it is none. */
export const bodyOf = (page: Page): StorageNode[] => parseStorage(page.body?.storage?.value ?? "");

/** Takes a page out of the trash; what Confluence is told to write besides, it does not write. */
export async function restorePage(confluence: Confluence, page: Page): Promise<Page> {
  return putPage(confluence, page, {});
}

/** Moves a page with everything below it. Its version stays. */
export async function movePage(confluence: Confluence, id: string, parentId: string): Promise<void> {
  await whenKnown(confluence, parentId, () =>
    ask(
      confluence,
      { kind: "update", what: "content.move", parent: parentId, busyOn409: true },
      Done,
      (client) => moveContent(client, { pageId: id, position: "append", targetId: parentId }),
    ),
  );
}

/** Puts a page into the trash; one that is gone already is no failure. */
export async function trashPage(confluence: Confluence, { id, parentId }: Page): Promise<void> {
  await orNull(
    ask(confluence, { kind: "update", what: "pages.delete", parent: parentId ?? id }, Done, (client) =>
      deletePage(client, { id: pageNumber(id) }),
    ),
  );
}

/** Labels are a set: adding one that is there changes nothing. */
export async function addLabel(confluence: Confluence, id: string, name: string): Promise<void> {
  await whenKnown(confluence, id, () =>
    ask(confluence, { kind: "update", what: "content.label", parent: id, busyOn409: true }, Done, (client) =>
      addLabelsToContent(client, { id, body: [{ prefix: "global", name }] }),
    ),
  );
}

/** Sets a property that is set once and never changes. One that is there is left as it is. */
export async function addProperty(
  confluence: Confluence,
  id: string,
  { key, value }: { readonly key: string; readonly value: unknown },
): Promise<void> {
  try {
    await whenKnown(confluence, id, () =>
      // To set it twice is refused, and changes nothing.
      ask(confluence, { kind: "update", what: "pages.properties.create", parent: id }, Done, (client) =>
        createPageProperty(client, { pageId: pageNumber(id), key, value }),
      ),
    );
  } catch (error) {
    if (statusOf(error) !== 409) throw error;
  }
}
