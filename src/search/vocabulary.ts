import type { SearchTable } from "../store/search-table.ts";
import { distance } from "./typos.ts";

/**
 * The Latin words of the index, to find those that contain what was typed, or are spelt nearly like it. It knows
 * the words of everybody's texts; whoever uses it must keep to those that the reader's texts have.
 */
export interface Vocabulary {
  containing(part: string): Promise<string[]>;
  /** Words a slip of the finger or two away, and how many slips. */
  nearly(word: string): Promise<ReadonlyMap<string, number>>;
}

/** Word lists of segments, read once each: words with a line break before and after each. */
export interface Wordlists {
  of(segments: readonly number[]): Promise<string[]>;
  /** Words of these segments that contain a part. What was looked for before is known: segments never change. */
  containing(segments: readonly number[], part: string): Promise<string[]>;
  forget(segments: readonly number[]): void;
}

/** So many looked-up parts of a segment are kept. */
const MOST_KEPT = 1000;

export function wordlists(table: SearchTable): Wordlists {
  const known = new Map<number, { readonly list: string; readonly found: Map<string, readonly string[]> }>();
  const load = async (segments: readonly number[]): Promise<void> => {
    const missing = segments.filter((segment) => !known.has(segment));
    if (missing.length === 0) return;
    const read = await table.words(missing);
    for (const segment of missing) known.set(segment, { list: read.get(segment) ?? "", found: new Map() });
  };
  return {
    async of(segments) {
      await load(segments);
      return segments.map((segment) => known.get(segment)?.list ?? "");
    },
    async containing(segments, part) {
      await load(segments);
      return segments.flatMap((segment) => {
        const { list = "", found } = known.get(segment) ?? {};
        const before = found?.get(part);
        if (before !== undefined) return before;
        const words = wordsWith(list, part);
        if (found !== undefined && found.size >= MOST_KEPT) found.clear();
        found?.set(part, words);
        return words;
      });
    },
    forget: (segments) => segments.forEach((segment) => known.delete(segment)),
  };
}

function wordsWith(list: string, part: string): string[] {
  const words: string[] = [];
  for (let at = list.indexOf(part); at >= 0; at = list.indexOf(part, at + 1)) {
    const end = list.indexOf("\n", at);
    words.push(list.slice(list.lastIndexOf("\n", at) + 1, end));
    at = end;
  }
  return words;
}

/** The words of these segments, and those that are pending. */
export function vocabularyOf(
  lists: Wordlists,
  segments: readonly number[],
  pending: () => Iterable<string>,
): Vocabulary {
  return {
    async containing(part) {
      const found = new Set(await lists.containing(segments, part));
      for (const word of pending()) if (word.includes(part)) found.add(word);
      return [...found];
    },
    async nearly(word) {
      const most = word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
      const found = new Map<string, number>();
      if (most === 0) return found;
      const consider = (other: string): void => {
        if (Math.abs(other.length - word.length) > most || found.has(other)) return;
        const away = distance(word, other, most);
        if (away <= most) found.set(other, away);
      };
      for (const list of await lists.of(segments)) {
        for (let at = 1; at < list.length;) {
          const end = list.indexOf("\n", at);
          if (Math.abs(end - at - word.length) <= most) consider(list.slice(at, end));
          at = end + 1;
        }
      }
      for (const other of pending()) consider(other);
      return found;
    },
  };
}
