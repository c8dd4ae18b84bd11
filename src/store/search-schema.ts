import type { Table } from "./table.ts";

/** The tables of the search index. */
export const SEARCH_TABLES: readonly Table[] = [];
