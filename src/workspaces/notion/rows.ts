import type {
  BrokenRow,
  ChangedRows,
  DatabaseRef,
  ReadRow,
  RemoteId,
  RowFate,
  RowIds,
} from "../workspace.ts";
import { AppError } from "../../errors.ts";
import { remoteFacts } from "../remote-failure.ts";
import type { NoAnswer } from "../retry.ts";
import { isWhole, Page } from "./answers.ts";
import { type Marks, parseCursor, readFrom, toCursor } from "./cursor.ts";
import { retrieveDataSource } from "./databases.ts";
import { whenKnown } from "../fresh.ts";
import { ask, dataSourceOf, type Notion, orNull, pageIdOf } from "./notion.ts";
import { queryRows } from "./query.ts";
import { brokenRow, readRow } from "./read-row.ts";
import { fromProperties, idField, keyOf } from "./values.ts";

/**
 * Rows that changed since the cursor; see `cursor.ts` for how edits of one and the same minute are all found. Long
 * text is fetched only for these.
 */
export async function readChangedRows(
  notion: Notion,
  marks: Marks,
  db: DatabaseRef,
  since: string | null,
): Promise<ChangedRows> {
  const dataSourceId = dataSourceOf(db.remoteId);
  const before = parseCursor(since);
  const startedAt = marks.now();
  const knownTime = notion.transport.serverTime();
  const orders = ordersOf(db);
  const { rows, complete } = await queryRows(
    notion,
    before === null
      ? { dataSourceId, by: "created_time", orders }
      : { dataSourceId, by: "last_edited_time", orders, ...readFrom(before) },
  );
  // Where no answer had come before, the time of this one, less what it took, is that of the beginning.
  const answered = notion.transport.serverTime();
  const began = knownTime ?? (answered === null ? null : answered - (marks.now() - startedAt));
  const serverTime = db.stampsByClock === true ? began : null;
  for (const row of rows.filter(isWhole)) marks.saw(row.last_edited_time);
  const unread = rows.filter(
    (row) => before === null || !isWhole(row) || row.last_edited_time > before.settled,
  );
  const { failed, ...read } = await readAll(notion, db, unread);
  // Where not one of several can be read, it is Notion that fails, and not a row.
  const [bad, other] = failed;
  if (bad !== undefined && other !== undefined && read.rows.length === 0) throw unreadable(bad);
  const newest = rows.reduce((latest, row) => max(latest, row.last_edited_time ?? ""), before?.newest ?? "");
  const cursor = () => toCursor(marks, { before, newest, startedAt, serverTime });
  return { ...read, cursor, ...(complete ? {} : { complete: false }) };
}

const max = (a: string, b: string): string => (a > b ? a : b);

/** These rows as they are now; what is not in this database, or in the trash, is left out. */
export async function readSomeRows(
  notion: Notion,
  db: DatabaseRef,
  wanted: readonly RemoteId[],
): Promise<Omit<ChangedRows, "cursor">> {
  const own = dataSourceOf(db.remoteId);
  const pages = await Promise.all(wanted.map((row) => findPage(notion, row)));
  const there = pages
    .filter((page) => page !== null)
    .filter((page) => !isWhole(page) || fateOf(page, own) === "there");
  const { rows, broken } = await readAll(notion, db, there);
  return { rows, broken };
}

/** `failed`: those of the broken rows for which Notion answered with an error. */
async function readAll(
  notion: Notion,
  db: DatabaseRef,
  pages: readonly Page[],
): Promise<Omit<ChangedRows, "cursor"> & { readonly failed: readonly BrokenRow[] }> {
  const rows: ReadRow[] = [];
  const broken: BrokenRow[] = [];
  const failed: BrokenRow[] = [];
  for (const row of await Promise.all(pages.map((page) => tryRow(notion, db, page)))) {
    if (row === null) continue;
    if ("failed" in row) failed.push(row.failed);
    else if ("reason" in row) broken.push(row);
    else rows.push(row);
  }
  return { rows, broken: [...broken, ...failed], failed };
}

