import type { ReleaseDecision, ReleasedTable, ReleaseItem } from "../store.ts";
import { type Connection, fromJson, type Row, toJson } from "./connection.ts";

export function releasedTable(db: Connection): ReleasedTable {
  return {
    async replace(partner, items) {
      db.transaction(() => replaceItems(db, partner, items));
    },

    async all(partner) {
      return db
        .rows("SELECT item FROM released WHERE partner = ? ORDER BY id, audience DESC", partner)
        .map((row) => fromJson(row["item"]) as ReleaseItem);
    },

    async decide(partner, decisions) {
      db.transaction(() => {
        for (const made of decisions) {
          db.run(
            `INSERT INTO decisions (partner, id, audience, text_hash, decision, made_by, made_at)
             VALUES (?, ?, ?, ?, ?, ?, ?)`,
            partner,
            made.id,
            made.audience,
            made.textHash,
            made.decision,
            made.by,
            made.at,
          );
        }
      });
    },

    async decisions(partner) {
      // The number, not the time of day, says which decision is the latest: clocks differ between replicas.
      return db
        .rows(
          `SELECT * FROM decisions WHERE number IN
             (SELECT max(number) FROM decisions WHERE partner = ? GROUP BY id, audience)
           ORDER BY id, audience DESC`,
          partner,
        )
        .map(toDecision);
    },
  };
}

/** Only what differs is written, so that a sync that finds nothing new leaves the file as it is. */
function replaceItems(db: Connection, partner: string, items: readonly ReleaseItem[]): void {
  const before = new Map(
    db
      .rows("SELECT id, audience, item FROM released WHERE partner = ?", partner)
      .map((row) => [toJson([row["id"], row["audience"]]), row]),
  );
  for (const item of items) {
    const key = toJson([item.id, item.audience]);
    const text = toJson(item);
    const known = before.get(key)?.["item"];
    before.delete(key);
    if (known === text) continue;
    db.run(
      "INSERT OR REPLACE INTO released (partner, id, audience, item) VALUES (?, ?, ?, ?)",
      partner,
      item.id,
      item.audience,
      text,
    );
  }
  for (const row of before.values()) {
    db.run(
      "DELETE FROM released WHERE partner = ? AND id = ? AND audience = ?",
      partner,
      String(row["id"]),
      String(row["audience"]),
    );
  }
}

function toDecision(row: Row): ReleaseDecision {
  return {
    id: String(row["id"]),
    audience: row["audience"] === "partner" ? "partner" : "vendor",
    textHash: String(row["text_hash"]),
    decision: String(row["decision"]) as ReleaseDecision["decision"],
    by: String(row["made_by"]),
    at: String(row["made_at"]),
  };
}
