import type { IndexedDoc, NewSegment, PostingRow, Publication, SearchTable } from "../store/search-table.ts";
import { type BuiltSegment, segmentBuilder } from "./build-segment.ts";
import type { SearchDoc } from "./search-doc.ts";
import { docTextOf, facetsOf, foldText, hashOf, textOf } from "./index-doc.ts";
import type { TermCounter } from "./terms.ts";

/** Rows in one transaction: long enough to be fast, short enough for others to write between. */
const TEXTS = 500;
const POSTINGS = 4000;

/** A segment that is written and waits to be published, with the documents in it. */
export interface WrittenSegment {
  readonly segment: NewSegment;
  readonly docs: readonly IndexedDoc[];
}

/** Makes documents of one family into a segment, those of a unit next to each other. Nobody sees it yet. */
export async function writeSegment(
  table: SearchTable,
  counter: TermCounter,
  { family, docs }: { readonly family: number; readonly docs: readonly SearchDoc[] },
): Promise<WrittenSegment> {
  const segment = await table.reserve(docs.length + 1);
  const numbered = docs.map((doc, place) => ({ doc, number: segment + 1 + place }));
  await table.begin({ segment, family });
  const builder = segmentBuilder();
  for (let start = 0; start < numbered.length; start += TEXTS) {
    const texts = numbered.slice(start, start + TEXTS).map(({ doc, number }) => {
      const text = textOf(doc);
      const folded = foldText(text);
      builder.addCounted({ number, unit: doc.unit, facets: facetsOf(doc) }, counter.count(text, folded));
      return { number, ...docTextOf(doc, folded) };
    });
    await table.writeTexts(texts);
  }
  const built = builder.finish();
  await writeRows(table, { segment, family }, built.rows());
  return {
    segment: toStored({ segment, family }, built),
    docs: numbered.map(({ doc, number }) => ({ number, id: doc.id, unit: doc.unit, hash: hashOf(doc) })),
  };
}

/** What is published where nothing else is said. */
export const NOTHING: Omit<Publication, "family"> = {
  segments: [],
  docs: [],
  removed: [],
  replaces: [],
  takes: [],
  buries: [],
  supersedes: 0,
};

export function toStored(
  place: { readonly segment: number; readonly family: number },
  { size, facts, columns, words }: Omit<BuiltSegment, "rows">,
): NewSegment {
  return { ...place, size, facts: JSON.stringify(facts), columns, words };
}

/** Writes postings part by part. */
export async function writeRows(
  table: SearchTable,
  { segment, family }: { readonly segment: number; readonly family: number },
  rows: Iterable<PostingRow>,
): Promise<void> {
  let part: PostingRow[] = [];
  for (const row of rows) {
    part.push(row);
    if (part.length < POSTINGS) continue;
    await table.writePostings(family, segment, part);
    part = [];
  }
  if (part.length > 0) await table.writePostings(family, segment, part);
}
