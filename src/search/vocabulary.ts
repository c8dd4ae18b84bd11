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

/** Word lists of segments, read once each. */
export interface Wordlists {
  of(segments: readonly number[]): Promise<string[]>;
  forget(segments: readonly number[]): void;
}

export function wordlists(table: SearchTable): Wordlists {
  const known = new Map<number, string>();
  return {
    async of(segments) {
      const missing = segments.filter((segment) => !known.has(segment));
      if (missing.length > 0) {
        const read = await table.words(missing);
        for (const segment of missing) known.set(segment, read.get(segment) ?? "");
      }
      return segments.map((segment) => known.get(segment) ?? "");
    },
    forget: (segments) => segments.forEach((segment) => known.delete(segment)),
  };
}

/** `lists` are words with a line break before and after each. */
export function vocabularyOf(
  lists: () => Promise<readonly string[]>,
  pending: () => Iterable<string>,
): Vocabulary {
  return {
    async containing(part) {
      const found = new Set<string>();
      for (const list of await lists()) {
        for (let at = list.indexOf(part); at >= 0; at = list.indexOf(part, at + 1)) {
          const end = list.indexOf("\n", at);
          found.add(list.slice(list.lastIndexOf("\n", at) + 1, end));
          at = end;
        }
      }
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
      for (const list of await lists()) {
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
