import { type Database, type SqlValue, statement } from "../database.ts";
import type { DigestTable, StoredDigest } from "../store.ts";
import { fromJson, toJson } from "./json.ts";

export function digestTable(db: Database): DigestTable {
  return {
    async save(partner, digests) {
      await db.batch(
        digests.map((digest) =>
          statement(
            `INSERT INTO digests (partner, unit, week, audience, state, digest) VALUES (?, ?, ?, ?, ?, ?)
             ON CONFLICT (partner, week, audience, unit) DO UPDATE SET
               state = excluded.state, digest = excluded.digest`,
            partner,
            digest.unit,
            digest.week,
            digest.audience,
            digest.state,
            toJson(digest),
          ),
        ),
      );
    },

    async all(partner, { week, since, audience }) {
      const wanted: (readonly [string, SqlValue])[] = [["partner =", partner]];
      if (week !== undefined) wanted.push(["week =", week]);
      if (since !== undefined) wanted.push(["week >=", since]);
      if (audience !== undefined) wanted.push(["audience =", audience]);
      const rows = await db.rows(
        `SELECT digest FROM digests WHERE ${wanted.map(([condition]) => `${condition} ?`).join(" AND ")}
         ORDER BY week DESC, unit, audience DESC`,
        ...wanted.map(([, value]) => value),
      );
      return rows.map((row) => fromJson(row["digest"]) as StoredDigest);
    },
  };
}
