import type { PostingRow } from "../store/search-table.ts";
import { encodeColumns, type NumberedFacets, toColumns } from "./columns.ts";
import { gramIds } from "./gram-ids.ts";
import { gramImpact, wordImpact } from "./impact.ts";
import { encodePostings, type Postings } from "./postings.ts";
import { type Run, type SegmentFacts, spreadOf, toFacts } from "./segment-facts.ts";
import { gramName, type TermCounts, wordName } from "./terms.ts";

/** Documents of a segment: their numbers in it are two bytes wide. */
export const MOST_DOCS = 32_768;

/** A segment, ready to be stored. */
export interface BuiltSegment {
  readonly size: number;
  readonly facts: SegmentFacts;
  readonly columns: Uint8Array;
  /** Its Latin words, with a line break before and after each. */
  readonly words: string;
  /** In the order of their terms. */
  rows(): Iterable<PostingRow>;
}

export interface SegmentDoc extends NumberedFacets {
  readonly unit: string;
}

/** Takes in documents one by one, those of a unit together. */
export interface SegmentBuilder {
  addCounted(doc: SegmentDoc, counts: TermCounts): void;
  addNamed(doc: SegmentDoc, names: readonly string[], impacts: Uint8Array): void;
  readonly size: number;
  finish(): BuiltSegment;
}

export function segmentBuilder(): SegmentBuilder {
  const grams = gramIds();
  const names = new Map<string, number>();
  const docs: SegmentDoc[] = [];
  const runs: { unit: string; from: number; to: number }[] = [];
  const list = tripleList();
  let terms = 0;

  const begin = (doc: SegmentDoc): number => {
    const at = docs.length;
    if (at >= MOST_DOCS) throw new RangeError("a segment holds no more documents than that");
    const last = runs.at(-1);
    if (last?.unit === doc.unit) last.to = at + 1;
    else if (runs.some(({ unit }) => unit === doc.unit)) throw new RangeError("units must come together");
    else runs.push({ unit: doc.unit, from: at, to: at + 1 });
    docs.push(doc);
    return at;
  };
  const idOfName = (name: string): number => {
    const known = names.get(name);
    if (known !== undefined) return known;
    names.set(name, terms);
    terms += 1;
    return terms - 1;
  };

  return {
    addCounted(doc, { grams: found, gramCounts, gramTotal, words, length }) {
      const at = begin(doc);
      for (let i = 0; i < gramTotal; i += 1) {
        const id = grams.id(found[i] ?? 0, terms);
        if (id === terms) terms += 1;
        list.push(id, at, gramImpact(gramCounts[i] ?? 0, length));
      }
      for (const [word, count] of words) list.push(idOfName(wordName(word)), at, wordImpact(count, length));
    },
    addNamed(doc, given, impacts) {
      const at = begin(doc);
      given.forEach((name, i) => list.push(idOfName(name), at, impacts[i] ?? 0));
    },
    get size() {
      return docs.length;
    },
    finish() {
      for (const [gram, id] of grams.entries()) names.set(gramName(gram), id);
      const sorted = [...names].sort(([a], [b]) => compareBytes(a, b));
      const postings = list.group(terms);
      const columns = toColumns(docs);
      return {
        size: docs.length,
        facts: toFacts(runs, columns.values),
        columns: encodeColumns(columns),
        words: wordList(sorted.map(([name]) => name)),
        *rows() {
          for (const [term, id] of sorted) yield postingRow(term, postings(id), runs);
        },
      };
    },
  };
}

/** One posting list as it is stored. */
export function postingRow(term: string, postings: Postings, runs: readonly Run[]): PostingRow {
  return {
    term,
    df: postings.docs.length,
    spread: spreadOf(postings.docs, runs),
    list: encodePostings(postings),
  };
}

/** The Latin words among names of terms. */
export function wordList(names: readonly string[]): string {
  const words = names.filter((name) => LATIN_WORD.test(name)).map((name) => name.slice(2));
  return words.length === 0 ? "" : `\n${words.join("\n")}\n`;
}

const LATIN_WORD = /^w:[a-z0-9]+$/u;

/** The order of the stored form: by UTF-8 bytes, as both databases sort. */
function compareBytes(a: string, b: string): number {
  for (let at = 0; at < a.length && at < b.length; at += 1) {
    const [x, y] = [a.charCodeAt(at), b.charCodeAt(at)];
    if (x !== y) return rank(x) - rank(y);
  }
  return a.length - b.length;
}

/** Surrogates stand for characters behind all others. */
const rank = (unit: number): number => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit);

/** Postings as they come, document by document, to be grouped by term. */
function tripleList() {
  let [ids, docs, impacts] = [new Uint32Array(1 << 16), new Uint16Array(1 << 16), new Uint8Array(1 << 16)];
  let size = 0;
  return {
    push(id: number, doc: number, impact: number): void {
      if (size === ids.length) {
        const larger = Math.ceil(size * 1.6);
        [ids, docs, impacts] = [
          enlarged(ids, new Uint32Array(larger)),
          enlarged(docs, new Uint16Array(larger)),
          enlarged(impacts, new Uint8Array(larger)),
        ];
      }
      ids[size] = id;
      docs[size] = doc;
      impacts[size] = impact;
      size += 1;
    },
    /** The postings of each term, its documents still in order. */
    group(terms: number): (id: number) => Postings {
      const starts = new Uint32Array(terms + 1);
      for (let i = 0; i < size; i += 1) starts[(ids[i] ?? 0) + 1] = (starts[(ids[i] ?? 0) + 1] ?? 0) + 1;
      for (let id = 0; id < terms; id += 1) starts[id + 1] = (starts[id + 1] ?? 0) + (starts[id] ?? 0);
      const next = starts.slice();
      const [groupedDocs, groupedImpacts] = [new Uint16Array(size), new Uint8Array(size)];
      for (let i = 0; i < size; i += 1) {
        const id = ids[i] ?? 0;
        const place = next[id] ?? 0;
        groupedDocs[place] = docs[i] ?? 0;
        groupedImpacts[place] = impacts[i] ?? 0;
        next[id] = place + 1;
      }
      return (id) => ({
        docs: groupedDocs.subarray(starts[id], starts[id + 1]),
        impacts: groupedImpacts.subarray(starts[id], starts[id + 1]),
      });
    },
  };
}

function enlarged<T extends Uint32Array | Uint16Array | Uint8Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
