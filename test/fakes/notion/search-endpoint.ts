import { z } from "zod";

import { pageTitle } from "./block-response.ts";
import { ok } from "./call.ts";
import type { Answer, Call } from "./call.ts";
import { sourceResponse } from "./database-response.ts";
import { pageResponse } from "./page-response.ts";
import { listBody, pageRequestFields, slice } from "./paginate.ts";
import { fractionOf } from "./random.ts";
import { plainText } from "./rich-text.ts";
import { parseAs } from "./schema-error.ts";
import { isInTrash, isShared } from "./tree.ts";
import type { Node, PageNode, SourceNode, World } from "./world.ts";

const searchBody = z.strictObject({
  ...pageRequestFields,
  query: z.string().optional(),
  sort: z
    .union([
      z.strictObject({
        timestamp: z.literal("last_edited_time"),
        direction: z.enum(["ascending", "descending"]),
      }),
      z.strictObject({ property: z.literal("relevance") }),
    ])
    .optional(),
  filter: z
    .union([
      z.strictObject({
        property: z.literal("object"),
        value: z.enum(["page", "data_source"]),
        in_trash: z.boolean().optional(),
      }),
      z.strictObject({ in_trash: z.boolean() }),
    ])
    .optional(),
});
type SearchBody = z.infer<typeof searchBody>;

/**
 * Search by title. It learns of objects late and never of some: it is no inventory, and whoever takes it for
 * one shall see it fail here.
 */
export function search(call: Call): Answer {
  const { world } = call;
  const body = parseAs(searchBody, call.body ?? {});
  const found = [...world.nodes.values()].filter(
    (node): node is PageNode | SourceNode => isFound(world, node, body) && isIndexed(world, node),
  );
  const sort = body.sort && "timestamp" in body.sort && body.sort.direction === "ascending" ? 1 : -1;
  const ordered = found.toSorted((a, b) => sort * (a.editedAt - b.editedAt) || (a.id < b.id ? -1 : 1));
  const { start_cursor: _cursor, page_size: _size, ...asked } = body;
  const cut = slice(
    world,
    ordered.map((node) => node.id),
    `search:${JSON.stringify(asked)}`,
    body,
  );
  const byId = new Map(ordered.map((node) => [node.id, node]));
  const results = cut.ids.flatMap((id) => {
    const node = byId.get(id);
    if (!node) return [];
    return [node.kind === "page" ? pageResponse(world, node) : sourceResponse(world, node)];
  });
  return ok(listBody("page_or_data_source", results, cut, { request_status: { type: "complete" } }));
}

function isFound(world: World, node: Node, body: SearchBody): boolean {
  if (node.kind !== "page" && node.kind !== "data_source") return false;
  const { filter } = body;
  if (filter && "value" in filter && filter.value !== node.kind) return false;
  const title = node.kind === "page" ? pageTitle(node) : plainText(node.title);
  if (!title.toLowerCase().includes((body.query ?? "").toLowerCase())) return false;
  return isShared(world, node) && isInTrash(world, node) === (filter?.in_trash ?? false);
}

function isIndexed(world: World, node: Node): boolean {
  const { searchLagMs, searchLagRequests, searchOmits, now } = world.settings;
  if (fractionOf(node.id) < searchOmits) return false;
  return now() >= node.madeAtMs + searchLagMs && world.requestCount > node.madeAtRequest + searchLagRequests;
}
