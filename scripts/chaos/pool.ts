import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";

import type { Calm, Played, Trial } from "./trial.ts";
import type { Answer, Assignment } from "./worker.ts";

/** How many trials a worker has in hand: while one waits for an answer that does not come, another goes on. */
const IN_HAND = 2;

/** Plays trials of one scenario on every core; `onPlayed` hears of each. */
export async function playAll(
  trials: readonly Trial[],
  calm: Calm,
  onPlayed: (played: Played) => void,
): Promise<void> {
  const queue = trials.map((trial, id) => ({ id, trial }));
  const workers = Math.min(availableParallelism(), trials.length);
  await Promise.all(
    Array.from({ length: workers }, async () => {
      while (queue.length > 0) await work(queue, calm, onPlayed);
    }),
  );
}

/** One worker, until nothing is left or a trial brings it down. */
function work(queue: Assignment[], calm: Calm, onPlayed: (played: Played) => void): Promise<void> {
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { workerData: calm });
  const inHand = new Map<number, Trial>();
  const next = () => {
    const one = queue.shift();
    if (one === undefined) return;
    inHand.set(one.id, one.trial);
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker is no window
    worker.postMessage(one);
  };
  return new Promise((resolve) => {
    worker.on("message", ({ id, played }: Answer) => {
      inHand.delete(id);
      onPlayed(played);
      next();
      if (inHand.size === 0) void worker.terminate().then(() => resolve());
    });
    worker.on("error", (error) => {
      for (const trial of inHand.values()) onPlayed(broughtDown(trial, error));
      resolve();
    });
    for (let count = 0; count < IN_HAND; count += 1) next();
  });
}

function broughtDown(trial: Trial, error: unknown): Played {
  const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const failure = `${JSON.stringify(trial)}, or what was played beside it, brought the process down: ${what}`;
  return { failure, tookMs: 0, fired: 0, healed: false };
}
