import type { DeadDoc, IndexedDoc, SearchTable, View } from "../store/search-table.ts";
import { MOST_DOCS } from "./build-segment.ts";
import { NOTHING, type WrittenSegment, writeSegment } from "./bulk.ts";
import type { SearchDoc } from "./search-doc.ts";
import { docOf, foldText, hashOf, namedTerms, textOf, toAdded } from "./index-doc.ts";
import { foldIndex, READ_MS } from "./fold-index.ts";
import { type TermCounter, termCounter } from "./terms.ts";

/** What a partner's documents are to be, by the kind of text that they are. */
export type PartnerDocs = Readonly<Record<View, readonly SearchDoc[]>>;

export interface IndexChanges {
  readonly added: number;
  readonly removed: number;
  readonly unchanged: number;
}

/** Runs work that only one process may do at a time: when it is its turn, or not at all if another is at it. */
export type Exclusively = (work: () => Promise<void>, ifTaken: "wait" | "skip") => Promise<void>;

export interface WriterOptions {
  /** Segments are made by one at a time. */
  readonly exclusively: Exclusively;
  readonly now?: () => number;
  readonly onProgress?: (done: number, total: number) => void;
}

/** More than this are made into segments at once; fewer wait, each in a short transaction. */
const BULK = 256;
/** So many changes in one transaction. */
const BATCH = 32;

export interface DocPlace {
  readonly family: number;
  readonly doc: SearchDoc;
}

export type KnownDoc = IndexedDoc & { readonly family: number };

/**
 * Brings what the index has of a partner to these documents; writes only what differs. All that one entry is to
 * say becomes visible at once; a run that dies leaves the index whole, and the next one does the rest.
 */
export async function indexPartner(
  table: SearchTable,
  partner: string,
  docs: PartnerDocs,
  options: WriterOptions,
): Promise<IndexChanges> {
  const families = new Map<View, number>();
  for (const view of VIEWS) families.set(view, await table.family(partner, view));
  const known = new Map(
    (await table.docs([...families.values()])).map((doc) => [keyOf(doc.family, doc.id), doc]),
  );
  const changed: DocPlace[] = [];
  const outdated: KnownDoc[] = [];
  let unchanged = 0;
  for (const view of VIEWS) {
    for (const doc of docs[view]) {
      const family = families.get(view) ?? 0;
      const before = known.get(keyOf(family, doc.id));
      known.delete(keyOf(family, doc.id));
      if (before?.hash === hashOf(doc)) {
        unchanged += 1;
        continue;
      }
      changed.push({ family, doc });
      if (before !== undefined) outdated.push(before);
    }
  }
  const removed = [...known.values()];
  await writeDifference(table, { changed, outdated, removed }, options);
  return { added: changed.length, removed: removed.length, unchanged };
}

const VIEWS: readonly View[] = ["own", "vendor", "partner"];
const keyOf = (family: number, id: string): string => `${family} ${id}`;

export interface Difference {
  readonly changed: readonly DocPlace[];
  /** What the changed ones were before. */
  readonly outdated: readonly KnownDoc[];
  readonly removed: readonly KnownDoc[];
}

/** Writes a difference: few documents in short transactions, many as segments. */
export async function writeDifference(
  table: SearchTable,
  difference: Difference,
  options: WriterOptions,
): Promise<void> {
  const { changed, outdated, removed } = difference;
  const counter = termCounter();
  const before = new Map(outdated.map((doc) => [keyOf(doc.family, doc.id), doc]));
  // First what may no longer be seen.
  for (const part of parts(removed, BATCH))
    await table.change({ added: [], removed: await deadOf(table, counter, part) });
  if (changed.length > BULK)
    await options.exclusively(() => bulk(table, counter, { changed, before }, options), "wait");
  else {
    for (const part of parts(changed, BATCH)) {
      const old = part.flatMap(({ family, doc }) => before.get(keyOf(family, doc.id)) ?? []);
      await table.change({
        added: part.map(({ family, doc }) => toAdded(counter, family, doc)),
        removed: await deadOf(table, counter, old),
      });
    }
  }
  if (changed.length + removed.length > 0) await foldIndex(table, options);
}

async function bulk(
  table: SearchTable,
  counter: TermCounter,
  { changed, before }: { changed: readonly DocPlace[]; before: ReadonlyMap<string, KnownDoc> },
  { now = Date.now, onProgress }: WriterOptions,
): Promise<void> {
  let done = 0;
  for (const [family, places] of Map.groupBy(changed, (place) => place.family)) {
    for (const docs of segmentsFor(places.map(({ doc }) => doc))) {
      const old = docs.flatMap(({ id }) => before.get(keyOf(family, id)) ?? []);
      const removed = await deadOf(table, counter, old);
      const written = await writeSegment(table, counter, { family, docs });
      await table.publish(
        { ...NOTHING, family, segments: [written.segment], docs: written.docs, removed },
        now(),
      );
      done += docs.length;
      onProgress?.(done, changed.length);
    }
  }
}

/**
 * Makes a partner's index anew from nothing, beside the one that is there; queries go on with that until the new
 * one takes its place, family by family.
 */
export async function rebuildPartner(
  table: SearchTable,
  partner: string,
  docs: PartnerDocs,
  { exclusively, now = Date.now, onProgress }: WriterOptions,
): Promise<void> {
  const counter = termCounter();
  const total = VIEWS.reduce((sum, view) => sum + docs[view].length, 0);
  let done = 0;
  await exclusively(async () => {
    for (const view of VIEWS) {
      const family = await table.family(partner, view);
      const stored = await table.segments(await table.liveSegments());
      const replaces = stored.filter((one) => one.family === family).map(({ segment }) => segment);
      const supersedes = await table.reserve(1);
      const written: WrittenSegment[] = [];
      for (const some of segmentsFor(docs[view])) {
        written.push(await writeSegment(table, counter, { family, docs: some }));
        done += some.length;
        onProgress?.(done, total);
      }
      const segments = written.map(({ segment }) => segment);
      await table.publish(
        { ...NOTHING, family, segments, docs: written.flatMap((one) => one.docs), replaces, supersedes },
        now(),
      );
    }
    await table.sweep(now() - READ_MS);
  }, "wait");
}

/** Documents of a unit next to each other, a segment's worth at a time. */
function segmentsFor(docs: readonly SearchDoc[]): SearchDoc[][] {
  return parts(
    docs.toSorted((a, b) => (a.unit < b.unit ? -1 : a.unit > b.unit ? 1 : 0)),
    MOST_DOCS,
  );
}

/** These documents with the terms that they had. */
async function deadOf(
  table: SearchTable,
  counter: TermCounter,
  docs: readonly KnownDoc[],
): Promise<Omit<DeadDoc, "sequence">[]> {
  const dead: Omit<DeadDoc, "sequence">[] = [];
  for (const part of parts(docs, 500)) {
    const texts = await table.texts(part.map(({ number }) => number));
    for (const { number, family, unit } of part) {
      const kept = texts.get(number);
      const text = kept === undefined ? { title: "", body: "", about: "" } : textOf(docOf(kept));
      const { names } = namedTerms(counter, text, foldText(text));
      dead.push({ number, family, unit, terms: names.join("\n") });
    }
  }
  return dead;
}

function parts<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) =>
    items.slice(at * size, (at + 1) * size),
  );
}
