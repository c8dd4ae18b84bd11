import type { PublishedTable } from "../store.ts";
import type { Connection } from "./connection.ts";

export function publishedTable(db: Connection): PublishedTable {
  return {
    async all(partner, workspace) {
      return db
        .rows("SELECT * FROM published WHERE partner = ? AND workspace = ? ORDER BY id", partner, workspace)
        .map((row) => ({
          id: String(row["id"]),
          remoteId: String(row["remote_id"]),
          hash: String(row["hash"]),
        }));
    },

    async save(partner, workspace, { id, remoteId, hash }) {
      db.run(
        "INSERT OR REPLACE INTO published (partner, workspace, id, remote_id, hash) VALUES (?, ?, ?, ?, ?)",
        partner,
        workspace,
        id,
        remoteId,
        hash,
      );
    },

    async remove(partner, workspace, id) {
      db.run("DELETE FROM published WHERE partner = ? AND workspace = ? AND id = ?", partner, workspace, id);
    },
  };
}
