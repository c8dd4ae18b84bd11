import { createOnce } from "../create-once.ts";
import { lookFor, shownAfter } from "../fresh.ts";
import { AppError } from "../../errors.ts";
import { statusOf } from "../remote-failure.ts";
import type { DatabaseRef, RemoteId, RowOutcome, RowWrite, RowWritten } from "../workspace.ts";
import type { Page, WholePage } from "./answers.ts";
import { type Confluence, noSuchPage, urlOf } from "./confluence.ts";
import { finishRow } from "./finish-rows.ts";
import { isRowLabel, labelOf, ROW_PROPERTY } from "./labels.ts";
import { changePage } from "./change-page.ts";
import { findByTitle, getPage, type NewPage, removeLabel, sendPage } from "./pages.ts";
import { readPage, rowIdOf } from "./read-row.ts";
import type { RowIndex } from "./row-index.ts";
import type { StorageNode } from "./storage/tree.ts";
import { refuseUnsendable } from "./row-values.ts";
import { newRowPage, patchRowPage, readRowPage, revisionOfRow, type RowPage, titleOf } from "./row-page.ts";

/** Creates or changes one row. See the port. */
export async function writeRow(
  confluence: Confluence,
  index: RowIndex,
  db: DatabaseRef,
  row: RowWrite,
): Promise<RowWritten> {
  refuseUnsendable(db, row);
  const place = row.remoteId ?? (await findRow(confluence, index, db, row.id));
  if (place === null) return createRow(confluence, index, db, row);
  const page = await getPage(confluence, place, { labels: true, properties: true });
  // A row that someone took away since it was read counts as changed: nothing is written.
  if (page === null || page.status !== "current") return written(confluence, "stale", place, "");
  const current = await readPage(confluence, db, page);
  const revision = revisionOfRow(db, current);
  if (current.id !== null && current.id !== row.id.normalize("NFC")) {
    const other = await index.find(db, row.id);
    return other === null || other === place
      ? written(confluence, "stale", place, revision)
      : writeRow(confluence, index, db, { ...row, remoteId: other });
  }
  if (row.ifRevision !== undefined && revision !== row.ifRevision)
    return written(confluence, "stale", place, revision);
  return changeRow(confluence, db, { ...page, knownId: current.id }, row);
}

/** The row with this id; one that may have been made a moment ago is looked for until it would be shown. */
export async function findRow(
  confluence: Confluence,
  index: RowIndex,
  db: DatabaseRef,
  id: string,
): Promise<RemoteId | null> {
  const known = await index.find(db, id);
  if (known !== null) return known;
  const intent = await confluence.rowIntents.last(db.remoteId, id.normalize("NFC"));
  return intent === null ? null : lookFor(confluence, shownAfter(intent.at), () => index.ask(db, id));
}

async function createRow(
  confluence: Confluence,
  index: RowIndex,
  db: DatabaseRef,
  row: RowWrite,
): Promise<RowWritten> {
  const body = newRowPage(db, row);
  const page = await createRowPage(confluence, index, db, {
    id: row.id,
    body,
    title: (note) => titleOf(db, row, note),
  });
  const read = readRowPage(db, page.title, body);
  return written(confluence, "created", page.id, revisionOfRow(db, read));
}

interface RowToMake {
  readonly id: string;
  readonly body: NewPage["body"];
  /** The page's title, with a word more where the plain one is taken. */
  readonly title: (note: string) => string;
}

/** One page for a row, made once however often the answer is lost, with its property and label. */
export async function createRowPage(
  confluence: Confluence,
  index: RowIndex,
  db: DatabaseRef,
  { id: given, body, title }: RowToMake,
): Promise<Page> {
  const id = given.normalize("NFC");
  const parentId = db.remoteId;
  await confluence.rowIntents.note(parentId, id, { at: new Date(confluence.now()).toISOString(), mark: "" });
  const find = async (): Promise<Page | null> => {
    const row = await index.ask(db, id);
    return row === null ? findTitled(confluence, db, title(""), id) : getPage(confluence, row);
  };
  const send = async (): Promise<Page> => {
    try {
      return await sendPage(confluence, { title: title(""), parentId, body });
    } catch (error) {
      if (statusOf(error) !== 400) throw error;
      // After a lost answer, what has the title may be what we made; if not, another title may do.
      return (await find()) ?? sendPage(confluence, { title: title(parentId), parentId, body });
    }
  };
  let page: Page;
  try {
    page = await createOnce(confluence, send, find);
  } catch (error) {
    const status = statusOf(error) ?? 0;
    // What was refused was not made.
    if (status >= 400 && status < 500) await confluence.rowIntents.forget(parentId, id);
    throw error;
  }
  index.made(db, id, page.id);
  await finishRow(confluence, db, { id, remoteId: page.id });
  return page;
}

/** A title is looked up at once where lists of children are late. */
async function findTitled(
  confluence: Confluence,
  db: DatabaseRef,
  title: string,
  id: string,
): Promise<Page | null> {
  const found = await findByTitle(confluence, title);
  return found.find((page) => page.parentId === db.remoteId && rowIdOf(db, page) === id) ?? null;
}

/** Writes what differs and nothing else: an unchanged row costs no write, and nobody is notified. */
async function changeRow(
  confluence: Confluence,
  db: DatabaseRef,
  found: WholePage & { readonly knownId: string | null },
  row: RowWrite,
): Promise<RowWritten> {
  const personName = await confluence.names.on(found);
  const reading = { knownId: row.id, personName };
  let after: RowPage | null = null;
  const decide = (now: Page, body: StorageNode[]) => {
    const current = readRowPage(db, now.title, body, { knownId: found.knownId, personName });
    if (row.ifRevision !== undefined && revisionOfRow(db, current) !== row.ifRevision) throw noSuchPage();
    const change = patchRowPage(db, { title: now.title, body }, row, personName);
    after = readRowPage(db, change?.title ?? now.title, change?.body ?? body, reading);
    return change;
  };
  try {
    const { isChanged } = await changePage(confluence, found, decide);
    await finishIfNeeded(confluence, db, found, row.id);
    const revision = after === null ? "" : revisionOfRow(db, after);
    return await written(confluence, isChanged ? "updated" : "unchanged", found.id, revision);
  } catch (error) {
    // Somebody was faster: with another text, or by throwing it away.
    if (!(error instanceof AppError) || error.code !== "not_found") throw error;
    return written(confluence, "stale", found.id, "");
  }
}

/**
 * Property and labels are looked at with the page. What people made has neither; what they moved here from a database of
 * another record still has the label of that one, by which its report would find it.
 */
export async function finishIfNeeded(
  confluence: Confluence,
  db: DatabaseRef,
  { id: remoteId, labels, properties }: WholePage,
  id: string,
): Promise<void> {
  const names = labels?.results.map(({ name }) => name) ?? [];
  const own = labelOf(db.schema.record);
  for (const name of names)
    if (isRowLabel(name) && name !== own) await removeLabel(confluence, remoteId, name);
  const isKnown = properties?.results.some(({ key }) => key === ROW_PROPERTY) === true;
  if (!names.includes(own) || !isKnown) await finishRow(confluence, db, { id, remoteId });
  else await confluence.rowIntents.forget(db.remoteId, id.normalize("NFC"));
}

export async function written(
  confluence: Confluence,
  outcome: RowOutcome,
  remoteId: RemoteId,
  revision: string,
): Promise<RowWritten> {
  const url = urlOf(confluence, await confluence.space(), remoteId);
  return { outcome, remoteId, revision, url, location: url };
}
