import type { Database, Row } from "../database.ts";
import type { PartnerTable, StoredPartner } from "../store.ts";

export function partnerTable(db: Database): PartnerTable {
  return {
    async save({ key, specText, specFile, appliedAt }) {
      await db.run(
        `INSERT INTO partners (key, spec_text, spec_file, applied_at) VALUES (?, ?, ?, ?)
         ON CONFLICT (key) DO UPDATE SET spec_text = excluded.spec_text, spec_file = excluded.spec_file,
           applied_at = excluded.applied_at`,
        key,
        specText,
        specFile,
        appliedAt,
      );
    },
    async get(key) {
      const [row] = await db.rows("SELECT * FROM partners WHERE key = ?", key);
      return row === undefined ? null : toPartner(row);
    },
    async all() {
      return (await db.rows("SELECT * FROM partners ORDER BY key")).map(toPartner);
    },
  };
}

function toPartner(row: Row): StoredPartner {
  return {
    key: String(row["key"]),
    specText: String(row["spec_text"]),
    specFile: String(row["spec_file"]),
    appliedAt: String(row["applied_at"]),
  };
}
