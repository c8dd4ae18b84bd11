import type { Client } from "confluence.js/core";
import {
  addLabelsToContent,
  movePage as moveContent,
  removeLabelFromContentUsingQueryParameter,
} from "confluence.js/v1";
import {
  createPage,
  createPageProperty,
  deletePage,
  getPageAncestors,
  getPageById,
  getPageContentProperties,
  getPageDirectChildren,
  getPages,
} from "confluence.js/v2";

import { whenKnown } from "../fresh.ts";
import { remoteFacts, statusOf } from "../remote-failure.ts";
import { Ancestor, Child, Done, listOf, Page, Property, WholePage } from "./answers.ts";
import { ask, type Confluence, listWhole, orNull, pageNumber } from "./confluence.ts";
import { toBody } from "./page-body.ts";
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

/**
 * Those of these pages that are there in any state, with their bodies or without. What is not shown to us is left out,
 * and a list leaves out what it likes, so the others are asked for one by one where that matters.
 */
export async function getSomePages(
  confluence: Confluence,
  ids: readonly string[],
  { bodies }: { readonly bodies: boolean },
): Promise<Page[]> {
  const parts = chunks(ids, bodies ? BODIES : IDS).map((some) => listSome(confluence, some, bodies));
  return (await Promise.all(parts)).flat();
}

/** Where an answer is too much, half of it is asked for at a time. */
async function listSome(confluence: Confluence, ids: readonly string[], bodies: boolean): Promise<Page[]> {
  try {
    return await listWhole(confluence, { what: "pages.list", tooMuchOn: 504 }, Page, (client, cursor) =>
      getPages(client, {
        id: ids.map(pageNumber),
        status: ANY_STATUS,
        limit: ids.length,
        ...(bodies && { bodyFormat: "storage" }),
        ...(cursor !== undefined && { cursor }),
      }),
    );
  } catch (error) {
    const facts = remoteFacts(error);
    const isTooMuch = facts?.code === "too_large" || facts?.status === 504;
    if (!isTooMuch || ids.length === 1) throw error;
    const half = Math.ceil(ids.length / 2);
    const parts = [ids.slice(0, half), ids.slice(half)];
    return (await Promise.all(parts.map((some) => listSome(confluence, some, bodies)))).flat();
  }
}

/** These pages with their bodies, each asked for itself where a list leaves it out. */
export async function getEachPage(confluence: Confluence, ids: readonly string[]): Promise<Page[]> {
  const listed = new Map(
    (await getSomePages(confluence, ids, { bodies: true })).map((page) => [page.id, page]),
  );
  for (const id of ids) {
    const page = listed.has(id) ? null : await getPage(confluence, id);
    if (page !== null) listed.set(id, page);
  }
  return [...listed.values()];
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) =>
    items.slice(at * size, (at + 1) * size),
  );
}

/** The pages of the space that have this title, in any state but the trash; the API may take more for equal than we do. */
export async function findByTitle(confluence: Confluence, title: string): Promise<Page[]> {
  const { id } = await confluence.space();
  const found = await listWhole(confluence, { what: "pages.list" }, Page, (client, cursor) =>
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
    listWhole(confluence, { what: "pages.direct-children" }, Child, (client: Client, cursor) =>
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

/** Takes a label off a page. One that is not there is nothing to take off. */
export async function removeLabel(confluence: Confluence, id: string, name: string): Promise<void> {
  try {
    await ask(
      confluence,
      { kind: "update", what: "content.label", parent: id, busyOn409: true },
      Done,
      (client) => removeLabelFromContentUsingQueryParameter(client, { id, name }),
    );
  } catch (error) {
    if (statusOf(error) !== 404) throw error;
  }
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
    // It is there already, or another write was in the way.
    if (statusOf(error) !== 409 || (await propertyOf(confluence, id, key)) === null) throw error;
  }
}

/** A property of a page by its key; pages have some of the system's, too. */
export async function propertyOf(confluence: Confluence, id: string, key: string): Promise<Property | null> {
  const found = await listWhole(confluence, { what: "pages.properties" }, Property, (client, cursor) =>
    getPageContentProperties(client, {
      pageId: pageNumber(id),
      key,
      ...(cursor !== undefined && { cursor }),
    }),
  );
  return found[0] ?? null;
}

/** What a page lies below, the topmost first; folders are among it. */
export async function ancestorsOf(confluence: Confluence, id: string): Promise<string[]> {
  return (await listAncestors(confluence, id)).map((one) => one.id);
}

/** The same, pages alone. */
export async function pagesAbove(confluence: Confluence, id: string): Promise<string[]> {
  return (await listAncestors(confluence, id)).filter(({ type }) => type === "page").map((one) => one.id);
}

async function listAncestors(confluence: Confluence, id: string): Promise<Ancestor[]> {
  const { results } = await ask(
    confluence,
    { kind: "read", what: "pages.ancestors" },
    listOf(Ancestor),
    (client) => getPageAncestors(client, { id: pageNumber(id), limit: PART }),
  );
  return results;
}
