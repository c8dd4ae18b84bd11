import type { Table } from "./table.ts";

/**
 * The tables of partners, pages, rows and decisions. Records, released copies and digests are kept as JSON beside
 * the columns that are asked for: the model is the authority on their shape, and nothing queries inside them.
 */
export const CORE_TABLES: readonly Table[] = [
  {
    name: "partners",
    columns: `key TEXT NOT NULL, spec_text TEXT NOT NULL, spec_file TEXT NOT NULL, applied_at TEXT NOT NULL,
      parsed_by TEXT, parsed TEXT`,
    key: ["key"],
  },
  {
    name: "bindings",
    columns: `partner TEXT NOT NULL, workspace TEXT NOT NULL, key TEXT NOT NULL, remote_id TEXT NOT NULL,
      title TEXT NOT NULL, shown_title TEXT NOT NULL, blocks TEXT NOT NULL, seeded TEXT NOT NULL,
      properties TEXT, stamps_by_clock INTEGER, refill TEXT, views TEXT NOT NULL, bound_at TEXT`,
    key: ["partner", "workspace", "key"],
    small: true,
  },
  {
    name: "intents",
    columns:
      "partner TEXT NOT NULL, workspace TEXT NOT NULL, op_id TEXT NOT NULL, key TEXT NOT NULL, sent_at TEXT",
    key: ["partner", "workspace", "op_id"],
    small: true,
  },
  {
    name: "row_intents",
    columns: "database TEXT NOT NULL, id TEXT NOT NULL, at TEXT NOT NULL, mark TEXT NOT NULL",
    key: ["database", "id"],
    small: true,
    indexes: { row_intents_by_time: "at" },
  },
  {
    name: "records",
    columns: `partner TEXT NOT NULL, type TEXT NOT NULL, id TEXT NOT NULL, value TEXT NOT NULL, imported TEXT,
      database TEXT NOT NULL, remote_id TEXT NOT NULL, revision TEXT NOT NULL, url TEXT NOT NULL,
      location TEXT NOT NULL, updated_at TEXT NOT NULL, first_seen TEXT NOT NULL,
      archived INTEGER NOT NULL, readable INTEGER NOT NULL`,
    key: ["partner", "type", "id"],
  },
  {
    name: "deleted_imports",
    columns: "partner TEXT NOT NULL, type TEXT NOT NULL, id TEXT NOT NULL, imported TEXT NOT NULL",
    key: ["partner", "type", "id"],
  },
  {
    name: "cursors",
    columns: "partner TEXT NOT NULL, workspace TEXT NOT NULL, database TEXT NOT NULL, cursor TEXT NOT NULL",
    key: ["partner", "workspace", "database"],
    small: true,
  },
  {
    name: "broken",
    columns: "partner TEXT NOT NULL, database TEXT NOT NULL, remote_id TEXT NOT NULL, record TEXT NOT NULL",
    key: ["partner", "database", "remote_id"],
    small: true,
  },
  {
    name: "released",
    columns: "partner TEXT NOT NULL, id TEXT NOT NULL, audience TEXT NOT NULL, item TEXT NOT NULL",
    key: ["partner", "id", "audience"],
  },
  {
    name: "published",
    columns: `partner TEXT NOT NULL, workspace TEXT NOT NULL, id TEXT NOT NULL, remote_id TEXT NOT NULL,
      hash TEXT NOT NULL`,
    key: ["partner", "workspace", "id"],
    small: true,
  },
  {
    name: "decisions",
    columns: `partner TEXT NOT NULL, id TEXT NOT NULL, audience TEXT NOT NULL, text_hash TEXT NOT NULL,
      decision TEXT NOT NULL, made_by TEXT NOT NULL, made_at TEXT NOT NULL, copy TEXT`,
    key: ["number"],
    numbered: true,
    indexes: { decisions_by_entry: "partner, id, audience, number" },
  },
  {
    name: "digests",
    columns: `partner TEXT NOT NULL, unit TEXT NOT NULL, week TEXT NOT NULL, audience TEXT NOT NULL,
      state TEXT NOT NULL, digest TEXT NOT NULL`,
    key: ["partner", "week", "audience", "unit"],
  },
  {
    name: "jobs",
    columns: `partner TEXT NOT NULL, job TEXT NOT NULL, period TEXT NOT NULL, state TEXT NOT NULL,
      outcome TEXT NOT NULL`,
    key: ["partner", "period", "job"],
    small: true,
  },
  {
    name: "deliveries",
    columns: `partner TEXT NOT NULL, channel TEXT NOT NULL, id TEXT NOT NULL, state TEXT NOT NULL,
      changed_at TEXT NOT NULL, error TEXT`,
    key: ["partner", "channel", "id"],
    small: true,
  },
  ...(["told", "feedback"] as const).map((name): Table => ({
    name,
    columns: "partner TEXT NOT NULL, unit TEXT NOT NULL, item TEXT NOT NULL, word TEXT NOT NULL",
    key: ["partner", "unit", "item"],
    small: true,
  })),
  {
    name: "sessions",
    columns: "hash TEXT NOT NULL, opened_at TEXT NOT NULL, session TEXT NOT NULL",
    key: ["hash"],
    small: true,
    indexes: { sessions_by_time: "opened_at" },
  },
  {
    name: "api_keys",
    columns: "id TEXT NOT NULL, api_key TEXT NOT NULL",
    key: ["id"],
    small: true,
  },
  {
    name: "webhook_events",
    columns: "id TEXT NOT NULL, seen_at TEXT NOT NULL",
    key: ["id"],
    small: true,
    indexes: { webhook_events_by_time: "seen_at" },
  },
  {
    name: "webhook_token",
    columns: `place INTEGER NOT NULL CHECK (place = 1), open_until TEXT, token TEXT, taken INTEGER NOT NULL,
      CHECK (token IS NULL OR open_until IS NULL)`,
    key: ["place"],
  },
];
