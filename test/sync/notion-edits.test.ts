import { describe, expect, test } from "vitest";

import type { SyncInput } from "../../src/sync/sync.ts";
import type { Workspace } from "../../src/workspaces/workspace.ts";
import { seeded } from "../fakes/notion/random.ts";
import { ISSUES, type NotionWorld, openWorld } from "./notion-small-world.ts";

/**
 * Notion floors times to the minute, and a second edit in one minute does not move them. People edit at any instant,
 * also while a sync runs; whatever was edited before a sync began is in the store when it has ended.
 */

const OTHER = "acme/br-fuk/issues";
const SECOND = 1_000;

const edited = async (world: NotionWorld): Promise<Map<string, string>> =>
  new Map((await world.entries()).map(({ remoteId, value }) => [remoteId, JSON.stringify(value)] as const));

/** A person who edits rows, sometimes only their text, and knows what they say now. */
function openEditor(world: NotionWorld, random: () => number) {
  const rows = new Map<string, { role: string; text: string }>();
  let count = 0;
  const { person } = world.server;
  return {
    add: () => {
      const text = `本文${(count += 1)}。`;
      const key = random() < 0.5 ? ISSUES : OTHER;
      const id = person.addRow(world.source(key), { values: { 件名: "件" }, body: text });
      rows.set(id, { role: "", text });
    },
    edit: () => {
      const all = [...rows];
      const [id, row] = all[Math.floor(random() * all.length)] ?? [];
      if (id === undefined || row === undefined) return;
      const next = `${(count += 1)}`;
      if (random() < 0.5) {
        person.editText(id, row.text, `本文${next}。`);
        row.text = `本文${next}。`;
      } else {
        person.setValue(id, "発言者の役職", `役${next}。`);
        row.role = `役${next}。`;
      }
    },
    said: () => new Map([...rows].map(([id, row]) => [id, { ...row }])),
  };
}

/** One seed's row of edits, waits and syncs: what the syncs missed, and how often they took in what was no change. */
async function play(world: NotionWorld, seed: number, sync: () => ReturnType<NotionWorld["sync"]>) {
  const random = seeded(seed);
  const editor = openEditor(world, random);
  const problems: string[] = [];
  for (let at = 0; at < 14; at += 1) {
    // Mostly within a minute, sometimes minutes later.
    world.later(Math.floor(random() * (random() < 0.75 ? 12 : 150) * SECOND));
    if (at < 2 || random() < 0.05) editor.add();
    else if (random() < 0.6) editor.edit();
    else {
      const [said, before] = [editor.said(), await edited(world)];
      let left = random() < 0.4 ? Math.floor(random() * 8) : -1;
      world.onRequest(() => {
        if (left-- !== 0) return;
        world.later(Math.floor(random() * 70 * SECOND));
        editor.edit();
      });
      const { upserted } = await sync();
      world.onRequest(() => {});
      const [after, now] = [await edited(world), editor.said()];
      for (const [id, row] of said) {
        const isSame = JSON.stringify(row) === JSON.stringify(now.get(id));
        // A row that is new and saved by its author at that moment is left for the next sync, which takes it.
        if (!isSame && !before.has(id)) continue;
        const known = after.get(id) ?? "";
        const has = (what: "text" | "role") =>
          known.includes(row[what]) || known.includes(now.get(id)?.[what] ?? row[what]);
        if (!has("text") || !has("role")) problems.push(`seed ${seed}: a row lacks ${row.text}${row.role}`);
      }
      const changed = [...after].filter(([id, value]) => before.get(id) !== value).length;
      if (upserted !== changed) problems.push(`seed ${seed}: ${upserted} upserts for ${changed} changes`);
    }
  }
  return problems;
}

/** The two databases, and whether the clock of Notion's answers is trusted for them. */
const twoOf = (world: NotionWorld, stampsByClock: boolean) =>
  new Map(
    [...world.databases]
      .filter(([key]) => key === ISSUES || key === OTHER)
      .map(([key, ref]) => [key, { ...ref, stampsByClock }] as const),
  );

/** Seed after seed, each from empty databases. */
async function playAll(
  world: NotionWorld,
  seeds: readonly number[],
  more: Partial<SyncInput>,
): Promise<string[]> {
  const problems: string[] = [];
  for (const one of seeds) {
    problems.push(...(await play(world, one, () => world.sync(more))));
    for (const key of [ISSUES, OTHER]) {
      for (const { id } of world.server.rowsOf(world.source(key))) world.server.person.purge(id);
    }
    await world.sync({ ...more, full: true, confirm: true });
  }
  return problems;
}

const seeds = (from: number, count: number): number[] => Array.from({ length: count }, (_, at) => from + at);

/** Takes every minute for over in which it saw an edit, as if times were told to the second. */
const trusting = (workspace: Workspace): Workspace => ({
  ...workspace,
  changedEntries: async (db, since) => {
    const changed = await workspace.changedEntries(db, since);
    const cursor = (): string => {
      const told = JSON.parse(changed.cursor()) as { newest: string };
      return JSON.stringify({ ...told, settled: told.newest });
    };
    return { ...changed, cursor };
  },
});

describe("edits at any phase of the minute", () => {
  test.each([
    ["the clock of Notion's answers is trusted", true],
    ["only the times of rows are", false],
  ])(
    "are in the store after the next sync, and nothing else is taken in, where %s",
    async (_how, byClock) => {
      await using world = await openWorld();
      const databases = twoOf(world, byClock);
      expect(await playAll(world, seeds(byClock ? 1 : 1_001, 25), { databases })).toEqual([]);
    },
  );

  test("control: are missed by a reading that trusts the times alone", async () => {
    await using world = await openWorld();
    const more = { databases: twoOf(world, false), workspace: trusting(world.open()) };
    expect(await playAll(world, seeds(1_001, 10), more)).not.toEqual([]);
  });
});
