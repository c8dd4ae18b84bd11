import { type Statement, statement } from "../database.ts";
import type { AddedDoc, DeadDoc, DocText, NewSegment, Publication, SearchChange } from "../search-table.ts";
import { toUtf16 } from "./search-rows.ts";

/** What changes the index, each as the statements of one transaction. */

/** First the counter, which also keeps other writers waiting: numbers become visible in their order. */
export function changeStatements({ added, removed }: SearchChange): Statement[] {
  const size = added.length + removed.length;
  return [
    statement("UPDATE search_state SET sequence = sequence + ? WHERE slot = 1", size),
    ...removed.flatMap((doc, at) => buryStatements(doc, size - 1 - at)),
    ...added.flatMap((doc, at) => addStatements(doc, added.length - 1 - at)),
  ];
}

const SEQUENCE = "(SELECT sequence FROM search_state WHERE slot = 1)";

const buryStatements = (
  { number, family, unit, terms }: Omit<DeadDoc, "sequence">,
  back: number,
): Statement[] => [
  statement(
    `INSERT INTO search_dead (sequence, number, family, unit, terms) VALUES (${SEQUENCE} - ?, ?, ?, ?, ?)`,
    back,
    number,
    family,
    unit,
    terms,
  ),
  statement("DELETE FROM search_docs WHERE number = ?", number),
];

const addStatements = (doc: AddedDoc, back: number): Statement[] => [
  statement(
    `INSERT INTO search_docs (number, family, id, unit, hash) VALUES (${SEQUENCE} - ?, ?, ?, ?, ?)`,
    back,
    doc.family,
    doc.id,
    doc.unit,
    doc.hash,
  ),
  statement(
    `INSERT INTO search_texts (number, card, body, folded) VALUES (${SEQUENCE} - ?, ?, ?, ?)`,
    back,
    doc.card,
    toUtf16(doc.body),
    toUtf16(doc.folded),
  ),
  statement(
    `INSERT INTO search_pending (number, family, unit, terms, impacts, facets)
     VALUES (${SEQUENCE} - ?, ?, ?, ?, ?, ?)`,
    back,
    doc.family,
    doc.unit,
    doc.terms,
    doc.impacts,
    doc.facets,
  ),
];

export const insertText = (number: number, { card, body, folded }: DocText): Statement =>
  statement(
    "INSERT INTO search_texts (number, card, body, folded) VALUES (?, ?, ?, ?)",
    number,
    card,
    toUtf16(body),
    toUtf16(folded),
  );

export function publishStatements(publication: Publication, at: number): Statement[] {
  const { family, segments, docs, removed, replaces, takes, buries, supersedes } = publication;
  return [
    statement(
      "UPDATE search_state SET generation = generation + 1, sequence = sequence + ? WHERE slot = 1",
      removed.length,
    ),
    ...(supersedes === 0 ? [] : supersedeStatements(family, supersedes)),
    ...removed.flatMap((doc, place) => buryStatements(doc, removed.length - 1 - place)),
    ...segments.flatMap(segmentStatements),
    ...docs.map(({ number, id, unit, hash }) =>
      statement(
        "INSERT INTO search_docs (number, family, id, unit, hash) VALUES (?, ?, ?, ?, ?)",
        number,
        family,
        id,
        unit,
        hash,
      ),
    ),
    ...replaces.flatMap((old) => [
      statement("DELETE FROM search_segments WHERE segment = ?", old),
      statement("INSERT INTO search_leftovers (segment, family, at) VALUES (?, ?, ?)", old, family, at),
    ]),
    ...takes.map((number) => statement("DELETE FROM search_pending WHERE number = ?", number)),
    ...buries.flatMap((number) => [
      statement("DELETE FROM search_dead WHERE number = ?", number),
      statement("DELETE FROM search_pending WHERE number = ?", number),
      statement("DELETE FROM search_texts WHERE number = ?", number),
    ]),
  ];
}

function segmentStatements({ segment, family, size, facts, columns, words }: NewSegment): Statement[] {
  const isMade = statement("DELETE FROM search_leftovers WHERE segment = ?", segment);
  if (size === 0) return [isMade];
  return [
    isMade,
    statement(
      "INSERT INTO search_segments (segment, family, size, facts, columns, words) VALUES (?, ?, ?, ?, ?, ?)",
      segment,
      family,
      size,
      facts,
      columns,
      words,
    ),
  ];
}

/** Their texts may still be read by queries that began before; they go with the segments that are swept. */
const supersedeStatements = (family: number, first: number): Statement[] => [
  statement("DELETE FROM search_docs WHERE family = ? AND number < ?", family, first),
  statement("DELETE FROM search_pending WHERE family = ? AND number < ?", family, first),
  statement("DELETE FROM search_dead WHERE family = ? AND number < ?", family, first),
];
