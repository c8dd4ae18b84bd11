import type { DeadDoc, PendingDoc, SearchTable } from "../store/search-table.ts";
import { segmentBuilder } from "./build-segment.ts";
import { NOTHING, toStored, writeRows } from "./bulk.ts";
import type { Facets } from "./columns.ts";
import type { Exclusively } from "./index-writer.ts";
import { LATEST, mergeSegments, MOST_DEAD, segmentsToMerge } from "./merge-segments.ts";

/** So many documents of a family wait before they are made into a segment. */
const FOLD_AT = 128;
/** What was replaced may still be read by queries that began before. */
export const READ_MS = 60_000;

export interface FoldOptions {
  readonly exclusively: Exclusively;
  readonly now?: () => number;
  readonly foldAt?: number;
}

/**
 * Tidies the index in the background: makes what is pending into a segment, joins small segments, and leaves out
 * what is dead. Answers do not change by it, only how fast they come. Does nothing where there is little to do.
 */
export async function foldIndex(
  table: SearchTable,
  { exclusively, now = Date.now, foldAt = FOLD_AT }: FoldOptions,
): Promise<void> {
  const isWorthIt = (await isFull(table, foldAt)) || (await table.isLittered(now() - READ_MS));
  if (!isWorthIt) return;
  await exclusively(async () => {
    for (const { family } of await table.families()) {
      await takePending(table, family, { foldAt, at: now() });
      for (;;) {
        const segments = await segmentsToMerge(table, family);
        if (segments.length === 0) break;
        await mergeSegments(table, { family, segments }, now());
      }
    }
    await table.sweep(now() - READ_MS);
  }, "skip");
}

async function isFull(table: SearchTable, foldAt: number): Promise<boolean> {
  const waiting = await table.waiting();
  return waiting.some(({ pending, dead }) => pending >= foldAt || dead >= MOST_DEAD);
}

/** Makes a family's pending documents into a segment. */
async function takePending(
  table: SearchTable,
  family: number,
  { foldAt, at }: { readonly foldAt: number; readonly at: number },
): Promise<void> {
  const isOwn = (doc: { readonly family: number }): boolean => doc.family === family;
  const pending: PendingDoc[] = (await table.pending(0, LATEST)).filter(isOwn);
  const dead: DeadDoc[] = (await table.dead(0, LATEST)).filter(isOwn);
  if (pending.length < foldAt) return;
  const gone = new Set(dead.map(({ number }) => number));
  const alive = pending
    .filter(({ number }) => !gone.has(number))
    .toSorted((a, b) => (a.unit === b.unit ? a.number - b.number : a.unit < b.unit ? -1 : 1));
  const segment = await table.reserve(1);
  await table.begin({ segment, family });
  const builder = segmentBuilder();
  for (const { number, unit, terms, impacts, facets } of alive)
    builder.addNamed({ number, unit, facets: JSON.parse(facets) as Facets }, terms.split("\n"), impacts);
  const built = builder.finish();
  await writeRows(table, { segment, family }, built.rows());
  const buries = pending.filter(({ number }) => gone.has(number)).map(({ number }) => number);
  await table.publish(
    {
      ...NOTHING,
      family,
      segments: [toStored({ segment, family }, built)],
      takes: alive.map(({ number }) => number),
      buries,
    },
    at,
  );
}
