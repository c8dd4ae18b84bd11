import { z } from "zod";

import { invalid, notFound } from "./api-error.ts";
import { ok } from "./call.ts";
import type { Answer, Call } from "./call.ts";
import { requireLive, touch } from "./edits.ts";
import { compileFilter, compileProperty } from "./filter.ts";
import { floorToMinute } from "./clock.ts";
import { readId } from "./ids.ts";
import { isJson } from "./json.ts";
import type { Json } from "./json.ts";
import { makeDatabase, makeView } from "./make-database.ts";
import { listBody, pageQueryFields, slice } from "./paginate.ts";
import { noQuery, readQuery } from "./query-string.ts";
import { parseAs } from "./schema-error.ts";
import { compileSorts, propertySort, sortsSchema } from "./sorts.ts";
import { findNode, requireDatabase, requirePage, requireSource } from "./tree.ts";
import { readConfiguration, VIEW_TYPES } from "./view-config.ts";
import type { ViewType } from "./view-config.ts";
import { partialView, viewResponse } from "./view-response.ts";
import type { DatabaseNode, SourceNode, View, World } from "./world.ts";

const createBody = z.strictObject({
  data_source_id: z.string(),
  name: z.string().min(1),
  type: z.enum(VIEW_TYPES),
  database_id: z.string().optional(),
  view_id: z.string().optional(),
  create_database: z
    .strictObject({
      parent: z.strictObject({ type: z.literal("page_id"), page_id: z.string() }),
      position: z.strictObject({ type: z.literal("after_block"), block_id: z.string() }).optional(),
    })
    .optional(),
  filter: z.unknown().optional(),
  sorts: sortsSchema.optional(),
  quick_filters: z.record(z.string(), z.unknown()).optional(),
  configuration: z.unknown().optional(),
  position: z
    .union([
      z.strictObject({ type: z.enum(["start", "end"]) }),
      z.strictObject({ type: z.literal("after_view"), view_id: z.string() }),
    ])
    .optional(),
  placement: z
    .strictObject({ type: z.enum(["new_row", "existing_row"]), row_index: z.int().min(0).optional() })
    .optional(),
});
type CreateBody = z.infer<typeof createBody>;

export function createView(call: Call): Answer {
  const { world, by } = call;
  const body = parseAs(createBody, call.body);
  const homes = [body.database_id, body.view_id, body.create_database].filter((one) => one !== undefined);
  if (homes.length !== 1) {
    throw invalid(
      "body failed validation: exactly one of database_id, view_id and create_database should be defined.",
    );
  }
  if (body.placement && body.view_id === undefined) {
    throw invalid("body failed validation: body.placement should be not present without body.view_id.");
  }
  const source = requireSource(world, readId(body.data_source_id, "body.data_source_id"));
  requireLive(world, source);
  const shown = readShown(world, source, body.type, body);
  const { database, dashboardViewId } = homeOf(world, source, body, by);
  const given = { sourceId: source.id, name: body.name, type: body.type, ...shown };
  const dashboard = dashboardViewId === undefined ? {} : { dashboardViewId };
  const view = makeView(world, database, { ...given, ...dashboard }, by, indexOf(database, body.position));
  touch(world, database, by);
  return ok(viewResponse(world, view));
}

/** Filter, sorts, quick filters and configuration, checked against the schema as a query would be. */
function readShown(world: World, source: SourceNode, type: ViewType, body: CreateBody) {
  checkFilters(world, source, body.filter, body.quick_filters);
  if (body.sorts) compileSorts(body.sorts, source.properties);
  return {
    filter: body.filter ?? null,
    sorts: body.sorts ?? null,
    quickFilters: body.quick_filters ?? null,
    configuration: readConfiguration(type, body.configuration, source.properties),
  };
}

function checkFilters(
  world: World,
  source: SourceNode,
  filter: unknown,
  quick: Json | null | undefined,
): void {
  const context = { properties: source.properties, now: world.settings.now() };
  if (filter !== undefined && filter !== null) compileFilter(filter, context);
  for (const [key, condition] of Object.entries(quick ?? {})) {
    if (condition === null) continue;
    if (!isJson(condition))
      throw invalid(`body failed validation: body.quick_filters.${key} should be an object.`);
    compileProperty(key, condition, context, `body.quick_filters.${key}`);
  }
}

function homeOf(
  world: World,
  source: SourceNode,
  body: CreateBody,
  by: string,
): { database: DatabaseNode; dashboardViewId?: string } {
  if (body.database_id !== undefined) {
    const database = requireDatabase(world, readId(body.database_id, "body.database_id"));
    requireLive(world, database);
    if (!database.sourceIds.includes(source.id)) {
      throw invalid(`Data source ${source.id} does not belong to database ${database.id}.`);
    }
    return { database };
  }
  if (body.view_id !== undefined) {
    const dashboard = requireView(world, readId(body.view_id, "body.view_id"));
    if (dashboard.type !== "dashboard") throw invalid(`View ${dashboard.id} is not a dashboard.`);
    return { database: requireDatabase(world, dashboard.databaseId), dashboardViewId: dashboard.id };
  }
  return { database: linkDatabase(world, source, body.create_database, by) };
}

