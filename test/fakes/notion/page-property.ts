import { z } from "zod";

import { invalid } from "./api-error.ts";
import { ok } from "./call.ts";
import type { Answer, Call } from "./call.ts";
import type { Json } from "./json.ts";
import { pageQueryFields, slice } from "./paginate.ts";
import { pageOfCall } from "./page-endpoints.ts";
import { propertiesOf } from "./page-response.ts";
import { hasId } from "./property.ts";
import { readQuery } from "./query-string.ts";
import { contentResponse } from "./read-values.ts";
import { requireVisible } from "./tree.ts";

const LISTED = new Set(["title", "rich_text", "people", "relation"]);

/** GET /pages/:id/properties/:property: the only way to more than 25 references. By id only. */
export function retrieveProperty(call: Call): Answer {
  const { world } = call;
  const paging = readQuery(call.query, z.strictObject(pageQueryFields));
  const page = requireVisible(world, pageOfCall(call));
  const key = call.ids[1] ?? "";
  const property = propertiesOf(world, page).find((one) => hasId(one, key));
  if (!property) throw invalid(`Could not find property with name or id: ${key}`);
  const { id, type } = property;
  const content = contentResponse(world, page, property);
  if (!LISTED.has(type) || !Array.isArray(content)) {
    return ok({ object: "property_item", id, type, [type]: content });
  }
  const items = content as Json[];
  const cut = slice(
    world,
    items.map((_, index) => String(index)),
    `property:${page.id}:${id}`,
    paging,
  );
  const results = cut.ids.map((index) => ({
    object: "property_item",
    id,
    type,
    [type]: items[Number(index)],
  }));
  return ok({
    object: "list",
    results,
    next_cursor: cut.next_cursor,
    has_more: cut.has_more,
    type: "property_item",
    property_item: { id, next_url: null, type, [type]: {} },
  });
}
