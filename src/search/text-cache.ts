import type { SearchTable } from "../store/search-table.ts";

/** Folded texts that were read before. A document's text never changes under its number, so none is out of date. */
export interface TextCache {
  read(numbers: readonly number[]): Promise<ReadonlyMap<number, string>>;
}

export function textCache(table: SearchTable, mostBytes: number): TextCache {
  let [young, old]: [Map<number, string>, Map<number, string>] = [new Map(), new Map()];
  let bytes = 0;
  const keep = (number: number, text: string): void => {
    young.set(number, text);
    bytes += 64 + 2 * text.length;
    // Half of the room is for what was asked for since the last turn.
    if (bytes * 2 > mostBytes) [old, young, bytes] = [young, new Map(), 0];
  };
  return {
    async read(numbers) {
      const found = new Map<number, string>();
      const missing: number[] = [];
      for (const number of numbers) {
        const known = young.get(number) ?? old.get(number);
        if (known === undefined) missing.push(number);
        else found.set(number, known);
        if (known !== undefined && !young.has(number)) keep(number, known);
      }
      if (missing.length > 0) {
        for (const [number, text] of await table.folded(missing)) {
          found.set(number, text);
          keep(number, text);
        }
      }
      return found;
    },
  };
}
