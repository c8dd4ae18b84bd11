import { parentPort, workerData } from "node:worker_threads";

import { type Calm, type Played, playTrial, type Trial } from "./trial.ts";

/** A thread that plays the trials it is sent, several at once: many of them mostly wait. */
export interface Assignment {
  readonly id: number;
  readonly trial: Trial;
}

export interface Answer {
  readonly id: number;
  readonly played: Played;
}

const calm = workerData as Calm;

parentPort?.on("message", (assignment: Assignment) => void answer(assignment));

/** What is thrown here is a bug of the trial, and ends the worker. */
async function answer({ id, trial }: Assignment): Promise<void> {
  const played: Answer = { id, played: await playTrial(trial, calm) };
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker is no window
  parentPort?.postMessage(played);
}
