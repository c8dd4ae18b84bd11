import type { Database } from "../database.ts";
import type { ApiKeyTable, StoredApiKey } from "../store.ts";
import { fromJson, toJson } from "./json.ts";

export function apiKeyTable(db: Database): ApiKeyTable {
  const read = async (sql: string, ...values: string[]): Promise<StoredApiKey[]> =>
    (await db.rows(sql, ...values)).map((row) => fromJson(row["api_key"]) as StoredApiKey);
  const get = async (id: string) => (await read("SELECT api_key FROM api_keys WHERE id = ?", id))[0] ?? null;
  return {
    async save(key) {
      await db.run(
        "INSERT INTO api_keys (id, api_key) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET api_key = excluded.api_key",
        key.id,
        toJson(key),
      );
    },
    get,
    all: () => read("SELECT api_key FROM api_keys ORDER BY id"),
    async remove(id) {
      const isThere = (await get(id)) !== null;
      await db.run("DELETE FROM api_keys WHERE id = ?", id);
      return isThere;
    },
  };
}
