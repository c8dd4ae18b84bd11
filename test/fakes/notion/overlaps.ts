import { conflict } from "./api-error.ts";
import type { Answer } from "./call.ts";
import { dashed, isId } from "./ids.ts";
import { isJson } from "./json.ts";
import type { Route } from "./routes.ts";
import { pageOf } from "./tree.ts";
import type { World } from "./world.ts";

const HARMLESS = new Set(["data_sources/:id/query", "search", "comments"]);

export function isWrite(route: Route): boolean {
  return route.method !== "GET" && !HARMLESS.has(route.pattern);
}

/** Refuses a write while another one on the same parent is in hand. */
export function openOverlaps(
  world: World,
): (key: string | undefined, work: () => Promise<Answer>) => Promise<Answer> {
  const inHand = new Set<string>();
  return async (key, work) => {
    if (key === undefined || !world.settings.conflictOnOverlap) return work();
    if (inHand.has(key)) throw conflict();
    inHand.add(key);
    try {
      return await work();
    } finally {
      inHand.delete(key);
    }
  };
}

/** What a write is about: the parent of what it makes, or the page of what it changes. */
export function overlapKey(world: World, route: Route, ids: string[], body: unknown): string | undefined {
  if (!isWrite(route)) return undefined;
  const [id] = ids;
  const target = id === undefined ? parentIn(body) : id;
  if (target === undefined || !isId(target)) return undefined;
  const key = dashed(target);
  const node = world.nodes.get(world.views.get(key)?.databaseId ?? key);
  if (!node) return key;
  return node.kind === "block" ? (pageOf(world, node)?.id ?? key) : node.id;
}

function parentIn(body: unknown): string | undefined {
  if (!isJson(body)) return undefined;
  const created = isJson(body["create_database"]) ? body["create_database"]["parent"] : undefined;
  const parent = body["parent"] ?? created ?? body;
  if (!isJson(parent)) return undefined;
  const id = parent["page_id"] ?? parent["data_source_id"] ?? parent["database_id"];
  return typeof id === "string" ? id : undefined;
}
