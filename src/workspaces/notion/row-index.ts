import type { DatabaseRef, RemoteId, RowIds } from "../workspace.ts";
import { isWhole } from "./answers.ts";
import { dataSourceOf, type Notion } from "./notion.ts";
import { rowsWithText } from "./query.ts";
import { listRowIds } from "./rows.ts";
import { fromProperties, idField, keyOf } from "./values.ts";

/**
 * Which row carries which 管理ID, so that an id is never written twice. One row is asked for by its id; who writes
 * many gets the whole list once, which costs a request per hundred rows instead of one per row.
 */
export interface RowIndex {
  /** The row with this id, or null. */
  find(db: DatabaseRef, id: string): Promise<RemoteId | null>;
  /** The same, asked anew: after a create whose end is not known. */
  ask(db: DatabaseRef, id: string): Promise<RemoteId | null>;
  /** Every row; what is known from now on. */
  list(db: DatabaseRef): Promise<RowIds>;
  made(db: DatabaseRef, id: string, row: RemoteId): void;
  removed(db: DatabaseRef, id: string): void;
}

/** So many single questions, then a list pays. */
const QUESTIONS = 2;

export function openRowIndex(notion: Notion): RowIndex {
  const known = new Map<string, { rows: Map<string, RemoteId>; isWhole: boolean }>();
  const asked = new Map<string, number>();
  const rowsOf = (db: DatabaseRef) => known.get(dataSourceOf(db.remoteId));

  const ask = async (db: DatabaseRef, id: string): Promise<RemoteId | null> => {
    const field = idField(db.schema.fields);
    if (field === undefined) return null;
    const found = await rowsWithText(notion, dataSourceOf(db.remoteId), {
      property: keyOf(field, db),
      isTitle: field.type === "title",
      text: id,
    });
    // Whatever Notion takes for equal: two ids may differ by case alone.
    const exact = found.find((row) => fromProperties(db, row).id === id.normalize("NFC"));
    // One that matches and is not shown is there all the same: nothing is written to it, and no twin made of it.
    return (exact ?? found.find((row) => !isWhole(row)))?.id ?? null;
  };
  const list = async (db: DatabaseRef): Promise<RowIds> => {
    const { listed, unnamed } = await listRowIds(notion, db);
    const rows = new Map<string, RemoteId>();
    for (const { id, remoteId } of listed.ids) if (id !== null && !rows.has(id)) rows.set(id, remoteId);
    if (listed.complete) known.set(dataSourceOf(db.remoteId), { rows, isWhole: !unnamed });
    return listed;
  };

  return {
    ask,
    list,
    find: async (db, wanted) => {
      const id = wanted.normalize("NFC");
      const source = dataSourceOf(db.remoteId);
      const questions = (asked.get(source) ?? 0) + 1;
      asked.set(source, questions);
      if (rowsOf(db) === undefined && questions > QUESTIONS) await list(db);
      const seen = rowsOf(db);
      return seen?.rows.get(id) ?? (seen?.isWhole === true ? null : ask(db, id));
    },
    made: (db, id, row) => rowsOf(db)?.rows.set(id.normalize("NFC"), row),
    removed: (db, id) => rowsOf(db)?.rows.delete(id.normalize("NFC")),
  };
}
