import type { Database } from "../database.ts";
import type { SessionTable, StoredSession } from "../store.ts";
import { fromJson, toJson } from "./json.ts";

export function sessionTable(db: Database): SessionTable {
  return {
    async save(session) {
      await db.run(
        `INSERT INTO sessions (hash, opened_at, session) VALUES (?, ?, ?)
         ON CONFLICT (hash) DO UPDATE SET session = excluded.session`,
        session.hash,
        session.openedAt,
        toJson(session),
      );
    },
    async get(hash) {
      const [row] = await db.rows("SELECT session FROM sessions WHERE hash = ?", hash);
      return row === undefined ? null : (fromJson(row["session"]) as StoredSession);
    },
    async remove(hash) {
      await db.run("DELETE FROM sessions WHERE hash = ?", hash);
    },
    async removeBefore(instant) {
      await db.run("DELETE FROM sessions WHERE opened_at < ?", instant);
    },
  };
}
