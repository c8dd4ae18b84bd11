import { Pool, type PoolClient } from "pg";

import type { Secret } from "../../secret.ts";
import { connectionOptions, STATEMENT_TIMEOUT_MS } from "./connection.ts";
import { asStoreError } from "./failure.ts";

/** More at once only fight for the same rows. */
const MOST_CONNECTIONS = 8;

export function openPool(url: Secret): Pool {
  const pool = new Pool({
    ...connectionOptions(url),
    application_name: `kakehashi ${process.pid}`,
    max: MOST_CONNECTIONS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: STATEMENT_TIMEOUT_MS,
    pipeline: true,
  });
  // One that breaks is replaced by the next that is needed; in use, its query says so. Without listeners either
  // would end the process.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  return pool;
}

export async function connected(pool: Pool, place: string): Promise<PoolClient> {
  try {
    return await pool.connect();
  } catch (error) {
    throw asStoreError(error, place);
  }
}
