import { createHash } from "node:crypto";

import type { BrokenRow, DatabaseRef, ReadRow } from "../workspace.ts";
import { type Page, PageMarkdown } from "./answers.ts";
import { bodyFromNotion } from "./body.ts";
import { ask, type Notion, orNull, urlOf } from "./notion.ts";
import { fromProperties, type RowValues } from "./values.ts";

/** A row's page and its long text, read by one call: the markdown endpoint spares a crawl through the blocks. */
export async function readRow(
  notion: Notion,
  db: DatabaseRef,
  page: Page,
): Promise<ReadRow | BrokenRow | null> {
  const body = await readBody(notion, page.id);
  if (body === null) return null;
  const url = urlOf(page.id);
  const { lacks, ...row } = fromProperties(db, page);
  return {
    remoteId: page.id,
    ...row,
    ...(lacks.length > 0 ? { lacks } : {}),
    body,
    revision: revisionOf(row, body),
    updatedAt: page.last_edited_time,
    location: url,
    url,
  };
}

/** Parts that one answer leaves out are asked for themselves, up to this many. */
const MAX_PARTS = 50;

/** The body in the port's Markdown; null if the page is gone by now. */
async function readBody(notion: Notion, pageId: string): Promise<string | null> {
  const first = await orNull(readMarkdown(notion, pageId));
  if (first === null) return null;
  const parts = [first.markdown];
  if (first.truncated) {
    for (const id of first.unknown_block_ids.slice(0, MAX_PARTS)) {
      const part = await orNull(readMarkdown(notion, id));
      if (part !== null) parts.push(part.markdown);
    }
  }
  return bodyFromNotion(parts.join("\n"));
}

function readMarkdown(notion: Notion, pageId: string) {
  return ask(notion, { kind: "read", what: "pages.markdown" }, PageMarkdown, (client) =>
    client.pages.retrieveMarkdown({ page_id: pageId }),
  );
}

/** Changes whenever a value or the body does, and with nothing else: who edited when says nothing. */
export function revisionOf({ id, values }: Omit<RowValues, "lacks">, body: string): string {
  const known = Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash("sha256")
    .update(JSON.stringify([id, known, body.trim()]))
    .digest("hex")
    .slice(0, 16);
}
