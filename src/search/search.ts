import type { SearchDoc } from "./documents.ts";
import { fold } from "./normalize.ts";
import { parseQuery } from "./query.ts";
import { type FoldedDoc, rankDocs } from "./rank.ts";
import { type Snippet, snippetOf } from "./snippet.ts";

export interface SearchHit {
  readonly doc: SearchDoc;
  /** Higher is better; 0 where nothing was asked for. */
  readonly score: number;
  readonly snippet: Snippet;
}

export interface SearchAnswer {
  /** Number of documents that answer, shown or not. */
  readonly total: number;
  readonly hits: SearchHit[];
}

/**
 * The documents that answer a query, best first; equal ones newest first, then by id. Nothing that can be typed
 * is an error. An empty query lists the documents, newest first. `docs` must be what the reader may see
 * (`visibleDocs`), narrowed by his filters (`filterDocs`): frequencies and lengths are taken over them alone.
 */
export function searchDocs(
  docs: readonly SearchDoc[],
  typed: string,
  { limit }: { limit: number },
): SearchAnswer {
  const query = parseQuery(typed);
  const ranked = rankDocs(docs.map(foldedDoc), query).flatMap(({ doc: number, score }) => {
    const doc = docs[number];
    return doc === undefined ? [] : [{ doc, score }];
  });
  ranked.sort((a, b) => b.score - a.score || newestFirst(a.doc, b.doc));
  const hits = ranked.slice(0, Math.max(0, limit)).map(({ doc, score }) => ({
    doc,
    score,
    snippet: snippetOf(doc.text, query),
  }));
  return { total: ranked.length, hits };
}

/** When the entry was heard, or else last changed. */
export const dateOf = (doc: SearchDoc): string => doc.heardOn ?? doc.updatedAt.slice(0, 10);

function newestFirst(a: SearchDoc, b: SearchDoc): number {
  return compare(dateOf(b), dateOf(a)) || compare(a.partner, b.partner) || compare(a.id, b.id);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Folding is most of the work of a search; a document that is asked twice is folded once. */
const folded = new WeakMap<SearchDoc, FoldedDoc>();

function foldedDoc(doc: SearchDoc): FoldedDoc {
  const known = folded.get(doc);
  if (known !== undefined) return known;
  const made = { title: fold(doc.title), text: fold(doc.text), about: fold(doc.about) };
  folded.set(doc, made);
  return made;
}
