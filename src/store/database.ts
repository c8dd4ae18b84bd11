import type { Store } from "./store.ts";

/**
 * What the tables of the store need of a database, the same for SQLite and PostgreSQL: all SQL is written once,
 * in `tables/`, in what both understand. Parameters are written `?`.
 */
export interface Database extends Statements, AsyncDisposable {
  readonly dialect: Dialect;
  /**
   * One transaction that may read before it writes, on a connection of its own; others see nothing of it before
   * its end. It is never tried twice. For migrations and copies: what is short is a batch, because while this one
   * is open nobody else writes a SQLite file. `read` sees all of one moment, and keeps nobody from writing.
   */
  transaction<T>(mode: "read" | "write", work: (inside: Statements) => Promise<T>): Promise<T>;
}

export type Dialect = "sqlite" | "postgres";

export interface Statements {
  /** All rows of a query. Whole numbers arrive as numbers, binary values as bytes of their own. */
  rows(sql: string, ...values: readonly SqlValue[]): Promise<Row[]>;
  /** Runs one statement; answers how many rows it changed. */
  run(sql: string, ...values: readonly SqlValue[]): Promise<number>;
  /** All statements happen, in this order, or none; answers how many rows each one changed. */
  batch(statements: readonly Statement[]): Promise<number[]>;
}

export type SqlValue = string | number | null | Uint8Array;
export type Row = Readonly<Record<string, SqlValue>>;

export interface Statement {
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

/** A statement with its values, in the order in which they are read. */
export const statement = (sql: string, ...values: readonly SqlValue[]): Statement => ({ sql, values });

/** A store whose tables are in a database, as all of ours are. */
export interface DatabaseStore extends Store {
  readonly database: Database;
}
