import type { SearchDoc } from "../../src/search/search-doc.ts";
import { indexPartner, type PartnerDocs } from "../../src/search/index-writer.ts";
import { type SearchAnswer, toAnswer } from "../../src/search/search.ts";
import { openSearchIndex, type SearchIndex, type SearchRequest } from "../../src/search/search-index.ts";
import type { SearchTable } from "../../src/store/search-table.ts";
import { searchTable } from "../../src/store/tables/search.ts";
import { memoryDatabase } from "./memory-database.ts";

/** An index with what a test puts into it, and its reader, who reads everything unless the test says otherwise. */
export interface IndexWorld {
  readonly table: SearchTable;
  readonly index: SearchIndex;
  /** Brings a partner's part of the index to these documents. */
  put(partner: string, docs: PartnerDocs): Promise<void>;
  search(query: string, request?: Partial<SearchRequest>): Promise<SearchAnswer>;
}

export function openWorld(table: SearchTable = searchTable(memoryDatabase())): IndexWorld {
  const index = openSearchIndex(table);
  const partners = new Set<string>();
  return {
    table,
    index,
    async put(partner, docs) {
      partners.add(partner);
      await indexPartner(table, partner, docs, { exclusively: (work) => work() });
    },
    search: async (query, request = {}) =>
      toAnswer(
        await index.search({
          query,
          limit: 1000,
          access: [...partners].map((partner) => ({ partner, view: "own", sees: () => true })),
          ...request,
        }),
      ),
  };
}

export const ownDocs = (docs: readonly SearchDoc[]): PartnerDocs => ({ own: docs, vendor: [], partner: [] });

/** A world with these documents, of whatever partners. */
export async function worldOf(docs: readonly SearchDoc[]): Promise<IndexWorld> {
  const world = openWorld();
  for (const [partner, some] of Map.groupBy(docs, (doc) => doc.partner))
    await world.put(partner, ownDocs(some));
  return world;
}
