import type { DatabaseRef, GeneratedPage, LinkResolver, RemoteId, RowWritten, Values } from "../workspace.ts";
import { isNotFound, statusOf } from "../remote-failure.ts";
import { type Block, isWhole, Page } from "./answers.ts";
import { listChildren } from "./children.ts";
import { whenKnown } from "../fresh.ts";
import { type GeneratedBody, generatedBody } from "./generated-body.ts";
import { addBox, type Box, boxesIn, boxRequest, hasNotes, removeBox, wordsInside } from "./generated-box.ts";
import { linkFor } from "./link-address.ts";
import { ask, dataSourceOf, type Notion } from "./notion.ts";
import { rowsWithText } from "./query.ts";
import { forgetSending, noted, whenShown } from "./row-doubts.ts";
import type { RowIndex } from "./row-index.ts";
import { fateOf, retrievePage } from "./rows.ts";
import { fromProperties, idField, keyOf } from "./values.ts";
import { changedProperties, createPage, updateProperties, written } from "./write-row.ts";

/**
 * Generated rows: digests and released copies. All that the product writes into one lies in a single box, so that it
 * is replaced by adding the new box and then taking the old one away, and what people wrote beside it stays. A box
 * that takes more than one request says that it is being written until it is whole, and the row's values, its state
 * above all, come last.
 */

/** Creates or replaces a generated row. See the port. */
export async function putGenerated(
  notion: Notion,
  index: RowIndex,
  db: DatabaseRef,
  page: GeneratedPage,
  { links, at }: { links: LinkResolver; at?: RemoteId | null | undefined },
): Promise<RowWritten> {
  const body = generatedBody(page.blocks, { link: linkFor(links), language: db.language });
  const known = at === undefined || at === null ? null : await rowAt(notion, db, at);
  // Taken away, and not late: nobody need look for it.
  if (known?.isThere === false) await forgetSending(notion, { db, id: page.id });
  const isIts = known?.isThere === true && (known.id === null || known.id === page.id.normalize("NFC"));
  const look = async () => withBodies(notion, isIts ? [known.row] : await rowsOf(notion, db, page.id));
  const first = at === null && !isIts ? [] : await look();
  const seen = await whenShown(notion, { db, id: page.id }, first, { look, shows: showMark });
  // Of several the one that people wrote in is kept, else the oldest.
  const kept = seen.find(({ children }) => hasNotes(children)) ?? seen[0];
  if (kept === undefined) return createGenerated(notion, index, db, page, body);
  const replaced = await replaceGenerated(notion, db, { ...kept, page, body });
  for (const twin of seen) if (twin !== kept) await dissolve(notion, db, twin);
  return replaced;
}

/** A row and the blocks directly on it. */
interface SeenRow {
  readonly row: Page;
  readonly children: readonly Block[];
}

const withBodies = (notion: Notion, rows: readonly Page[]): Promise<SeenRow[]> =>
  Promise.all(rows.map(async (row) => ({ row, children: await listBody(notion, row.id) })));

/** Is the box there that was put into one of these rows last? */
const showMark = (seen: readonly SeenRow[], sha: string): boolean =>
  seen.some(({ children }) => boxesIn(children).some((box) => box.sha === sha));

/**
 * Takes every row with this 管理ID out of sight, and the one at `at` whatever it is called now; where people wrote in
 * it, what is ours goes and their text stays, under a title that says nothing. See the port.
 */
export async function withdrawGenerated(
  notion: Notion,
  index: RowIndex,
  db: DatabaseRef,
  { id, at }: { id: string; at?: RemoteId | undefined },
): Promise<void> {
  const known = at === undefined ? null : await rowAt(notion, db, at);
  const rows = [...(known?.isThere === true ? [known.row] : []), ...(await rowsOf(notion, db, id))];
  for (const row of new Map(rows.map((one) => [one.id, one])).values()) {
    const children = await listChildren(notion, row.id);
    await dissolve(notion, db, { row, children, title: WITHDRAWN[db.language] });
  }
  index.removed(db, id);
  await forgetSending(notion, { db, id });
}

const WITHDRAWN = {
  ja: "(共有をやめた記録。下のメモは残してあります)",
  en: "(No longer shared; the notes below were kept)",
} as const;

/** The row that was made there, wherever it is by now, with the 管理ID that it carries. */
async function rowAt(
  notion: Notion,
  db: DatabaseRef,
  at: RemoteId,
): Promise<{ readonly row: Page; readonly isThere: boolean; readonly id: string | null } | null> {
  const row = await retrievePage(notion, at);
  if (row === null) return null;
  const isThere = fateOf(row, dataSourceOf(db.remoteId)) === "there";
  return { row, isThere, id: fromProperties(db, row).id };
}

