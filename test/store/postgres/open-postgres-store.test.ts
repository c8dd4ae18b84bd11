import { expect, test } from "vitest";

import { AppError } from "../../../src/errors.ts";
import { Secret } from "../../../src/secret.ts";
import { openPostgresStore } from "../../../src/store/postgres/open-postgres-store.ts";
import { describeStore } from "../../contract/store.ts";
import { describePostgres } from "../../postgres/describe-postgres.ts";
import { asked } from "../../postgres/server.ts";
import { runInChild } from "../run-in-child.ts";

const open = (url: string) => openPostgresStore({ url: new Secret(url) });

describePostgres("PostgreSQL", (newUrl) => {
  describeStore("postgres", async () => {
    const url = await newUrl();
    return { open: () => open(url) };
  });

  test("data of a newer version is refused and left as it is", async () => {
    const url = await newUrl();
    await (await open(url))[Symbol.asyncDispose]();
    await setSchema(url, "999");
    await expect(open(url)).rejects.toMatchObject({ code: "newer_schema" });
    // The control: it was the version that was refused, not the database.
    await setSchema(url, "1");
    await using store = await open(url);
    expect(await store.check()).toMatchObject({ ok: true });
  });

  test("several processes open a new store at once and lose none of each other's rows", async () => {
    const url = await newUrl();
    const writers = Array.from({ length: 4 }, (_, n) =>
      runInChild(
        { url },
        `for (let i = 0; i < 50; i++) {
           await store.bindings.openIntents("acme", "vault", [{ opId: "${n}-" + i, key: "k" }]);
         }
         say("done");
         await store[Symbol.asyncDispose]();`,
      ),
    );
    await Promise.all(writers.map((writer) => writer.said("done")));
    await using store = await open(url);
    expect(await store.bindings.intents("acme", "vault")).toHaveLength(200);
  });

  test("texts are ordered by their bytes, whatever the language of the server", async () => {
    const url = await newUrl();
    await using store = await open(url);
    const keys = ["ア", "B", "a", "あ", "亜", "A", "-", "b", "Z"];
    for (const key of keys)
      await store.partners.save({ key, specText: "", specFile: "", appliedAt: "2026-11-23" });
    const ordered = (await store.partners.all()).map(({ key }) => key);
    expect(ordered).toEqual(keys.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
    // The control: the server itself would order them otherwise.
    const sql = `SELECT key COLLATE "ja-x-icu" AS key FROM partners ORDER BY 1`;
    const { rows } = await asked(url, (client) => client.query<{ key: string }>(sql));
    expect(rows.map(({ key }) => key)).not.toEqual(ordered);
  });

  test("a text comes back as it was, also with the character that PostgreSQL refuses", async () => {
    await using store = await open(await newUrl());
    const title = "件名\0の途中 \uFDD0 \uFDD00 𠮷 \u200B";
    const binding = {
      remoteId: "r",
      title,
      shownTitle: title,
      blocks: { [title]: title },
      seeded: [],
      views: {},
    };
    await store.bindings.save("acme", "vault", { key: `acme/${title}`, ...binding });
    expect(await store.bindings.all("acme", "vault")).toEqual([{ key: `acme/${title}`, ...binding }]);
    await store.bindings.remove("acme", "vault", `acme/${title}`);
    expect(await store.bindings.all("acme", "vault")).toEqual([]);
  });

  test("says which server and database it is in, and never the password", async () => {
    const url = await newUrl();
    const { password, pathname, host } = new URL(url);
    await using store = await open(url);
    const { ok, detail } = await store.check();
    expect(ok).toBe(true);
    for (const text of [detail.ja, detail.en]) expect(text).toContain(`${host}${pathname}`);
    expect(JSON.stringify(detail)).not.toContain(password);
  });

  test.each([
    ["a password that is wrong", "28P01", (url: URL) => (url.password = "canary"), /pg_hba/u],
    ["a database that is not there", "3D000", (url: URL) => (url.pathname = "/nowhere"), /createdb/u],
    ["a port where nobody listens", "ECONNREFUSED", (url: URL) => (url.port = "1"), /DATABASE_URL/u],
  ])("%s is a failure of the store that says what to check", async (_, code, spoil, hint) => {
    const url = new URL(await newUrl());
    const { password } = url;
    spoil(url);
    const error = await open(url.href).catch((thrown: unknown) => thrown);
    if (!(error instanceof AppError)) throw new Error(`not refused: ${String(error)}`);
    expect(error).toMatchObject({ code: "store_failed", cause: { code } });
    expect(error.hint?.en).toMatch(hint);
    expect(error.text.en).toContain(`${url.hostname}:${url.port}`);
    const told = JSON.stringify([error.text, error.hint, error.message]);
    expect(told).not.toContain(password);
    expect(told).not.toContain("canary");
  });

  test("a database of another encoding than UTF-8 is refused, since it cannot hold every text", async () => {
    const url = new URL(await newUrl());
    const name = `${url.pathname.slice(1)}_euc`;
    await asked(url.href, (client) =>
      client.query(
        `CREATE DATABASE ${name} ENCODING 'EUC_JP' LOCALE_PROVIDER libc LOCALE 'C' TEMPLATE template0`,
      ),
    );
    url.pathname = `/${name}`;
    await expect(open(url.href)).rejects.toMatchObject({
      code: "store_failed",
      message: expect.stringContaining("EUC_JP"),
    });
  });
});

const setSchema = (url: string, version: string) =>
  asked(url, (client) => client.query("UPDATE meta SET value = $1 WHERE key = 'schema'", [version]));
