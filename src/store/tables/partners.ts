import { type Database, type Row, statement } from "../database.ts";
import type { Spec } from "../../model/spec.ts";
import type { PartnerTable, StoredPartner } from "../store.ts";
import { fromJson, toJson } from "./json.ts";
import { noteChange } from "./note-change.ts";

export function partnerTable(db: Database): PartnerTable {
  return {
    async save({ key, specText, specFile, appliedAt }) {
      const save = statement(
        `INSERT INTO partners (key, spec_text, spec_file, applied_at) VALUES (?, ?, ?, ?)
         ON CONFLICT (key) DO UPDATE SET spec_text = excluded.spec_text, spec_file = excluded.spec_file,
           applied_at = excluded.applied_at, parsed_by = NULL, parsed = NULL`,
        key,
        specText,
        specFile,
        appliedAt,
      );
      const [before] = await db.rows("SELECT spec_text FROM partners WHERE key = ?", key);
      // Names of units are words by which people look for entries.
      await db.batch(before?.["spec_text"] === specText ? [save] : [save, noteChange(key)]);
    },
    async keepParsed(key, specText, { by, spec }) {
      await db.run(
        "UPDATE partners SET parsed_by = ?, parsed = ? WHERE key = ? AND spec_text = ?",
        by,
        toJson(spec),
        key,
        specText,
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
    ...(row["parsed_by"] === null
      ? {}
      : { parsed: { by: String(row["parsed_by"]), spec: fromJson(row["parsed"]) as Spec } }),
  };
}
