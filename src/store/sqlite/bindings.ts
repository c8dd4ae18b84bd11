import type { Binding, BindingTable } from "../store.ts";
import { type Connection, fromJson, type Row, toJson } from "./connection.ts";

export function bindingTable(db: Connection): BindingTable {
  return {
    async all(partner, workspace) {
      return db
        .rows("SELECT * FROM bindings WHERE partner = ? AND workspace = ? ORDER BY key", partner, workspace)
        .map(toBinding);
    },

    async save(partner, workspace, binding, opId) {
      db.transaction(() => {
        db.run(
          `INSERT OR REPLACE INTO bindings
             (partner, workspace, key, remote_id, title, shown_title, blocks, seeded, properties,
              stamps_by_clock, refill, views, bound_at)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
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
        if (opId !== undefined) dropIntent(partner, workspace, opId);
      });
    },

    async remove(partner, workspace, key) {
      db.run("DELETE FROM bindings WHERE partner = ? AND workspace = ? AND key = ?", partner, workspace, key);
    },

    async openIntents(partner, workspace, intents) {
      db.transaction(() => {
        for (const { opId, key, sentAt } of intents) {
          db.run(
            "INSERT OR REPLACE INTO intents (partner, workspace, op_id, key, sent_at) VALUES (?, ?, ?, ?, ?)",
            partner,
            workspace,
            opId,
            key,
            sentAt ?? null,
          );
        }
      });
    },

    async intents(partner, workspace) {
      return db
        .rows(
          "SELECT op_id, key, sent_at FROM intents WHERE partner = ? AND workspace = ? ORDER BY key, op_id",
          partner,
          workspace,
        )
        .map((row) => ({
          opId: String(row["op_id"]),
          key: String(row["key"]),
          ...(row["sent_at"] === null ? {} : { sentAt: String(row["sent_at"]) }),
        }));
    },

    async dropIntents(partner, workspace, opIds) {
      db.transaction(() => {
        for (const opId of opIds) dropIntent(partner, workspace, opId);
      });
    },
  };

  function dropIntent(partner: string, workspace: string, opId: string): void {
    db.run("DELETE FROM intents WHERE partner = ? AND workspace = ? AND op_id = ?", partner, workspace, opId);
  }
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
