import type { RowIntent } from "../row-intents.ts";
import { statusOf } from "../remote-failure.ts";
import type { DatabaseRef } from "../workspace.ts";
import { lookFor, shownAfter } from "../fresh.ts";
import { dataSourceOf, type Notion } from "./notion.ts";

/**
 * Rows that another process may have made, or written into, a moment ago: where Notion shows late, what is not found
 * may be there all the same.
 */
interface Row {
  readonly db: DatabaseRef;
  readonly id: string;
}

/** Does `send`, noted for whoever writes the row next; what was refused needs no looking for. */
export async function noted<T>(
  notion: Notion,
  { db, id, mark = "" }: Row & { readonly mark?: string | undefined },
  send: () => Promise<T>,
): Promise<T> {
  await notion.rowIntents.note(...nameOf(db, id), { at: new Date(notion.now()).toISOString(), mark });
  try {
    return await send();
  } catch (error) {
    const status = statusOf(error) ?? 0;
    if (status >= 400 && status < 500) await forgetSending(notion, { db, id });
    throw error;
  }
}

/** What came of it is known: nobody need look for it. */
export async function forgetSending(notion: Notion, { db, id }: Row): Promise<void> {
  await notion.rowIntents.forget(...nameOf(db, id));
}

/** What was `seen`, or is seen by a later look, while something that was sent does not show in it yet. */
export async function whenShown<T>(
  notion: Notion,
  { db, id }: Row,
  first: T,
  { look, shows }: { look: () => Promise<T>; shows: (seen: T, mark: string) => boolean },
): Promise<T> {
  let seen = first;
  const intent = await lastOf(notion, { db, id });
  if (intent === null || shows(seen, intent.mark)) return seen;
  await lookFor(notion, shownAfter(intent.at), async () => {
    seen = await look();
    return shows(seen, intent.mark) ? seen : null;
  });
  return seen;
}

const lastOf = (notion: Notion, { db, id }: Row): Promise<RowIntent | null> =>
  notion.rowIntents.last(...nameOf(db, id));

const nameOf = (db: DatabaseRef, id: string) => [dataSourceOf(db.remoteId), id.normalize("NFC")] as const;
