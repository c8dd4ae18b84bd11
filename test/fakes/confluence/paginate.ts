import { createHash } from "node:crypto";

import type { Json } from "../notion/json.ts";
import { ApiError, invalid } from "./api-error.ts";
import { first } from "./call.ts";
import type { Call } from "./call.ts";

export type SortKey = (string | number)[];

export interface Listing<T> {
  items: readonly T[];
  keyOf: (item: T) => SortKey;
  isDescending?: boolean;
  defaultLimit?: number;
  /** Above this the limit is cut without a word, as search does. */
  silentCap?: number;
}

export interface Slice<T> {
  items: T[];
  limit: number;
  nextCursor: string | undefined;
}

/**
 * Cuts one page out of a listing. A cursor names the sort key of the last item that was given, so what changes
 * its place between two pages may be seen twice or not at all. It belongs to its endpoint and filters.
 */
export function slice<T>(call: Call, listing: Listing<T>): Slice<T> {
  const limit = readLimit(call, listing);
  const sign = listing.isDescending ? -1 : 1;
  const sorted = listing.items
    .map((item) => ({ item, key: listing.keyOf(item) }))
    .sort((a, b) => sign * compareKeys(a.key, b.key));
  const after = readCursor(call);
  const found = after ? sorted.findIndex(({ key }) => sign * compareKeys(key, after) > 0) : 0;
  const start = found < 0 ? sorted.length : found;
  const cut = sorted.slice(start, start + limit);
  const last = cut.at(-1);
  const hasMore = start + limit < sorted.length;
  return {
    items: cut.map(({ item }) => item),
    limit,
    nextCursor: hasMore && last ? writeCursor(call, last.key) : undefined,
  };
}

/** Keeps the order that the items have. */
export function byPosition<T>(items: readonly T[]): Listing<T> {
  const places = new Map(items.map((item, index) => [item, index]));
  return { items, keyOf: (item) => [places.get(item) ?? 0] };
}

function readLimit(
  call: Call,
  { defaultLimit = 25, silentCap }: { defaultLimit?: number; silentCap?: number },
): number {
  const text = first(call, "limit");
  if (text === undefined) return defaultLimit;
  const limit = Number(text);
  const isTooLarge = silentCap === undefined && limit > 250;
  if (!Number.isInteger(limit) || limit < 1 || isTooLarge) {
    throw invalid(`Provided value {${text}} for 'limit' is out of range. It must be between 1 and 250.`);
  }
  return silentCap === undefined ? limit : Math.min(limit, silentCap);
}

export function compareKeys(a: SortKey, b: SortKey): number {
  for (const [index, one] of a.entries()) {
    const other = b[index] ?? 0;
    if (one !== other) return one < other ? -1 : 1;
  }
  return 0;
}

/** Opaque base64 that always holds "+", "/" and "=": it has to be encoded in a URL. */
function writeCursor(call: Call, key: SortKey): string {
  const json = JSON.stringify({ scope: scopeOf(call), age: call.world.cursorAge, key });
  const bytes = Buffer.concat([Buffer.from([0xfb, 0xef, 0xff]), Buffer.from(json)]);
  const padded = bytes.length % 3 === 0 ? Buffer.concat([bytes, Buffer.from(" ")]) : bytes;
  return padded.toString("base64");
}

function readCursor(call: Call): SortKey | undefined {
  const text = first(call, "cursor");
  if (text === undefined) return undefined;
  const wrong = new ApiError(
    400,
    "INVALID_REQUEST_PARAMETER",
    `Provided value {${text}} for 'cursor' is not the correct type. Expected type is Cursor`,
  );
  try {
    const parsed = JSON.parse(Buffer.from(text, "base64").subarray(3).toString()) as {
      scope: string;
      age: number;
      key: SortKey;
    };
    if (parsed.scope === scopeOf(call) && parsed.age === call.world.cursorAge) return parsed.key;
  } catch {
    throw wrong;
  }
  throw wrong;
}

const UNBOUND = new Set(["cursor", "limit", "start", "next"]);

function scopeOf({ path, query }: Call): string {
  const filters = Object.entries(query)
    .filter(([name]) => !UNBOUND.has(name))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash("sha256")
    .update(JSON.stringify([path, filters]))
    .digest("hex")
    .slice(0, 16);
}

/** The body of a v2 listing. `next` starts with "/wiki" although `base` ends in it. */
export function listBody<T>(call: Call, cut: Slice<T>, toJson: (item: T) => Json): Json {
  const links: Json = { base: `${call.world.url}/wiki` };
  if (cut.nextCursor !== undefined) links["next"] = `${call.path}?${nextQuery(call, cut.nextCursor)}`;
  return { results: cut.items.map(toJson), _links: links };
}

export function nextQuery(call: Call, cursor: string): string {
  const search = new URLSearchParams();
  for (const [name, values] of Object.entries(call.query)) {
    if (name !== "cursor") for (const value of values) search.append(name, value);
  }
  search.append("cursor", cursor);
  return search.toString();
}
