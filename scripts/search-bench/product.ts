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

/**
 * Who asks: the operator, who sees every entry as it is, or a rep, who sees those of three of twenty units as they are
 * and released copies of the others.
 */
export type BenchReader = "operator" | "rep";

const OWN: ReadonlySet<string> = new Set(["unit-2", "unit-5", "unit-9"]);
const ACCESS: Readonly<Record<BenchReader, readonly Access[]>> = {
  operator: [{ partner: PARTNER, view: "own", sees: () => true }],
  rep: [
    { partner: PARTNER, view: "own", sees: (unit) => OWN.has(unit) },
    { partner: PARTNER, view: "vendor", sees: (unit) => !OWN.has(unit) },
  ],
};

export const productChoice = (kind: "sqlite" | "postgres", reader: BenchReader): EngineChoice => ({
  name: nameOf(kind, reader),
  mostDocs: Number.POSITIVE_INFINITY,
  needsPostgres: kind === "postgres",
  open: async ({ dir, url }) => {
    const folder = path.join(dir, reader === "operator" ? "product" : "product-with-copies");
    const store =
      kind === "sqlite"
        ? await openSqliteStore({ dataDir: folder })
        : await openPostgresStore({ url: new Secret(url) });
    const file = kind === "sqlite" ? path.join(folder, "kakehashi.sqlite") : null;
    return productEngine(store, { name: nameOf(kind, reader), reader, file });
  },
});

const nameOf = (kind: string, reader: BenchReader): string =>
  `kakehashi (${kind}${reader === "operator" ? "" : "; rep of 3 of 20 units"})`;

function productEngine(
  store: DatabaseStore,
  {
    name,
    reader,
    file,
  }: { readonly name: string; readonly reader: BenchReader; readonly file: string | null },
): Engine {
  const index = openSearchIndex(store.search);
  const access = ACCESS[reader];
  return {
    name,
    async load(docs) {
      if ((await store.search.liveSegments()).length > 0) return;
      const own = Array.from(docs, toSearchDoc);
      const vendor = reader === "rep" ? own.map((doc) => ({ ...doc, full: false })) : [];
      await indexPartner(
        store.search,
        PARTNER,
        { own, vendor, partner: [] },
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
