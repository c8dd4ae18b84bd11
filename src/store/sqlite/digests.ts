import type { DigestTable, StoredDigest } from "../store.ts";
import { type Connection, fromJson, toJson } from "./connection.ts";

export function digestTable(db: Connection): DigestTable {
  return {
    async save(partner, digests) {
      db.transaction(() => {
        for (const digest of digests) {
          db.run(
            `INSERT OR REPLACE INTO digests (partner, unit, week, audience, state, digest)
             VALUES (?, ?, ?, ?, ?, ?)`,
            partner,
            digest.unit,
            digest.week,
            digest.audience,
            digest.state,
            toJson(digest),
          );
        }
      });
    },

    async all(partner, { week, audience }) {
      return db
        .rows(
          `SELECT digest FROM digests
           WHERE partner = ?1 AND (?2 IS NULL OR week = ?2) AND (?3 IS NULL OR audience = ?3)
           ORDER BY week DESC, unit, audience DESC`,
          partner,
          week ?? null,
          audience ?? null,
        )
        .map((row) => fromJson(row["digest"]) as StoredDigest);
    },
  };
}
