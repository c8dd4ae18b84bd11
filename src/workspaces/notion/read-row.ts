import type { Text } from "../../language.ts";
import { revisionOf } from "../row-revision.ts";
import type { BrokenRow, DatabaseRef, ReadRow } from "../workspace.ts";
import { isWhole, type Page, PageMarkdown } from "./answers.ts";
import { bodyFromNotion } from "./body.ts";
import { ask, type Notion, orNull, urlOf } from "./notion.ts";
import { fromProperties } from "./values.ts";

/**
 * A row's page and its long text, read by one call: the markdown endpoint spares a crawl through the blocks. A row
 * that Notion shows in part only is a broken one: what is missing would pass for taken away.
 */
export async function readRow(
  notion: Notion,
  db: DatabaseRef,
  page: Page,
): Promise<ReadRow | BrokenRow | null> {
  if (!isWhole(page)) return brokenRow(db, page, NOT_SHOWN);
  const body = await readBody(notion, page.id);
  if (body === null) return null;
  if (typeof body !== "string") return brokenRow(db, page, body);
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

/** Nobody has to change a row to make it readable: sharing it, or another moment, may do. */
export function brokenRow(db: DatabaseRef, page: Page, reason: Text): BrokenRow {
  const { id } = fromProperties(db, page);
  return { remoteId: page.id, id, location: urlOf(page.id), reason, again: true };
}

const NOT_SHOWN: Text = {
  ja: "この接続では、この行を読めません(Notionが中身を返しません)",
  en: "This row is not readable for this connection: Notion does not show what is in it",
};
const CUT: Text = {
  ja: "本文が長すぎるため、Notionが全体を返しません",
  en: "The text is too long: Notion does not give all of it",
};

/** Parts that one answer leaves out are asked for themselves, up to this many. */
const MAX_PARTS = 50;

/** The body in the port's Markdown; null if the page is gone by now, a reason where only a part of it can be had. */
async function readBody(notion: Notion, pageId: string): Promise<string | Text | null> {
  const first = await orNull(readMarkdown(notion, pageId));
  if (first === null) return null;
  const rest = first.truncated ? await readParts(notion, first.unknown_block_ids) : [];
  return rest === null ? CUT : bodyFromNotion([first.markdown, ...rest].join("\n"));
}

/** What an answer left out; null if that is more than can be had. What is not shared with us is no part of the body. */
async function readParts(notion: Notion, ids: readonly string[]): Promise<string[] | null> {
  if (ids.length === 0 || ids.length > MAX_PARTS) return null;
  const parts: string[] = [];
  for (const id of ids) {
    const part = await orNull(readMarkdown(notion, id));
    if (part?.truncated === true) return null;
    if (part !== null) parts.push(part.markdown);
  }
  return parts;
}

function readMarkdown(notion: Notion, pageId: string) {
  return ask(notion, { kind: "read", what: "pages.markdown" }, PageMarkdown, (client) =>
    client.pages.retrieveMarkdown({ page_id: pageId }),
  );
}
