import MiniSearch from "minisearch";

import type { BenchDoc, Engine, EngineChoice } from "./engine.ts";
import { tokensOf } from "./tokens.ts";

/** MiniSearch, once as it comes and once with the product's tokens; in memory. */
export const miniDefault: EngineChoice = {
  name: "minisearch",
  mostDocs: 20_000,
  needsPostgres: false,
  open: async () => miniEngine("minisearch", new MiniSearch(FIELDS)),
};

export const miniTokens: EngineChoice = {
  name: "minisearch with our tokens",
  mostDocs: 20_000,
  needsPostgres: false,
  open: async () =>
    miniEngine(
      "minisearch with our tokens",
      new MiniSearch({ ...FIELDS, tokenize: tokensOf, processTerm: (term: string) => term }),
    ),
};

const FIELDS = {
  fields: ["title", "text"],
  storeFields: ["kind", "level", "theme"],
  searchOptions: { boost: { title: 2 } },
};

function miniEngine(name: string, index: MiniSearch<BenchDoc>): Engine {
  return {
    name,
    load: async (docs) => index.addAll([...docs]),
    search: async (query, { limit, filter }) =>
      index
        .search(query, {
          filter: (hit) => Object.entries(filter ?? {}).every(([field, value]) => hit[field] === value),
        })
        .slice(0, limit)
        .map((hit) => String(hit.id)),
    size: async () => null,
    close: async () => {},
  };
}
