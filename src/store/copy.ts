import { AppError } from "../errors.ts";
import { type Database, type Row, type Statement, statement, type Statements } from "./database.ts";
import { TABLES } from "./schema.ts";
import { continueNumbers, type Table } from "./table.ts";

export interface CopiedTable {
  readonly name: string;
  readonly rows: number;
}

/**
 * Every row of one database into an empty one of the same schema: what was there at one moment, written in one
 * transaction, so that whoever looks at the target sees nothing of it or all. Throws `conflict` if rows are there.
 */
export async function copyTables(
  from: Database,
  to: Database,
  onCopied: (done: number, total: number) => void = () => {},
): Promise<CopiedTable[]> {
  return from.transaction("read", (source) =>
    to.transaction("write", async (target) => {
      await keepWritersOut(to, target);
      const taken = (await countTables(target)).filter(({ rows }) => rows > 0);
      if (taken.length > 0) throw notEmpty(taken);
      const tables = await countTables(source);
      const total = tables.reduce((sum, { rows }) => sum + rows, 0);
      let done = 0;
      for (const table of TABLES) {
        for await (const page of pages(source, table)) {
          await target.batch(page.map((row) => insert(table, row)));
          onCopied((done += page.length), total);
        }
        const goOn = continueNumbers(table, to.dialect);
        if (goOn !== null) await target.rows(goOn);
      }
      return tables;
    }),
  );
}

/** Readers go on; SQLite lets one write transaction in at a time anyhow. */
async function keepWritersOut({ dialect }: Database, inside: Statements): Promise<void> {
  if (dialect !== "postgres") return;
  await inside.run(`LOCK TABLE ${TABLES.map(({ name }) => name).join(", ")} IN EXCLUSIVE MODE`);
}

async function countTables(inside: Statements): Promise<CopiedTable[]> {
  const counted: CopiedTable[] = [];
  for (const { name } of TABLES) {
    const [row] = await inside.rows(`SELECT count(*) AS rows FROM ${name}`);
    counted.push({ name, rows: Number(row?.["rows"]) });
  }
  return counted;
}

const PAGE = 500;

/** In the order of the key, each page from where the one before ended. */
async function* pages(source: Statements, { name, key }: Table): AsyncGenerator<Row[]> {
  const columns = key.join(", ");
  const after = `WHERE (${columns}) > (${key.map(() => "?").join(", ")})`;
  let last: Row | undefined;
  do {
    const where = last === undefined ? "" : after;
    const values = last === undefined ? [] : key.map((column) => last?.[column] ?? null);
    const page = await source.rows(
      `SELECT * FROM ${name} ${where} ORDER BY ${columns} LIMIT ${PAGE}`,
      ...values,
    );
    if (page.length > 0) yield page;
    last = page.length < PAGE ? undefined : page.at(-1);
  } while (last !== undefined);
}

function insert({ name }: Table, row: Row): Statement {
  const columns = Object.keys(row);
  const places = columns.map(() => "?").join(", ");
  return statement(
    `INSERT INTO ${name} (${columns.join(", ")}) VALUES (${places})`,
    ...columns.map((column) => row[column] ?? null),
  );
}

function notEmpty(taken: readonly CopiedTable[]): AppError {
  const list = taken.map(({ name, rows }) => `${name} ${rows}`).join(", ");
  return new AppError(
    "conflict",
    {
      ja: `コピー先には、すでにデータがあります(${list})`,
      en: `The target holds data already (${list})`,
    },
    {
      hint: {
        ja: "空のデータベースかフォルダーを指定してください。今あるデータには触れていません",
        en: "Name an empty database or folder; what is there was not touched",
      },
    },
  );
}
