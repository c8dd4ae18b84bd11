import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";

import type { Calm, Played, Trial } from "./trial.ts";

/** How many trials a worker has in hand: while one waits for an answer that does not come, another goes on. */
const IN_HAND = 2;

/** Plays trials on every core; `onPlayed` hears of each. */
export async function playAll(
  trials: readonly Trial[],
  calms: ReadonlyMap<string, Calm>,
  onPlayed: (trial: Trial, played: Played) => void,
): Promise<void> {
  const queue = trials.map((trial, id) => ({ id, trial }));
  await Promise.all(
    Array.from({ length: Math.min(availableParallelism(), trials.length) }, async () => {
      while (queue.length > 0) await work(queue, calms, onPlayed);
    }),
  );
}

/** One worker, until nothing is left or a trial brings it down. */
function work(
  queue: { id: number; trial: Trial }[],
  calms: ReadonlyMap<string, Calm>,
  onPlayed: (trial: Trial, played: Played) => void,
): Promise<void> {
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { workerData: calms });
  const inHand = new Map<number, Trial>();
  const next = () => {
    const one = queue.shift();
    if (one === undefined) return;
    inHand.set(one.id, one.trial);
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker is no window
    worker.postMessage(one);
  };
  return new Promise((resolve) => {
    worker.on("message", ({ id, played }: { id: number; played: Played }) => {
      const trial = inHand.get(id);
      inHand.delete(id);
      if (trial !== undefined) onPlayed(trial, played);
      next();
      if (inHand.size === 0) void worker.terminate().then(() => resolve());
    });
    worker.on("error", (error) => {
      const failure = `brought its process down: ${error instanceof Error ? (error.stack ?? "") : String(error)}`;
      for (const trial of inHand.values())
        onPlayed(trial, {
          failure: `${JSON.stringify(trial)}: ${failure}`,
          tookMs: 0,
          fired: 0,
          healed: false,
        });
      resolve();
    });
    for (let count = 0; count < IN_HAND; count += 1) next();
  });
}
