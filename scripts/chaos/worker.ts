import { parentPort, workerData } from "node:worker_threads";

import { type Calm, playTrial, type Trial } from "./trial.ts";

/** Plays the trials that it is sent, several at once: many of them mostly wait. */
export interface Assignment {
  readonly id: number;
  readonly trial: Trial;
}

const calms = workerData as ReadonlyMap<string, Calm>;

parentPort?.on("message", ({ id, trial }: Assignment) => {
  const calm = calms.get(trial.scenario);
  if (calm === undefined) throw new Error(`nobody knows how ${trial.scenario} goes undisturbed`);
  void answer(id, trial, calm);
});

/** What is thrown here is a bug of the trial, and ends the worker. */
async function answer(id: number, trial: Trial, calm: Calm): Promise<void> {
  const played = await playTrial(trial, calm);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker is no window
  parentPort?.postMessage({ id, played });
}
