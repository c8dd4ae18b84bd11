import { createHash } from "node:crypto";

import { Client, type ClientBase, type ClientConfig, type QueryResult } from "pg";

import type { Secret } from "../../secret.ts";
import type { Row, SqlValue } from "../database.ts";
import { asStoreError } from "./failure.ts";
import { numbered } from "./placeholders.ts";
import { toParameter, TYPES } from "./values.ts";

const SECOND = 1_000;

/** The server gives up a statement after this long. */
export const STATEMENT_TIMEOUT_MS = 60 * SECOND;

/** What every connection has in common. */
export const connectionOptions = (url: Secret): ClientConfig => ({
  connectionString: url.reveal(),
  types: TYPES,
  connectionTimeoutMillis: 10 * SECOND,
  // A server that can be heard no more will not say so: its silence is noticed, in a statement or between two.
  query_timeout: STATEMENT_TIMEOUT_MS + 15 * SECOND,
  keepAlive: true,
  keepAliveInitialDelayMillis: 10 * SECOND,
});

/** Where a store is, to be shown: never with the password. */
export function placeOf(url: Secret): string {
  const { host, port, database } = new Client({ connectionString: url.reveal() });
  return host.startsWith("/") ? `${host} ${database ?? ""}` : `${host}:${port}/${database ?? ""}`;
}

/** Sends statements on one connection, or on any of a pool; `place` is where to, for what is said of failures. */
export type Send = (sql: string, values?: readonly SqlValue[]) => Promise<QueryResult<Row>>;

/** The same few statements are sent all the time: the server is told once, by a name, what each of them is. */
export const sender =
  (client: Pick<ClientBase, "query">, place: string): Send =>
  async (sql, values = []) => {
    const named = IS_REPEATED.test(sql) ? { name: nameOf(sql) } : {};
    try {
      return await client.query<Row>({ ...named, text: textOf(sql), values: values.map(toParameter) });
    } catch (error) {
      throw asStoreError(error, place);
    }
  };

const IS_REPEATED = /^\s*(?:SELECT|INSERT|UPDATE|DELETE)\b/u;

const nameOf = remembered((sql) => createHash("sha256").update(sql).digest("base64url"));
const textOf = remembered(numbered);

function remembered(make: (sql: string) => string): (sql: string) => string {
  const known = new Map<string, string>();
  return (sql) => {
    const found = known.get(sql) ?? make(sql);
    known.set(sql, found);
    return found;
  };
}
