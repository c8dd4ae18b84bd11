import type { SearchTable, ShownText } from "../store/search-table.ts";
import {
  countFound,
  type Found,
  type Reading,
  withAllKeywords,
  withoutExcluded,
  withPhrases,
  withSomeKeyword,
} from "./answers.ts";
import { type Asked, type Synonyms, understand } from "./asked.ts";
import { type FacetCounts, facetCounter, type Failures, failuresOf } from "./facets.ts";
import type { SearchFilter } from "./filters.ts";
import { followIndex, type LiveIndex } from "./live-index.ts";
import { postingCache } from "./posting-cache.ts";
import { without } from "./match-docs.ts";
import { reranker, splitFolded } from "./rerank.ts";
import { partialAnswers, type Scores, scoresOf, weigh, type WeighedTerm } from "./score.ts";
import { type Access, type SeenIndex, seenIndex } from "./seen-postings.ts";
import type { Sight } from "./shard.ts";
import { type TextCache, textCache } from "./text-cache.ts";
import { byDate, byScore, type Candidate, topOf } from "./top.ts";
import { vocabularyOf, wordlists } from "./vocabulary.ts";
import { RANK_WEIGHTS, type RankWeights } from "./weights.ts";

export interface SearchRequest {
  /** As it was typed. Nothing that can be typed is an error; nothing typed lists everything, newest first. */
  readonly query: string;
  /** What the reader sees; nothing else has any influence on the answer. */
  readonly access: readonly Access[];
  readonly filter?: SearchFilter;
  readonly limit: number;
  readonly offset?: number;
  readonly sort?: "relevance" | "date";
  /** Ways to say the same, folded. */
  readonly synonyms?: Synonyms;
  /** Days since 1970; what is newer ranks a little better. */
  readonly today?: number;
  readonly weights?: RankWeights;
  readonly withFacets?: boolean;
}

export interface FoundDoc {
  readonly partner: string;
  readonly text: ShownText;
  /** Higher is better; 0 where nothing was asked for. */
  readonly score: number;
}

export interface FoundDocs {
  /** Number of documents that answer, shown or not. */
  readonly total: number;
  readonly docs: readonly FoundDoc[];
  readonly facets?: FacetCounts;
  readonly asked: Asked;
  /** No document has all keywords: these have a good part of them. */
  readonly isPartial: boolean;
}

/** The index of a store, open for queries. Reads what it needs, keeps what is asked for often. */
export interface SearchIndex {
  search(request: SearchRequest): Promise<FoundDocs>;
}

/** Posting lists and texts kept in memory, in bytes. */
const CACHE_BYTES = { postings: 64 * 2 ** 20, texts: 24 * 2 ** 20 };
/** So many of the best are ordered by reading their texts. */
const RERANKED = 30;

export function openSearchIndex(table: SearchTable): SearchIndex {
  const cache = postingCache(table, CACHE_BYTES.postings);
  const texts = textCache(table, CACHE_BYTES.texts);
  const lists = wordlists(table);
  const follower = followIndex(table, (segments) => {
    cache.forget(segments);
    lists.forget(segments);
  });
  return {
    async search(request) {
      const live = await follower.refresh();
      const seen = seenIndex(live, cache, request.access);
      const segments = seen.sights.flatMap(({ shard: { segment } }) => segment ?? []);
      const vocabulary = vocabularyOf(lists, segments, () =>
        seen.sights.flatMap(({ shard }) =>
          shard.segment === null ? [...live.overlay(shard.family).words] : [],
        ),
      );
      const asked = await understand(request.query, { seen, vocabulary, synonyms: request.synonyms ?? [] });
      return answer(table, { live, seen, texts, asked }, request);
    },
  };
}

interface Situation {
  readonly live: LiveIndex;
  readonly seen: SeenIndex;
  readonly texts: TextCache;
  readonly asked: Asked;
}

async function answer(
  table: SearchTable,
  { live, seen, texts, asked }: Situation,
  request: SearchRequest,
): Promise<FoundDocs> {
  const partners = new Map(live.families.map(({ family, partner }) => [family, partner]));
  const partnerOf = (family: number): string => partners.get(family) ?? "";
  const { found, scores, terms, isPartial } = await findDocs({ seen, texts }, asked);
  const { offset = 0, limit, sort = "relevance", filter = {}, withFacets = false } = request;
  const isRanked = sort === "relevance" && terms.length > 0;
  const wanted = Math.max(0, offset) + Math.max(0, limit);
  const top = topOf(isRanked ? Math.max(RERANKED, wanted) : wanted, isRanked ? byScore : byDate);
  const facets = facetCounter(partnerOf);
  let total = 0;
  for (const [sight, all] of found) {
    const failures = failuresOf(sight, partnerOf(sight.shard.family), filter);
    if (withFacets) facets.addAll(sight, all, failures);
    const { docs, scores: own } = passing(all, scores.get(sight), failures);
    total += docs.length;
    top.offerAll(sight, docs, isRanked ? own : undefined);
  }
  const ordered = isRanked ? await rerank(texts, top.sorted(), { asked, terms, request }) : top.sorted();
  const page = ordered.slice(Math.max(0, offset), wanted);
  const shown = await table.texts(page.map(numberOf));
  return {
    total,
    docs: page.flatMap((candidate) => {
      const text = shown.get(numberOf(candidate));
      const partner = partnerOf(candidate.sight.shard.family);
      return text === undefined ? [] : [{ partner, text, score: isRanked ? candidate.score : 0 }];
    }),
    ...(withFacets ? { facets: facets.counts() } : {}),
    asked,
    isPartial,
  };
}

