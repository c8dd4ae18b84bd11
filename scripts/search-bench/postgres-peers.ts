import { Client } from "pg";

import { fold } from "../../src/search/normalize.ts";
import type { BenchDoc, BenchFilter, Engine, EngineChoice } from "./engine.ts";
import { isQuestion, keywordsOf, tokensOf } from "./tokens.ts";

/** PostgreSQL's own full-text search with the product's tokens, and its trigrams; each as fast as it can be. */
export const pgTsvector: EngineChoice = {
  name: "postgres tsvector",
  mostDocs: Number.POSITIVE_INFINITY,
  needsPostgres: true,
  open: async ({ url }) =>
    pgEngine("postgres tsvector", url, {
      column: "tsvector",
      index: "CREATE INDEX ON peer_ts USING gin (tokens)",
      table: "peer_ts",
      insert: "array_to_tsvector($7::text[])",
      value: ({ title, text }) => [...new Set(tokensOf(`${title}\n${text}`))],
      ask: (query) => {
        const tokens = [...new Set(tokensOf(query))].map(
          (token) => `'${token.replaceAll(/['\\]/gu, "$&$&")}'`,
        );
        if (tokens.length === 0) return null;
        const asked = tokens.join(" | ");
        return {
          where: "tokens @@ $1::tsquery",
          order: "ts_rank(tokens, $1::tsquery) DESC",
          values: [asked],
        };
      },
    }),
};

export const pgTrgm: EngineChoice = {
  name: "postgres pg_trgm",
  mostDocs: Number.POSITIVE_INFINITY,
  needsPostgres: true,
  open: async ({ url }) =>
    pgEngine("postgres pg_trgm", url, {
      column: "text",
      index: "CREATE INDEX ON peer_trgm USING gin (tokens gin_trgm_ops)",
      table: "peer_trgm",
      insert: "$7",
      value: ({ title, text }) => `${fold(title)}\n${fold(text)}`,
      ask: (query) => {
        const folded = fold(query);
        if (isQuestion(query))
          return { where: "$1 <% tokens", order: "word_similarity($1, tokens) DESC", values: [folded] };
        const words = keywordsOf(folded);
        return {
          where: words.map((_, at) => `tokens LIKE $${at + 1}`).join(" AND ") || "true",
          order: "id",
          values: words.map((word) => `%${word.replaceAll(/[\\%_]/gu, "\\$&")}%`),
        };
      },
    }),
};

interface Asked {
  readonly where: string;
  readonly order: string;
  readonly values: readonly string[];
}

interface Setup {
  readonly table: string;
  readonly column: string;
  readonly index: string;
  readonly insert: string;
  value(doc: BenchDoc): string | string[];
  ask(query: string): Asked | null;
}

async function pgEngine(name: string, url: string, setup: Setup): Promise<Engine> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query("CREATE EXTENSION IF NOT EXISTS pg_trgm; SET pg_trgm.word_similarity_threshold = 0.3");
  const { table, column, insert, index } = setup;
  return {
    name,
    async load(docs) {
      await client.query(
        `CREATE TABLE ${table} (id text, kind text, level text, theme text, title text, body text, tokens ${column})`,
      );
      await client.query("BEGIN");
      for (const doc of docs) {
        const { id, kind, level, theme, title, text } = doc;
        await client.query({
          name: `insert ${table}`,
          text: `INSERT INTO ${table} VALUES ($1, $2, $3, $4, $5, $6, ${insert})`,
          values: [id, kind, level, theme, title, text, setup.value(doc)],
        });
      }
      await client.query("COMMIT");
      await client.query(index);
      await client.query(`ANALYZE ${table}`);
    },
    async search(query, { limit, filter }) {
      const asked = setup.ask(query);
      if (asked === null) return [];
      const { sql, values } = narrow(filter ?? {}, asked.values.length);
      const { rows } = await client.query<{ id: string }>(
        `SELECT id FROM ${table} WHERE ${asked.where}${sql} ORDER BY ${asked.order} LIMIT ${limit}`,
        [...asked.values, ...values],
      );
      return rows.map(({ id }) => id);
    },
    size: async () => null,
    close: () => client.end(),
  };
}

function narrow(filter: BenchFilter, after: number): { sql: string; values: string[] } {
  const parts = Object.entries(filter) as [string, string][];
  return {
    sql: parts.map(([field], at) => ` AND ${field} = $${after + at + 1}`).join(""),
    values: parts.map(([, value]) => value),
  };
}
