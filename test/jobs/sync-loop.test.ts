import { readFile, rm, writeFile } from "node:fs/promises";

import { expect, test } from "vitest";

import { loadConfig } from "../../src/config.ts";
import { runSyncs, syncAll } from "../../src/jobs/sync-loop.ts";
import type { Text } from "../../src/language.ts";
import { openRuntime } from "../../src/runtime.ts";
import { openSoreiDesk } from "../cli/run.ts";

async function openWorld() {
  const stack = new AsyncDisposableStack();
  const desk = stack.use(await openSoreiDesk());
  const config = loadConfig({ VAULT_DIR: desk.at("vault"), KAKEHASHI_DATA_DIR: desk.at("data") }, desk.dir);
  const runtime = stack.use(await openRuntime(config));
  const notes: Text[] = [];
  const acting = () => ({
    runtime,
    now: new Date(),
    by: "test",
    onProgress: () => {},
    onNote: (note: Text) => void notes.push(note),
  });
  const entries = await runtime.store.records.all("sorei", "entry");
  const fileOf = (id: string) => desk.at("vault", entries.find((entry) => entry.id === id)?.location ?? "");
  const titleOf = async (id: string) =>
    (await runtime.store.records.all("sorei", "entry")).find((entry) => entry.id === id)?.value.title;
  const retitle = async (id: string, title: string) => {
    const text = await readFile(fileOf(id), "utf8");
    await writeFile(fileOf(id), text.replace(/^件名: .*$/mu, `件名: ${title}`));
  };
  return {
    desk,
    runtime,
    notes,
    acting,
    fileOf,
    titleOf,
    retitle,
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

test("what a person changed in the workspace is taken in by the next round, and then the next", async () => {
  await using world = await openWorld();
  const stop = new AbortController();
  const errors: unknown[] = [];
  const loop = runSyncs({
    acting: world.acting,
    everyMs: 20,
    signal: stop.signal,
    onError: (error) => void errors.push(error),
  });
  const until = async (title: string) => {
    for (let tries = 0; tries < 200 && (await world.titleOf("E16")) !== title; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await world.titleOf("E16")).toBe(title);
  };
  await world.retitle("E16", "一度目");
  await until("一度目");
  await world.retitle("E16", "二度目");
  await until("二度目");
  stop.abort();
  await loop;
  expect(errors).toEqual([]);
});

test("a partner at which another run is at work is left to it", async () => {
  await using world = await openWorld();
  await world.retitle("E16", "待つ");
  {
    await using _run = await world.runtime.store.lockRun("sorei", "apply");
    await syncAll(world.acting());
    expect(await world.titleOf("E16")).not.toBe("待つ");
  }
  expect(world.notes).toEqual([]);
  await syncAll(world.acting());
  expect(await world.titleOf("E16")).toBe("待つ");
});

test("where many entries are gone, nothing is removed, and somebody is told what to do", async () => {
  await using world = await openWorld();
  const entries = await world.runtime.store.records.all("sorei", "entry");
  for (const { id, value } of entries) if (value.kind !== "issue") await rm(world.fileOf(id));
  await syncAll(world.acting());
  expect((await world.runtime.store.records.all("sorei", "entry")).length).toBe(entries.length);
  expect(world.notes).toEqual([expect.objectContaining({ en: expect.stringContaining("--confirm") })]);
});
