import { statSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";

import { fold } from "../../src/search/normalize.ts";
import type { BenchDoc, BenchFilter, Engine, EngineChoice } from "./engine.ts";
import { isQuestion, keywordsOf, tokensOf } from "./tokens.ts";

/** SQLite's own full-text search, once as it comes for Japanese, once with the product's tokens. */
export const ftsTrigram: EngineChoice = {
  name: "fts5 trigram",
  mostDocs: Number.POSITIVE_INFINITY,
  needsPostgres: false,
  open: async ({ dir }) =>
    ftsEngine("fts5 trigram", path.join(dir, "trigram.sqlite"), {
      table: "CREATE VIRTUAL TABLE texts USING fts5(title, body, tokenize='trigram')",
      row: ({ title, text }) => [fold(title), fold(text)],
      match: trigramMatch,
    }),
};

export const ftsWords: EngineChoice = {
  name: "fts5 pairs+words",
  mostDocs: Number.POSITIVE_INFINITY,
  needsPostgres: false,
  open: async ({ dir }) =>
    ftsEngine("fts5 pairs+words", path.join(dir, "words.sqlite"), {
      table:
        "CREATE VIRTUAL TABLE texts USING fts5(title, body, content='', contentless_delete=1, tokenize='ascii')",
      row: ({ title, text }) => [tokensOf(title).join(" "), tokensOf(text).join(" ")],
      match: (query) => {
        const tokens = [...new Set(tokensOf(query))];
        return tokens.length === 0 ? null : tokens.map(quoted).join(" OR ");
      },
    }),
};

interface Setup {
  readonly table: string;
  readonly row: (doc: BenchDoc) => [string, string];
  /** Null: too short for the index; looked for with LIKE. */
  readonly match: (query: string) => string | null;
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** Keywords all, as they are; of a question as many trigrams as there are. */
function trigramMatch(query: string): string | null {
  const folded = fold(query);
  if (isQuestion(query)) {
    const parts = Array.from({ length: Math.max(0, folded.length - 2) }, (_, at) => folded.slice(at, at + 3));
    return [...new Set(parts)].map(quoted).join(" OR ");
  }
  const words = keywordsOf(folded);
  return words.length > 0 && words.every((word) => word.length >= 3) ? words.map(quoted).join(" AND ") : null;
}

function ftsEngine(name: string, file: string, { table, row, match }: Setup): Engine {
  const db = new DatabaseSync(file);
  db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
  const find = finder(db);
  return {
    name,
    async load(docs) {
      if (db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'cases'").get() !== undefined) return;
      db.exec(table);
      db.exec("CREATE TABLE cases (id TEXT, kind TEXT, level TEXT, theme TEXT, title TEXT, body TEXT)");
      const [text, fields] = [
        db.prepare("INSERT INTO texts (rowid, title, body) VALUES (?, ?, ?)"),
        db.prepare(
          "INSERT INTO cases (rowid, id, kind, level, theme, title, body) VALUES (?, ?, ?, ?, ?, ?, ?)",
        ),
      ];
      let number = 0;
      db.exec("BEGIN");
      for (const doc of docs) {
        number += 1;
        text.run(number, ...row(doc));
        fields.run(number, doc.id, doc.kind, doc.level, doc.theme, fold(doc.title), fold(doc.text));
        if (number % 5000 === 0) db.exec("COMMIT; BEGIN");
      }
      db.exec("COMMIT");
    },
    search: async (query, { limit, filter = {} }) => {
      const asked = match(query);
      return asked === null ? find.like(query, filter, limit) : find.match(asked, filter, limit);
    },
    size: async () => {
      db.exec("PRAGMA wal_checkpoint(TRUNCATE)");
      const [texts] = db
        .prepare("SELECT sum(length(cast(title AS BLOB)) + length(cast(body AS BLOB))) AS n FROM cases")
        .all();
      const total = statSync(file).size;
      return { file: total, index: total - Number(texts?.["n"]) };
    },
    close: async () => db.close(),
  };
}

function finder(db: DatabaseSync) {
  const narrow = (filter: BenchFilter): { sql: string; values: string[] } => {
    const parts = Object.entries(filter).map(([field, value]: [string, string]) => ({ field, value }));
    return {
      sql: parts.map(({ field }) => ` AND cases.${field} = ?`).join(""),
      values: parts.map(({ value }) => value),
    };
  };
  const ids = (rows: ReturnType<ReturnType<DatabaseSync["prepare"]>["all"]>) =>
    rows.map((row) => String(row["id"]));
  return {
    match(asked: string, filter: BenchFilter, limit: number): string[] {
      const { sql, values } = narrow(filter);
      const query = db.prepare(
        `SELECT cases.id FROM texts JOIN cases ON cases.rowid = texts.rowid
         WHERE texts MATCH ?${sql} ORDER BY bm25(texts, 3, 1) LIMIT ?`,
      );
      return ids(query.all(asked, ...values, limit));
    },
    like(query: string, filter: BenchFilter, limit: number): string[] {
      const { sql, values } = narrow(filter);
      const words = keywordsOf(fold(query));
      const like = words.map(() => "(title LIKE ? OR body LIKE ?)").join(" AND ");
      const patterns = words.flatMap((word) => [`%${word}%`, `%${word}%`]);
      return ids(
        db.prepare(`SELECT id FROM cases WHERE ${like}${sql} LIMIT ?`).all(...patterns, ...values, limit),
      );
    },
  };
}
