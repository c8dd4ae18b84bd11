import { type Database, type Row, type Statement, statement } from "../database.ts";
import type {
  AddedDoc,
  DeadDoc,
  DocText,
  Family,
  FoundPostings,
  IndexedDoc,
  NewSegment,
  PendingDoc,
  Publication,
  SearchChange,
  SearchState,
  SearchTable,
  ShownText,
  StoredSegment,
  View,
} from "../search-table.ts";
import { isOneOf, listed } from "./one-of.ts";

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

    async pending(after) {
      const rows = await db.rows("SELECT * FROM search_pending WHERE number > ? ORDER BY number", after);
      return rows.map(toPending);
    },

    async dead(after) {
      const rows = await db.rows("SELECT * FROM search_dead WHERE sequence > ? ORDER BY sequence", after);
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

/** First the counter, which also keeps other writers waiting: numbers become visible in their order. */
function changeStatements({ added, removed }: SearchChange): Statement[] {
  const size = added.length + removed.length;
  return [
    statement("UPDATE search_state SET sequence = sequence + ? WHERE slot = 1", size),
    ...removed.flatMap((doc, at) => buryStatements(doc, size - 1 - at)),
    ...added.flatMap((doc, at) => addStatements(doc, added.length - 1 - at)),
  ];
}

const SEQUENCE = "(SELECT sequence FROM search_state WHERE slot = 1)";

const buryStatements = (
  { number, family, unit, terms }: Omit<DeadDoc, "sequence">,
  back: number,
): Statement[] => [
  statement(
    `INSERT INTO search_dead (sequence, number, family, unit, terms) VALUES (${SEQUENCE} - ?, ?, ?, ?, ?)`,
    back,
    number,
    family,
    unit,
    terms,
  ),
  statement("DELETE FROM search_docs WHERE number = ?", number),
];

const addStatements = (doc: AddedDoc, back: number): Statement[] => [
  statement(
    `INSERT INTO search_docs (number, family, id, unit, hash) VALUES (${SEQUENCE} - ?, ?, ?, ?, ?)`,
    back,
    doc.family,
    doc.id,
    doc.unit,
    doc.hash,
  ),
  statement(
    `INSERT INTO search_texts (number, card, body, folded) VALUES (${SEQUENCE} - ?, ?, ?, ?)`,
    back,
    doc.card,
    toUtf16(doc.body),
    toUtf16(doc.folded),
  ),
  statement(
    `INSERT INTO search_pending (number, family, unit, terms, impacts, facets)
     VALUES (${SEQUENCE} - ?, ?, ?, ?, ?, ?)`,
    back,
    doc.family,
    doc.unit,
    doc.terms,
    doc.impacts,
    doc.facets,
  ),
];

const insertText = (number: number, { card, body, folded }: DocText): Statement =>
  statement(
    "INSERT INTO search_texts (number, card, body, folded) VALUES (?, ?, ?, ?)",
    number,
    card,
    toUtf16(body),
    toUtf16(folded),
  );

function publishStatements(publication: Publication, at: number): Statement[] {
  const { family, segments, docs, removed, replaces, takes, buries, supersedes } = publication;
  return [
    statement(
      "UPDATE search_state SET generation = generation + 1, sequence = sequence + ? WHERE slot = 1",
      removed.length,
    ),
    ...(supersedes === 0 ? [] : supersedeStatements(family, supersedes)),
    ...removed.flatMap((doc, place) => buryStatements(doc, removed.length - 1 - place)),
    ...segments.flatMap(segmentStatements),
    ...docs.map(({ number, id, unit, hash }) =>
      statement(
        "INSERT INTO search_docs (number, family, id, unit, hash) VALUES (?, ?, ?, ?, ?)",
        number,
        family,
        id,
        unit,
        hash,
      ),
    ),
    ...replaces.flatMap((old) => [
      statement("DELETE FROM search_segments WHERE segment = ?", old),
      statement("INSERT INTO search_leftovers (segment, family, at) VALUES (?, ?, ?)", old, family, at),
    ]),
    ...takes.map((number) => statement("DELETE FROM search_pending WHERE number = ?", number)),
    ...buries.flatMap((number) => [
      statement("DELETE FROM search_dead WHERE number = ?", number),
      statement("DELETE FROM search_pending WHERE number = ?", number),
      statement("DELETE FROM search_texts WHERE number = ?", number),
    ]),
  ];
}

function segmentStatements({ segment, family, size, facts, columns, words }: NewSegment): Statement[] {
  const isMade = statement("DELETE FROM search_leftovers WHERE segment = ?", segment);
  if (size === 0) return [isMade];
  return [
    isMade,
    statement(
      "INSERT INTO search_segments (segment, family, size, facts, columns, words) VALUES (?, ?, ?, ?, ?, ?)",
      segment,
      family,
      size,
      facts,
      columns,
      words,
    ),
  ];
}

/** Their texts may still be read by queries that began before; they go with the segments that are swept. */
const supersedeStatements = (family: number, first: number): Statement[] => [
  statement("DELETE FROM search_docs WHERE family = ? AND number < ?", family, first),
  statement("DELETE FROM search_pending WHERE family = ? AND number < ?", family, first),
  statement("DELETE FROM search_dead WHERE family = ? AND number < ?", family, first),
];

async function sweep(db: Database, before: number): Promise<void> {
  const rows = await db.rows("SELECT * FROM search_leftovers WHERE at <= ? ORDER BY segment", before);
  if (rows.length === 0) return;
  for (const row of rows) await deletePostings(db, Number(row["family"]), Number(row["segment"]));
  await db.batch([
    statement("DELETE FROM search_texts WHERE number NOT IN (SELECT number FROM search_docs)"),
    ...rows.map((row) => statement("DELETE FROM search_leftovers WHERE segment = ?", row["segment"] ?? null)),
  ]);
}

/** Part by part: nobody else can write while a part is deleted. */
async function deletePostings(db: Database, family: number, segment: number): Promise<void> {
  let after = "";
  for (;;) {
    const rows = await db.rows(
      `SELECT term FROM search_postings WHERE family = ? AND term > ? AND segment = ? ORDER BY term LIMIT ${PART}`,
      family,
      after,
      segment,
    );
    await db.batch(
      rows.map((row) =>
        statement(
          "DELETE FROM search_postings WHERE family = ? AND term = ? AND segment = ?",
          family,
          String(row["term"]),
          segment,
        ),
      ),
    );
    if (rows.length < PART) return;
    after = String(rows.at(-1)?.["term"]);
  }
}

const toFamily = (row: Row): Family => ({
  family: Number(row["family"]),
  partner: String(row["partner"]),
  view: String(row["view"]) as View,
});

const toDoc = (row: Row): IndexedDoc & { readonly family: number } => ({
  number: Number(row["number"]),
  family: Number(row["family"]),
  id: String(row["id"]),
  unit: String(row["unit"]),
  hash: String(row["hash"]),
});

const bytesOf = (value: Row[string] | undefined): Uint8Array =>
  value instanceof Uint8Array ? value : new Uint8Array(0);

const toSegment = (row: Row): StoredSegment => ({
  segment: Number(row["segment"]),
  family: Number(row["family"]),
  size: Number(row["size"]),
  facts: String(row["facts"]),
  columns: bytesOf(row["columns"]),
});

const toPending = (row: Row): PendingDoc => ({
  number: Number(row["number"]),
  family: Number(row["family"]),
  unit: String(row["unit"]),
  terms: String(row["terms"]),
  impacts: bytesOf(row["impacts"]),
  facets: String(row["facets"]),
});

const toDead = (row: Row): DeadDoc => ({
  sequence: Number(row["sequence"]),
  number: Number(row["number"]),
  family: Number(row["family"]),
  unit: String(row["unit"]),
  terms: String(row["terms"]),
});

const toPostings = (row: Row): FoundPostings => ({
  term: String(row["term"]),
  segment: Number(row["segment"]),
  df: Number(row["df"]),
  spread: row["spread"] instanceof Uint8Array ? row["spread"] : null,
  list: row["list"] instanceof Uint8Array ? row["list"] : null,
});

const toText = (row: Row): ShownText => ({
  card: String(row["card"]),
  body: fromUtf16(bytesOf(row["body"])),
});

const toUtf16 = (text: string): Uint8Array => Buffer.from(text, "utf16le");

const fromUtf16 = ({ buffer, byteOffset, byteLength }: Uint8Array): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString("utf16le");
