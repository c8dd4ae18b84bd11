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
import { readRow } from "./read-row.ts";
import { narrowerThanHub } from "./restrictions.ts";
import type { RowIndex } from "./row-index.ts";
import { idsOf } from "./row-ids.ts";
import type { Listing, SpacePages } from "./space-pages.ts";

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
  const read = await readAll(confluence, db, there);
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
    pages.filter((page) => isIn(page, db)),
  );
}

async function readAll(
  confluence: Confluence,
  db: DatabaseRef,
  pages: readonly Page[],
): Promise<Pick<ChangedRows, "rows" | "broken">> {
  const limited = holdsEntries(db)
    ? await narrowerThanHub(
        confluence,
        db.remoteId,
        pages.map(({ id }) => id),
      )
    : new Set<string>();
  const all = await Promise.all(pages.map((page) => readRow(confluence, db, page)));
  const rows = all.filter((row): row is ReadRow => !("reason" in row));
  return {
    rows: rows.map((row) => (limited.has(row.remoteId) ? { ...row, restricted: true } : row)),
    broken: all.filter((row): row is BrokenRow => "reason" in row),
  };
}

/** Only entries are ever shown to other units. */
const holdsEntries = ({ schema: { record } }: DatabaseRef): boolean =>
  record === "issue" || record === "success" || record === "failure";

/** Every row with its 管理ID, which most have in their titles; of the others, and of doubles, the text is read. */
export async function listRowIds(
  confluence: Confluence,
  spacePages: SpacePages,
  db: DatabaseRef,
): Promise<RowIds> {
  const pages = rowsIn(await spacePages.all(), db);
  const idOf = await idsOf(confluence, db, pages);
  const self = isGenerated(db) ? await confluence.self() : "";
  return {
    ids: pages.map(({ id, version }) => ({
      remoteId: id,
      id: idOf.get(id) ?? null,
      ...(self !== "" && version?.authorId && version.authorId !== self ? { touched: true as const } : {}),
    })),
    complete: true,
  };
}

/** What is generated is put right again where people changed it; what people write is theirs. */
const isGenerated = ({ schema: { record } }: DatabaseRef): boolean =>
  record === "released" || record === "digest";

/**
 * What became of a row that its database no longer lists. A list leaves out what it likes: only the page itself tells.
 * Below another page of the same database, or in a folder there, it is still there.
 */
export async function rowFate(confluence: Confluence, db: DatabaseRef, row: RemoteId): Promise<RowFate> {
  const page =
    (await getPage(confluence, row)) ?? (await getSomePages(confluence, [row], { bodies: false }))[0];
  if (page === undefined) return "gone";
  if (page.status === "trashed" || page.status === "deleted") return "trashed";
  if (page.status !== "current") return "archived";
  const isBelow = page.parentId === db.remoteId || (await ancestorsOf(confluence, row)).includes(db.remoteId);
  return isBelow ? "there" : "moved";
}
