import type {
  BrokenRow,
  ChangedRows,
  DatabaseRef,
  ReadRow,
  RemoteId,
  RowFate,
  RowIds,
} from "../workspace.ts";
import type { Page } from "./answers.ts";
import type { Confluence } from "./confluence.ts";
import { parseCursor, readFrom, toCursor, wasRead } from "./cursor.ts";
import { finishRows } from "./finish-rows.ts";
import { ancestorsOf, getEachPage, getPage, getSomePages } from "./pages.ts";
import { readRow, type ReadingRow } from "./read-row.ts";
import { narrowerThanHub } from "./restrictions.ts";
import type { RowIndex } from "./row-index.ts";
import { idsOf } from "./row-ids.ts";
import { bodyOf } from "./page-body.ts";
import type { Listing, Seen, SpacePages } from "./space-pages.ts";
import { readPageMarker } from "./storage/page-marker.ts";
import { StorageError } from "./storage/parse.ts";

/** Rows that changed since the cursor: one list of the space's latest changes serves all databases. See the port. */
export async function readChangedRows(
  confluence: Confluence,
  { index, spacePages }: { readonly index: RowIndex; readonly spacePages: SpacePages },
  db: DatabaseRef,
  since: string | null,
): Promise<ChangedRows> {
  await finishRows(confluence, index, db);
  const before = parseCursor(since);
  const from = before === null ? null : readFrom(before);
  const listing = from === null ? await spacePages.all() : await spacePages.since(from);
  const own = rowsIn(listing, db);
  const unread = own.filter((page) => !wasRead(before, page));
  const pages = await getEachPage(
    confluence,
    unread.map(({ id }) => id),
  );
  const there = pages.filter((page) => isIn(page, db));
  const read = await readAll(confluence, db, there.filter(isNoNode), { isOneOfAll: from === null });
  noteSeen(spacePages, there, read);
  const known = [...own.filter((page) => !unread.includes(page)), ...there];
  return { ...read, cursor: () => toCursor(before, listing.newest, known) };
}

const rowsIn = ({ pages }: Listing, db: DatabaseRef): Page[] => pages.filter((page) => isIn(page, db));

const isIn = ({ status, parentId }: Page, { remoteId }: DatabaseRef): boolean =>
  status === "current" && parentId === remoteId;

/** These rows as they are now; what is not in this database is left out. */
export async function readSomeRows(
  confluence: Confluence,
  db: DatabaseRef,
  wanted: readonly RemoteId[],
): Promise<Omit<ChangedRows, "cursor">> {
  const pages = await getSomePages(confluence, wanted, { bodies: true });
  return readAll(
    confluence,
    db,
    pages.filter((page) => isIn(page, db) && isNoNode(page)),
  );
}

/** A page of the tree that people put here by mistake is no row: `apply` moves it back. */
function isNoNode(page: Page): boolean {
  try {
    return readPageMarker(bodyOf(page)) === null;
  } catch (error) {
    // What cannot be parsed is told of where it is read.
    if (error instanceof StorageError) return true;
    throw error;
  }
}

/** Who the rows are, for a listing of them in the same run. */
function noteSeen(
  { seen }: SpacePages,
  pages: readonly Page[],
  { rows, broken }: Pick<ChangedRows, "rows" | "broken">,
): void {
  const ids = new Map([...rows, ...broken].map(({ remoteId, id }) => [remoteId, id]));
  for (const { id, version } of pages)
    seen.set(id, { version: version?.number ?? 0, isRow: ids.has(id), id: ids.get(id) ?? null });
}

async function readAll(
  confluence: Confluence,
  db: DatabaseRef,
  pages: readonly Page[],
  reading: ReadingRow = {},
): Promise<Pick<ChangedRows, "rows" | "broken">> {
  const limited = holdsEntries(db)
    ? await narrowerThanHub(
        confluence,
        db.remoteId,
        pages.map(({ id }) => id),
      )
    : new Set<string>();
  const all = await Promise.all(pages.map((page) => readRow(confluence, db, page, reading)));
  const rows = all.filter((row): row is ReadRow => !("reason" in row));
  return {
    rows: rows.map((row) => (limited.has(row.remoteId) ? { ...row, restricted: true } : row)),
    broken: all.filter((row): row is BrokenRow => "reason" in row),
  };
}

/** Only entries are ever shown to other units. */
const holdsEntries = ({ schema: { record } }: DatabaseRef): boolean =>
  record === "issue" || record === "success" || record === "failure";

/**
 * Every row with its 管理ID, as far as it was read just now; most others have it in their titles, and of what is left, and
 * of doubles, the text is read.
 */
export async function listRowIds(
  confluence: Confluence,
  { index, spacePages }: { readonly index: RowIndex; readonly spacePages: SpacePages },
  db: DatabaseRef,
): Promise<RowIds> {
  await finishRows(confluence, index, db);
  const pages = rowsIn(await spacePages.all(), db).filter(
    (page) => seenAs(spacePages, page)?.isRow !== false,
  );
  const unseen = pages.filter((page) => seenAs(spacePages, page) === undefined);
  const found = await idsOf(confluence, db, unseen);
  const idOf = (page: Page) => (seenAs(spacePages, page) ?? { id: found.get(page.id) ?? null }).id;
  const self = isGenerated(db) ? await confluence.self() : "";
  return {
    ids: pages.map((page) => ({
      remoteId: page.id,
      id: idOf(page),
      ...(self !== "" && isOfOthers(page, self) ? { touched: true as const } : {}),
    })),
    complete: true,
  };
}

const seenAs = ({ seen }: SpacePages, { id, version }: Page): Seen | undefined => {
  const known = seen.get(id);
  return known?.version === version?.number ? known : undefined;
};

const isOfOthers = ({ version }: Page, self: string): boolean =>
  Boolean(version?.authorId) && version?.authorId !== self;

/** What is generated is put right again where people changed it; what people write is theirs. */
const isGenerated = ({ schema: { record } }: DatabaseRef): boolean =>
  record === "released" || record === "digest";

/**
 * What became of a row that its database no longer lists. A list leaves out what it likes: only the page itself tells.
 * Below another page of the same database, or in a folder there, it is still there; and where the database itself was put
 * away, Confluence has put its rows one level up, and they come back with it.
 */
export async function rowFate(confluence: Confluence, db: DatabaseRef, row: RemoteId): Promise<RowFate> {
  const page = await findPage(confluence, row);
  if (page === undefined) return "gone";
  if (page.status === "trashed" || page.status === "deleted") return "trashed";
  if (page.status !== "current") return "archived";
  if (page.parentId === db.remoteId || (await ancestorsOf(confluence, row)).includes(db.remoteId))
    return "there";
  const { status = "current" } = (await findPage(confluence, db.remoteId)) ?? {};
  return status === "current" ? "moved" : "hidden";
}

const findPage = async (confluence: Confluence, id: RemoteId): Promise<Page | undefined> =>
  (await getPage(confluence, id)) ?? (await getSomePages(confluence, [id], { bodies: false }))[0];
