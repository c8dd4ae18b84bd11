import { Secret } from "../../secret.ts";
import type { Database, Row } from "../database.ts";
import type { WebhookTable } from "../store.ts";

/** Each method is a single statement, so that two processes can never both be the first. */
export function webhookTable(db: Database): WebhookTable {
  return {
    async firstSeen(eventId, at) {
      const changed = await db.run(
        "INSERT INTO webhook_events (id, seen_at) VALUES (?, ?) ON CONFLICT (id) DO NOTHING",
        eventId,
        at,
      );
      return changed === 1;
    },

    async forgetSeen(before) {
      await db.run("DELETE FROM webhook_events WHERE seen_at < ?", before);
    },

    async openWindow(until) {
      const changed = await db.run(
        `INSERT INTO webhook_token (place, open_until, token, taken) VALUES (1, ?, NULL, 0)
         ON CONFLICT (place) DO UPDATE SET open_until = excluded.open_until
           WHERE webhook_token.token IS NULL`,
        until,
      );
      return changed === 1;
    },

    async windowIsOpen(now) {
      return (await db.rows("SELECT place FROM webhook_token WHERE open_until > ?", now)).length === 1;
    },

    async keepToken(token, now) {
      const changed = await db.run(
        `UPDATE webhook_token SET token = ?, open_until = NULL, taken = 0
         WHERE token IS NULL AND open_until > ?`,
        token.reveal(),
        now,
      );
      return changed === 1;
    },

    async token() {
      return toToken(await db.rows("SELECT token FROM webhook_token WHERE token IS NOT NULL"));
    },

    async takeToken() {
      return toToken(
        await db.rows(
          "UPDATE webhook_token SET taken = 1 WHERE token IS NOT NULL AND taken = 0 RETURNING token",
        ),
      );
    },

    async forgetToken() {
      await db.run("DELETE FROM webhook_token");
    },
  };
}

function toToken([row]: readonly Row[]): Secret | null {
  return row === undefined ? null : new Secret(String(row["token"]));
}
