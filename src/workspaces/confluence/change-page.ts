import { updatePage } from "confluence.js/v2";

import { statusOf } from "../remote-failure.ts";
import { Page } from "./answers.ts";
import { ask, type Confluence, noSuchPage, pageNumber } from "./confluence.ts";
import { bodyOf, toBody } from "./page-body.ts";
import { getPage } from "./pages.ts";
import type { StorageNode } from "./storage/tree.ts";

/** A page as it is to be after a change; what is absent stays. */
export interface PageChange {
  readonly title?: string;
  readonly body?: readonly StorageNode[];
}

/** How often somebody else may be faster. */
const RACES = 5;

/**
 * Changes a page as it is at this moment: read, changed, written, and done again where somebody else wrote in between.
 * `decide` gives null where nothing is to be changed: then nothing is written, and nobody is notified. Throws
 * `not_found` for a page that is gone by then.
 */
export async function changePage(
  confluence: Confluence,
  first: Page,
  decide: (page: Page, body: StorageNode[]) => PageChange | null,
): Promise<{ readonly page: Page; readonly isChanged: boolean }> {
  let page: Page = first;
  for (let race = 1; ; race += 1) {
    const change = decide(page, bodyOf(page));
    if (change === null) return { page, isChanged: false };
    try {
      return { page: await putPage(confluence, page, change), isChanged: true };
    } catch (error) {
      if (statusOf(error) !== 409 || race === RACES) throw error;
      const now = await getPage(confluence, page.id);
      // Writing to what somebody threw away meanwhile would take it back.
      if (now === null || now.status !== "current") throw noSuchPage();
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

/** Takes a page out of the trash; what Confluence is told to write besides, it does not write. */
export async function restorePage(confluence: Confluence, page: Page): Promise<Page> {
  return putPage(confluence, page, {});
}
