import type { Table } from "./table.ts";

/** The tables of the search index (`search-table.ts` says what they hold). */
export const SEARCH_TABLES: readonly Table[] = [
  {
    name: "search_state",
    columns: "slot INTEGER NOT NULL, sequence INTEGER NOT NULL, generation INTEGER NOT NULL",
    key: ["slot"],
  },
  {
    name: "search_sources",
    columns:
      "partner TEXT NOT NULL, change INTEGER NOT NULL, taken INTEGER NOT NULL, made_with TEXT NOT NULL",
    key: ["partner"],
  },
  {
    name: "search_families",
    columns: "family INTEGER NOT NULL, partner TEXT NOT NULL, view TEXT NOT NULL, UNIQUE (partner, view)",
    key: ["family"],
  },
  {
    name: "search_docs",
    columns: `number INTEGER NOT NULL, family INTEGER NOT NULL, id TEXT NOT NULL, unit TEXT NOT NULL,
      hash TEXT NOT NULL, UNIQUE (family, id)`,
    key: ["number"],
  },
  {
    name: "search_texts",
    columns: "number INTEGER NOT NULL, card TEXT NOT NULL, body BLOB NOT NULL, folded BLOB NOT NULL",
    key: ["number"],
  },
  {
    name: "search_pending",
    columns: `number INTEGER NOT NULL, family INTEGER NOT NULL, unit TEXT NOT NULL, terms TEXT NOT NULL,
      impacts BLOB NOT NULL, facets TEXT NOT NULL`,
    key: ["number"],
    indexes: { search_pending_by_family: "family" },
  },
  {
    name: "search_dead",
    columns: `sequence INTEGER NOT NULL, number INTEGER NOT NULL, family INTEGER NOT NULL, unit TEXT NOT NULL,
      terms TEXT NOT NULL`,
    key: ["sequence"],
    indexes: { search_dead_by_family: "family" },
  },
  {
    name: "search_segments",
    columns: `segment INTEGER NOT NULL, family INTEGER NOT NULL, size INTEGER NOT NULL, facts TEXT NOT NULL,
      columns BLOB NOT NULL, words TEXT NOT NULL`,
    key: ["segment"],
  },
  {
    name: "search_postings",
    columns: `family INTEGER NOT NULL, term TEXT NOT NULL, segment INTEGER NOT NULL, df INTEGER NOT NULL,
      spread BLOB, list BLOB NOT NULL`,
    key: ["family", "term", "segment"],
    small: true,
  },
  {
    // What is not live: written by who may have died, or replaced and perhaps still being read.
    name: "search_leftovers",
    columns: "segment INTEGER NOT NULL, family INTEGER NOT NULL, at INTEGER NOT NULL",
    key: ["segment"],
  },
];
