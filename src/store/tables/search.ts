import { type Database, type Row, statement } from "../database.ts";
import type { FoundPostings, SearchState, SearchTable } from "../search-table.ts";
import { isOneOf, listed } from "./one-of.ts";
import { changeStatements, insertText, publishStatements } from "./search-changes.ts";
import {
  bytesOf,
  fromUtf16,
  toDead,
  toDoc,
  toFamily,
  toPending,
  toPostings,
  toSegment,
  toText,
} from "./search-rows.ts";
import { sweep } from "./search-sweep.ts";

export function searchTable(db: Database): SearchTable {
  const { dialect } = db;
  return {
    state: (madeWith) => readState(db, madeWith),

    async families() {
      return (await db.rows("SELECT * FROM search_families ORDER BY family")).map(toFamily);
    },

    async family(partner, view) {
      const find = async (): Promise<Row | undefined> =>
        (await db.rows("SELECT * FROM search_families WHERE partner = ? AND view = ?", partner, view))[0];
      const known = await find();
      if (known !== undefined) return toFamily(known).family;
      await db.batch([
        statement(FIRST_STATE),
        // Whoever else makes a family waits here, so that no two get one number.
        statement("UPDATE search_state SET sequence = sequence WHERE slot = 1"),
        statement(
          `INSERT INTO search_families (family, partner, view)
           SELECT coalesce(max(family), 0) + 1, ?, ? FROM search_families WHERE true
           ON CONFLICT (partner, view) DO NOTHING`,
          partner,
          view,
        ),
      ]);
      return toFamily((await find()) ?? {}).family;
    },

    async docs(families) {
      const rows = await db.rows(
        `SELECT * FROM search_docs WHERE ${isOneOf("family", "INTEGER", dialect)} ORDER BY family, id`,
        listed(families),
      );
      return rows.map(toDoc);
    },

    async doc(family, id) {
      const [row] = await db.rows("SELECT * FROM search_docs WHERE family = ? AND id = ?", family, id);
      return row === undefined ? null : toDoc(row);
    },

    async liveSegments() {
      const rows = await db.rows("SELECT segment FROM search_segments ORDER BY segment");
      return rows.map((row) => Number(row["segment"]));
    },

    async segments(segments) {
      if (segments.length === 0) return [];
      const rows = await db.rows(
        `SELECT segment, family, size, facts, columns FROM search_segments
         WHERE ${isOneOf("segment", "INTEGER", dialect)} ORDER BY segment`,
        listed(segments),
      );
      return rows.map(toSegment);
    },

    async words(segments) {
      const rows = await db.rows(
        `SELECT segment, words FROM search_segments WHERE ${isOneOf("segment", "INTEGER", dialect)}`,
        listed(segments),
      );
      return new Map(rows.map((row) => [Number(row["segment"]), String(row["words"])]));
    },

    async waiting() {
      const rows = await db.rows(
        `SELECT family, (SELECT count(*) FROM search_pending AS p WHERE p.family = f.family) AS pending,
           (SELECT count(*) FROM search_dead AS d WHERE d.family = f.family) AS dead
         FROM search_families AS f ORDER BY family`,
      );
      return rows.map((row) => ({
        family: Number(row["family"]),
        pending: Number(row["pending"]),
        dead: Number(row["dead"]),
      }));
    },

    async pending(after, upTo) {
      const rows = await db.rows(
        "SELECT * FROM search_pending WHERE number > ? AND number <= ? ORDER BY number",
        after,
        upTo,
      );
      return rows.map(toPending);
    },

    async dead(after, upTo) {
      const rows = await db.rows(
        "SELECT * FROM search_dead WHERE sequence > ? AND sequence <= ? ORDER BY sequence",
        after,
        upTo,
      );
      return rows.map(toDead);
    },

    async postings(families, terms, longest) {
      const rows = await db.rows(
        `SELECT term, segment, df, spread, CASE WHEN df <= ? THEN list END AS list FROM search_postings
         WHERE ${isOneOf("family", "INTEGER", dialect)} AND ${isOneOf("term", "TEXT", dialect)}`,
        longest,
        listed(families),
        listed(terms),
      );
      return rows.map(toPostings);
    },

    async *allPostings(family, segments) {
      let after: string | null = null;
      for (;;) {
        const rows: FoundPostings[] = (
          await db.rows(
            `SELECT * FROM search_postings WHERE family = ? AND term > ?
               AND ${isOneOf("segment", "INTEGER", dialect)} ORDER BY term, segment LIMIT ${PART}`,
            family,
            after ?? "",
            listed(segments),
          )
        ).map(toPostings);
        // The last term may go on in the next part.
        const last = rows.at(-1)?.term;
        const isLast = rows.length < PART;
        const whole = isLast ? rows : rows.filter(({ term }) => term !== last);
        if (whole.length > 0) yield whole;
        if (isLast) return;
        after = whole.at(-1)?.term ?? null;
      }
    },

    async folded(numbers) {
      const rows = await db.rows(
        `SELECT number, folded FROM search_texts WHERE ${isOneOf("number", "INTEGER", dialect)}`,
        listed(numbers),
      );
      return new Map(rows.map((row) => [Number(row["number"]), fromUtf16(bytesOf(row["folded"]))]));
    },

    async texts(numbers) {
      const rows = await db.rows(
        `SELECT number, card, body FROM search_texts WHERE ${isOneOf("number", "INTEGER", dialect)}`,
        listed(numbers),
      );
      return new Map(rows.map((row) => [Number(row["number"]), toText(row)]));
    },

    async change(change) {
      await db.batch(changeStatements(change));
    },

    async reserve(count) {
      const [row] = await db.rows(
        "UPDATE search_state SET sequence = sequence + ? WHERE slot = 1 RETURNING sequence",
        count,
      );
      return Number(row?.["sequence"]) - count + 1;
    },

    async begin({ segment, family }) {
      await db.run("INSERT INTO search_leftovers (segment, family, at) VALUES (?, ?, 0)", segment, family);
    },

    async writeTexts(texts) {
      await db.batch(texts.map((text) => insertText(text.number, text)));
    },

    async writePostings(family, segment, rows) {
      await db.batch(
        rows.map(({ term, df, spread, list }) =>
          statement(
            "INSERT INTO search_postings (family, term, segment, df, spread, list) VALUES (?, ?, ?, ?, ?, ?)",
            family,
            term,
            segment,
            df,
            spread,
            list,
          ),
        ),
      );
    },

    async publish(publication, at) {
      await db.batch(publishStatements(publication, at));
    },

    async isLittered(before) {
      const rows = await db.rows("SELECT segment FROM search_leftovers WHERE at <= ? LIMIT 1", before);
      return rows.length > 0;
    },

    sweep: (before) => sweep(db, before),

    async caughtUp(partner, change, madeWith) {
      await db.run(
        "UPDATE search_sources SET taken = ?, made_with = ? WHERE partner = ? AND taken <= ?",
        change,
        madeWith,
        partner,
        change,
      );
    },
  };
}

/** Rows in one answer when all are read. */
const PART = 2000;

const FIRST_STATE = `INSERT INTO search_state (slot, sequence, generation) VALUES (1, 0, 0)
  ON CONFLICT (slot) DO NOTHING`;

async function readState(db: Database, madeWith: string): Promise<SearchState> {
  const read = () =>
    db.rows(
      `SELECT sequence, generation, partner, change, made_with FROM search_state
       LEFT JOIN search_sources ON change > taken OR made_with <> ? WHERE slot = 1 ORDER BY partner`,
      madeWith,
    );
  let rows = await read();
  if (rows.length === 0) {
    await db.run(FIRST_STATE);
    rows = await read();
  }
  const [first] = rows;
  return {
    sequence: Number(first?.["sequence"]),
    generation: Number(first?.["generation"]),
    behind: rows.flatMap(({ partner, change, made_with }) =>
      typeof partner === "string" ? [{ partner, change: Number(change), isOld: made_with !== madeWith }] : [],
    ),
  };
}
