import type { ReleasedCopy } from "../../src/store/store.ts";

/** What a match is compared with: the textbook, and chance. */

/** The textbook: BM25, k1 1.2, b 0.75, over bigrams of the raw text. */
export function plainBm25(query: string, copies: readonly ReleasedCopy[]): string[] {
  const documents = copies.map((copy) => ({
    id: copy.id,
    pairs: pairsOf([copy.title, ...Object.values(copy.texts), ...copy.theme].join("\n")),
  }));
  const average = mean(documents.map(({ pairs }) => pairs.length));
  const frequency = Map.groupBy(
    documents.flatMap(({ pairs }) => [...new Set(pairs)]),
    (pair) => pair,
  );
  const score = (pairs: readonly string[]) =>
    [...new Set(pairsOf(query))].reduce((sum, pair) => {
      const count = pairs.filter((other) => other === pair).length;
      const df = frequency.get(pair)?.length ?? 0;
      const idf = Math.log(1 + (documents.length - df + 0.5) / (df + 0.5));
      return sum + (idf * count * 2.2) / (count + 1.2 * (0.25 + (0.75 * pairs.length) / average));
    }, 0);
  return documents
    .map(({ id, pairs }) => ({ id, score: score(pairs) }))
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id);
}

function pairsOf(text: string): string[] {
  const characters = [...text.normalize("NFKC").toLowerCase().replace(/\s+/gu, "")];
  return characters.slice(1).map((character, at) => `${characters[at]}${character}`);
}

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

export function shuffled(ids: readonly string[], random: () => number): string[] {
  return ids
    .map((id) => ({ id, order: random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ id }) => id);
}

/** mulberry32: small, and the same everywhere. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
