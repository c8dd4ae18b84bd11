import type { BrokenRow, DatabaseRef, ReadRow } from "../workspace.ts";
import type { Page } from "./answers.ts";
import { type Confluence, urlOf } from "./confluence.ts";
import { ROW_PROPERTY } from "./labels.ts";
import { bodyOf } from "./page-body.ts";
import { propertyOf } from "./pages.ts";
import { readRowPage, revisionOfRow, type RowPage } from "./row-page.ts";
import { idInTitle } from "./row-title.ts";
import { changedAt } from "./space-pages.ts";
import { StorageError } from "./storage/parse.ts";

/** A row's page as the port gives it. What cannot be parsed is a broken row: its values would pass for taken away. */
export async function readRow(
  confluence: Confluence,
  db: DatabaseRef,
  page: Page,
  reading: ReadingRow = {},
): Promise<ReadRow | BrokenRow> {
  const url = urlOf(confluence, await confluence.space(), page.id);
  const place = { remoteId: page.id, location: url, url };
  try {
    const read = await readPage(confluence, db, page, reading);
    return {
      ...place,
      id: read.id,
      values: read.values,
      body: read.body,
      ...(read.dropped.length > 0 ? { dropped: read.dropped } : {}),
      revision: revisionOfRow(db, read),
      updatedAt: changedAt(page),
    };
  } catch (error) {
    // Until somebody saves it again it will not be readable; anything else is a failure of this moment.
    if (!(error instanceof StorageError)) throw error;
    return { ...place, id: null, reason: error.text };
  }
}

export interface ReadingRow {
  /** One of all rows: none is asked for its property merely because people gave its page its title. */
  readonly isOneOfAll?: boolean;
}

/**
 * What a row says. Who it is stands in its table; people can change that by mistake, so where its title does not say
 * the same, a property that they do not see decides.
 */
export async function readPage(
  confluence: Confluence,
  db: DatabaseRef,
  page: Page,
  { isOneOfAll = false }: ReadingRow = {},
): Promise<RowPage> {
  const personName = await confluence.names.on(page);
  const body = bodyOf(page);
  const read = readRowPage(db, page.title, body, { personName });
  const mark = idInTitle(page.title)?.normalize("NFC") ?? null;
  const isSure = mark === read.id || (mark === null && isOneOfAll);
  if (read.id !== null && isSure) return read;
  const knownId = idIn((await propertyOf(confluence, page.id, ROW_PROPERTY))?.value);
  return knownId === null ? read : readRowPage(db, page.title, body, { knownId, personName });
}

/** The 管理ID in a row's table alone; null for a page that has none, or that cannot be read. */
export function rowIdOf(db: DatabaseRef, page: Page): string | null {
  try {
    return readRowPage(db, page.title, bodyOf(page)).id;
  } catch (error) {
    if (error instanceof StorageError) return null;
    throw error;
  }
}

/** The 管理ID that a row's property names. */
export function idIn(value: unknown): string | null {
  const id: unknown = typeof value === "object" && value !== null && "id" in value ? value.id : null;
  return typeof id === "string" ? id.normalize("NFC") : null;
}
