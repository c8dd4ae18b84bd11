import type { SearchDoc } from "./search-doc.ts";
import type { FacetCounts } from "./facets.ts";
import { docOf } from "./index-doc.ts";
import { probesOf } from "./probes.ts";
import type { FoundDocs } from "./search-index.ts";
import { type Snippet, snippetOf } from "./snippet.ts";

export interface SearchHit {
  readonly doc: SearchDoc;
  /** Higher is better; 0 where nothing was asked for. */
  readonly score: number;
  readonly snippet: Snippet;
}

export interface SearchAnswer {
  /** Number of documents that answer, shown or not. */
  readonly total: number;
  readonly hits: readonly SearchHit[];
  readonly facets?: FacetCounts;
  /** Words that were not found, with what was looked for in their place. */
  readonly corrections: readonly { readonly typed: string; readonly found: readonly string[] }[];
}

/** What was found, as a reader sees it: each document with its best passage. */
export function toAnswer({ total, docs, facets, asked, isPartial }: FoundDocs): SearchAnswer {
  const probes = probesOf(asked, { isPartial });
  return {
    total,
    hits: docs.map(({ text, score }) => {
      const doc = docOf(text);
      return { doc, score, snippet: snippetOf(doc.text, probes) };
    }),
    ...(facets === undefined ? {} : { facets }),
    corrections: [...asked.corrections].map(([typed, found]) => ({ typed, found })),
  };
}

/** Facets as a document holds them: by name, the commonest value first. */
export const countsByName = (facets: FacetCounts | undefined): Record<string, Record<string, number>> =>
  Object.fromEntries(
    Object.entries(facets ?? {}).map(([name, values]: [string, ReadonlyMap<string, number>]) => [
      name,
      Object.fromEntries([...values].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))),
    ]),
  );
