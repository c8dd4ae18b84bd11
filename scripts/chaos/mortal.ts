import type { NotionTransport } from "../../src/workspaces/notion/transport.ts";

/**
 * A process that dies, played within this one so that time can be ours: the work of its n-th request is done, and
 * from then on nothing that it asked for ever comes back.
 */
export interface Mortal {
  readonly through: (transport: NotionTransport) => NotionTransport;
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
    through: (transport) => {
      let isDead = false;
      return {
        ...transport,
        call: (request, send) =>
          transport.call(request, async (client) => {
            if (isDead) return never();
            const isLast = isAlive && ++sent === nth;
            const answer = send(client);
            await answer.catch(() => {});
            if (isLast) {
              isDead = true;
              isAlive = false;
              resolve("died");
            }
            return isDead ? never() : answer;
          }),
      };
    },
  };
}

const never = () => new Promise<never>(() => {});
