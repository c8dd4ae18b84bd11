import type { QueryDataSourceParameters } from "@notionhq/client";

import { foldLabel } from "../../model/fields.ts";
import { statusOf } from "../remote-failure.ts";
import { type Page, PageList } from "./answers.ts";
import { PAGE_SIZE } from "./children.ts";
import { whenKnown } from "../fresh.ts";
import { ask, cutShort, type Notion } from "./notion.ts";
import { plainOf } from "./rich-text.ts";

/**
 * All rows of a data source that match, also beyond the 10,000 that one query gives. Rows come sorted by a time;
 * where a query reaches its limit, the next one begins at the last time seen. Times are floored to the minute, so
 * the windows overlap by one, and rows are told apart by id (developers.notion.com/reference/query-a-data-source).
 */

export interface RowQuery {
  readonly dataSourceId: string;
  /** The time by which rows are read. */
  readonly by: "created_time" | "last_edited_time";
  /** Only rows with a time on or after this one, ISO. */
  readonly from?: string;
  /** Read only these properties, by id: a large source answers much sooner. */
  readonly only?: readonly string[];
  /** Properties by which the rows of one minute can be told apart, the most telling first. */
  readonly orders?: readonly string[];
}

export interface FoundRows {
  /** In the order of their times; none is trashed or archived. */
  readonly rows: readonly Page[];
  /** False if one minute holds more rows than can be listed. */
  readonly complete: boolean;
}

export async function queryRows(notion: Notion, query: RowQuery): Promise<FoundRows> {
  const rows = new Map<string, Page>();
  let from = query.from;
  for (;;) {
    const { found, isCut } = await readWindow(notion, { ...query, ...(from === undefined ? {} : { from }) });
    for (const row of found) if (!rows.has(row.id)) rows.set(row.id, row);
    if (!isCut) return { rows: present(rows), complete: true };
    const last = found.at(-1)?.[query.by];
    if (last === undefined) return { rows: present(rows), complete: false };
    if (last === from) {
      const rest = await readMinute(notion, query, last);
      for (const row of rest.rows) if (!rows.has(row.id)) rows.set(row.id, row);
      if (!rest.complete) return { rows: present(rows), complete: false };
      from = new Date(Date.parse(last) + 60_000).toISOString();
    } else from = last;
  }
}

const present = (rows: ReadonlyMap<string, Page>): Page[] =>
  [...rows.values()].filter((row) => !row.in_trash && !row.is_archived);

/** A minute with more than 10,000 rows, made by a bulk import: read from both ends of an order. */
async function readMinute(notion: Notion, query: RowQuery, minute: string): Promise<FoundRows> {
  const rows = new Map<string, Page>();
  for (const property of query.orders ?? []) {
    const read = (direction: "ascending" | "descending") =>
      readWindow(notion, {
        ...query,
        at: minute,
        sorts: [{ property, direction }],
        ...(query.only === undefined ? {} : { only: [...new Set([...query.only, property])] }),
      });
    const [up, down] = [await read("ascending"), await read("descending")];
    for (const row of [...up.found, ...down.found]) rows.set(row.id, row);
    const isWhole = !up.isCut || !down.isCut || doMeet(up.found, down.found, property);
    if (isWhole) return { rows: [...rows.values()], complete: true };
  }
  return { rows: [...rows.values()], complete: false };
}

/**
 * Do the two ends of an order hold all of it between them? Of the value at which each of them stops, rows may be
 * missing. So they must stop at different values, and something that comes before the one must be in the other, too.
 */
function doMeet(up: readonly Page[], down: readonly Page[], property: string): boolean {
  const value = (row: Page | undefined) => foldLabel(row === undefined ? "" : textOf(row, property));
  const end = value(up.at(-1));
  const seen = new Set(up.map(({ id }) => id));
  return value(down.at(-1)) !== end && down.some((row) => seen.has(row.id) && value(row) !== end);
}

