import { expect, test } from "vitest";

import { Secret } from "../../src/secret.ts";
import { copyTables } from "../../src/store/copy.ts";
import type { DatabaseStore } from "../../src/store/database.ts";
import { openPostgresStore } from "../../src/store/postgres/open-postgres-store.ts";
import { openSqliteStore } from "../../src/store/sqlite/open-sqlite-store.ts";
import { describePostgres } from "../postgres/describe-postgres.ts";
import { tempDir } from "../temp-dir.ts";
import { fill, portrayTables } from "./fill.ts";

describePostgres("copying a store", (newUrl) => {
  const withStores = async (work: (open: Record<"folder" | "server", Opener>) => Promise<void>) => {
    await using dir = await tempDir();
    let folders = 0;
    await work({
      folder: () => openSqliteStore({ dataDir: `${dir.path}/${(folders += 1)}` }),
      server: async () => openPostgresStore({ url: new Secret(await newUrl()) }),
    });
  };
  type Opener = () => Promise<DatabaseStore>;

  test("to PostgreSQL and back gives every row as it was, and what is decided next is still the latest", () =>
    withStores(async (open) => {
      await using first = await open.folder();
      await fill(first);
      const portrait = await portrayTables(first.database);
      for (const rows of Object.values(portrait)) expect(rows).not.toEqual([]);

      await using server = await open.server();
      const seen: number[] = [];
      const tables = await copyTables(first.database, server.database, (done, total) => {
        seen.push(done / total);
      });
      expect(await portrayTables(server.database)).toEqual(portrait);
      expect(tables).toEqual(Object.entries(portrait).map(([name, rows]) => ({ name, rows: rows.length })));
      expect(seen.at(-1)).toBe(1);

      await using second = await open.folder();
      await copyTables(server.database, second.database);
      expect(await portrayTables(second.database)).toEqual(portrait);

      const made = { id: "i1", audience: "vendor", textHash: "h2", by: "lead", at: "2026-11-24" } as const;
      for (const store of [server, second]) {
        await store.released.decide("acme", [{ ...made, decision: "revoke" }]);
        expect(await store.released.decisions("acme")).toEqual([{ ...made, decision: "revoke" }]);
      }
    }));

  test.each(["folder", "server"] as const)(
    "into a %s that holds data is refused, and changes nothing",
    (kind) =>
      withStores(async (open) => {
        await using from = await open[kind === "folder" ? "server" : "folder"]();
        await fill(from);
        await using to = await open[kind]();
        await to.webhooks.firstSeen("mine", "2026-11-23");
        const before = await portrayTables(to.database);
        await expect(copyTables(from.database, to.database)).rejects.toMatchObject({
          code: "conflict",
          message: expect.stringContaining("webhook_events 1"),
        });
        expect(await portrayTables(to.database)).toEqual(before);
      }),
  );

  test.each(["folder", "server"] as const)(
    "that ends half-way leaves nothing in a %s, where nobody saw any of it either",
    (kind) =>
      withStores(async (open) => {
        await using from = await open[kind === "folder" ? "server" : "folder"]();
        await fill(from);
        await using to = await open[kind]();
        const stop = new Error("stop");
        let done = 0;
        const broken = copyTables(from.database, to.database, (rows) => {
          done = rows;
          if (rows > 700) throw stop;
        });
        await expect(broken).rejects.toBe(stop);
        expect(done).toBeGreaterThan(700);
        for (const rows of Object.values(await portrayTables(to.database))) expect(rows).toEqual([]);
        // The control: the next attempt is taken.
        await copyTables(from.database, to.database);
        expect(await portrayTables(to.database)).toEqual(await portrayTables(from.database));
      }),
  );

  test("takes what was there at one moment, whatever is written meanwhile", () =>
    withStores(async (open) => {
      await using from = await open.folder();
      await fill(from);
      const before = await portrayTables(from.database);
      await using to = await open.server();
      const late: Promise<unknown>[] = [];
      await copyTables(from.database, to.database, () => {
        late.push(from.digests.save("late", []), from.webhooks.firstSeen(`late-${late.length}`, "2026"));
      });
      await Promise.all(late);
      expect(await portrayTables(to.database)).toEqual(before);
      expect(await portrayTables(from.database)).not.toEqual(before);
    }));
});
