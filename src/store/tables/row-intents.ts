import type { RowIntents } from "../../workspaces/row-intents.ts";
import { type Database, statement } from "../database.ts";

/** Nothing takes nearly that long to be shown, and a run that was killed is followed by another before. */
const KEPT_MS = 30 * 86_400_000;

export function rowIntentTable(db: Database): RowIntents {
  return {
    async note(database, id, { at, mark }) {
      const old = new Date(Date.parse(at) - KEPT_MS).toISOString();
      await db.batch([
        statement("DELETE FROM row_intents WHERE at < ?", old),
        statement(
          `INSERT INTO row_intents (database, id, at, mark) VALUES (?, ?, ?, ?)
           ON CONFLICT (database, id) DO UPDATE SET at = excluded.at, mark = excluded.mark`,
          database,
          id,
          at,
          mark,
        ),
      ]);
    },

    async last(database, id) {
      const [row] = await db.rows(
        "SELECT at, mark FROM row_intents WHERE database = ? AND id = ?",
        database,
        id,
      );
      return row === undefined ? null : { at: String(row["at"]), mark: String(row["mark"]) };
    },

    async all(database) {
      const rows = await db.rows(
        "SELECT id, at, mark FROM row_intents WHERE database = ? ORDER BY id",
        database,
      );
      return rows.map((row) => ({
        id: String(row["id"]),
        at: String(row["at"]),
        mark: String(row["mark"]),
      }));
    },

    async forget(database, id) {
      await db.run("DELETE FROM row_intents WHERE database = ? AND id = ?", database, id);
    },
  };
}
