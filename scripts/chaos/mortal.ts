import { type Between, UNTOUCHED } from "./world.ts";

/**
 * A process that dies, played within this one so that time can be ours: the work of its n-th request is done, and
 * from then on nothing that it asked for ever comes back.
 */
export interface Mortal {
  readonly between: () => Between;
  /** From now on the requests count. */
  live(): void;
  /** Resolves at its death. */
  readonly died: Promise<"died">;
}

export function mortal(nth: number): Mortal {
  const { promise: died, resolve } = Promise.withResolvers<"died">();
  let isAlive = false;
  let sent = 0;
  return {
    died,
    live: () => void (isAlive = true),
    between: () => {
      let isDead = false;
      const pass: Between["pass"] = async (send) => {
        if (isDead) return never();
        const isLast = isAlive && ++sent === nth;
        const answer = send();
        await answer.catch(() => {});
        if (isLast) {
          isDead = true;
          isAlive = false;
          resolve("died");
        }
        return isDead ? never() : answer;
      };
      return { ...UNTOUCHED, pass };
    },
  };
}

const never = () => new Promise<never>(() => {});
