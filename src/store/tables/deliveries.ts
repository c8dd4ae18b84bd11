import type { Text } from "../../language.ts";
import type { Database, Row } from "../database.ts";
import type { DeliveryTable, StoredDelivery } from "../store.ts";
import { fromJson, toJson } from "./json.ts";

export function deliveryTable(db: Database): DeliveryTable {
  return {
    async claim(partner, { channel, id }, at) {
      const rows = await db.rows(
        `INSERT INTO deliveries (partner, channel, id, state, changed_at) VALUES (?, ?, ?, 'sending', ?)
         ON CONFLICT (partner, channel, id) DO UPDATE SET
           state = 'sending', changed_at = excluded.changed_at, error = NULL
           WHERE deliveries.state = 'failed'
         RETURNING id`,
        partner,
        channel,
        id,
        at,
      );
      return rows.length > 0;
    },

    async note(partner, { channel, id, state, at, error }) {
      await db.run(
        "UPDATE deliveries SET state = ?, changed_at = ?, error = ? WHERE partner = ? AND channel = ? AND id = ?",
        state,
        at,
        error === undefined ? null : toJson(error),
        partner,
        channel,
        id,
      );
    },

    async all(partner) {
      const rows = await db.rows(
        "SELECT * FROM deliveries WHERE partner = ? ORDER BY changed_at DESC, channel, id",
        partner,
      );
      return rows.map(toDelivery);
    },
  };
}

const toDelivery = (row: Row): StoredDelivery => ({
  channel: String(row["channel"]),
  id: String(row["id"]),
  state: String(row["state"]) as StoredDelivery["state"],
  at: String(row["changed_at"]),
  ...(row["error"] === null ? {} : { error: fromJson(row["error"]) as Text }),
});
