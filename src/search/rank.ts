import { probeCounter } from "./count.ts";
import type { Query } from "./query.ts";

/** A document as it is ranked: folded. */
export interface FoldedDoc {
  readonly title: string;
  readonly text: string;
  readonly about: string;
}

export interface Scored {
  /** Number of the document. */
  readonly doc: number;
  readonly score: number;
}

/** BM25F: counts are summed over the fields, title above text, before they saturate. */
const TITLE = 1.5;
const ABOUT = 0.7;
const K1 = 0.9;
const B = 0.6;
/** Without any document that has every keyword, how much worse than the best one may be and still be shown. */
const PARTIAL_FLOOR = 0.35;

/**
 * The documents that answer a query, with scores; unordered. Documents with all keywords; only if there are
 * none, those that answer a good part of it — so a question in a whole sentence finds something too. Phrases must
 * occur and exclusions must not, always. All statistics come from exactly the documents given.
 */
export function rankDocs(docs: readonly FoldedDoc[], query: Query): Scored[] {
  const counted = countProbes(docs, query);
  const allowed = counted.filter(({ doc }) => isAllowed(docs[doc], query));
  if (query.keywords.length === 0) return allowed.map(({ doc }) => ({ doc, score: 0 }));
  const idf = inverseFrequencies(counted, query.probes.length, docs.length);
  const average = Math.max(1, docs.reduce((sum, doc) => sum + lengthOf(doc), 0) / Math.max(1, docs.length));
  const whole = allowed.filter(({ counts }) => keywordsIn(counts, query) === query.keywords.length);
  const answers = whole.length > 0 ? whole : allowed.filter(({ counts }) => isAnswer(counts, query));
  const scored = answers.map((one) => ({ doc: one.doc, score: scoreOf(one, query, idf, average) }));
  return (whole.length > 0 ? scored : worthShowing(scored)).map(({ doc, score }) => ({
    doc,
    score: rounded(score),
  }));
}

interface Counted {
  readonly doc: number;
  readonly length: number;
  /** Weighted count per probe. */
  readonly counts: Float32Array;
}

function countProbes(docs: readonly FoldedDoc[], query: Query): Counted[] {
  const counter = probeCounter(query.probes);
  const size = query.probes.length;
  const [inTitle, inText, inAbout] = [new Uint16Array(size), new Uint16Array(size), new Uint16Array(size)];
  return docs.flatMap((doc, number) => {
    for (const counts of [inTitle, inText, inAbout]) counts.fill(0);
    counter.count(doc.title, inTitle);
    counter.count(doc.text, inText);
    counter.count(doc.about, inAbout);
    const counts = Float32Array.from(
      inText,
      (count, i) => count + TITLE * (inTitle[i] ?? 0) + ABOUT * (inAbout[i] ?? 0),
    );
    const isHit = size === 0 || counts.some((count) => count > 0);
    return isHit ? [{ doc: number, length: lengthOf(doc), counts }] : [];
  });
}

/** How many of the keywords and phrases occur whole, okurigana aside. */
function keywordsIn(counts: Float32Array, query: Query): number {
  const found = new Set<number>();
  query.probes.forEach(({ part, keyword }, i) => {
    if (part === "keyword" && (counts[i] ?? 0) > 0) found.add(keyword);
  });
  return found.size;
}

/** Does a document answer at least a part: a keyword, a telling word, or most of a longer word's pairs? */
function isAnswer(counts: Float32Array, query: Query): boolean {
  const pairs = new Map<number, { asked: number; found: number }>();
  for (const [i, { part, keyword }] of query.probes.entries()) {
    const isThere = (counts[i] ?? 0) > 0;
    if (part !== "pair" && isThere) return true;
    const known = pairs.get(keyword) ?? { asked: 0, found: 0 };
    if (part === "pair")
      pairs.set(keyword, { asked: known.asked + 1, found: known.found + (isThere ? 1 : 0) });
  }
  return [...pairs.values()].some(({ asked, found }) => asked >= 4 && found * 2 >= asked);
}

function isAllowed(doc: FoldedDoc | undefined, query: Query): boolean {
  if (doc === undefined) return false;
  const contains = (part: string) =>
    doc.title.includes(part) || doc.text.includes(part) || doc.about.includes(part);
  return query.phrases.every(contains) && !query.excluded.some(contains);
}

function inverseFrequencies(counted: readonly Counted[], probes: number, docs: number): Float64Array {
  const idf = new Float64Array(probes);
  for (let i = 0; i < probes; i += 1) {
    const frequency = counted.reduce((sum, { counts }) => sum + ((counts[i] ?? 0) > 0 ? 1 : 0), 0);
    idf[i] = Math.log(1 + (docs - frequency + 0.5) / (frequency + 0.5));
  }
  return idf;
}

/** The BM25F sum, lowered by what of the query the document does not have. */
function scoreOf(one: Counted, query: Query, idf: Float64Array, average: number): number {
  const norm = K1 * (1 - B + (B * one.length) / average);
  let [sum, asked, answered] = [0, 0, 0];
  query.probes.forEach(({ weight }, i) => {
    const worth = weight * (idf[i] ?? 0);
    const count = one.counts[i] ?? 0;
    asked += worth;
    if (count === 0) return;
    answered += worth;
    sum += (worth * count) / (count + norm);
  });
  return asked === 0 ? 0 : sum * (0.5 + (0.5 * answered) / asked);
}

function worthShowing(scored: readonly Scored[]): Scored[] {
  const best = scored.reduce((top, { score }) => Math.max(top, score), 0);
  return scored.filter(({ score }) => score >= best * PARTIAL_FLOOR);
}

const lengthOf = (doc: FoldedDoc): number => doc.title.length + doc.text.length;

/** Sums differ in their last bits with the order of addition; six digits are the same everywhere. */
const rounded = (score: number): number => Math.round(score * 1e6) / 1e6;
