import { z } from "zod";

import { notFound } from "./api-error.ts";
import { ok } from "./call.ts";
import type { Answer, Call } from "./call.ts";
import { floorToMinute } from "./clock.ts";
import { compileFilter } from "./filter.ts";
import { LIMITS } from "./limits.ts";
import { pageResponse } from "./page-response.ts";
import { listBody, pageRequestFields, slice } from "./paginate.ts";
import { filterProperties, readQuery } from "./query-string.ts";
import { rowsOf } from "./schema-effects.ts";
import { parseAs } from "./schema-error.ts";
import { compileSorts, sortsSchema } from "./sorts.ts";
import { sourceOfCall } from "./source-endpoints.ts";
import { isInTrash, isVisible } from "./tree.ts";
import type { PageNode, SourceNode, World } from "./world.ts";

const queryBody = z.strictObject({
  ...pageRequestFields,
  filter: z.unknown().optional(),
  sorts: sortsSchema.optional(),
  is_archived: z.boolean().optional(),
  result_type: z.enum(["page", "data_source"]).optional(),
});
type QueryBody = z.infer<typeof queryBody>;

/** `in_trash` is no parameter of a query, so the strict body refuses it. */
export function querySource(call: Call): Answer {
  const { world } = call;
  const { filter_properties } = readQuery(call.query, filterProperties);
  const source = sourceOfCall(call);
  const body = parseAs(queryBody, call.body ?? {});
  if (isInTrash(world, source) && world.settings.trashedSourceQuery === "not_found") {
    throw notFound("data_source", source.id);
  }
  const { ids, isCut } = matchingIds(world, source, body);
  const { filter = null, sorts = [], is_archived = false } = body;
  const scope = `query:${source.id}:${JSON.stringify([filter, sorts, is_archived])}`;
  const cut = slice(world, ids, scope, body);
  const results = cut.ids.flatMap((id) => {
    const row = world.nodes.get(id);
    return row?.kind === "page" ? [pageResponse(world, row, filter_properties)] : [];
  });
  // Every page of a cut result says so, and the last one still has `has_more: false`.
  const request_status = isCut
    ? { type: "incomplete", incomplete_reason: "query_result_limit_reached" }
    : { type: "complete" };
  return ok(listBody("page_or_data_source", results, cut, { request_status }));
}

function matchingIds(world: World, source: SourceNode, body: QueryBody): { ids: string[]; isCut: boolean } {
  const { filter, sorts = [], is_archived = false } = body;
  const { properties } = source;
  const now = world.settings.now();
  const test = filter === undefined ? () => true : compileFilter(filter, { properties, now });
  const compare = compileSorts(sorts, properties);
  // The minute is part of the key because a filter may say "today".
  const moment = hasLag(world) ? [now, world.requestCount] : [floorToMinute(now)];
  const key = JSON.stringify([filter, sorts, is_archived, moment]);
  let all = source.lastQuery?.ids;
  if (!all || source.lastQuery?.key !== key || source.lastQuery.revision !== world.revision) {
    const isShown = (row: PageNode) =>
      !row.inTrash && row.isArchived === is_archived && row.sharing !== "denied" && isVisible(world, row);
    const rows = isInTrash(world, source)
      ? []
      : rowsOf(world, source).filter((row) => isShown(row) && test(row));
    all = rows.toSorted(compare).map((row) => row.id);
    source.lastQuery = { key, revision: world.revision, ids: all };
  }
  return { ids: all.slice(0, LIMITS.queryResults), isCut: all.length > LIMITS.queryResults };
}

function hasLag(world: World): boolean {
  return world.settings.visibilityLagMs > 0 || world.settings.visibilityLagRequests > 0;
}
