import { hostname } from "node:os";

import { expect, test } from "vitest";

import { Secret } from "../../../src/secret.ts";
import { openPostgresStore } from "../../../src/store/postgres/open-postgres-store.ts";
import { describePostgres } from "../../postgres/describe-postgres.ts";
import { asked } from "../../postgres/server.ts";
import { runInChild } from "../run-in-child.ts";

const open = (url: string) => openPostgresStore({ url: new Secret(url) });

describePostgres("the lock of a run in PostgreSQL", (newUrl) => {
  test("holds while its holder's event loop is blocked, and frees itself when the holder is killed", async () => {
    const url = await newUrl();
    const holder = runInChild(
      { url },
      `globalThis.lock = await store.lockRun("acme", "digest publish");
       say("held");
       Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);`,
    );
    await holder.said("held");

    await using store = await open(url);
    const refused = await store.lockRun("acme", "sync").catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: "locked" });
    expect(String(refused)).toContain(
      `"digest publish" (process ${holder.child.pid} on ${hostname()}, since 20`,
    );

    holder.child.kill("SIGKILL");
    await holder.ended();
    await eventually(async () => {
      await using _lock = await store.lockRun("acme", "sync");
    });
  });

  test("that is lost while the run goes on stops everything that the run would still write", async () => {
    const url = await newUrl();
    await using store = await open(url);
    await using other = await open(url);
    const intents = [{ opId: "1", key: "k" }];
    {
      await using _lock = await store.lockRun("acme", "apply");
      await store.bindings.openIntents("acme", "vault", intents);
      await asked(url, (client) =>
        client.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
           WHERE datname = current_database() AND application_name LIKE '%apply@%'`,
        ),
      );
      await eventually(async () => {
        await using _taken = await other.lockRun("acme", "sync");
      });
      const late = store.bindings.dropIntents("acme", "vault", ["1"]);
      await expect(late).rejects.toMatchObject({
        code: "store_failed",
        message: expect.stringContaining("lock"),
      });
      expect(await store.bindings.intents("acme", "vault")).toEqual(intents);
    }
    // The control: the next run of this process writes again.
    await using _again = await store.lockRun("acme", "apply");
    await store.bindings.dropIntents("acme", "vault", ["1"]);
    expect(await store.bindings.intents("acme", "vault")).toEqual([]);
  });
});

/** The server needs a moment to see that a connection is gone. */
async function eventually(work: () => Promise<void>): Promise<void> {
  await expect.poll(() => work().then(() => "done", String), { timeout: 10_000 }).toBe("done");
}
