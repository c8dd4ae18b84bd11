import { type Database, statement } from "../database.ts";

/** Rows in one transaction. */
const PART = 2000;

/** Takes away postings of segments that are live no more, or never were, and texts that nothing refers to. */
export async function sweep(db: Database, before: number): Promise<void> {
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
