import { DatabaseSync, type SQLInputValue } from "node:sqlite";

import type { Database, Row, Statement } from "../../src/store/database.ts";
import { SEARCH_TABLES } from "../../src/store/search-schema.ts";
import { createTable } from "../../src/store/table.ts";

/** A SQLite database in memory with the tables of the index: as quick to make as a test needs it. */
export function memoryDatabase(): Database {
  const db = new DatabaseSync(":memory:");
  for (const table of SEARCH_TABLES) for (const sql of createTable(table, "sqlite")) db.exec(sql);
  const prepared = new Map<string, ReturnType<DatabaseSync["prepare"]>>();
  const prepare = (sql: string) => {
    const statement = prepared.get(sql) ?? db.prepare(sql);
    prepared.set(sql, statement);
    return statement;
  };
  const run = ({ sql, values }: Statement): number =>
    Number(prepare(sql).run(...(values as SQLInputValue[])).changes);
  const own = {
    rows: async (sql: string, ...values: Statement["values"]) =>
      prepare(sql).all(...(values as SQLInputValue[])) as Row[],
    run: async (sql: string, ...values: Statement["values"]) => run({ sql, values }),
    batch: async (statements: readonly Statement[]) => {
      db.exec("BEGIN");
      try {
        const changes = statements.map(run);
        db.exec("COMMIT");
        return changes;
      } catch (error) {
        db.exec("ROLLBACK");
        throw error;
      }
    },
  };
  return {
    dialect: "sqlite",
    ...own,
    transaction: (_mode, work) => work(own),
    [Symbol.asyncDispose]: async () => db.close(),
  };
}