/** Those that pass the filter, with their scores. */
function passing(
  docs: Uint16Array,
  scores: Float32Array | undefined,
  failures: Failures | null,
): { docs: Uint16Array; scores: Float32Array | undefined } {
  if (failures === null) return { docs, scores };
  const passed = new Uint16Array(docs.length);
  const kept = scores && new Float32Array(docs.length);
  let count = 0;
  for (let at = 0; at < docs.length; at += 1) {
    const doc = docs[at] ?? 0;
    if (failures(doc) !== 0) continue;
    passed[count] = doc;
    if (kept !== undefined) kept[count] = scores?.[at] ?? 0;
    count += 1;
  }
  return { docs: passed.subarray(0, count), scores: kept?.subarray(0, count) };
}

interface Findings {
  readonly found: Found;
  readonly scores: Scores;
  readonly terms: readonly WeighedTerm[];
  readonly isPartial: boolean;
}

/** Documents with all keywords; only where there are none, those that answer a good part of the query. */
async function findDocs(reading: Reading, asked: Asked): Promise<Findings> {
  const { seen } = reading;
  if (asked.keywords.length === 0) {
    const found = await withoutExcluded(reading, everything(seen), asked);
    return { found, scores: new Map(), terms: [], isPartial: false };
  }
  const whole = await withAllKeywords(reading, asked);
  const terms = await weigh(seen, asked.scored);
  if (countFound(whole) > 0) {
    const found = await withoutExcluded(reading, whole, asked);
    return { found, scores: scoresOf(seen, found, terms), terms, isPartial: false };
  }
  const phrases = await withPhrases(reading, asked);
  if (phrases !== null && countFound(phrases) === 0)
    return { found: new Map(), scores: new Map(), terms, isPartial: true };
  // One keyword alone is in no text, or there would be no need for parts of it.
  const sure = asked.keywords.length > 1 ? await withSomeKeyword(reading, asked) : new Map();
  const partial = partialAnswers(seen, terms, { sure, within: phrases });
  if (asked.excluded.length === 0) return { ...partial, terms, isPartial: true };
  const found = await withoutExcluded(reading, partial.found, asked);
  return { found, scores: scoresOf(seen, found, terms), terms, isPartial: true };
}

/** Every document that the reader sees. */
function everything({ sights }: SeenIndex): Found {
  return new Map(
    sights.map((sight) => {
      const docs = new Uint16Array(sight.ranges.reduce((sum, { from, to }) => sum + to - from, 0));
      let count = 0;
      for (const { from, to } of sight.ranges) {
        for (let doc = from; doc < to; doc += 1) {
          docs[count] = doc;
          count += 1;
        }
      }
      return [sight, without(docs, sight.shard.dead)] as const;
    }),
  );
}

const numberOf = ({ sight, doc }: { sight: Sight; doc: number }): number =>
  sight.shard.columns.numbers[doc] ?? 0;

/** The best by their texts, then the others as they were. */
async function rerank(
  cache: TextCache,
  candidates: readonly Candidate[],
  { asked, terms, request }: { asked: Asked; terms: readonly WeighedTerm[]; request: SearchRequest },
): Promise<Candidate[]> {
  const best = candidates.slice(0, RERANKED);
  const most = best[0]?.score ?? 0;
  if (most === 0) return [...candidates];
  const rank = reranker(
    asked.query,
    { scored: terms, worths: terms.map(({ worth, weight }) => worth / weight) },
    { weights: request.weights ?? RANK_WEIGHTS, today: request.today ?? 0 },
  );
  const texts = await cache.read(best.map(numberOf));
  const reranked = best.map((candidate) => {
    const text = splitFolded(texts.get(numberOf(candidate)) ?? "");
    const day = candidate.sight.shard.columns.days[candidate.doc] ?? 0;
    return { ...candidate, score: rounded(1 + candidate.score / most + rank.bonus(text, day)) };
  });
  const others = candidates.slice(RERANKED).map((one) => ({ ...one, score: rounded(one.score / most) }));
  return [...reranked.toSorted((a, b) => (byScore(a, b) ? -1 : 1)), ...others];
}

/** Sums differ in their last bits with the order of addition; six digits are the same everywhere. */
const rounded = (score: number): number => Math.round(score * 1e6) / 1e6;