/** One page that Notion cannot give must not keep the others from being read. */
async function tryRow(
  notion: Notion,
  db: DatabaseRef,
  page: Page,
): Promise<ReadRow | BrokenRow | { readonly failed: BrokenRow } | null> {
  try {
    return await readRow(notion, db, page);
  } catch (error) {
    if (!(error instanceof AppError) || !isOfPage(error)) throw error;
    return { failed: brokenRow(db, page, error.text) };
  }
}

/** Failures that come with what is asked for: not of the token, the network or the budget. */
function isOfPage(error: AppError): boolean {
  const facts = remoteFacts(error);
  if (facts === null) return false;
  const { status, code } = facts;
  return status === null ? OF_ANSWER.has(code ?? "") : status === 400 || (status >= 500 && status !== 529);
}

const OF_ANSWER: ReadonlySet<string> = new Set(["timeout", "unreadable", "too_large"] satisfies NoAnswer[]);

const unreadable = ({ reason }: BrokenRow): AppError => new AppError("workspace_failed", reason);

/** Titles differ, and a 管理ID that is there does so always. */
function ordersOf(db: DatabaseRef): string[] {
  const field = idField(db.schema.fields);
  return ["title", ...(field === undefined ? [] : [keyOf(field, db)])];
}

/** Every row with its 管理ID, without bodies. `unnamed`: of some, what Notion shows does not tell the 管理ID. */
export async function listRowIds(
  notion: Notion,
  db: DatabaseRef,
): Promise<{ readonly listed: RowIds; readonly unnamed: boolean }> {
  const field = idField(db.schema.fields);
  const { rows, complete } = await queryRows(notion, {
    dataSourceId: dataSourceOf(db.remoteId),
    by: "created_time",
    orders: ordersOf(db),
    ...(field === undefined || db.properties === undefined ? {} : { only: [keyOf(field, db)] }),
  });
  const isTouched = await touchedByOthers(notion, db);
  const ids = rows.map((page) => ({
    remoteId: page.id,
    id: fromProperties(db, page).id,
    ...(isTouched(page) ? { touched: true as const } : {}),
  }));
  return { listed: { ids, complete }, unnamed: !rows.every(isWhole) };
}

/** Only what is generated is put right again; what people write is theirs. */
async function touchedByOthers(notion: Notion, { schema }: DatabaseRef): Promise<(page: Page) => boolean> {
  if (schema.record !== "released" && schema.record !== "digest") return () => false;
  const self = await notion.self();
  return ({ last_edited_by: by }) => by !== undefined && by.id !== self;
}

/** What became of a row that the database no longer lists: trash, archive and another place are told apart. */
export async function rowFate(notion: Notion, db: DatabaseRef, row: RemoteId): Promise<RowFate> {
  const page = await retrievePage(notion, row);
  if (page === null) return "gone";
  const own = dataSourceOf(db.remoteId);
  const fate = fateOf(page, own);
  if (fate !== "trashed" || page.parent.data_source_id !== own) return fate;
  return (await retrieveDataSource(notion, own)).in_trash ? "hidden" : fate;
}

export function fateOf({ in_trash, is_archived, parent }: Page, dataSourceId: string): RowFate {
  if (in_trash) return "trashed";
  if (is_archived) return "archived";
  return parent.data_source_id === dataSourceId ? "there" : "moved";
}

/** Null for a page that is gone or not shared with us; one of which we see the id alone is not shared either. */
export async function retrievePage(notion: Notion, id: RemoteId): Promise<Page | null> {
  const page = await findPage(notion, id);
  return page !== null && isWhole(page) ? page : null;
}

/** Whatever there is under this id, also where Notion shows no more than that it is there. */
export function findPage(notion: Notion, id: RemoteId): Promise<Page | null> {
  const retrieve = () =>
    ask(notion, { kind: "read", what: "pages.retrieve" }, Page, (client) =>
      client.pages.retrieve({ page_id: pageIdOf(id) }),
    );
  return orNull(whenKnown(notion, id, retrieve));
}
