import type { SqlValue } from "../database.ts";

/** Our own JSON, written by this store: read back without a second validation. */
export function fromJson(value: SqlValue | undefined): unknown {
  return JSON.parse(String(value));
}

/** NUL is written as an escape, which PostgreSQL takes where it would not take the character itself. */
export const toJson = (value: unknown): string => JSON.stringify(value);
