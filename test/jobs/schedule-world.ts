import { slotOf, weeksBetween, addWeeks, draftSlotOf } from "../../src/digest/week.ts";
import { openSearchIndex } from "../../src/search/search-index.ts";
import { type Ran, runDueJobs } from "../../src/jobs/run-due.ts";
import { builtInLexicon } from "../../src/match/lexicon/lexicon.ts";
import { Entry } from "../../src/model/entry.ts";
import type { Spec } from "../../src/model/spec.ts";
import type { Runtime } from "../../src/runtime.ts";
import { releaseEntries } from "../../src/release/gate.ts";
import { partnerNodeKey } from "../../src/spec/keys.ts";
import { parseSpec } from "../../src/spec/load.ts";
import type { DigestTable, Store, StoredDigest, StoredRecord } from "../../src/store/store.ts";
import type { DatabaseRef, GeneratedPage, Workspace } from "../../src/workspaces/workspace.ts";

/**
 * Several processes that share a store and a workspace, over years of weeks: their clocks differ, they die at any
 * moment, and come back. Time is played, so that ten years take as long as their digests take to make.
 */

/** One partner per zone, its slot where that zone's clocks are changed. */
export const ZONES = [
  { key: "new-york", zone: "America/New_York", weekday: "sunday", time: "02:30" },
  { key: "berlin", zone: "Europe/Berlin", weekday: "sunday", time: "02:30" },
  { key: "lord-howe", zone: "Australia/Lord_Howe", weekday: "sunday", time: "02:15" },
  { key: "sao-paulo", zone: "America/Sao_Paulo", weekday: "sunday", time: "00:30" },
  { key: "tokyo", zone: "Asia/Tokyo", weekday: "monday", time: "08:00" },
  { key: "kiritimati", zone: "Pacific/Kiritimati", weekday: "monday", time: "00:00" },
  { key: "utc", zone: "UTC", weekday: "friday", time: "23:59" },
] as const;

const UNITS = ["a", "b"] as const;

export interface Simulation {
  /** The first ISO week, and how many follow. */
  readonly from: string;
  readonly weeks: number;
  readonly seed: number;
  /** Opens the shared store once more. */
  readonly openStore: () => Promise<Store>;
  /** What a process makes of the shared store: a control takes its protections away. */
  readonly tamper?: (store: Store) => Store;
}

export interface Simulated {
  /** Digest pages that were to be published. */
  readonly wanted: number;
  /** Those that were, whole. */
  readonly published: number;
  /** Of each page, how often it was written after it was noted as published: 0 unless something ran twice. */
  readonly again: number;
  /** Pages whose writes differed from one another. */
  readonly changed: number;
  /** The latest that a page came after its slot, in minutes. */
  readonly latestMinutes: number;
  readonly deaths: number;
}

const PROCESSES = 4;
/** Minutes around a slot at which processes wake, on the true clock; everybody is alive at the last. */
const WAKES = [-6, -1, 0, 1, 3, 6, 10, 15];
const MINUTE = 60_000;

export async function simulate({ from, weeks, seed, openStore, tamper }: Simulation): Promise<Simulated> {
  const random = seeded(seed);
  const specs = ZONES.map(specOf);
  const store = await openStore();
  for (const { spec, text } of specs) await fill(store, spec, text, slotOf(addWeeks(from, -1), spec.digest));
  const ledger = openLedger();
  const processes = await Promise.all(
    Array.from({ length: PROCESSES }, async (_, number) => ({
      name: `p${number}`,
      skew: Math.round((random() * 2 - 1) * 5 * MINUTE),
      store: await openStore(),
      backAt: 0,
    })),
  );
  let deaths = 0;
  for (const instant of instantsOf(specs, from, weeks)) {
    for (const [at, minute] of WAKES.entries()) {
      const now = instant + minute * MINUTE;
      const isLast = at === WAKES.length - 1;
      await Promise.all(
        processes.map(async (process) => {
          if (process.backAt > now && !isLast) return;
          const fate = { left: !isLast && random() < 0.15 ? Math.ceil(random() * 60) : Infinity };
          const alive = mortal(ledger.watch(tamper?.(process.store) ?? process.store), fate);
          const runtime = runtimeOf(alive, ledger.workspace(now, fate));
          const clock = () => new Date(now + process.skew);
          try {
            const ran = await runDueJobs({ runtime, now: clock, holder: process.name, sync: async () => {} });
            mustNotFail(ran);
          } catch (error) {
            if (!(error instanceof Death)) throw error;
            deaths += 1;
            await process.store[Symbol.asyncDispose]();
            process.store = await openStore();
            process.backAt = now + random() * 12 * MINUTE;
          }
        }),
      );
    }
  }
  const outcome = await ledger.judge(
    store,
    specs.map(({ spec }) => spec),
    from,
    weeks,
  );
  for (const process of processes) await process.store[Symbol.asyncDispose]();
  await store[Symbol.asyncDispose]();
  return { ...outcome, deaths };
}

function mustNotFail(ran: readonly Ran[]): void {
  const failed = ran.find(({ outcome }) => outcome === "failed" || outcome === "missed");
  if (failed !== undefined)
    throw new Error(`${failed.job} ${failed.period} ${failed.outcome}: ${failed.error?.en}`);
}

interface PlayedSpec {
  readonly spec: Spec;
  readonly text: string;
}

function specOf({ key, zone, weekday, time }: (typeof ZONES)[number]): PlayedSpec {
  const text = [
    `partner: { key: ${key}, name: ${key} }`,
    `units: [${UNITS.map((unit) => `{ key: ${unit}, name: ${unit}支店, kind: branch }`).join(", ")}]`,
    `digest: { zone: ${zone}, weekday: ${weekday}, time: "${time}" }`,
  ].join("\n");
  return { spec: parseSpec(text, `${key}.yaml`), text };
}

