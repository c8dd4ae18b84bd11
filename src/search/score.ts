import type { Found } from "./answers.ts";
import { inverseFrequency } from "./impact.ts";
import { gallop } from "./match-docs.ts";
import type { Postings } from "./postings.ts";
import type { ScoreTerm } from "./query-terms.ts";
import type { SeenIndex } from "./seen-postings.ts";
import type { Sight } from "./shard.ts";

/** A term that takes part in the ranking, with what a document gains by the whole of it. */
export interface WeighedTerm extends ScoreTerm {
  readonly worth: number;
}

/** So many postings are read for one query; a question has terms that half of all texts have. */
const MOST_POSTINGS = 200_000;
/** Pairs of hiragana are read only where they are in fewer texts than this. */
const GRAMMAR_SHARE = 0.1;

/** The terms that are worth their reading, rarest first; of each keyword at least the rarest. Loads their lists. */
export async function weigh(seen: SeenIndex, terms: readonly ScoreTerm[]): Promise<WeighedTerm[]> {
  const frequencies = await seen.frequencies(terms.map(({ term }) => term));
  const known = terms
    .map((term) => ({ term, df: frequencies.get(term.term) ?? 0 }))
    .filter(({ df }) => df > 0)
    .toSorted((a, b) => a.df - b.df || (a.term.term < b.term.term ? -1 : 1));
  const telling = known.filter(({ term, df }) => !term.isGrammar || df < seen.total * GRAMMAR_SHARE);
  const chosen: WeighedTerm[] = [];
  const served = new Set<number>();
  let read = 0;
  for (const { term, df } of telling.length > 0 ? telling : known) {
    const isFirst = !served.has(term.keyword);
    if (!isFirst && read + df > MOST_POSTINGS) continue;
    served.add(term.keyword);
    read += df;
    chosen.push({ ...term, worth: (term.weight * inverseFrequency(df, seen.total)) / 255 });
  }
  await seen.load(chosen.map(({ term }) => term));
  return chosen;
}

/** Scores of documents, by the part of the index that they are in and in the order of the documents there. */
export type Scores = ReadonlyMap<Sight, Float32Array>;

/** The scores of these documents. */
export function scoresOf(seen: SeenIndex, found: Found, terms: readonly WeighedTerm[]): Scores {
  return new Map(
    [...found].map(([sight, docs]) => {
      const scores = new Float32Array(docs.length);
      if (docs.length > 0)
        for (const { term, worth } of terms) addAt(scores, docs, seen.postings(sight, term), worth);
      return [sight, scores];
    }),
  );
}

/** Adds a term's worth to those of these documents that have it. */
function addAt(scores: Float32Array, wanted: Uint16Array, { docs, impacts }: Postings, worth: number): void {
  const isFew = wanted.length * 16 < docs.length;
  let at = 0;
  for (let i = 0; i < wanted.length && at < docs.length; i += 1) {
    const doc = wanted[i] ?? 0;
    if (isFew) at = gallop(docs, doc, at);
    else while (at < docs.length && (docs[at] ?? 0) < doc) at += 1;
    if (docs[at] === doc) scores[i] = (scores[i] ?? 0) + worth * (impacts[at] ?? 0);
  }
}

/** Without any document that has every keyword, how much worse than the best one may be and still be an answer. */
const PARTIAL_FLOOR = 0.35;
/** So many pairs must have been asked for before half of them make an answer. */
const TELLING_PAIRS = 4;

/**
 * Documents that answer a good part of a query: one of its words, or half of its pairs, and not much worse than the
 * best. `sure` have a keyword of it whole; `within` are the only ones that may.
 */
export function partialAnswers(
  seen: SeenIndex,
  terms: readonly WeighedTerm[],
  { sure, within }: { readonly sure: Found; readonly within: Found | null },
): { found: Found; scores: Scores } {
  const pairs = terms.filter(({ isWord }) => !isWord).length;
  const enough = pairs >= TELLING_PAIRS ? Math.ceil(pairs / 2) : WORD;
  const parts = seen.sights.map((sight) => answersIn(seen, sight, { terms, sure, within, enough }));
  const floor = PARTIAL_FLOOR * parts.reduce((best, part) => Math.max(best, part.best), 0);
  const found = new Map<Sight, Uint16Array>();
  const scores = new Map<Sight, Float32Array>();
  for (const { sight, ...part } of parts) {
    let count = 0;
    part.scores.forEach((score, at) => {
      if (score < floor) return;
      part.docs[count] = part.docs[at] ?? 0;
      part.scores[count] = score;
      count += 1;
    });
    found.set(sight, part.docs.subarray(0, count));
    scores.set(sight, part.scores.subarray(0, count));
  }
  return { found, scores };
}

interface Answers {
  readonly sight: Sight;
  readonly docs: Uint16Array;
  readonly scores: Float32Array;
  readonly best: number;
}

/** The documents of one part of the index that have enough of the query, whatever their scores. */
function answersIn(
  seen: SeenIndex,
  sight: Sight,
  {
    terms,
    sure,
    within,
    enough,
  }: {
    readonly terms: readonly WeighedTerm[];
    readonly sure: Found;
    readonly within: Found | null;
    readonly enough: number;
  },
): Answers {
  const { columns, dead } = sight.shard;
  const { scores, evidence } = scoreAll(seen, sight, terms);
  for (const doc of sure.get(sight) ?? []) evidence[doc] = WORD;
  for (const doc of dead) evidence[doc] = 0;
  const allowed = within === null ? null : new Set(within.get(sight));
  const docs = new Uint16Array(columns.size);
  const kept = new Float32Array(columns.size);
  let [count, best] = [0, 0];
  for (let doc = 0; doc < columns.size; doc += 1) {
    if ((evidence[doc] ?? 0) < enough) continue;
    if (allowed?.has(doc) === false) continue;
    const score = scores[doc] ?? 0;
    docs[count] = doc;
    kept[count] = score;
    count += 1;
    if (score > best) best = score;
  }
  return { sight, docs: docs.slice(0, count), scores: kept.slice(0, count), best };
}

/** A word counts for more than all pairs together. */
const WORD = 1 << 8;

/** Used again and again: a query is scored in one go, and a part of the index never has more documents. */
const SCORES = new Float32Array(0x10000);
const EVIDENCE = new Uint16Array(0x10000);

function scoreAll(
  seen: SeenIndex,
  sight: Sight,
  terms: readonly WeighedTerm[],
): { scores: Float32Array; evidence: Uint16Array } {
  const { size } = sight.shard.columns;
  const scores = SCORES.subarray(0, size).fill(0);
  const evidence = EVIDENCE.subarray(0, size).fill(0);
  for (const { term, worth, isWord } of terms) {
    const { docs, impacts } = seen.postings(sight, term);
    const proof = isWord ? WORD : 1;
    for (let at = 0; at < docs.length; at += 1) {
      const doc = docs[at] ?? 0;
      scores[doc] = (scores[doc] ?? 0) + worth * (impacts[at] ?? 0);
      evidence[doc] = (evidence[doc] ?? 0) + proof;
    }
  }
  return { scores, evidence };
}