/** The rows with this 管理ID, the oldest first. */
async function rowsOf(notion: Notion, db: DatabaseRef, id: string): Promise<Page[]> {
  const field = idField(db.schema.fields);
  if (field === undefined) return [];
  const found = await rowsWithText(notion, dataSourceOf(db.remoteId), {
    property: keyOf(field, db),
    isTitle: field.type === "title",
    text: id,
  });
  // Whatever Notion takes for equal: two ids may differ by case alone.
  const exact = found.filter((row) => fromProperties(db, row).id === id.normalize("NFC"));
  // One that matches and is not shown is there all the same: no twin is made of it.
  return exact.length > 0 ? exact : found.filter((row) => !isWhole(row));
}

async function createGenerated(
  notion: Notion,
  index: RowIndex,
  db: DatabaseRef,
  page: GeneratedPage,
  body: GeneratedBody,
): Promise<RowWritten> {
  if (body.children.length <= 1) {
    const more = { children: [boxRequest(body)] };
    const row = await createPage(notion, index, db, {
      id: page.id,
      values: page.values,
      more,
      mark: body.sha,
    });
    return written("created", row.id, body.sha);
  }
  // A row that is not whole yet shows its name and nothing that would make it look finished.
  const values = titleOnly(db, page.values);
  const row = await createPage(notion, index, db, { id: page.id, values, more: {}, mark: body.sha });
  await addBox(notion, { pageId: row.id, body, children: [] });
  await whenKnown(notion, row.id, () => updateProperties(notion, db, row.id, page));
  return written("created", row.id, body.sha);
}

function titleOnly(db: DatabaseRef, values: Values): Values {
  const title = titleField(db)?.name ?? "";
  return { [title]: values[title] ?? "" };
}

const titleField = ({ schema }: DatabaseRef) => schema.fields.find((field) => field.type === "title");

async function replaceGenerated(
  notion: Notion,
  db: DatabaseRef,
  { row, children, page, body }: SeenRow & { page: GeneratedPage; body: GeneratedBody },
): Promise<RowWritten> {
  const boxes = boxesIn(children);
  const current = await currentBox(notion, row, { boxes, body });
  if (current === undefined) {
    const add = () => addBox(notion, { pageId: row.id, body, children });
    await noted(notion, { db, id: page.id, mark: body.sha }, add);
  }
  const stale = boxes.filter((box) => box !== current);
  for (const box of stale) await removeBox(notion, row.id, box);
  const values = changedProperties(fromProperties(db, row), {
    id: page.id,
    values: { ...emptied(db), ...page.values },
  });
  if (values !== null) await updateProperties(notion, db, row.id, values);
  const isSame = current !== undefined && stale.length === 0 && values === null;
  return written(isSame ? "unchanged" : "updated", row.id, body.sha);
}

/** A listing may come back short. One without a box is asked for again, before a second box is made. */
async function listBody(notion: Notion, pageId: string): Promise<Block[]> {
  const children = await listChildren(notion, pageId);
  return boxesIn(children).length > 0 ? children : listChildren(notion, pageId);
}

/**
 * The box that shows this body already. Its mark says what was written; that a person changed it since is looked for
 * only where somebody else was the last to touch the row.
 */
async function currentBox(
  notion: Notion,
  row: Page,
  { boxes, body }: { boxes: readonly Box[]; body: GeneratedBody },
): Promise<Box | undefined> {
  const same = boxes.find(({ state, sha }) => state === "whole" && sha === body.sha);
  if (same === undefined || row.last_edited_by?.id === (await notion.self())) return same;
  return (await wordsInside(notion, same)) === body.words ? same : undefined;
}

/** Every value taken away: what the new page does not say, the row must not say either. */
const emptied = ({ schema }: DatabaseRef): Values =>
  Object.fromEntries(
    schema.fields
      .filter((field) => field.place === "property" && field !== idField(schema.fields))
      .map((field) => [field.name, ""]),
  );

/**
 * A second row of one 管理ID, such as a person's duplicate: only one may be the page. What is ours in it goes; where
 * people wrote in it, the row stays as theirs, with its title and their text.
 */
async function dissolve(
  notion: Notion,
  db: DatabaseRef,
  { row, children, title }: SeenRow & { readonly title?: string },
): Promise<void> {
  if (!hasNotes(children)) return trash(notion, db, row.id);
  // First what makes it look like a page, then its text.
  const { [titleField(db)?.name ?? ""]: _, ...values } = emptied(db);
  const named = title === undefined ? {} : { [titleField(db)?.name ?? ""]: title };
  await updateProperties(notion, db, row.id, { id: "", values: { ...values, ...named } });
  for (const box of boxesIn(children)) await removeBox(notion, row.id, box);
}

/** One that is already there is no failure: an answer may have been lost, and Notion refuses to change trash. */
async function trash(notion: Notion, db: DatabaseRef, row: RemoteId): Promise<void> {
  const parent = dataSourceOf(db.remoteId);
  try {
    await ask(notion, { kind: "update", what: "pages.update", parent }, Page, (client) =>
      client.pages.update({ page_id: row, in_trash: true }),
    );
  } catch (error) {
    if (!isNotFound(error) && statusOf(error) !== 400) throw error;
    const page = await retrievePage(notion, row);
    if (page !== null && !page.in_trash) throw error;
  }
}