async function fill(store: Store, spec: Spec, specText: string, appliedAt: string): Promise<void> {
  const { key } = spec.partner;
  await store.partners.save({ key, specText, specFile: `${key}.yaml`, appliedAt });
  await store.bindings.save(key, "vault", {
    key: partnerNodeKey(key, "digests"),
    remoteId: `${key}-digests`,
    title: "週報",
    shownTitle: "週報",
    blocks: {},
    seeded: [],
    views: {},
  });
  const entries = UNITS.flatMap((unit) => [
    record({
      id: `${unit}-issue`,
      unit,
      kind: "issue",
      title: "後任が口約束を知らない",
      situation: "引き継ぎで苦情",
    }),
    record({ id: `${unit}-case`, unit, kind: "success", title: "三回同行して引き継ぐ", done: "後任と同行" }),
  ]);
  const items = releaseEntries({ spec, entries, people: [], decisions: [] });
  await store.records.commit(key, "vault", {
    upserts: entries,
    removals: [],
    cursors: new Map(),
    broken: new Map(),
  });
  await store.released.replace(key, items);
}

function record(value: object): StoredRecord<"entry"> {
  const entry = Entry.parse({ scope: "partner_all_units", ...value });
  return {
    type: "entry",
    id: entry.id,
    value: entry,
    database: "",
    remoteId: entry.id,
    revision: "1",
    url: "",
    location: "",
    updatedAt: "2016-01-01T00:00:00Z",
    firstSeen: "2016-01-01T00:00:00Z",
    archived: false,
    readable: true,
  };
}

/** Every instant at which something is due, in order. */
function instantsOf(specs: readonly PlayedSpec[], from: string, weeks: number): number[] {
  const instants = specs.flatMap(({ spec }) =>
    Array.from({ length: weeks }, (_, at) => addWeeks(from, at)).flatMap((week) => [
      Date.parse(draftSlotOf(week, spec.digest)),
      Date.parse(slotOf(week, spec.digest)),
    ]),
  );
  return [...new Set(instants)].sort((a, b) => a - b);
}

class Death extends Error {}

/** Steps that a process has left; it dies at the last. */
interface Fate {
  left: number;
}

function step(fate: Fate): void {
  fate.left -= 1;
  if (fate.left <= 0) throw new Death("died");
}

/** The store of a process that may die before or after any of its calls. */
function mortal(store: Store, fate: Fate): Store {
  const guard = <T extends object>(part: T): T =>
    new Proxy(part, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== "function") return value;
        return async (...args: unknown[]) => {
          step(fate);
          const answer: unknown = await Reflect.apply(value, target, args);
          if (name !== "lockRun") step(fate);
          return answer;
        };
      },
    });
  return new Proxy(guard(store), {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      return typeof value === "object" && value !== null ? guard(value) : value;
    },
  });
}

function runtimeOf(store: Store, workspace: Workspace): Runtime {
  return {
    store,
    config: { zone: "UTC" } as Runtime["config"],
    workspace: async () => workspace,
    channels: async () => [],
    embeddings: async () => null,
    searchIndex: async () => openSearchIndex(store.search),
    lexicon: async () => builtInLexicon(),
    [Symbol.asyncDispose]: async () => {},
  };
}

/** What became of every page: the workspace that all processes write into. */
function openLedger() {
  const writes = new Map<string, { readonly at: number; readonly text: string }[]>();
  const noted = new Set<string>();
  let again = 0;
  return {
    workspace: (at: number, fate: Fate): Workspace =>
      ({
        kind: "vault",
        async putPage({ remoteId }: DatabaseRef, page: GeneratedPage) {
          step(fate);
          const id = `${remoteId} ${page.id}`;
          if (noted.has(id)) again += 1;
          writes.set(id, [...(writes.get(id) ?? []), { at, text: JSON.stringify(page.blocks) }]);
          step(fate);
          return { outcome: "created", remoteId: page.id, revision: "1", url: "", location: page.id };
        },
      }) as unknown as Workspace,
    /** Listens for what is noted as published: whoever writes that again did not look. */
    watch: (store: Store): Store => {
      const digests: DigestTable = {
        all: (partner, filter) => store.digests.all(partner, filter),
        save: async (partner, saved) => {
          await store.digests.save(partner, saved);
          for (const one of saved) if (one.state === "published") noted.add(pageOf(partner, one));
        },
      };
      return new Proxy(store, {
        get: (target, name) => (name === "digests" ? digests : Reflect.get(target, name)),
      });
    },
    async judge(store: Store, specs: readonly Spec[], from: string, weeks: number) {
      let [published, changed, latestMinutes] = [0, 0, 0];
      for (const spec of specs) {
        const { key } = spec.partner;
        for (const digest of await store.digests.all(key, { since: from, audience: "vendor" })) {
          const list = writes.get(pageOf(key, digest)) ?? [];
          if (weeksBetween(from, digest.week) >= weeks || digest.state !== "published") continue;
          published += 1;
          changed += new Set(list.map(({ text }) => text)).size === 1 ? 0 : 1;
          const first = Math.min(...list.map(({ at }) => at));
          const late = (first - Date.parse(slotOf(digest.week, spec.digest))) / MINUTE;
          latestMinutes = Math.max(latestMinutes, late);
        }
      }
      return { wanted: specs.length * weeks * UNITS.length, published, again, changed, latestMinutes };
    },
  };
}

const pageOf = (partner: string, { week, unit, audience }: StoredDigest): string =>
  `${partner}-digests digest:${week}:${unit}:${audience}`;

/** mulberry32: small, and the same everywhere. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
