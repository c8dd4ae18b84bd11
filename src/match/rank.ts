/**
 * BM25F over two channels, words and character bigrams. Statistics are taken over exactly the documents given,
 * so what a reader may not see can change nothing in his answer: the caller indexes released copies of one
 * audience only. Scores are the share, from 0 to 1, of what the query asks for that the document answers,
 * so that one threshold fits small and large partners.
 */

/** Terms of one text, by channel; a term may repeat. */
export interface Terms {
  readonly words: readonly string[];
  readonly bigrams: readonly string[];
}

export interface RankDocument {
  readonly id: string;
  readonly title: Terms;
  readonly text: Terms;
}

export interface RankQuery {
  readonly title: Terms;
  readonly text: Terms;
}

export interface Ranked {
  readonly id: string;
  readonly score: number;
}

export interface RankIndex {
  readonly ids: readonly string[];
  readonly channels: Readonly<Record<Channel, ChannelIndex>>;
}

interface ChannelIndex {
  /** For each term: document numbers and impacts (0 to 1), alternating. */
  readonly postings: ReadonlyMap<string, readonly number[]>;
  readonly documents: number;
}

type Channel = keyof Terms;

/** Measured on Japanese business prose; see facts on search: words carry more than bigrams, titles more than bodies. */
const CHANNELS = {
  words: { k1: 0.9, b: 0.6, weight: 0.8 },
  bigrams: { k1: 0.6, b: 0.8, weight: 0.4 },
} as const satisfies Record<Channel, { k1: number; b: number; weight: number }>;
const CHANNEL_NAMES = ["words", "bigrams"] as const;
const DOCUMENT_TITLE = 1.5;
const QUERY_TITLE = 2;

/** Indexes documents for {@link rankDocuments}. Equal sets in equal order give equal scores. */
export function indexDocuments(documents: readonly RankDocument[]): RankIndex {
  return {
    ids: documents.map((document) => document.id),
    channels: {
      words: indexChannel(documents, "words"),
      bigrams: indexChannel(documents, "bigrams"),
    },
  };
}

/** Documents by falling score, then by id; those that share nothing with the query are left out. */
export function rankDocuments(index: RankIndex, query: RankQuery): Ranked[] {
  const scores = new Float64Array(index.ids.length);
  let asked = 0;
  for (const channel of CHANNEL_NAMES) {
    for (const [term, weight] of queryWeights(query, channel)) {
      const idf = idfOf(index, channel, term);
      const value = CHANNELS[channel].weight * weight * idf;
      asked += value;
      const postings = index.channels[channel].postings.get(term) ?? [];
      for (let at = 0; at < postings.length; at += 2) {
        const document = postings[at] ?? 0;
        scores[document] = (scores[document] ?? 0) + value * (postings[at + 1] ?? 0);
      }
    }
  }
  return index.ids
    .map((id, number) => ({ id, score: asked === 0 ? 0 : (scores[number] ?? 0) / asked }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
}

/** How much a term tells: high for what few documents say, 0 for what all say. */
export function idfOf(index: RankIndex, channel: Channel, term: string): number {
  const { postings, documents } = index.channels[channel];
  const frequency = (postings.get(term)?.length ?? 0) / 2;
  return Math.log(1 + (documents - frequency + 0.5) / (frequency + 0.5));
}

function indexChannel(documents: readonly RankDocument[], channel: Channel): ChannelIndex {
  const { k1, b } = CHANNELS[channel];
  const lengths = documents.map(
    (document) => DOCUMENT_TITLE * document.title[channel].length + document.text[channel].length,
  );
  const average = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, documents.length) || 1;
  const postings = new Map<string, number[]>();
  documents.forEach((document, number) => {
    const norm = k1 * (1 - b + (b * (lengths[number] ?? 0)) / average);
    for (const [term, frequency] of frequencies(document.title[channel], document.text[channel])) {
      const list = postings.get(term);
      const impact = frequency / (frequency + norm);
      if (list) list.push(number, impact);
      else postings.set(term, [number, impact]);
    }
  });
  return { postings, documents: documents.length };
}

/** Frequencies are added over the fields before they saturate: that is what makes BM25 into BM25F. */
function frequencies(title: readonly string[], text: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const term of title) counts.set(term, (counts.get(term) ?? 0) + DOCUMENT_TITLE);
  for (const term of text) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}

/** A word that the issue repeats matters more, but not in proportion. */
function queryWeights(query: RankQuery, channel: Channel): Map<string, number> {
  const counts = new Map<string, number>();
  for (const term of query.title[channel]) counts.set(term, (counts.get(term) ?? 0) + QUERY_TITLE);
  for (const term of query.text[channel]) counts.set(term, (counts.get(term) ?? 0) + 1);
  return new Map([...counts].map(([term, count]) => [term, Math.sqrt(count)]));
}
