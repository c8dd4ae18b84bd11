import type { RowIntents } from "../../workspaces/row-intents.ts";
import type { Connection } from "./connection.ts";

/** Nothing takes nearly that long to be shown, and a run that was killed is followed by another before. */
const KEPT_MS = 30 * 86_400_000;

export function rowIntentTable(db: Connection): RowIntents {
  return {
    async note(database, id, { at, mark }) {
      const old = new Date(Date.parse(at) - KEPT_MS).toISOString();
      db.transaction(() => {
        db.run("DELETE FROM row_intents WHERE at < ?", old);
        db.run(
          "INSERT OR REPLACE INTO row_intents (database, id, at, mark) VALUES (?, ?, ?, ?)",
          database,
          id,
          at,
          mark,
        );
      });
    },

    async last(database, id) {
      const [row] = db.rows("SELECT at, mark FROM row_intents WHERE database = ? AND id = ?", database, id);
      return row === undefined ? null : { at: String(row["at"]), mark: String(row["mark"]) };
    },

    async all(database) {
      return db
        .rows("SELECT id, at, mark FROM row_intents WHERE database = ? ORDER BY id", database)
        .map((row) => ({ id: String(row["id"]), at: String(row["at"]), mark: String(row["mark"]) }));
    },

    async forget(database, id) {
      db.run("DELETE FROM row_intents WHERE database = ? AND id = ?", database, id);
    },
  };
}
