import type { DatabaseRef, RemoteId } from "../workspace.ts";
import type { Confluence } from "./confluence.ts";
import { listChildren } from "./pages.ts";
import { idsOf } from "./row-ids.ts";

/**
 * Which row carries which 管理ID, so that an id is never written twice. A database's children are listed once, a
 * request per 250; most have their id in their titles, and only the others are read.
 */
export interface RowIndex {
  /** The row with this id, or null. */
  find(db: DatabaseRef, id: string): Promise<RemoteId | null>;
  /** The same, listed anew. */
  ask(db: DatabaseRef, id: string): Promise<RemoteId | null>;
  /** All rows with this id, listed anew: people copy pages. */
  every(db: DatabaseRef, id: string): Promise<readonly RemoteId[]>;
  made(db: DatabaseRef, id: string, row: RemoteId): void;
  removed(db: DatabaseRef, id: string): void;
}

export function openRowIndex(confluence: Confluence): RowIndex {
  const known = new Map<RemoteId, Promise<Map<string, RemoteId>>>();
  const list = (db: DatabaseRef): Promise<Map<string, RemoteId>> => {
    const rows = listIds(confluence, db).then(firstOfEach);
    known.set(db.remoteId, rows);
    // What failed is asked again.
    rows.catch(() => known.delete(db.remoteId));
    return rows;
  };
  const change = (db: DatabaseRef, work: (rows: Map<string, RemoteId>) => unknown): void =>
    void known.get(db.remoteId)?.then(work, () => {});
  return {
    find: async (db, id) => (await (known.get(db.remoteId) ?? list(db))).get(id.normalize("NFC")) ?? null,
    ask: async (db, id) => (await list(db)).get(id.normalize("NFC")) ?? null,
    every: async (db, id) => {
      const ids = await listIds(confluence, db);
      return [...ids].flatMap(([row, own]) => (own === id.normalize("NFC") ? [row] : []));
    },
    made: (db, id, row) => change(db, (rows) => rows.set(id.normalize("NFC"), row)),
    removed: (db, id) => change(db, (rows) => rows.delete(id.normalize("NFC"))),
  };
}

/** The 管理ID of each row, as far as it has one. */
async function listIds(confluence: Confluence, db: DatabaseRef): Promise<ReadonlyMap<RemoteId, string>> {
  const children = (await listChildren(confluence, db.remoteId)).filter(
    ({ type, status }) => type === "page" && status === "current",
  );
  return idsOf(confluence, db, children);
}

/** Of several rows with one id, the first. */
function firstOfEach(ids: ReadonlyMap<RemoteId, string>): Map<string, RemoteId> {
  const rows = new Map<string, RemoteId>();
  for (const [row, id] of ids) if (!rows.has(id)) rows.set(id, row);
  return rows;
}
