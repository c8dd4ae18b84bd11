import type { CreatePageParameters } from "@notionhq/client";

import type { DatabaseRef, GeneratedPage, LinkResolver, RemoteId, RowWritten, Values } from "../workspace.ts";
import { type Block, Block as BlockAnswer, Page } from "./answers.ts";
import { appendBlocks, listChildren } from "./children.ts";
import { type GeneratedBody, generatedBody, readGeneratedBody } from "./generated-body.ts";
import { linkFor } from "./link-address.ts";
import { ask, dataSourceOf, type Notion } from "./notion.ts";
import { rowsWithText } from "./query.ts";
import type { RowIndex } from "./row-index.ts";
import { retrievePage } from "./rows.ts";
import { fromProperties, idField, keyOf } from "./values.ts";
import { changedProperties, createPage, updateProperties, written } from "./write-row.ts";

/**
 * Generated rows: digests and released copies. All that the product writes into one lies in a single box, so that it
 * is replaced by adding the new box and then taking the old one away, and what people wrote beside it stays. A box
 * that takes more than one request says that it is being written until it is whole, and the row's values, its state
 * above all, come last.
 */

/** Creates or replaces a generated row. See the port. */
export async function putGenerated(
  notion: Notion,
  index: RowIndex,
  db: DatabaseRef,
  page: GeneratedPage,
  { links, at }: { links: LinkResolver; at?: RemoteId | null | undefined },
): Promise<RowWritten> {
  const body = generatedBody(page.blocks, { link: linkFor(links), language: db.language });
  const [row, ...twins] = await findRows(notion, db, page.id, at);
  for (const twin of twins) await trash(notion, db, twin.id);
  if (row !== undefined) return replaceGenerated(notion, db, { row, page, body });
  return createGenerated(notion, index, db, page, body);
}

/** Takes every row with this 管理ID out of sight. See the port. */
export async function withdrawGenerated(
  notion: Notion,
  index: RowIndex,
  db: DatabaseRef,
  { id, at }: { id: string; at?: RemoteId | undefined },
): Promise<void> {
  for (const row of await findRows(notion, db, id, at)) await trash(notion, db, row.id);
  index.removed(db, id);
}

/** The oldest first. A row that is not where it was known to be is looked for. */
async function findRows(
  notion: Notion,
  db: DatabaseRef,
  id: string,
  at: RemoteId | null | undefined,
): Promise<Page[]> {
  if (at === null) return [];
  const known = at === undefined ? null : await retrievePage(notion, at);
  if (known !== null && !known.in_trash && fromProperties(db, known).id === id.normalize("NFC")) {
    return [known];
  }
  const field = idField(db.schema.fields);
  if (field === undefined) return [];
  return rowsWithText(notion, dataSourceOf(db.remoteId), {
    property: keyOf(field, db),
    isTitle: field.type === "title",
    text: id,
  });
}

async function createGenerated(
  notion: Notion,
  index: RowIndex,
  db: DatabaseRef,
  page: GeneratedPage,
  body: GeneratedBody,
): Promise<RowWritten> {
  const [first = [], ...rest] = body.children;
  const isWhole = rest.length === 0;
  const box = withChildren(body.container(isWhole ? "whole" : "writing"), first);
  // A row that is not whole yet shows its name and nothing that would make it look finished.
  const values = isWhole ? page.values : titleOnly(db, page.values);
  const more = { children: [box] } satisfies Omit<CreatePageParameters, "parent">;
  const row = await createPage(notion, index, db, { id: page.id, values, more });
  if (!isWhole) {
    const [made] = await boxesOf(notion, row.id);
    if (made !== undefined) await fill(notion, { box: made.block.id, rest, body });
    await updateProperties(notion, db, row.id, page);
  }
  return written("created", row.id, body.sha);
}

function titleOnly(db: DatabaseRef, values: Values): Values {
  const title = db.schema.fields.find((field) => field.type === "title")?.name ?? "";
  return { [title]: values[title] ?? "" };
}

