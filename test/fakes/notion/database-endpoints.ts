import { z } from "zod";

import { invalid, notFound } from "./api-error.ts";
import { ok } from "./call.ts";
import type { Answer, Call } from "./call.ts";
import { databaseResponse } from "./database-response.ts";
import { requireLive, spendBlocks, touch } from "./edits.ts";
import { coverSchema, iconSchema, storedFile } from "./icon-and-cover.ts";
import { readId } from "./ids.ts";
import { isJson } from "./json.ts";
import { makeDatabase, makeSource } from "./make-database.ts";
import { purgeNode, setTrashed } from "./trash.ts";
import { noQuery, readQuery } from "./query-string.ts";
import { richTextSchema, storeRichText } from "./rich-text.ts";
import { createSchema } from "./schema-changes.ts";
import { parseAs } from "./schema-error.ts";
import { ancestorsOf, attach, detach, requireDatabase, requirePage, requireVisible } from "./tree.ts";
import type { DatabaseNode, PageNode, World } from "./world.ts";

const parent = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("page_id"), page_id: z.string() }),
  z.strictObject({ type: z.literal("workspace"), workspace: z.literal(true) }),
]);

/** A database has no way back to no icon: null, which a read may give, is refused here. */
const createBody = z.strictObject({
  parent,
  title: richTextSchema.optional(),
  description: richTextSchema.optional(),
  is_inline: z.boolean().optional(),
  icon: iconSchema.optional(),
  cover: coverSchema.optional(),
  initial_data_source: z
    .strictObject({ properties: z.record(z.string(), z.unknown()).optional() })
    .optional(),
});

export function createDatabase(call: Call): Answer {
  const { world, by } = call;
  const body = parseAs(createBody, withoutProperties(call.body));
  const page = pageFor(world, body.parent);
  if (body.is_inline === true && body.cover) throw invalid("Inline databases cannot have a cover.");
  spendBlocks(world, 1);
  const database = makeDatabase(world, page.id, by);
  const source = makeSource(world, database, by);
  database.title = storeRichText(body.title ?? []);
  source.title = database.title;
  try {
    createSchema(world, source, body.initial_data_source?.properties, "body.initial_data_source.properties");
  } catch (error) {
    undo(world, database);
    throw error;
  }
  database.description = storeRichText(body.description ?? []);
  database.isInline = body.is_inline ?? false;
  database.icon = storedFile(body.icon);
  database.cover = storedFile(body.cover);
  touch(world, page, by);
  return ok(databaseResponse(world, database));
}

/** The old place of the schema is dropped without a word: the database comes out with "Name" alone. */
function withoutProperties(body: unknown): unknown {
  if (!isJson(body)) return body;
  const { properties: _dropped, ...rest } = body;
  return rest;
}

function undo(world: World, database: DatabaseNode): void {
  detach(world, database);
  purgeNode(world, database);
}

export function retrieveDatabase(call: Call): Answer {
  const { world } = call;
  readQuery(call.query, noQuery);
  const database = requireVisible(world, databaseOfCall(call));
  if (database.isLinked && !world.settings.linkedDatabaseRetrievable) throw notFound("database", database.id);
  return ok(databaseResponse(world, database));
}

const updateBody = z.strictObject({
  parent: parent.optional(),
  title: richTextSchema.optional(),
  description: richTextSchema.optional(),
  is_inline: z.boolean().optional(),
  icon: iconSchema.optional(),
  cover: coverSchema.optional(),
  in_trash: z.boolean().optional(),
  is_locked: z.boolean().optional(),
});

export function updateDatabase(call: Call): Answer {
  const { world, by } = call;
  const database = databaseOfCall(call);
  const body = parseAs(updateBody, call.body);
  if (body.in_trash !== false) requireLive(world, database);
  const isInline = body.is_inline ?? database.isInline;
  if (isInline && body.cover) throw invalid("Inline databases cannot have a cover.");
  if (body.parent) moveDatabase(world, database, pageFor(world, body.parent));
  if (body.title) renameDatabase(world, database, storeRichText(body.title));
  if (body.description) database.description = storeRichText(body.description);
  database.isInline = isInline;
  database.isLocked = body.is_locked ?? database.isLocked;
  database.icon = storedFile(body.icon, database.icon);
  database.cover = storedFile(body.cover, database.cover);
  if (body.in_trash !== undefined) setTrashed(world, database, body.in_trash, by);
  touch(world, database, by);
  return ok(databaseResponse(world, database));
}

export function renameDatabase(world: World, database: DatabaseNode, title: DatabaseNode["title"]): void {
  database.title = title;
  if (!world.settings.databaseRenameRenamesSource || database.sourceIds.length !== 1) return;
  const source = world.nodes.get(database.sourceIds[0] ?? "");
  if (source?.kind === "data_source") source.title = title;
}

function moveDatabase(world: World, database: DatabaseNode, page: PageNode): void {
  if (ancestorsOf(world, page).some((one) => one.id === database.id)) {
    throw invalid("A database cannot be moved below itself.");
  }
  detach(world, database);
  attach(world, database, page.id);
}

function pageFor(world: World, request: z.infer<typeof parent>): PageNode {
  if (request.type === "workspace") {
    throw invalid("Databases cannot be created at the workspace level by an internal integration.");
  }
  const page = requirePage(world, readId(request.page_id, "body.parent.page_id"));
  requireLive(world, page);
  return page;
}

function databaseOfCall(call: Call): DatabaseNode {
  return requireDatabase(call.world, readId(call.ids[0] ?? "", "path.database_id"));
}
