import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { openEndpoint } from "../../src/embeddings/endpoint.ts";
import { matchIssues } from "../../src/match/match.ts";
import type { Audience, Entry } from "../../src/model/entry.ts";
import type { Text } from "../../src/language.ts";
import type { Store } from "../../src/store/store.ts";
import { openSqliteStore } from "../../src/store/sqlite/open-sqlite-store.ts";
import { refreshReleases } from "../../src/sync/release.ts";
import { type FakeEmbeddings, startEmbeddings } from "../fakes/embeddings-server.ts";
import { entry, spec, storedEntry } from "../release/records.ts";
import { tempDir } from "../temp-dir.ts";

const SPEC = spec({ sharing: { default_scope: "partner_all_units" } });
const KEY = SPEC.partner.key;

/** Ten cases of the same problem as the issue; the model alone knows that two of them are told as it is. */
const ENTRIES: Entry[] = [
  entry({
    id: "I1",
    unit: "br-osk",
    kind: "issue",
    title: "担当が替わると引き継ぎができていない",
    theme: ["引き継ぎ"],
  }),
  ...Array.from({ length: 10 }, (_, number) =>
    entry({
      id: `S${number}`,
      unit: "br-fuk",
      kind: "success",
      title: `${"甲乙丙丁戊己庚辛壬癸".charAt(number)}の引き継ぎを二人で行った`,
      done: `担当が替わる前に${"青赤黄緑紫白黒茶桃灰".charAt(number)}の札を付けた`,
      theme: ["引き継ぎ"],
    }),
  ),
];
const meaningOf = (text: string): string =>
  /引き継ぎができていない|庚の引き継ぎ|辛の引き継ぎ/u.test(text) ? "same" : text;

