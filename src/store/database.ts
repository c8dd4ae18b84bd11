/**
 * What the tables of the store need of a database, the same for SQLite and PostgreSQL: all SQL is written once,
 * in `tables/`, in what both understand. Parameters are written `?`.
 */
export interface Database extends AsyncDisposable {
  readonly dialect: "sqlite" | "postgres";
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
