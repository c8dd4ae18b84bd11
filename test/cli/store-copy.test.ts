import { expect, test } from "vitest";

import { Secret } from "../../src/secret.ts";
import { openPostgresStore } from "../../src/store/postgres/open-postgres-store.ts";
import { openSqliteStore } from "../../src/store/sqlite/open-sqlite-store.ts";
import { describePostgres } from "../postgres/describe-postgres.ts";
import { portrayTables } from "../store/fill.ts";
import { runInChild } from "../store/run-in-child.ts";
import {
  DigestAnswer,
  DoctorAnswer,
  Failure,
  MatchAnswer,
  SearchAnswer,
  StoreCopyAnswer,
  SyncAnswer,
} from "./answers.ts";
import { openSoreiDesk } from "./run.ts";

describePostgres("store copy", (newUrl) => {
  test("moves a partner to PostgreSQL, where everything goes on as before, and back", async () => {
    await using desk = await openSoreiDesk();
    const url = await newUrl();
    const env = { DATABASE_URL: url };
    // The desk's own copies of the files are new to the store.
    await desk.json(SyncAnswer, ["sync", "--full"]);
    const { tables } = await desk.json(StoreCopyAnswer, ["store", "copy", "--to", url]);
    expect(tables.find(({ name }) => name === "records")?.rows).toBeGreaterThan(40);

    await using file = await openSqliteStore({ dataDir: desk.at("data") });
    const portrait = await portrayTables(file.database);
    await using server = await openPostgresStore({ url: new Secret(url) });
    expect(await portrayTables(server.database)).toEqual(portrait);

    const { tookMs: _, ...found } = await desk.json(SearchAnswer, ["search", "引き継ぎ"]);
    expect(found.hits).not.toEqual([]);
    expect(await desk.json(SearchAnswer, ["search", "引き継ぎ"], { env })).toMatchObject(found);
    expect(await desk.json(MatchAnswer, ["match"], { env })).toEqual(await desk.json(MatchAnswer, ["match"]));
    const synced = await desk.json(SyncAnswer, ["sync", "--full"], { env });
    expect(synced.partners).toMatchObject([{ upserted: 0, removed: 0, quarantined: [] }]);
    await desk.json(DigestAnswer, ["digest", "run", "--partner", "sorei", "--week", "2026-W48"], { env });

    const now = await portrayTables(server.database);
    await desk.json(StoreCopyAnswer, ["store", "copy", "--to", "back"], { env });
    await using back = await openSqliteStore({ dataDir: desk.at("back") });
    expect(await portrayTables(back.database)).toEqual(now);
  });

  test("refuses a target with data and a partner that is being worked on with 3, and says how to go on", async () => {
    await using desk = await openSoreiDesk();
    const [url, other] = [await newUrl(), await newUrl()];
    const withoutPassword = new URL(url);
    withoutPassword.password = "";
    const env = { PGPASSWORD: decodeURIComponent(new URL(url).password) };
    const shown = await desk.run(["store", "copy", "--to", withoutPassword.href], { env });
    expect(shown).toMatchObject({ exit: 0, stderr: "" });
    expect(shown.stdout).toMatch(/records +\d+/u);
    expect(shown.stdout).toContain("DATABASE_URL=");
    expect(shown.stdout).not.toContain(new URL(url).password);
    const taken = await desk.json(Failure, ["store", "copy", "--to", url], { exit: 3 });
    expect(taken.error).toMatchObject({
      code: "conflict",
      message: expect.stringContaining("records"),
    });

    const run = runInChild(
      desk.at("data"),
      `globalThis.lock = await store.lockRun("sorei", "sync");
       say("held");
       process.stdin.resume();`,
    );
    await run.said("held");
    const busy = await desk.json(Failure, ["store", "copy", "--to", other], { exit: 3 });
    expect(busy.error).toMatchObject({ code: "locked", message: expect.stringContaining("sync") });
    run.child.kill("SIGKILL");
    await run.ended();
    await desk.json(StoreCopyAnswer, ["store", "copy", "--to", other]);
  });

  test("takes only a place of the other kind, and shows no address that it refuses", async () => {
    await using desk = await openSoreiDesk();
    const url = await newUrl();
    for (const [to, env, said] of [
      ["elsewhere", {}, /takes the URL/u],
      ["mysql://me:canary@host/db", {}, /not the URL/u],
      ["postgres://me:can ary@[host/db", {}, /not the URL/u],
      [url, { DATABASE_URL: url }, /takes a folder/u],
    ] as const) {
      const { error } = await desk.json(Failure, ["store", "copy", "--to", to], { env, exit: 64 });
      expect(error).toMatchObject({ code: "usage", message: expect.stringMatching(said) });
      expect(JSON.stringify(error)).not.toMatch(/canary|can ary/u);
    }
  });

  test("the doctor names the store, also when DATABASE_URL is in a file of its own, and never the password", async () => {
    await using desk = await openSoreiDesk();
    const url = new URL(await newUrl());
    const storeOf = async (env: Record<string, string>) => {
      const { checks } = await desk.json(DoctorAnswer, ["doctor"], { env });
      expect(JSON.stringify(checks)).not.toContain(url.password);
      return checks.find(({ name }) => name === "store")?.detail;
    };
    expect(await storeOf({})).toContain("kakehashi.sqlite");
    expect(await storeOf({ DATABASE_URL: url.href })).toContain(`${url.host}${url.pathname}`);
    await desk.write("secret", `${url.href}\n`);
    expect(await storeOf({ DATABASE_URL_FILE: "secret" })).toContain(`${url.host}${url.pathname}`);
  });
});
