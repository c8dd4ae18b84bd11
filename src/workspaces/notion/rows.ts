import type {
  BrokenRow,
  ChangedRows,
  DatabaseRef,
  ReadRow,
  RemoteId,
  RowFate,
  RowIds,
} from "../workspace.ts";
import { Page } from "./answers.ts";
import { type Marks, parseCursor, readFrom, toCursor } from "./cursor.ts";
import { ask, dataSourceOf, type Notion, orNull, pageIdOf } from "./notion.ts";
import { queryRows } from "./query.ts";
import { readRow } from "./read-row.ts";
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
  const { rows } = await queryRows(
    notion,
    before === null
      ? { dataSourceId, by: "created_time" }
      : { dataSourceId, by: "last_edited_time", ...readFrom(before) },
  );
  // Where no answer had come before, the time of this one, less what it took, is that of the beginning.
  const answered = notion.transport.serverTime();
  const began = knownTime ?? (answered === null ? null : answered - (marks.now() - startedAt));
  const serverTime = db.stampsByClock === true ? began : null;
  for (const row of rows) marks.saw(row.last_edited_time);
  const unread = rows.filter((row) => before === null || row.last_edited_time > before.settled);
  const read = await readAll(notion, db, unread);
  const newest = rows.reduce((latest, row) => max(latest, row.last_edited_time), before?.newest ?? "");
  return { ...read, cursor: () => toCursor(marks, { before, newest, startedAt, serverTime }) };
}

const max = (a: string, b: string): string => (a > b ? a : b);

/** These rows as they are now; what is not in this database, or in the trash, is left out. */
export async function readSomeRows(
  notion: Notion,
  db: DatabaseRef,
  wanted: readonly RemoteId[],
): Promise<Omit<ChangedRows, "cursor">> {
  const own = dataSourceOf(db.remoteId);
  const pages = await Promise.all(wanted.map((row) => retrievePage(notion, row)));
  const there = pages.filter((page) => page !== null && fateOf(page, own) === "there");
  return readAll(
    notion,
    db,
    there.filter((page) => page !== null),
  );
}

async function readAll(
  notion: Notion,
  db: DatabaseRef,
  pages: readonly Page[],
): Promise<Omit<ChangedRows, "cursor">> {
  const rows: ReadRow[] = [];
  const broken: BrokenRow[] = [];
  for (const row of await Promise.all(pages.map((page) => readRow(notion, db, page)))) {
    if (row === null) continue;
    if ("reason" in row) broken.push(row);
    else rows.push(row);
  }
  return { rows, broken };
}

/** Every row with its 管理ID, without bodies. */
export async function listRowIds(notion: Notion, db: DatabaseRef): Promise<RowIds> {
  const field = idField(db.schema.fields);
  const { rows, complete } = await queryRows(notion, {
    dataSourceId: dataSourceOf(db.remoteId),
    by: "created_time",
    ...(field === undefined || db.properties === undefined ? {} : { only: [keyOf(field, db)] }),
  });
  return { ids: rows.map((page) => ({ remoteId: page.id, id: fromProperties(db, page).id })), complete };
}

/** What became of a row that the database no longer lists: trash, archive and another place are told apart. */
export async function rowFate(notion: Notion, db: DatabaseRef, row: RemoteId): Promise<RowFate> {
  const page = await retrievePage(notion, row);
  return page === null ? "gone" : fateOf(page, dataSourceOf(db.remoteId));
}

function fateOf({ in_trash, is_archived, parent }: Page, dataSourceId: string): RowFate {
  if (in_trash) return "trashed";
  if (is_archived) return "archived";
  return parent.data_source_id === dataSourceId ? "there" : "moved";
}

/** Null for a page that is gone or not shared with us. */
export function retrievePage(notion: Notion, id: RemoteId): Promise<Page | null> {
  return orNull(
    ask(notion, { kind: "read", what: "pages.retrieve" }, Page, (client) =>
      client.pages.retrieve({ page_id: pageIdOf(id) }),
    ),
  );
}
