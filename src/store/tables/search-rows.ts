import type { Row } from "../database.ts";
import type {
  DeadDoc,
  Family,
  FoundPostings,
  IndexedDoc,
  PendingDoc,
  ShownText,
  StoredSegment,
  View,
} from "../search-table.ts";

/** Rows of the index as what they stand for. */

export const toFamily = (row: Row): Family => ({
  family: Number(row["family"]),
  partner: String(row["partner"]),
  view: String(row["view"]) as View,
});

export const toDoc = (row: Row): IndexedDoc & { readonly family: number } => ({
  number: Number(row["number"]),
  family: Number(row["family"]),
  id: String(row["id"]),
  unit: String(row["unit"]),
  hash: String(row["hash"]),
});

export const bytesOf = (value: Row[string] | undefined): Uint8Array =>
  value instanceof Uint8Array ? value : new Uint8Array(0);

export const toSegment = (row: Row): StoredSegment => ({
  segment: Number(row["segment"]),
  family: Number(row["family"]),
  size: Number(row["size"]),
  facts: String(row["facts"]),
  columns: bytesOf(row["columns"]),
});

export const toPending = (row: Row): PendingDoc => ({
  number: Number(row["number"]),
  family: Number(row["family"]),
  unit: String(row["unit"]),
  terms: String(row["terms"]),
  impacts: bytesOf(row["impacts"]),
  facets: String(row["facets"]),
});

export const toDead = (row: Row): DeadDoc => ({
  sequence: Number(row["sequence"]),
  number: Number(row["number"]),
  family: Number(row["family"]),
  unit: String(row["unit"]),
  terms: String(row["terms"]),
});

export const toPostings = (row: Row): FoundPostings => ({
  term: String(row["term"]),
  segment: Number(row["segment"]),
  df: Number(row["df"]),
  spread: row["spread"] instanceof Uint8Array ? row["spread"] : null,
  list: row["list"] instanceof Uint8Array ? row["list"] : null,
});

export const toText = (row: Row): ShownText => ({
  card: String(row["card"]),
  body: fromUtf16(bytesOf(row["body"])),
});

export const toUtf16 = (text: string): Uint8Array => Buffer.from(text, "utf16le");

export const fromUtf16 = ({ buffer, byteOffset, byteLength }: Uint8Array): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString("utf16le");
