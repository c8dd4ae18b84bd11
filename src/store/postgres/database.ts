import type { Pool } from "pg";

import type { Secret } from "../../secret.ts";
import type { Database, Statement, Statements } from "../database.ts";
import { placeOf, type Send, sender } from "./connection.ts";
import { isPassing } from "./failure.ts";
import { connected, openPool } from "./pool.ts";

/** So many statements are under way at once: what one waits for is the server, not the way to it. */
const PIPELINED = 500;

/**
 * A database on a server, through a few connections that are made when they are needed. `beforeWrite` may refuse.
 * A connection that is lost is an error and nothing is sent again by itself: what was under way may have happened.
 */
export function openPostgresDatabase(url: Secret, beforeWrite: () => void = () => {}): Database {
  const place = placeOf(url);
  const pool = openPool(url);
  const send = sender(pool, place);
  return {
    dialect: "postgres",
    rows: async (sql, ...values) => (await retried(() => send(sql, values))).rows,
    run: async (sql, ...values) => {
      beforeWrite();
      return (await retried(() => send(sql, values))).rowCount ?? 0;
    },
    batch: async (statements) => {
      beforeWrite();
      if (statements.length === 0) return [];
      return retried(() => inTransaction(pool, place, "BEGIN", (own) => runAll(own, statements)));
    },
    transaction: async (mode, work) => {
      if (mode === "write") beforeWrite();
      return inTransaction(pool, place, BEGIN[mode], (own) => work(statementsOf(own)));
    },
    [Symbol.asyncDispose]: () => pool.end(),
  };
}

const BEGIN = { write: "BEGIN", read: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" } as const;

function statementsOf(send: Send): Statements {
  return {
    rows: async (sql, ...values) => (await send(sql, values)).rows,
    run: async (sql, ...values) => (await send(sql, values)).rowCount ?? 0,
    batch: (statements) => runAll(send, statements),
  };
}

/** Sends many before the first has answered. The first that failed says why; those after it were ignored. */
async function runAll(send: Send, statements: readonly Statement[]): Promise<number[]> {
  const changes: number[] = [];
  for (let at = 0; at < statements.length; at += PIPELINED) {
    const sent = statements.slice(at, at + PIPELINED).map(({ sql, values }) => send(sql, values));
    for (const answer of await Promise.allSettled(sent)) {
      if (answer.status === "rejected") throw answer.reason;
      changes.push(answer.value.rowCount ?? 0);
    }
  }
  return changes;
}

/** A connection on which it could not be undone is closed, and the server undoes it. */
async function inTransaction<T>(
  pool: Pool,
  place: string,
  begin: string,
  work: (send: Send) => Promise<T>,
): Promise<T> {
  const client = await connected(pool, place);
  const send = sender(client, place);
  let isClean = false;
  try {
    await send(begin);
    const result = await work(send);
    const { command } = await send("COMMIT");
    // What the server answers if a statement had failed and `work` went on all the same.
    if (command !== "COMMIT") throw new Error("a statement of the transaction had failed");
    isClean = true;
    return result;
  } catch (error) {
    isClean = await send("ROLLBACK").then(
      () => true,
      () => false,
    );
    throw error;
  } finally {
    client.release(!isClean);
  }
}

const ATTEMPTS = 5;

async function retried<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isPassing(error) || attempt === ATTEMPTS) throw error;
      await new Promise((resolve) => setTimeout(resolve, attempt * 20 * (0.5 + Math.random())));
    }
  }
}