/** A linked database: a block on the page under an id of its own, showing another database's source. */
function linkDatabase(world: World, source: SourceNode, request: CreateBody["create_database"], by: string) {
  const page = requirePage(
    world,
    readId(request?.parent.page_id ?? "", "body.create_database.parent.page_id"),
  );
  requireLive(world, page);
  const after = request?.position?.block_id;
  const index =
    after === undefined
      ? undefined
      : page.children.indexOf(readId(after, "body.create_database.position.block_id"));
  if (index === -1) throw invalid(`Block ${after ?? ""} is not parented by ${page.id}.`);
  const database = makeDatabase(world, page.id, by, index === undefined ? undefined : index + 1);
  database.isLinked = true;
  database.sourceIds = [source.id];
  touch(world, page, by);
  return database;
}

function indexOf(database: DatabaseNode, position: CreateBody["position"]): number | undefined {
  if (!position) return undefined;
  if (!("view_id" in position)) return position.type === "start" ? 0 : undefined;
  const index = database.viewIds.indexOf(readId(position.view_id, "body.position.view_id"));
  if (index < 0) throw invalid(`View ${position.view_id} does not belong to database ${database.id}.`);
  return index + 1;
}

const listQuery = z.strictObject({
  ...pageQueryFields,
  database_id: z.string().optional(),
  data_source_id: z.string().optional(),
});

/** Bare references: each view has to be retrieved. */
export function listViews(call: Call): Answer {
  const { world } = call;
  const query = readQuery(call.query, listQuery);
  const ids = viewIdsFor(world, query);
  const cut = slice(world, ids, `views:${query.database_id ?? ""}:${query.data_source_id ?? ""}`, query);
  return ok(
    listBody(
      "view",
      cut.ids.map((id) => ({ object: "view", id })),
      cut,
    ),
  );
}

function viewIdsFor(world: World, query: z.infer<typeof listQuery>): string[] {
  if (query.database_id !== undefined) {
    return requireDatabase(world, readId(query.database_id, "query.database_id")).viewIds;
  }
  if (query.data_source_id === undefined) {
    throw invalid("query failed validation: query.database_id or query.data_source_id should be defined.");
  }
  const source = requireSource(world, readId(query.data_source_id, "query.data_source_id"));
  return [...world.views.values()].filter((view) => view.sourceId === source.id).map((view) => view.id);
}

export function retrieveView(call: Call): Answer {
  readQuery(call.query, noQuery);
  return ok(viewResponse(call.world, viewOfCall(call)));
}

const updateBody = z.strictObject({
  name: z.string().min(1).optional(),
  filter: z.unknown().optional(),
  sorts: z.array(propertySort).max(100).nullish(),
  quick_filters: z.record(z.string(), z.unknown()).nullish(),
  configuration: z.unknown().optional(),
});

export function updateView(call: Call): Answer {
  const { world, by } = call;
  const view = viewOfCall(call);
  const body = parseAs(updateBody, call.body);
  const source = requireSource(world, view.sourceId);
  checkFilters(world, source, body.filter, body.quick_filters);
  if (body.sorts) compileSorts(body.sorts, source.properties);
  if (body.configuration !== undefined) {
    const configuration = body.configuration ?? undefined;
    view.configuration = readConfiguration(view.type as ViewType, configuration, source.properties);
  }
  view.name = body.name ?? view.name;
  if (body.filter !== undefined) view.filter = body.filter;
  if (body.sorts !== undefined) view.sorts = body.sorts;
  if (body.quick_filters !== undefined) view.quickFilters = mergeQuick(view.quickFilters, body.quick_filters);
  view.editedAt = floorToMinute(world.settings.now());
  view.editedBy = by;
  return ok(viewResponse(world, view));
}

/** Null clears one quick filter, or all of them. */
function mergeQuick(before: Json | null, changes: Json | null): Json | null {
  if (changes === null) return null;
  const merged = Object.entries({ ...before, ...changes }).filter(([, condition]) => condition !== null);
  return Object.fromEntries(merged);
}

export function deleteView(call: Call): Answer {
  const { world } = call;
  const view = viewOfCall(call);
  const database = requireDatabase(world, view.databaseId);
  if (database.viewIds.length === 1) throw invalid("Cannot delete the last view of a database.");
  database.viewIds = database.viewIds.filter((id) => id !== view.id);
  world.views.delete(view.id);
  return ok(partialView(view));
}

function viewOfCall(call: Call): View {
  return requireView(call.world, readId(call.ids[0] ?? "", "path.view_id"));
}

function requireView(world: World, id: string): View {
  const view = world.views.get(id);
  if (!view || !findNode(world, view.databaseId)) throw notFound("view", id);
  return view;
}
