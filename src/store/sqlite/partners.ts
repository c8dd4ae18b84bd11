import type { PartnerTable, StoredPartner } from "../store.ts";
import type { Connection, Row } from "./connection.ts";

export function partnerTable(db: Connection): PartnerTable {
  return {
    async save({ key, specText, specFile, appliedAt }) {
      db.run(
        `INSERT INTO partners (key, spec_text, spec_file, applied_at) VALUES (?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET spec_text = excluded.spec_text, spec_file = excluded.spec_file,
           applied_at = excluded.applied_at`,
        key,
        specText,
        specFile,
        appliedAt,
      );
    },
    async get(key) {
      const row = db.rows("SELECT * FROM partners WHERE key = ?", key)[0];
      return row === undefined ? null : toPartner(row);
    },
    async all() {
      return db.rows("SELECT * FROM partners ORDER BY key").map(toPartner);
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