async function openWorld(entries: readonly Entry[] = ENTRIES) {
  const stack = new AsyncDisposableStack();
  const dir = stack.use(await tempDir());
  const store = stack.use(await openSqliteStore({ dataDir: join(dir.path, "data") }));
  const server = stack.use(await startEmbeddings(meaningOf));
  await keep(store, entries);
  return { store, server, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

const keep = (store: Store, entries: readonly Entry[]) =>
  store.records.commit(KEY, "vault", {
    upserts: entries.map((value) => storedEntry(value)),
    removals: [],
    cursors: new Map(),
    broken: new Map(),
  });

async function refresh(store: Store, server: FakeEmbeddings | null, model = "m", notes: Text[] = []) {
  const embeddings =
    server === null
      ? null
      : openEndpoint({ url: server.url, model, apiKey: null, timeoutMs: 2_000, sleep: async () => {} });
  return refreshReleases(store, SPEC, { embeddings, onNote: (note) => void notes.push(note) });
}

async function found(store: Store, audience: Audience = "vendor"): Promise<string[]> {
  const { issues } = matchIssues({
    spec: SPEC,
    entries: await store.records.all(KEY, "entry"),
    items: await store.released.all(KEY),
    rollouts: [],
    people: [],
    audience,
    limit: 10,
  });
  return (issues[0]?.matches ?? []).map(({ id }) => id);
}

const sentTo = ({ requests }: FakeEmbeddings): string => requests.flatMap(({ texts }) => texts).join("\n");

describe("with an embeddings endpoint", () => {
  test("what the model finds near comes first, and again where it does not", async () => {
    await using world = await openWorld();
    await refresh(world.store, world.server);
    expect((await found(world.store)).slice(0, 2).toSorted()).toEqual(["S6", "S7"]);
    // Control: the same entries without it.
    await refresh(world.store, null);
    expect((await found(world.store)).slice(0, 2).toSorted()).not.toEqual(["S6", "S7"]);
  });

  test("switched off, nothing is left of it: the stored copies are those of one that never had it", async () => {
    await using world = await openWorld();
    await using plain = await openWorld();
    await refresh(world.store, world.server);
    await refresh(world.store, null);
    await refresh(plain.store, null);
    expect(await world.store.released.all(KEY)).toEqual(await plain.store.released.all(KEY));
    expect(plain.server.requests).toEqual([]);
  });

  test("it is shown each text once, and again only what changed", async () => {
    await using world = await openWorld();
    await refresh(world.store, world.server);
    const all = world.server.requests.flatMap(({ texts }) => texts);
    expect(new Set(all).size).toBe(all.length);
    await refresh(world.store, world.server);
    expect(world.server.requests.flatMap(({ texts }) => texts)).toHaveLength(all.length);
    await keep(world.store, [entry({ ...ENTRIES[1], title: "別の話" })]);
    await refresh(world.store, world.server);
    expect(world.server.requests.at(-1)?.texts).toEqual([expect.stringContaining("別の話")]);
  });

  test("another model is asked for everything anew", async () => {
    await using world = await openWorld();
    await refresh(world.store, world.server);
    const once = world.server.requests.flatMap(({ texts }) => texts).length;
    const items = await refresh(world.store, world.server, "n");
    expect(world.server.requests.flatMap(({ texts }) => texts)).toHaveLength(2 * once);
    expect(new Set(items.map(({ meaning }) => meaning?.by))).toEqual(new Set(["n"]));
  });

  test("what it has given before it fails is kept, and only the rest is asked for again", async () => {
    const more = Array.from({ length: 40 }, (_, number) =>
      entry({ id: `T${number}`, unit: "br-fuk", kind: "success", title: `別件${number}`, theme: [] }),
    );
    await using world = await openWorld(more);
    world.server.next(200, 401);
    const items = await refresh(world.store, world.server);
    expect(items.filter(({ meaning }) => meaning !== undefined).length).toBeGreaterThan(0);
    expect(items.filter(({ meaning }) => meaning === undefined).length).toBeGreaterThan(0);
    const first = new Set(world.server.requests[0]?.texts);
    const again = world.server.requests.length;
    await refresh(world.store, world.server);
    const texts = world.server.requests.slice(again).flatMap((request) => request.texts);
    expect(texts.filter((text) => first.has(text))).toEqual([]);
    expect(new Set([...first, ...texts]).size).toBe(40);
  });

  test("a text longer than models read is cut, and stays one that servers take", async () => {
    const title = "件名";
    const long = entry({ id: "L1", unit: "br-fuk", kind: "success", title, done: "𠮷".repeat(9_000) });
    await using world = await openWorld([long]);
    await refresh(world.store, world.server);
    const [text = ""] = world.server.requests.flatMap(({ texts }) => texts);
    expect(text.length).toBeLessThanOrEqual(4_000);
    expect(text.isWellFormed()).toBe(true);
    expect(text).toMatch(/^件名\n.*𠮷𠮷𠮷/su);
  });

  test("if it fails, matching goes on without it, and somebody is told", async () => {
    await using world = await openWorld();
    world.server.next(401);
    const notes: Text[] = [];
    const items = await refresh(world.store, world.server, "m", notes);
    expect(items.every(({ meaning }) => meaning === undefined)).toBe(true);
    expect(notes).toEqual([expect.objectContaining({ en: expect.stringContaining("401") })]);
    expect(await found(world.store)).not.toEqual([]);
  });
});

test("the model is shown released copies, and nothing of what may not cross", async () => {
  const secret = {
    only: entry({ id: "U1", unit: "br-fuk", kind: "success", title: "canary-unit-only", scope: "unit_only" }),
    refused: entry({
      id: "U2",
      unit: "br-fuk",
      kind: "success",
      title: "canary-refused",
      consent: "refused",
    }),
    masked: entry({
      id: "U3",
      unit: "br-fuk",
      kind: "success",
      title: "ミカゲ精密の件",
      customer: "ミカゲ精密",
      segment: ["製造"],
      done: "taro@mikage.example に送った",
      private_notes: "canary-note",
    }),
  };
  await using world = await openWorld([...ENTRIES, ...Object.values(secret)]);
  await refresh(world.store, world.server);
  const sent = sentTo(world.server);
  for (const canary of ["canary", "ミカゲ", "mikage"]) expect(sent).not.toContain(canary);
  // Control: the masked copy itself was shown.
  expect(sent).toContain("製造の顧客");
});
