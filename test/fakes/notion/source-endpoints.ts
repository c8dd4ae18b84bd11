import { z } from "zod";

import { invalid } from "./api-error.ts";
import { ok } from "./call.ts";
import type { Answer, Call } from "./call.ts";
import { sourceResponse } from "./database-response.ts";
import { requireLive, touch } from "./edits.ts";
import { iconSchema, storedFile } from "./icon-and-cover.ts";
import { readId } from "./ids.ts";
import { makeSource } from "./make-database.ts";
import { noQuery, readQuery } from "./query-string.ts";
import { richTextSchema, storeRichText } from "./rich-text.ts";
import { changeSchema, createSchema } from "./schema-changes.ts";
import { parseAs } from "./schema-error.ts";
import { setTrashed } from "./trash.ts";
import { requireDatabase, requireSource, requireVisible } from "./tree.ts";
import type { SourceNode, World } from "./world.ts";

const parent = z.strictObject({ type: z.literal("database_id").optional(), database_id: z.string() });

const createBody = z.strictObject({
  parent,
  properties: z.record(z.string(), z.unknown()),
  title: richTextSchema.optional(),
  icon: iconSchema.nullish(),
});

export function createSource(call: Call): Answer {
  const { world, by } = call;
  const body = parseAs(createBody, call.body);
  const database = requireDatabase(world, readId(body.parent.database_id, "body.parent.database_id"));
  requireLive(world, database);
  if (database.isLinked) throw invalid("A linked database cannot hold data sources of its own.");
  const before = { sources: [...database.sourceIds], views: [...database.viewIds] };
  const source = makeSource(world, database, by);
  try {
    createSchema(world, source, body.properties, "body.properties");
  } catch (error) {
    database.sourceIds = before.sources;
    database.viewIds = before.views;
    world.nodes.delete(source.id);
    throw error;
  }
  source.title = storeRichText(body.title ?? []);
  source.icon = storedFile(body.icon);
  touch(world, database, by);
  return ok(sourceResponse(world, source));
}

export function retrieveSource(call: Call): Answer {
  readQuery(call.query, noQuery);
  const source = requireVisible(call.world, sourceOfCall(call));
  return ok(sourceResponse(call.world, source));
}

const updateBody = z.strictObject({
  title: richTextSchema.optional(),
  icon: iconSchema.nullish(),
  properties: z.record(z.string(), z.unknown()).optional(),
  in_trash: z.boolean().optional(),
  parent: parent.optional(),
});

export function updateSource(call: Call): Answer {
  const { world, by } = call;
  const source = sourceOfCall(call);
  const body = parseAs(updateBody, call.body);
  if (body.in_trash !== false) requireLive(world, source);
  const target =
    body.parent && requireDatabase(world, readId(body.parent.database_id, "body.parent.database_id"));
  if (body.properties) changeSchema(world, source, body.properties);
  if (target) moveSource(world, source, target.id);
  if (body.title) source.title = storeRichText(body.title);
  source.icon = storedFile(body.icon, source.icon);
  if (body.in_trash !== undefined) setTrashed(world, source, body.in_trash, by);
  touch(world, source, by);
  return ok(sourceResponse(world, source));
}

function moveSource(world: World, source: SourceNode, databaseId: string): void {
  const from = world.nodes.get(source.parentId ?? "");
  const to = world.nodes.get(databaseId);
  if (from?.kind === "database") from.sourceIds = from.sourceIds.filter((id) => id !== source.id);
  if (to?.kind === "database") to.sourceIds.push(source.id);
  source.parentId = databaseId;
}

export function sourceOfCall(call: Call): SourceNode {
  return requireSource(call.world, readId(call.ids[0] ?? "", "path.data_source_id"));
}
