import type { Dialect } from "../database.ts";

/** A condition that a column has one of a list of values, which is one parameter: `listed(values)`. */
export const isOneOf = (column: string, type: "TEXT" | "INTEGER", dialect: Dialect): string =>
  dialect === "sqlite"
    ? `${column} IN (SELECT value FROM json_each(?))`
    : // An array made beforehand, so that the index on the column serves.
      `${column} = ANY (ARRAY(SELECT ${type === "TEXT" ? "value" : "value::bigint"} FROM json_array_elements_text(?::json)))`;

export const listed = (values: readonly (string | number)[]): string => JSON.stringify(values);
