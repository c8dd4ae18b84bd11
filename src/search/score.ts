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
const MOST_POSTINGS = 400_000;
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
  const enough = pairs >= TELLING_PAIRS ? Math.ceil(pairs / 2) : Number.POSITIVE_INFINITY;
  const parts = seen.sights.map((sight) => {
    const part = { sight, ...scoreAll(seen, sight, terms) };
    for (const doc of sure.get(sight) ?? []) part.evidence[doc] = WORD;
    return part;
  });
  const isAnswer = (evidence: number): boolean => evidence >= WORD || evidence >= enough;
  let best = 0;
  for (const { scores, evidence, sight } of parts) {
    for (let doc = 0; doc < scores.length; doc += 1) {
      const score = scores[doc] ?? 0;
      if (score > best && isAnswer(evidence[doc] ?? 0) && sight.shard.dead?.[doc] !== 1) best = score;
    }
  }
  const floor = best * PARTIAL_FLOOR;
  const found = new Map<Sight, Uint16Array>();
  const kept = new Map<Sight, Float32Array>();
  for (const { sight, scores, evidence } of parts) {
    const allowed = within === null ? null : new Set(within.get(sight));
    const docs: number[] = [];
    for (let doc = 0; doc < scores.length; doc += 1) {
      const score = scores[doc] ?? 0;
      if (score === 0 || score < floor || !isAnswer(evidence[doc] ?? 0)) continue;
      if (sight.shard.dead?.[doc] === 1 || allowed?.has(doc) === false) continue;
      docs.push(doc);
    }
    found.set(sight, Uint16Array.from(docs));
    kept.set(
      sight,
      Float32Array.from(docs, (doc) => scores[doc] ?? 0),
    );
  }
  return { found, scores: kept };
}

/** A word counts for more than all pairs together. */
const WORD = 1 << 8;

function scoreAll(
  seen: SeenIndex,
  sight: Sight,
  terms: readonly WeighedTerm[],
): { scores: Float32Array; evidence: Uint16Array } {
  const { size } = sight.shard.columns;
  const scores = new Float32Array(size);
  const evidence = new Uint16Array(size);
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
