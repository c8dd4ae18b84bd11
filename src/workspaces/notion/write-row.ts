import type { CreatePageParameters } from "@notionhq/client";

import { revisionOf } from "../row-revision.ts";
import type {
  DatabaseRef,
  ReadRow,
  RemoteId,
  RowOutcome,
  RowWrite,
  RowWritten,
  Values,
} from "../workspace.ts";
import { Done, isWhole, Page } from "./answers.ts";
import { canonicalBody } from "./body.ts";
import { createOnce } from "../create-once.ts";
import { retrieveDataSource } from "./databases.ts";
import { whenKnown } from "../fresh.ts";
import { ask, dataSourceOf, type Notion, urlOf } from "./notion.ts";
import { bindProperties, propertyType, withStatusOption } from "./properties.ts";
import { readRow } from "./read-row.ts";
import { bodyInRequest, replaceBody } from "./row-body.ts";
import { noted, whenShown } from "./row-doubts.ts";
import type { RowIndex } from "./row-index.ts";
import { findPage, retrievePage } from "./rows.ts";
import { fromProperties, type RowValues, toProperties } from "./values.ts";

/** Creates or changes one row. See the port. */
export async function writeRow(
  notion: Notion,
  index: RowIndex,
  db: DatabaseRef,
  row: RowWrite,
): Promise<RowWritten> {
  const place = row.remoteId ?? (await findRow(notion, index, db, row.id));
  if (place === null) return createRow(notion, index, db, row);
  const page = await retrievePage(notion, place);
  const current = page === null || page.in_trash ? null : await readRow(notion, db, page);
  // A row that someone took away since it was read counts as changed: nothing is written.
  if (current === null || "reason" in current) return staleRow(place, "");
  if (current.id !== null && current.id !== row.id.normalize("NFC")) {
    const other = await index.find(db, row.id);
    return other === null || other === place
      ? staleRow(place, current.revision)
      : writeRow(notion, index, db, { ...row, remoteId: other });
  }
  if (row.ifRevision !== undefined && current.revision !== row.ifRevision) {
    return staleRow(place, current.revision);
  }
  return changeRow(notion, db, current, row);
}

/** The row with this id; one that may have been made a moment ago is looked for until it would be shown. */
async function findRow(
  notion: Notion,
  index: RowIndex,
  db: DatabaseRef,
  id: string,
): Promise<RemoteId | null> {
  const known = await index.find(db, id);
  if (known !== null) return known;
  const look = () => index.ask(db, id);
  return whenShown(notion, { db, id }, known, { look, shows: (found) => found !== null });
}

async function createRow(
  notion: Notion,
  index: RowIndex,
  db: DatabaseRef,
  row: RowWrite,
): Promise<RowWritten> {
  const body = row.body ?? "";
  const page = await createPage(notion, index, db, {
    id: row.id,
    values: row.values,
    more: bodyInRequest(body),
  });
  const revision = revisionOf(valuesOf(db, page, row), canonicalBody(body));
  return written("created", page.id, revision);
}

/** What a row says after a write; where the answer does not show it, what was written. */
const valuesOf = (db: DatabaseRef, page: Page, sent: Pick<RowValues, "id" | "values">) =>
  isWhole(page) ? fromProperties(db, page) : sent;

interface NewPage {
  readonly id: string;
  readonly values: Values;
  readonly more: Omit<CreatePageParameters, "parent">;
  /** What shows that all of it is there, beside the row. */
  readonly mark?: string;
}

/** One row with these properties, made once however often the answer is lost. */
export async function createPage(
  notion: Notion,
  index: RowIndex,
  db: DatabaseRef,
  { id, values, more, mark = "" }: NewPage,
): Promise<Page> {
  const dataSourceId = dataSourceOf(db.remoteId);
  await allowStates(notion, db, values);
  const properties = toProperties(db, id, values);
  const create = () =>
    createOnce(notion, send, async (committed) => {
      const found = committed[0] ?? (await index.ask(db, id));
      return found === null ? null : findPage(notion, found);
    });
  const send = () =>
    // A database made this moment may be unknown to Notion for another one.
    whenKnown(notion, dataSourceId, () =>
      ask(
        notion,
        { kind: "create", what: "pages.create", parent: dataSourceId, names: namesOf(db) },
        Page,
        (client) =>
          client.pages.create({
            ...more,
            parent: { type: "data_source_id", data_source_id: dataSourceId },
            properties,
          }),
      ),
    );
  const page = await noted(notion, { db, id, mark }, create);
  index.made(db, id, page.id);
  notion.fresh.made(page.id);
  return page;
}

