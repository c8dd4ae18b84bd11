import { z } from "zod";

import { invalid } from "./api-error.ts";
import { newId } from "./ids.ts";
import type { Json } from "./json.ts";
import { LIMITS } from "./limits.ts";
import type { World } from "./world.ts";

export interface PageRequest {
  start_cursor?: string | null | undefined;
  page_size?: number | undefined;
}

export const pageRequestFields = {
  start_cursor: z.string().nullish(),
  page_size: z.int().min(1).max(LIMITS.pageSize).optional(),
};

/** The same fields as they come in a URL. */
export const pageQueryFields = {
  start_cursor: z.string().optional(),
  page_size: z.coerce.number().pipe(z.int().min(1).max(LIMITS.pageSize)).optional(),
};

export interface Slice {
  ids: string[];
  next_cursor: string | null;
  has_more: boolean;
}

/**
 * Cuts one page out of a list. A cursor is opaque, belongs to the listing that gave it (the scope: endpoint,
 * filter and sorts) and names the item that comes next, so items that appear or vanish before it do not
 * shift the pages after it.
 */
export function slice(world: World, ids: readonly string[], scope: string, request: PageRequest): Slice {
  const size = request.page_size ?? LIMITS.pageSize;
  const start = startOf(world, ids, scope, request.start_cursor);
  const end = start + size;
  const has_more = end < ids.length;
  const next_cursor = has_more ? newCursor(world, scope, end, ids[end]) : null;
  return { ids: ids.slice(start, end), next_cursor, has_more };
}

function startOf(
  world: World,
  ids: readonly string[],
  scope: string,
  text: string | null | undefined,
): number {
  if (text === undefined || text === null) return 0;
  const cursor = world.cursors.get(text);
  if (!cursor || cursor.scope !== scope) throw invalid(`start_cursor provided is invalid: ${text}`);
  if (cursor.anchor !== undefined && ids[cursor.index] !== cursor.anchor) {
    const moved = ids.indexOf(cursor.anchor);
    if (moved >= 0) return moved;
  }
  return cursor.index;
}

function newCursor(world: World, scope: string, index: number, anchor: string | undefined): string {
  const text = newId();
  world.cursors.set(text, { scope, index, anchor });
  return text;
}

export function listBody(type: string, results: Json[], cut: Slice, more: Json = {}): Json {
  return {
    object: "list",
    results,
    next_cursor: cut.next_cursor,
    has_more: cut.has_more,
    type,
    [type]: {},
    ...more,
  };
}
