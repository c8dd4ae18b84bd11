import { type Database, type Row, type Statement, statement } from "../database.ts";
import type { Binding, BindingTable } from "../store.ts";
import { fromJson, toJson } from "./json.ts";

export function bindingTable(db: Database): BindingTable {
  return {
    async all(partner, workspace) {
      const rows = await db.rows(
        "SELECT * FROM bindings WHERE partner = ? AND workspace = ? ORDER BY key",
        partner,
        workspace,
      );
      return rows.map(toBinding);
    },

    async save(partner, workspace, binding, opId) {
      const closed = opId === undefined ? [] : [dropIntent(partner, workspace, opId)];
      await db.batch([saveBinding(partner, workspace, binding), ...closed]);
    },

    async remove(partner, workspace, key) {
      await db.run(
        "DELETE FROM bindings WHERE partner = ? AND workspace = ? AND key = ?",
        partner,
        workspace,
        key,
      );
    },

    async openIntents(partner, workspace, intents) {
      await db.batch(
        intents.map(({ opId, key, sentAt }) =>
          statement(
            `INSERT INTO intents (partner, workspace, op_id, key, sent_at) VALUES (?, ?, ?, ?, ?)
             ON CONFLICT (partner, workspace, op_id) DO UPDATE SET
               key = excluded.key, sent_at = excluded.sent_at`,
            partner,
            workspace,
            opId,
            key,
            sentAt ?? null,
          ),
        ),
      );
    },

    async intents(partner, workspace) {
      const rows = await db.rows(
        "SELECT op_id, key, sent_at FROM intents WHERE partner = ? AND workspace = ? ORDER BY key, op_id",
        partner,
        workspace,
      );
      return rows.map((row) => ({
        opId: String(row["op_id"]),
        key: String(row["key"]),
        ...(row["sent_at"] === null ? {} : { sentAt: String(row["sent_at"]) }),
      }));
    },

    async dropIntents(partner, workspace, opIds) {
      await db.batch(opIds.map((opId) => dropIntent(partner, workspace, opId)));
    },
  };
}

function saveBinding(partner: string, workspace: string, binding: Binding): Statement {
  return statement(
    `INSERT INTO bindings
       (partner, workspace, key, remote_id, title, shown_title, blocks, seeded, properties,
        stamps_by_clock, refill, views, bound_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (partner, workspace, key) DO UPDATE SET
       remote_id = excluded.remote_id, title = excluded.title, shown_title = excluded.shown_title,
       blocks = excluded.blocks, seeded = excluded.seeded, properties = excluded.properties,
       stamps_by_clock = excluded.stamps_by_clock, refill = excluded.refill, views = excluded.views,
       bound_at = excluded.bound_at`,
    partner,
    workspace,
    binding.key,
    binding.remoteId,
    binding.title,
    binding.shownTitle,
    toJson(binding.blocks),
    toJson(binding.seeded),
    binding.properties === undefined ? null : toJson(binding.properties),
    binding.stampsByClock === undefined ? null : Number(binding.stampsByClock),
    binding.refill === undefined ? null : toJson(binding.refill),
    toJson(binding.views),
    binding.boundAt ?? null,
  );
}

function dropIntent(partner: string, workspace: string, opId: string): Statement {
  return statement(
    "DELETE FROM intents WHERE partner = ? AND workspace = ? AND op_id = ?",
    partner,
    workspace,
    opId,
  );
}

function toBinding(row: Row): Binding {
  return {
    key: String(row["key"]),
    remoteId: String(row["remote_id"]),
    title: String(row["title"]),
    shownTitle: String(row["shown_title"]),
    blocks: fromJson(row["blocks"]) as Binding["blocks"],
    seeded: fromJson(row["seeded"]) as Binding["seeded"],
    ...(row["properties"] === null
      ? {}
      : { properties: fromJson(row["properties"]) as NonNullable<Binding["properties"]> }),
    ...(row["stamps_by_clock"] === null ? {} : { stampsByClock: row["stamps_by_clock"] === 1 }),
    ...(row["refill"] === null ? {} : { refill: fromJson(row["refill"]) as readonly string[] }),
    views: fromJson(row["views"]) as Binding["views"],
    ...(row["bound_at"] === null ? {} : { boundAt: String(row["bound_at"]) }),
  };
}