const namesOf = (db: DatabaseRef): string[] => db.schema.fields.map((field) => field[db.language]);

/** Writes what differs and nothing else, so that an unchanged row costs no write. */
async function changeRow(
  notion: Notion,
  db: DatabaseRef,
  current: ReadRow,
  row: RowWrite,
): Promise<RowWritten> {
  const changed = changedProperties(current, row);
  const isNewBody = row.body !== undefined && canonicalBody(row.body).trim() !== current.body.trim();
  const parent = dataSourceOf(db.remoteId);
  if (isNewBody) await replaceBody(notion, { pageId: current.remoteId, body: row.body ?? "", parent });
  let values = { id: current.id, values: current.values };
  if (changed !== null) {
    const sent = { id: row.id, values: { ...current.values, ...changed.values } };
    values = valuesOf(db, await updateProperties(notion, db, current.remoteId, changed), sent);
  }
  if (!isNewBody && changed === null) return written("unchanged", current.remoteId, current.revision);
  const body = isNewBody ? canonicalBody(row.body ?? "") : current.body;
  return written("updated", current.remoteId, revisionOf(values, body));
}

/** The values that a row does not have yet; null if it has them all. */
export function changedProperties(
  current: { readonly id: string | null; readonly values: Values },
  { id, values }: { readonly id: string; readonly values: Values },
): { id: string; values: Values } | null {
  const wanted = Object.entries(values).filter(
    ([name, value]) => normal(current.values[name]) !== normal(value),
  );
  if (wanted.length === 0 && current.id === id.normalize("NFC")) return null;
  return { id, values: Object.fromEntries(wanted) };
}

/** Numbers and choices as a reader sees them; a list of one is its item, an empty value and an unticked box are none. */
function normal(value: Values[string] | undefined): string {
  if (value === undefined || value === false) return "[]";
  const items = (typeof value === "object" ? value : String(value).split("\n"))
    .map((item) => item.trim())
    .filter((item) => item !== "");
  return JSON.stringify(items);
}

export async function updateProperties(
  notion: Notion,
  db: DatabaseRef,
  pageId: RemoteId,
  { id, values }: { id: string; values: Values },
): Promise<Page> {
  await allowStates(notion, db, values);
  return ask(
    notion,
    { kind: "update", what: "pages.update", parent: dataSourceOf(db.remoteId), names: namesOf(db) },
    Page,
    (client) => client.pages.update({ page_id: pageId, properties: toProperties(db, id, values) }),
  );
}

/** People have words of their own for a state; a status takes only what it knows, so the word is added first. */
async function allowStates(notion: Notion, db: DatabaseRef, values: Values): Promise<void> {
  for (const field of db.schema.fields) {
    const value = values[field.name];
    if (propertyType(field) !== "status" || value === undefined || value === "") continue;
    const isKnown = (field.options ?? []).some(({ ja, en }) => [ja, en].includes(String(value)));
    if (!isKnown) await addState(notion, db, { field: field.name, name: String(value) });
  }
}

async function addState(
  notion: Notion,
  db: DatabaseRef,
  { field, name }: { field: string; name: string },
): Promise<void> {
  const id = dataSourceOf(db.remoteId);
  const source = await retrieveDataSource(notion, id);
  const property = bindProperties(db, source).get(field);
  const change = property?.type === "status" ? withStatusOption(property, name) : null;
  if (change === null) return;
  await ask(notion, { kind: "update", what: "dataSources.update", parent: id }, Done, (client) =>
    // The SDK's type lacks `group`.
    client.dataSources.update({ data_source_id: id, properties: change as never }),
  );
}

export function written(outcome: RowOutcome, remoteId: RemoteId, revision: string): RowWritten {
  const url = urlOf(remoteId);
  return { outcome, remoteId, revision, url, location: url };
}

const staleRow = (remoteId: RemoteId, revision: string): RowWritten => written("stale", remoteId, revision);
