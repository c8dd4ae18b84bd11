import type { CustomTypesConfig } from "pg";

import type { SqlValue } from "../database.ts";
import { fromStored, toStored } from "./text.ts";

/** Numbers of PostgreSQL's own types, by which it says what a column holds. */
const [BOOL, BYTEA, INT8, INT2, INT4, FLOAT4, FLOAT8, NUMERIC] = [16, 17, 20, 21, 23, 700, 701, 1700];
const NUMBERS: ReadonlySet<number | undefined> = new Set([INT8, INT2, INT4, FLOAT4, FLOAT8, NUMERIC]);

/** Rows arrive as they do from SQLite: numbers, texts and bytes, and 1 or 0 for true or false. */
export const TYPES: CustomTypesConfig = {
  getTypeParser: (type: number) => {
    if (NUMBERS.has(type)) return Number;
    if (type === BYTEA) return toBytes;
    if (type === BOOL) return (text: string) => (text === "t" ? 1 : 0);
    return fromStored;
  },
};

/** What is written as `\x0aff`. */
const toBytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text.slice(2), "hex"));

export function toParameter(value: SqlValue | undefined): SqlValue {
  // The driver would take it for NULL.
  if (value === undefined) throw new TypeError("a value of a statement is undefined");
  return typeof value === "string" ? toStored(value) : value;
}
