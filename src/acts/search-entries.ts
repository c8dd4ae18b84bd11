import type { EntryKind, Level } from "../model/entry.ts";
import { withBranches } from "../release/reader.ts";
import { parseSince, parseUntil, type SearchFilter } from "../search/filters.ts";
import { type SearchAnswer, toAnswer } from "../search/search.ts";
import { unitSynonyms } from "../search/synonyms.ts";
import type { Acting } from "./acting.ts";
import { namedUnit } from "./partners.ts";
import { type Scope, searchable } from "./searchable.ts";

/** What a person searches for. Dates as he writes them: `2026-09` or `2026-09-14`. */
export interface SearchRequest extends Scope {
  readonly query: string;
  readonly kind?: EntryKind | undefined;
  readonly level?: Level | undefined;
  readonly theme?: string | undefined;
  readonly product?: string | undefined;
  readonly state?: SearchFilter["state"] | undefined;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly sort: "relevance" | "date";
  readonly limit: number;
  readonly offset: number;
}

const DAY_MS = 86_400_000;

/** Searches what the reader may see, and only that. A unit is searched with its branches. */
export async function searchEntries(
  { runtime, now }: Pick<Acting, "runtime" | "now">,
  request: SearchRequest,
): Promise<SearchAnswer> {
  const { specs, access } = await searchable(runtime, request);
  const { unit, query, limit, offset, sort } = request;
  const units =
    unit === undefined
      ? undefined
      : specs.flatMap((spec) => [...withBranches([namedUnit(spec, unit).key], spec)]);
  const index = await runtime.searchIndex();
  const found = await index.search({
    query,
    access,
    filter: { ...filterOf(request), ...(units && { units: new Set(units) }) },
    limit,
    offset,
    sort,
    synonyms: specs.flatMap(unitSynonyms),
    today: Math.floor(now.getTime() / DAY_MS),
    withFacets: true,
  });
  return toAnswer(found);
}

function filterOf({ kind, level, theme, product, state, since, until }: SearchRequest): SearchFilter {
  return {
    ...(kind === undefined ? {} : { kind }),
    ...(level === undefined ? {} : { level }),
    ...(theme === undefined ? {} : { theme }),
    ...(product === undefined ? {} : { product }),
    ...(state === undefined ? {} : { state }),
    ...(since === undefined ? {} : { since: parseSince(since) }),
    ...(until === undefined ? {} : { until: parseUntil(until) }),
  };
}
