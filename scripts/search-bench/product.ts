import { statSync } from "node:fs";
import path from "node:path";

import { Secret } from "../../src/secret.ts";
import { indexPartner, writeDifference } from "../../src/search/index-writer.ts";
import type { SearchDoc } from "../../src/search/search-doc.ts";
import { openSearchIndex } from "../../src/search/search-index.ts";
import type { Access } from "../../src/search/seen-postings.ts";
import type { DatabaseStore } from "../../src/store/database.ts";
import { openPostgresStore } from "../../src/store/postgres/open-postgres-store.ts";
import { openSqliteStore } from "../../src/store/sqlite/open-sqlite-store.ts";
import type { BenchDoc, Engine, EngineChoice } from "./engine.ts";

const PARTNER = "bench";

/** Who asks: the operator, who sees every unit, or a rep of three of the twenty, who sees those alone here. */
export type BenchReader = "operator" | "rep";

const SEES: Readonly<Record<BenchReader, (unit: string) => boolean>> = {
  operator: () => true,
  rep: (unit) => unit === "unit-2" || unit === "unit-5" || unit === "unit-9",
};

export const productChoice = (kind: "sqlite" | "postgres", reader: BenchReader): EngineChoice => ({
  name: nameOf(kind, reader),
  mostDocs: Number.POSITIVE_INFINITY,
  needsPostgres: kind === "postgres",
  open: async ({ dir, url }) => {
    const store =
      kind === "sqlite"
        ? await openSqliteStore({ dataDir: path.join(dir, "product") })
        : await openPostgresStore({ url: new Secret(url) });
    return productEngine(store, { name: nameOf(kind, reader), reader, file: fileOf(kind, dir) });
  },
});

const nameOf = (kind: string, reader: BenchReader): string =>
  `kakehashi (${kind}${reader === "operator" ? "" : ", rep of 3 of 20 units"})`;

const fileOf = (kind: string, dir: string): string | null =>
  kind === "sqlite" ? path.join(dir, "product", "kakehashi.sqlite") : null;

function productEngine(
  store: DatabaseStore,
  {
    name,
    reader,
    file,
  }: { readonly name: string; readonly reader: BenchReader; readonly file: string | null },
): Engine {
  const index = openSearchIndex(store.search);
  const access: Access[] = [{ partner: PARTNER, view: "own", sees: SEES[reader] }];
  return {
    name,
    async load(docs) {
      if ((await store.search.liveSegments()).length > 0) return;
      const own = Array.from(docs, toSearchDoc);
      await indexPartner(
        store.search,
        PARTNER,
        { own, vendor: [], partner: [] },
        {
          exclusively: (work) => work(),
        },
      );
    },
    async search(query, { limit, filter = {} }) {
      const { docs } = await index.search({ query, access, limit, filter });
      return docs.map(({ text }) => (JSON.parse(text.card) as { id: string }).id);
    },
    async update(doc) {
      const family = await store.search.family(PARTNER, "own");
      const known = await store.search.doc(family, doc.id);
      await writeDifference(
        store.search,
        {
          changed: [{ family, doc: toSearchDoc(doc) }],
          outdated: known === null ? [] : [known],
          removed: [],
        },
        { exclusively: (work) => work() },
      );
    },
    async size() {
      if (file === null) return null;
      const [row] = await store.database.rows(
        "SELECT sum(length(list) + length(term) + coalesce(length(spread), 0) + 16) AS bytes FROM search_postings",
      );
      return { file: statSync(file).size, index: Number(row?.["bytes"]) };
    },
    close: async () => {
      await store[Symbol.asyncDispose]();
    },
  };
}

const toSearchDoc = ({ theme, product, ...doc }: BenchDoc): SearchDoc => ({
  ...doc,
  partner: PARTNER,
  unitName: doc.unit,
  theme: [theme],
  products: [product],
  about: "",
  updatedAt: `${doc.heardOn}T00:00:00.000Z`,
  full: true,
});
