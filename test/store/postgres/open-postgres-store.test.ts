import { expect, test } from "vitest";

import { Secret } from "../../../src/secret.ts";
import { openPostgresStore } from "../../../src/store/postgres/open-postgres-store.ts";
import { describeStore } from "../../contract/store.ts";
import { describePostgres } from "../../postgres/describe-postgres.ts";
import { asked } from "../../postgres/server.ts";

describePostgres("PostgreSQL", (newUrl) => {
  describeStore("postgres", async () => {
    const url = new Secret(await newUrl());
    return { open: () => openPostgresStore({ url }) };
  });

  test("data of a newer version is refused and left as it is", async () => {
    const url = await newUrl();
    await (await openPostgresStore({ url: new Secret(url) }))[Symbol.asyncDispose]();
    await setSchema(url, "999");
    await expect(openPostgresStore({ url: new Secret(url) })).rejects.toMatchObject({ code: "newer_schema" });
    // The control: it was the version that was refused, not the database.
    await setSchema(url, "1");
    await using store = await openPostgresStore({ url: new Secret(url) });
    expect(await store.check()).toMatchObject({ ok: true });
  });
});

const setSchema = (url: string, version: string) =>
  asked(url, (client) => client.query("UPDATE meta SET value = $1 WHERE key = 'schema'", [version]));
