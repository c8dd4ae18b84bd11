/** Numbers by chance, the same for the same seed (mulberry32). */
export interface Random {
  /** [0, 1) */
  next(): number;
  int(below: number): number;
  pick<T>(from: readonly T[]): T;
  /** The first ones much more often than the last, as words are used. */
  common<T>(from: readonly T[]): T;
}

export function random(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const at = <T>(from: readonly T[], place: number): T => {
    const found = from[place];
    if (found === undefined) throw new RangeError("nothing to pick from");
    return found;
  };
  return {
    next,
    int: (below) => Math.floor(next() * below),
    pick: (from) => at(from, Math.floor(next() * from.length)),
    common: (from) => at(from, Math.floor(next() ** 1.8 * from.length)),
  };
}
