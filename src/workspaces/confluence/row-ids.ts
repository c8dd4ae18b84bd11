import type { DatabaseRef, RemoteId } from "../workspace.ts";
import type { Confluence } from "./confluence.ts";
import { getSomePages } from "./pages.ts";
import { readRow } from "./read-row.ts";
import { idInTitle } from "./row-title.ts";

/**
 * The 管理ID of each of these rows, by page id. Titles that we gave end in it; a row without such a mark is read, and so
 * is every one whose mark another has as well, since people copy pages and type what they like.
 */
export async function idsOf(
  confluence: Confluence,
  db: DatabaseRef,
  pages: readonly { readonly id: RemoteId; readonly title: string }[],
): Promise<ReadonlyMap<RemoteId, string>> {
  const marked = Map.groupBy(pages, ({ title }) => idInTitle(title)?.normalize("NFC") ?? "");
  const ids = new Map<RemoteId, string>();
  const unclear: RemoteId[] = [];
  for (const [mark, some] of marked) {
    const [first] = some;
    if (mark !== "" && some.length === 1 && first !== undefined) ids.set(first.id, mark);
    else unclear.push(...some.map(({ id }) => id));
  }
  for (const page of await getSomePages(confluence, unclear, { bodies: true })) {
    const row = await readRow(confluence, db, page);
    if (row.id !== null) ids.set(page.id, row.id.normalize("NFC"));
  }
  return ids;
}
