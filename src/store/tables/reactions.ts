import type { Database } from "../database.ts";
import type { FeedbackTable, StoredFeedback, StoredTold, ToldTable } from "../store.ts";
import { fromJson, toJson } from "./json.ts";

/** What was told in a unit, the last word on an item standing. */
export const toldTable = (db: Database): ToldTable => lastWords<StoredTold>(db, "told");

/** What readers said of an item, the last word of a unit standing. */
export const feedbackTable = (db: Database): FeedbackTable => lastWords<StoredFeedback>(db, "feedback");

function lastWords<T extends { readonly unit: string; readonly item: string }>(
  db: Database,
  table: "told" | "feedback",
) {
  return {
    async note(partner: string, word: T): Promise<void> {
      await db.run(
        `INSERT INTO ${table} (partner, unit, item, word) VALUES (?, ?, ?, ?)
         ON CONFLICT (partner, unit, item) DO UPDATE SET word = excluded.word`,
        partner,
        word.unit,
        word.item,
        toJson(word),
      );
    },
    async all(partner: string): Promise<T[]> {
      const rows = await db.rows(`SELECT word FROM ${table} WHERE partner = ? ORDER BY unit, item`, partner);
      return rows.map((row) => fromJson(row["word"]) as T);
    },
  };
}
