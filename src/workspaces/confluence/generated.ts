import type { DatabaseRef, GeneratedPage, LinkResolver, RemoteId, RowWritten } from "../workspace.ts";
import { type Confluence, urlOf } from "./confluence.ts";
import { linkFor } from "./link-address.ts";
import { changePage } from "./change-page.ts";
import { bodyOf } from "./page-body.ts";
import { getPage, trashPage } from "./pages.ts";
import type { WholePage } from "./answers.ts";
import { ROW_PROPERTY } from "./labels.ts";
import { idIn, readPage } from "./read-row.ts";
import type { RowIndex } from "./row-index.ts";
import { newGeneratedPage, notesOn, patchGeneratedPage, withdrawnPage } from "./generated-page.ts";
import { titleOf } from "./row-page.ts";
import { fingerprint } from "./storage/canonical.ts";
import { toStorage } from "./storage/page-blocks.ts";
import { createRowPage, findRow, finishIfNeeded, written } from "./write-row.ts";

/**
 * Generated rows: digests and released copies. All that the product writes into one, its table and one box below it, is
 * written by one request, so a page is whole or not there; what people wrote beside it stays.
 */
export async function putGenerated(
  confluence: Confluence,
  index: RowIndex,
  db: DatabaseRef,
  page: GeneratedPage,
  { links, at }: { links: LinkResolver; at?: RemoteId | null | undefined },
): Promise<RowWritten> {
  const space = await confluence.space();
  const link = linkFor(links, (id) => urlOf(confluence, space, id));
  const options = { link, language: db.language };
  const sha = fingerprint(toStorage(page.blocks, options));
  const place =
    (await placeAt(confluence, db, page.id, at)) ?? (await findRow(confluence, index, db, page.id));
  const found = place === null ? null : await getPage(confluence, place, { labels: true, properties: true });
  if (found === null || found.status !== "current" || found.parentId !== db.remoteId) {
    const body = newGeneratedPage(db, page, options);
    const made = await createRowPage(confluence, index, db, {
      id: page.id,
      body,
      title: (note) => titleOf(db, page, note),
    });
    return written(confluence, "created", made.id, sha);
  }
  const { isChanged } = await changePage(confluence, found, ({ title }, body) =>
    patchGeneratedPage(db, { title, body }, page, options),
  );
  await finishIfNeeded(confluence, db, found, page.id);
  // Where nobody knew which row it is, there may be several.
  if (at === undefined)
    for (const twin of await index.every(db, page.id))
      if (twin !== found.id) await takeAway(confluence, db, page.id, twin);
  return written(confluence, isChanged ? "updated" : "unchanged", found.id, sha);
}

/** Where it is known to be, if it still is that row, or has no 管理ID any more. */
async function placeAt(
  confluence: Confluence,
  db: DatabaseRef,
  id: string,
  at: RemoteId | null | undefined,
): Promise<RemoteId | null> {
  if (at === undefined || at === null) return null;
  const page = await getPage(confluence, at);
  if (page === null || page.status !== "current" || page.parentId !== db.remoteId) return null;
  const { id: own } = await readPage(confluence, db, page);
  return own === null || own === id.normalize("NFC") ? at : null;
}

/**
 * Takes the row with this 管理ID out of sight, with every copy that people made of it beside it, and the one at `at` whatever
 * it is called now. See the port.
 */
export async function withdrawGenerated(
  confluence: Confluence,
  index: RowIndex,
  db: DatabaseRef,
  { id, at }: { id: string; at?: RemoteId | undefined },
): Promise<void> {
  const places = new Set([...(at === undefined ? [] : [at]), ...(await index.every(db, id))]);
  for (const place of places) await takeAway(confluence, db, id, place);
  index.removed(db, id);
  await confluence.rowIntents.forget(db.remoteId, id.normalize("NFC"));
}

/** Where people wrote on it, what is ours goes and their text stays, under a title that says nothing. */
async function takeAway(confluence: Confluence, db: DatabaseRef, id: string, place: RemoteId): Promise<void> {
  const page = await getPage(confluence, place, { properties: true });
  if (page === null || page.status === "trashed") return;
  // Wherever people moved it: what is ours on it must go.
  const isOurs = page.parentId === db.remoteId || isRow(page, id);
  if (!isOurs) return;
  if (notesOn(bodyOf(page), db).length === 0 || page.status !== "current") await trashPage(confluence, page);
  else await changePage(confluence, page, ({ id: pageId }, body) => withdrawnPage(db, pageId, body));
}

/** The property says which row a page is, whatever people did to it. */
const isRow = ({ properties }: WholePage, id: string): boolean =>
  properties?.results.some(
    ({ key, value }) => key === ROW_PROPERTY && idIn(value) === id.normalize("NFC"),
  ) === true;
