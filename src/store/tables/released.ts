import { type Database, type Row, type Statement, statement } from "../database.ts";
import type { ReleaseDecision, ReleasedCopy, ReleasedTable, ReleaseItem } from "../store.ts";
import { fromJson, toJson } from "./json.ts";
import { noteChange } from "./note-change.ts";

export function releasedTable(db: Database): ReleasedTable {
  return {
    async replace(partner, items) {
      const before = await db.rows("SELECT id, audience, item FROM released WHERE partner = ?", partner);
      await db.batch(replaceItems(partner, before, items));
    },

    async all(partner) {
      const rows = await db.rows(
        "SELECT item FROM released WHERE partner = ? ORDER BY id, audience DESC",
        partner,
      );
      return rows.map((row) => fromJson(row["item"]) as ReleaseItem);
    },

    async decide(partner, decisions) {
      await db.batch(
        decisions.map((made) =>
          statement(
            `INSERT INTO decisions (partner, id, audience, text_hash, decision, made_by, made_at, copy)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
            partner,
            made.id,
            made.audience,
            made.textHash,
            made.decision,
            made.by,
            made.at,
            made.copy === undefined ? null : toJson(made.copy),
          ),
        ),
      );
    },

    async decisions(partner) {
      // The number, not the time of day, says which decision is the latest: clocks differ between replicas.
      const rows = await db.rows(
        `SELECT * FROM decisions WHERE number IN
           (SELECT max(number) FROM decisions WHERE partner = ? GROUP BY id, audience)
         ORDER BY id, audience DESC`,
        partner,
      );
      return rows.map(toDecision);
    },
  };
}

/**
 * Only what differs is written, so that a sync that finds nothing new leaves the store as it is. What was read
 * before is what is still there: the run that replaces holds the partner's lock.
 */
function replaceItems(partner: string, before: readonly Row[], items: readonly ReleaseItem[]): Statement[] {
  const old = new Map(before.map((row) => [toJson([row["id"], row["audience"]]), row]));
  const changed = items.flatMap((item) => {
    const key = toJson([item.id, item.audience]);
    const text = toJson(item);
    const known = old.get(key)?.["item"];
    old.delete(key);
    return known === text ? [] : [saveItem(partner, item, text)];
  });
  const statements = [...changed, ...[...old.values()].map((row) => removeItem(partner, row))];
  return statements.length === 0 ? [] : [...statements, noteChange(partner)];
}

const saveItem = (partner: string, { id, audience }: ReleaseItem, text: string): Statement =>
  statement(
    `INSERT INTO released (partner, id, audience, item) VALUES (?, ?, ?, ?)
     ON CONFLICT (partner, id, audience) DO UPDATE SET item = excluded.item`,
    partner,
    id,
    audience,
    text,
  );

const removeItem = (partner: string, row: Row): Statement =>
  statement(
    "DELETE FROM released WHERE partner = ? AND id = ? AND audience = ?",
    partner,
    String(row["id"]),
    String(row["audience"]),
  );

function toDecision(row: Row): ReleaseDecision {
  return {
    id: String(row["id"]),
    audience: row["audience"] === "partner" ? "partner" : "vendor",
    textHash: String(row["text_hash"]),
    decision: String(row["decision"]) as ReleaseDecision["decision"],
    by: String(row["made_by"]),
    at: String(row["made_at"]),
    ...(row["copy"] === null ? {} : { copy: fromJson(row["copy"]) as ReleasedCopy }),
  };
}