async function replaceGenerated(
  notion: Notion,
  db: DatabaseRef,
  { row, page, body }: { row: Page; page: GeneratedPage; body: GeneratedBody },
): Promise<RowWritten> {
  const children = await listChildren(notion, row.id);
  const boxes = boxesIn(children);
  const current = boxes.find(({ state, sha }) => state === "whole" && sha === body.sha);
  if (current === undefined) await addBox(notion, { row, body, children, boxes });
  const stale = boxes.filter((box) => box !== current);
  for (const { block } of stale) await removeBlock(notion, row.id, block.id);
  const values = changedProperties(fromProperties(db, row), {
    id: page.id,
    values: { ...emptied(db), ...page.values },
  });
  if (values !== null) await updateProperties(notion, db, row.id, values);
  const isSame = current !== undefined && stale.length === 0 && values === null;
  return written(isSame ? "unchanged" : "updated", row.id, body.sha);
}

/** Every value taken away: what the new page does not say, the row must not say either. */
const emptied = ({ schema }: DatabaseRef): Values =>
  Object.fromEntries(
    schema.fields
      .filter((field) => field.place === "property" && field !== idField(schema.fields))
      .map((field) => [field.name, ""]),
  );

/** Adds the new box beside the old one, whole before the old one goes. */
async function addBox(
  notion: Notion,
  {
    row,
    body,
    children,
    boxes,
  }: { row: Page; body: GeneratedBody; children: readonly Block[]; boxes: readonly Box[] },
): Promise<void> {
  const [first = [], ...rest] = body.children;
  const state = rest.length === 0 ? "whole" : "writing";
  const after = boxes.at(-1)?.block.id;
  const [made] = await appendBlocks(notion, {
    id: row.id,
    children: [withChildren(body.container(state), first)],
    before: children.map(({ id }) => id),
    ...(after === undefined ? {} : { after }),
  });
  if (made !== undefined && rest.length > 0) await fill(notion, { box: made, rest, body });
}

/** The rest of a box, then the word that it is whole. */
async function fill(
  notion: Notion,
  { box, rest, body }: { box: string; rest: GeneratedBody["children"]; body: GeneratedBody },
): Promise<void> {
  for (const children of rest) {
    const before = (await listChildren(notion, box)).map(({ id }) => id);
    await appendBlocks(notion, { id: box, children, before });
  }
  await ask(notion, { kind: "update", what: "blocks.update", parent: box }, BlockAnswer, (client) =>
    client.blocks.update({ block_id: box, ...(body.container("whole") as object) }),
  );
}

interface Box {
  readonly block: Block;
  readonly sha: string;
  readonly state: "whole" | "writing";
}

const boxesOf = async (notion: Notion, pageId: string): Promise<Box[]> =>
  boxesIn(await listChildren(notion, pageId));

function boxesIn(children: readonly Block[]): Box[] {
  return children.flatMap((block) => {
    const box = readGeneratedBody(block);
    return box === null ? [] : [{ block, ...box }];
  });
}

type BoxRequest = ReturnType<GeneratedBody["container"]>;

/** The SDK nests types to a fixed depth; the depth that is meant here is one that the API takes. */
function withChildren(box: BoxRequest, children: readonly object[]): BoxRequest {
  if (!("callout" in box)) throw new Error("a generated box is a callout");
  return { ...box, callout: { ...box.callout, children: [...children] as never } };
}

async function removeBlock(notion: Notion, pageId: string, blockId: string): Promise<void> {
  await ask(notion, { kind: "update", what: "blocks.delete", parent: pageId }, BlockAnswer, (client) =>
    client.blocks.delete({ block_id: blockId }),
  );
}

async function trash(notion: Notion, db: DatabaseRef, row: RemoteId): Promise<void> {
  const parent = dataSourceOf(db.remoteId);
  await ask(notion, { kind: "update", what: "pages.update", parent }, Page, (client) =>
    client.pages.update({ page_id: row, in_trash: true }),
  );
}
