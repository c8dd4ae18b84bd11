import { expect, test } from "vitest";

import { openSqliteStore } from "../../../src/store/sqlite/open-sqlite-store.ts";
import { tempDir } from "../../temp-dir.ts";
import { runInChild } from "../run-in-child.ts";

const SECRET = JSON.stringify(new URL("../../../src/secret.ts", import.meta.url).href);

test("of several processes that are given the same events at once, each event is new to exactly one", async () => {
  await using dir = await tempDir();
  const receivers = Array.from({ length: 4 }, () =>
    runInChild(
      dir.path,
      `say("ready;");
       await new Promise((resolve) => process.stdin.once("data", resolve));
       const mine = [];
       for (let i = 0; i < 100; i++) if (await store.webhooks.firstSeen("e" + i, "2026-11-23")) mine.push(i);
       say("mine " + mine.join(" ") + ";");
       process.exit();`,
    ),
  );
  await Promise.all(receivers.map(({ said }) => said("ready;")));
  const outputs = receivers.map(({ said }) => said("mine"));
  for (const { child } of receivers) child.stdin?.write("go\n");
  const news = (await Promise.all(outputs)).flatMap(
    (output) => output.match(/mine ([\d ]*);/u)?.[1]?.match(/\d+/gu) ?? [],
  );
  expect(news.map(Number).toSorted((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, i) => i));
});

test("of several processes that are sent different tokens at once, one keeps its own", async () => {
  await using dir = await tempDir();
  await using store = await openSqliteStore({ dataDir: dir.path });
  await store.webhooks.openWindow("2026-11-23T00:10:00.000Z");
  const receivers = Array.from({ length: 4 }, (_, n) =>
    runInChild(
      dir.path,
      `const { Secret } = await import(${SECRET});
       const kept = await store.webhooks.keepToken(new Secret("token-${n}"), "2026-11-23T00:00:00.000Z");
       say((kept ? "kept token-${n}" : "refused") + ";");
       process.stdin.resume();`,
    ),
  );
  const outputs = await Promise.all(receivers.map(({ said }) => said(";")));
  for (const { child } of receivers) child.kill();
  const kept = outputs.flatMap((output) => /kept (\S+);/u.exec(output)?.[1] ?? []);
  expect(kept).toHaveLength(1);
  expect((await store.webhooks.token())?.reveal()).toBe(kept[0]);
});
