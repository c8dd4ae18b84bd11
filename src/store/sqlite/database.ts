import type { Database, Statement, Statements } from "../database.ts";
import { type Connection, openConnection } from "./connection.ts";
import { asStoreError } from "./failure.ts";

/**
 * One database file. A batch is one synchronous call that either returns or throws, so nothing of another request
 * can slip between its statements.
 */
export function openSqliteDatabase(file: string): Database {
  const connection = openConnection(file);
  return {
    dialect: "sqlite",
    ...statementsOf(connection),
    batch: async (statements) =>
      guarded(() => (statements.length === 0 ? [] : inTransaction(connection, statements))),
    transaction: async (mode, work) => {
      using own = guarded(() => openConnection(file));
      // IMMEDIATE: taking the write lock first means a transaction never fails half-way because another began.
      guarded(() => own.exec(mode === "write" ? "BEGIN IMMEDIATE" : "BEGIN"));
      try {
        const result = await work(statementsOf(own));
        guarded(() => own.exec("COMMIT"));
        return result;
      } finally {
        if (own.isTransaction()) own.exec("ROLLBACK");
      }
    },
    [Symbol.asyncDispose]: async () => connection[Symbol.dispose](),
  };
}

/** Without a transaction around them, but for the one that is open. */
function statementsOf(connection: Connection): Statements {
  return {
    rows: async (sql, ...values) => guarded(() => connection.rows(sql, values)),
    run: async (sql, ...values) => guarded(() => connection.run(sql, values)),
    batch: async (statements) => guarded(() => runAll(connection, statements)),
  };
}

const runAll = (connection: Connection, statements: readonly Statement[]): number[] =>
  statements.map(({ sql, values }) => connection.run(sql, values));

function inTransaction(connection: Connection, statements: readonly Statement[]): number[] {
  connection.exec("BEGIN IMMEDIATE");
  try {
    const changes = runAll(connection, statements);
    connection.exec("COMMIT");
    return changes;
  } catch (error) {
    if (connection.isTransaction()) connection.exec("ROLLBACK");
    throw error;
  }
}

function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw asStoreError(error);
  }
}
