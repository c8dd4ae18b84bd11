import { AppError } from "../../errors.ts";
import { shownAfter } from "../fresh.ts";
import type { DatabaseRef, RemoteId } from "../workspace.ts";
import type { Confluence } from "./confluence.ts";
import { labelOf, ROW_PROPERTY } from "./labels.ts";
import { addLabel, addProperty } from "./pages.ts";
import type { RowIndex } from "./row-index.ts";

/**
 * A row is made by three requests: the page, whole; the property that says which row it is; the label by which reports
 * find it. That it is being made is noted before, so that what a killed run left undone is done by the next.
 */
export async function finishRow(
  confluence: Confluence,
  db: DatabaseRef,
  { id, remoteId }: { readonly id: string; readonly remoteId: RemoteId },
): Promise<void> {
  await addProperty(confluence, remoteId, { key: ROW_PROPERTY, value: { id, record: db.schema.record } });
  await addLabel(confluence, remoteId, labelOf(db.schema.record));
  await confluence.rowIntents.forget(db.remoteId, id);
}

/** Finishes the rows of a database that a former run did not. One that cannot be finished now is left for the next. */
export async function finishRows(confluence: Confluence, index: RowIndex, db: DatabaseRef): Promise<void> {
  for (const { id, at } of await confluence.rowIntents.all(db.remoteId)) {
    try {
      const remoteId = await index.ask(db, id);
      if (remoteId !== null) await finishRow(confluence, db, { id, remoteId });
      else if (confluence.now() > shownAfter(at)) await confluence.rowIntents.forget(db.remoteId, id);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
    }
  }
}
