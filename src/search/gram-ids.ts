import type { Gram } from "./terms.ts";

/** Numbers given to grams in the order in which they are first met: a hash table over 32-bit keys. */
export interface GramIds {
  /** The gram's number; `next` if it is new. */
  id(gram: Gram, next: number): number;
  readonly entries: () => Iterable<readonly [Gram, number]>;
}

const EMPTY = -1;

export function gramIds(): GramIds {
  let mask = (1 << 16) - 1;
  let used = 0;
  let keys = new Int32Array(mask + 1);
  let ids = new Int32Array(mask + 1).fill(EMPTY);
  const slotOf = (gram: Gram): number => {
    let slot = (Math.imul(gram, 0x9e3779b1) >>> 8) & mask;
    while (ids[slot] !== EMPTY && keys[slot] !== gram) slot = (slot + 1) & mask;
    return slot;
  };
  const grow = (): void => {
    const [oldKeys, oldIds] = [keys, ids];
    mask = mask * 2 + 1;
    keys = new Int32Array(mask + 1);
    ids = new Int32Array(mask + 1).fill(EMPTY);
    oldIds.forEach((id, old) => {
      if (id === EMPTY) return;
      const slot = slotOf(oldKeys[old] ?? 0);
      keys[slot] = oldKeys[old] ?? 0;
      ids[slot] = id;
    });
  };
  return {
    id(gram, next) {
      const slot = slotOf(gram);
      const known = ids[slot] ?? EMPTY;
      if (known !== EMPTY) return known;
      keys[slot] = gram;
      ids[slot] = next;
      used += 1;
      if (used * 2 > mask) grow();
      return next;
    },
    *entries() {
      for (let slot = 0; slot <= mask; slot += 1) {
        const id = ids[slot] ?? EMPTY;
        if (id !== EMPTY) yield [keys[slot] ?? 0, id];
      }
    },
  };
}
