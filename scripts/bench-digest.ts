import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { buildDigests } from "../src/digest/digests.ts";
import { describeCopy, recognise } from "../src/match/features.ts";
import { builtInLexicon } from "../src/match/lexicon/lexicon.ts";
import { Entry } from "../src/model/entry.ts";
import { Spec } from "../src/model/spec.ts";
import { releaseEntries } from "../src/release/gate.ts";
import { openSqliteStore } from "../src/store/sqlite/open-sqlite-store.ts";
import type { Store, StoredRecord } from "../src/store/store.ts";
import { median } from "./median.ts";
import { corpus } from "./search-bench/corpus.ts";

/**
 * What the week's digests of a large partner cost: 30 units and 20,000 entries, composed for our own people, and for
 * the partner's too, beside plainly reading the same rows. Taken in turn in one process.
 */

export interface DigestBench {
  readonly entries: number;
  readonly readMs: number;
  readonly vendorMs: number;
  readonly bothMs: number;
  readonly peakMb: number;
}

const UNITS = 30;
const ENTRIES = 20_000;
const RUNS = 5;

export async function benchDigest(): Promise<DigestBench> {
  const dir = await mkdtemp(join(tmpdir(), "kakehashi-bench-"));
  try {
    await using store = await openSqliteStore({ dataDir: dir });
    const spec = specOf();
    await fill(store, spec);
    const request = { store, spec, week: "2026-W48", now: "2026-11-23T00:00:00Z" };
    const read = async () => {
      await store.records.all("big", "entry");
      await store.released.all("big");
    };
    const rounds = [];
    for (let run = 0; run <= RUNS; run += 1) {
      rounds.push({
        readMs: await timed(read),
        vendorMs: await timed(() => buildDigests({ ...request, audience: "vendor" })),
        bothMs: await timed(() => buildDigests(request)),
      });
    }
    const counted = rounds.slice(1);
    return {
      entries: ENTRIES,
      readMs: median(counted.map(({ readMs }) => readMs)),
      vendorMs: median(counted.map(({ vendorMs }) => vendorMs)),
      bothMs: median(counted.map(({ bothMs }) => bothMs)),
      peakMb: process.resourceUsage().maxRSS / 1_024,
    };
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

export function digestBenchLines({ entries, readMs, vendorMs, bothMs, peakMb }: DigestBench): string[] {
  const line = (ms: number) => `${ms.toFixed(0)} ms  ${(ms / readMs).toFixed(2)}× reading`;
  return [
    `digests of ${UNITS} units over ${entries} entries (median of ${RUNS})`,
    `  for our own people   ${line(vendorMs)}`,
    `  for the partner too  ${line(bothMs)}`,
    `  reading the rows     ${readMs.toFixed(0)} ms`,
    `  peak memory          ${peakMb.toFixed(0)} MB`,
  ];
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

const specOf = (): Spec =>
  Spec.parse({
    partner: { key: "big", name: "大規模商事" },
    units: Array.from({ length: UNITS }, (_, at) => ({
      key: `u${at}`,
      kind: at % 2 === 0 ? "division" : "branch",
      name: `第${at}支店`,
      kgi: "粗利額",
    })),
  });

async function fill(store: Store, spec: Spec): Promise<void> {
  const entries = [...corpus(ENTRIES)].map((doc, at) => recordOf(doc, at));
  await store.records.commit("big", "vault", {
    upserts: entries,
    removals: [],
    cursors: new Map(),
    broken: new Map(),
  });
  const lexicon = builtInLexicon();
  const items = releaseEntries({ spec, entries, people: [], decisions: [] });
  await store.released.replace(
    "big",
    items.map((item) => ({ ...item, recognised: recognise(describeCopy(item.copy), lexicon) })),
  );
}

type CorpusDoc = ReturnType<typeof corpus> extends Generator<infer Doc> ? Doc : never;

/** A third issues, of which one in five is open. */
function recordOf(doc: CorpusDoc, at: number): StoredRecord<"entry"> {
  const common = {
    id: doc.id,
    unit: `u${at % UNITS}`,
    title: doc.title,
    level: doc.level,
    theme: [doc.theme],
    products: at % 2 === 0 ? [] : [doc.product],
    scope: "partner_all_units",
    heard_on: doc.heardOn,
  };
  const own = [
    { kind: "issue", situation: doc.text, state: at % 5 === 0 ? "open" : "solved" },
    { kind: "success", done: doc.text, result: "苦情が減った" },
    { kind: "failure", what: doc.text, prevention: "先に聞く" },
  ][at % 3];
  const value = Entry.parse({ ...common, ...own });
  return {
    type: "entry",
    id: value.id,
    value,
    database: `big/${value.unit}/${value.kind}`,
    remoteId: value.id,
    revision: "1",
    url: "",
    location: "",
    updatedAt: "2026-11-01T00:00:00Z",
    firstSeen: "2026-11-01T00:00:00Z",
    archived: false,
    readable: true,
  };
}

if (import.meta.main) for (const line of digestBenchLines(await benchDigest())) console.log(line);