function textOf({ properties }: Page, key: string): string {
  const property = Object.entries(properties).find(([name, { id }]) => id === key || name === key)?.[1];
  const text: unknown = property?.[property.type];
  return plainOf(Array.isArray(text) ? text : []);
}

interface Window extends RowQuery {
  readonly at?: string;
  readonly sorts?: NonNullable<QueryDataSourceParameters["sorts"]>;
}

/** The pages of one query, up to its limit. An expired cursor begins the window again. */
async function readWindow(notion: Notion, window: Window): Promise<{ found: Page[]; isCut: boolean }> {
  const found: Page[] = [];
  let cursor: string | undefined;
  let isCut = false;
  let restarts = 0;
  let pageSize = PAGE_SIZE;
  for (;;) {
    try {
      const list = await readPage(notion, window, { cursor, pageSize });
      found.push(...list.results);
      isCut ||= list.request_status?.type === "incomplete";
      if (!list.has_more) break;
      if (list.next_cursor === null || list.next_cursor === cursor) throw cutShort("dataSources.query");
      cursor = list.next_cursor;
    } catch (error) {
      if (statusOf(error) === 504 || statusOf(error) === 503) {
        if (pageSize <= SMALLEST_PAGE) throw error;
        pageSize = Math.max(SMALLEST_PAGE, Math.floor(pageSize / 2));
      } else if (statusOf(error) === 400 && cursor !== undefined && restarts < MAX_RESTARTS) {
        restarts += 1;
        cursor = undefined;
        found.length = 0;
        isCut = false;
      } else throw error;
    }
  }
  return { found, isCut };
}

/** A slow source is asked for less at a time, as its 503 and 504 say. */
const SMALLEST_PAGE = 10;
const MAX_RESTARTS = 2;

function readPage(
  notion: Notion,
  { dataSourceId, by, from, at, only, sorts }: Window,
  { cursor, pageSize }: { cursor: string | undefined; pageSize: number },
) {
  const time = at === undefined ? (from === undefined ? null : { on_or_after: from }) : { equals: at };
  const filter = time === null ? undefined : timeFilter(by, time);
  // The same page again would take as long again; a smaller one comes next.
  const tooMuch = pageSize > SMALLEST_PAGE ? { tooMuchOn: 504 } : {};
  return whenKnown(notion, dataSourceId, () =>
    ask(notion, { kind: "read", what: "dataSources.query", ...tooMuch }, PageList, (client) =>
      client.dataSources.query({
        data_source_id: dataSourceId,
        page_size: pageSize,
        sorts: sorts ?? [{ timestamp: by, direction: "ascending" }],
        ...(filter === undefined ? {} : { filter }),
        ...(cursor === undefined ? {} : { start_cursor: cursor }),
        ...(only === undefined ? {} : { filter_properties: [...only] }),
      }),
    ),
  );
}

type Filter = NonNullable<QueryDataSourceParameters["filter"]>;

function timeFilter(by: RowQuery["by"], time: { on_or_after: string } | { equals: string }): Filter {
  return by === "created_time"
    ? { timestamp: "created_time", created_time: time }
    : { timestamp: "last_edited_time", last_edited_time: time };
}

/** Rows whose property of this type, a text, has exactly this value; the oldest first. */
export async function rowsWithText(
  notion: Notion,
  dataSourceId: string,
  { property, isTitle, text }: { property: string; isTitle: boolean; text: string },
): Promise<Page[]> {
  const list = await whenKnown(notion, dataSourceId, () =>
    ask(notion, { kind: "read", what: "dataSources.query" }, PageList, (client) =>
      client.dataSources.query({
        data_source_id: dataSourceId,
        page_size: PAGE_SIZE,
        sorts: [{ timestamp: "created_time", direction: "ascending" }],
        filter: isTitle ? { property, title: { equals: text } } : { property, rich_text: { equals: text } },
      }),
    ),
  );
  return list.results.filter((row) => !row.in_trash && !row.is_archived);
}
