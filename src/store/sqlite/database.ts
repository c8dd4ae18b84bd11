import type { Database, Statement, Statements } from "../database.ts";
import { type Connection, openConnection } from "./connection.ts";
import { guarded, patiently } from "./patience.ts";

/**
 * One database file. A batch is one synchronous call that either returns or throws, so nothing of another request
 * can slip between its statements.
 */
export async function openSqliteDatabase(file: string): Promise<Database> {
  const connection = await patiently(() => openConnection(file));
  return {
    dialect: "sqlite",
    rows: (sql, ...values) => patiently(() => connection.rows(sql, values)),
    run: (sql, ...values) => patiently(() => connection.run(sql, values)),
    batch: async (statements) =>
      statements.length === 0 ? [] : patiently(() => inTransaction(connection, statements)),
    transaction: async (mode, work) => {
      using own = await patiently(() => openConnection(file));
      await patiently(() => BEGIN[mode](own));
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

const BEGIN = {
  // IMMEDIATE: taking the write lock first means a transaction never fails half-way because another began.
  write: (own: Connection): void => own.exec("BEGIN IMMEDIATE"),
  // What it sees is what is there when it first reads.
  read: (own: Connection): void => {
    if (!own.isTransaction()) own.exec("BEGIN");
    own.rows("SELECT count(*) FROM sqlite_schema", []);
  },
};

/** Within the transaction that is open. */
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
