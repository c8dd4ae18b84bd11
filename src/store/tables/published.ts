import type { Database } from "../database.ts";
import type { PublishedTable } from "../store.ts";

export function publishedTable(db: Database): PublishedTable {
  return {
    async all(partner, workspace) {
      const rows = await db.rows(
        "SELECT * FROM published WHERE partner = ? AND workspace = ? ORDER BY id",
        partner,
        workspace,
      );
      return rows.map((row) => ({
        id: String(row["id"]),
        remoteId: String(row["remote_id"]),
        hash: String(row["hash"]),
      }));
    },

    async save(partner, workspace, { id, remoteId, hash }) {
      await db.run(
        `INSERT INTO published (partner, workspace, id, remote_id, hash) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (partner, workspace, id) DO UPDATE SET
           remote_id = excluded.remote_id, hash = excluded.hash`,
        partner,
        workspace,
        id,
        remoteId,
        hash,
      );
    },

    async remove(partner, workspace, id) {
      await db.run(
        "DELETE FROM published WHERE partner = ? AND workspace = ? AND id = ?",
        partner,
        workspace,
        id,
      );
    },
  };
}
