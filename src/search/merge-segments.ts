import type { FoundPostings, PostingRow, SearchTable, StoredSegment } from "../store/search-table.ts";
import { MOST_DOCS, postingRow, wordList } from "./build-segment.ts";
import { NOTHING, toStored, writeRows } from "./bulk.ts";
import { decodeColumns, encodeColumns, facetsAt, toColumns } from "./columns.ts";
import { decodePostings, type Postings } from "./postings.ts";
import { type Run, type SegmentFacts, toFacts } from "./segment-facts.ts";

/** Beyond whatever was numbered. */
export const LATEST = Number.MAX_SAFE_INTEGER;

/** So many segments of about the same size become one. */
const FEW = 4;
/** A segment of which more than this share is dead is written anew without it. */
const DEAD_SHARE = 0.2;
/** Dead documents of a family slow down the start of every process. */
export const MOST_DEAD = 512;

/** Segments of a family that should become one; none if all is well. */
export async function segmentsToMerge(table: SearchTable, family: number): Promise<number[]> {
  const segments = (await table.segments(await table.liveSegments())).filter((one) => one.family === family);
  const dead = await deadNumbers(table, family);
  const deadIn = (one: StoredSegment): number => countDead(one, dead);
  const tiers = Map.groupBy(segments, ({ size }) => Math.floor(Math.log2(Math.max(64, size)) / 2));
  for (const [, tier] of [...tiers].toSorted(([a], [b]) => a - b)) {
    const some = asManyAsFit(tier, (one) => one.size - deadIn(one));
    if (some.length >= FEW) return some.map(({ segment }) => segment);
  }
  const worst = segments.toSorted((a, b) => deadIn(b) - deadIn(a))[0];
  if (worst === undefined || deadIn(worst) === 0) return [];
  const isRotten = deadIn(worst) >= Math.max(64, worst.size * DEAD_SHARE) || dead.size >= MOST_DEAD;
  return isRotten ? [worst.segment] : [];
}

function asManyAsFit(
  tier: readonly StoredSegment[],
  sizeOf: (one: StoredSegment) => number,
): StoredSegment[] {
  let size = 0;
  return tier.filter((one) => {
    if (size + sizeOf(one) > MOST_DOCS) return false;
    size += sizeOf(one);
    return true;
  });
}

async function deadNumbers(table: SearchTable, family: number): Promise<Set<number>> {
  return new Set(
    (await table.dead(0, LATEST)).filter((doc) => doc.family === family).map(({ number }) => number),
  );
}

function countDead({ columns, facts }: StoredSegment, dead: ReadonlySet<number>): number {
  if (dead.size === 0) return 0;
  const { numbers } = decodeColumns(columns, (JSON.parse(facts) as SegmentFacts).values);
  return numbers.reduce((count, number) => count + (dead.has(number) ? 1 : 0), 0);
}

/** Makes one segment of several, without what is dead in them. */
export async function mergeSegments(
  table: SearchTable,
  { family, segments }: { readonly family: number; readonly segments: readonly number[] },
  at: number,
): Promise<void> {
  const dead = await deadNumbers(table, family);
  const { docs, places, buried } = joinDocs(await table.segments(segments), dead);
  const runs: { unit: string; from: number; to: number }[] = [];
  docs.forEach(({ unit }, place) => {
    const last = runs.at(-1);
    if (last?.unit === unit) last.to = place + 1;
    else runs.push({ unit, from: place, to: place + 1 });
  });
  const segment = await table.reserve(1);
  await table.begin({ segment, family });
  const names: string[] = [];
  for await (const part of table.allPostings(family, segments)) {
    const rows = joinRows(part, { places, runs });
    for (const { term } of rows) if (term.startsWith("w:")) names.push(term);
    await writeRows(table, { segment, family }, rows);
  }
  const columns = toColumns(docs);
  const facts = toFacts(runs, columns.values);
  const merged = { size: docs.length, facts, columns: encodeColumns(columns), words: wordList(names) };
  await table.publish(
    {
      ...NOTHING,
      family,
      segments: [toStored({ segment, family }, merged)],
      replaces: segments,
      buries: buried,
    },
    at,
  );
}

type JoinedDoc = {
  readonly number: number;
  readonly unit: string;
  readonly facets: ReturnType<typeof facetsAt>;
};

/** The living documents of several segments, those of a unit together, and where each one went; -1 for the dead. */
function joinDocs(segments: readonly StoredSegment[], dead: ReadonlySet<number>) {
  const all: (JoinedDoc & { readonly segment: number; readonly doc: number })[] = [];
  const buried: number[] = [];
  const places = new Map<number, Int32Array>();
  for (const { segment, facts, columns: bytes } of segments) {
    const { runs, values } = JSON.parse(facts) as SegmentFacts;
    const columns = decodeColumns(bytes, values);
    places.set(segment, new Int32Array(columns.size).fill(-1));
    for (const { unit, from, to } of runs) {
      for (let doc = from; doc < to; doc += 1) {
        const number = columns.numbers[doc] ?? 0;
        if (dead.has(number)) buried.push(number);
        else all.push({ number, unit, facets: facetsAt(columns, doc), segment, doc });
      }
    }
  }
  const docs = all.toSorted((a, b) => (a.unit === b.unit ? a.number - b.number : a.unit < b.unit ? -1 : 1));
  docs.forEach(({ segment, doc }, place) => {
    const moved = places.get(segment);
    if (moved !== undefined) moved[doc] = place;
  });
  return { docs, places, buried };
}

function joinRows(
  rows: readonly FoundPostings[],
  { places, runs }: { places: ReadonlyMap<number, Int32Array>; runs: readonly Run[] },
): PostingRow[] {
  const joined: PostingRow[] = [];
  for (const [term, of] of Map.groupBy(rows, (row) => row.term)) {
    const postings = joinPostings(of, places);
    if (postings.docs.length > 0) joined.push(postingRow(term, postings, runs));
  }
  return joined;
}

function joinPostings(rows: readonly FoundPostings[], places: ReadonlyMap<number, Int32Array>): Postings {
  const pairs = new Uint32Array(rows.reduce((sum, { df }) => sum + df, 0));
  let count = 0;
  for (const { segment, list } of rows) {
    if (list === null) continue;
    const { docs, impacts } = decodePostings(list);
    const moved = places.get(segment);
    for (let at = 0; at < docs.length; at += 1) {
      const place = moved?.[docs[at] ?? 0] ?? -1;
      if (place < 0) continue;
      pairs[count] = place * 256 + (impacts[at] ?? 0);
      count += 1;
    }
  }
  const sorted = pairs.subarray(0, count).sort();
  const joined = { docs: new Uint16Array(count), impacts: new Uint8Array(count) };
  for (let at = 0; at < count; at += 1) {
    joined.docs[at] = (sorted[at] ?? 0) >>> 8;
    joined.impacts[at] = (sorted[at] ?? 0) & 255;
  }
  return joined;
}
