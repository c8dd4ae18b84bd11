import type { Priority } from "./lanes.ts";

/** One at a time per key, in the order of asking; the interactive lane goes first. */
export interface Turns {
  /** Null if the key is ours at once, else resolves when it is. */
  take(key: string, priority: Priority): Promise<void> | null;
  /** Hands the key to the next in line. */
  leave(key: string): void;
}

type Line = Record<Priority, (() => void)[]>;

export function openTurns(): Turns {
  /** A key is in here exactly while somebody holds it. */
  const lines = new Map<string, Line>();
  return {
    take: (key, priority) => {
      const line = lines.get(key);
      if (line !== undefined) return new Promise((resolve) => line[priority].push(resolve));
      lines.set(key, { interactive: [], background: [] });
      return null;
    },
    leave: (key) => {
      const line = lines.get(key);
      const next = line?.interactive.shift() ?? line?.background.shift();
      if (next === undefined) lines.delete(key);
      else next();
    },
  };
}
