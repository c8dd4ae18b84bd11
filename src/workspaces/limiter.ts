import { setTimeout as delay } from "node:timers/promises";

import { openBudget, type PauseOptions, type Rate } from "./budget.ts";
import type { Priority } from "./lanes.ts";
import { openTurns } from "./parent-turns.ts";
import { openPlaces, type Sleep } from "./places.ts";

/** One limiter per token: every request of this process that carries the token goes through it. */
export interface Limiter {
  /**
   * Runs `task` when it may start: below the budget, not paused, fewer than `concurrency` others running, and
   * alone on its `parent`. Tasks of one parent and priority start in the order of the calls; writes to one parent
   * side by side conflict and end up in a random order. `interactive` goes before `background`, which still gets
   * every fifth start. The task's start counts as one request. A task must not call `run` itself: it would hold
   * what it waits for.
   */
  run<T>(options: RunOptions, task: (slot: Slot) => Promise<T>): Promise<T>;
  /**
   * Nothing starts for `ms`, whoever asks; of several pauses the longest counts. What was used before counts as one
   * spent window, and afterwards the whole budget is there again, unless `countsOn`. With `refusal` nobody waits for
   * the end: tasks that wait for a place and those that come meanwhile fail with it at once, and one that waits for
   * its parent fails when the request that runs there has ended. What runs already goes on.
   */
  pause(ms: number, options?: PauseOptions): void;
  /** Requests started so far, repeats included. */
  requests(): number;
}

export interface RunOptions {
  /** Default: background. */
  readonly priority?: Priority;
  /** Tasks with the same parent run one after the other. */
  readonly parent?: string;
}

/** A running task's place. */
export interface Slot {
  /**
   * Waits `afterMs` and then for a new place, at the head of its lane; counts as a new request. Meanwhile others
   * may run, except those of the same parent, whose order stays. Rejects at once during a pause that refuses.
   */
  again(afterMs: number): Promise<void>;
}

/** Enough to spend 600 requests a minute at half a second each. */
const CONCURRENCY = 6;

/** `now` gives milliseconds of any clock that never goes back; with `sleep` it lets tests run in virtual time. */
export function openLimiter(options: {
  readonly rate: Rate;
  readonly now?: () => number;
  readonly sleep?: Sleep;
  readonly concurrency?: number;
}): Limiter {
  const { rate, concurrency = CONCURRENCY } = options;
  const sleep = options.sleep ?? ((ms, signal) => delay(ms, undefined, signal && { signal }));
  const budget = openBudget(rate, options.now ?? (() => performance.now()));
  const places = openPlaces({ budget, concurrency, sleep });
  const turns = openTurns();
  return {
    run: async ({ priority = "background", parent }, task) => {
      const turn = parent === undefined ? null : turns.take(parent, priority);
      if (turn !== null) await turn;
      try {
        await places.take(priority, "last");
        const retake = (): Promise<void> => places.take(priority, "first");
        return await occupy(task, {
          retake,
          giveBack: () => places.giveBack(),
          wait: (ms) => places.wait(ms),
        });
      } finally {
        if (parent !== undefined) turns.leave(parent);
      }
    },
    pause: (ms, options) => {
      budget.pause(ms, options);
      places.startNext();
    },
    requests: () => budget.requests(),
  };
}

/** Runs the task in a place already taken, and leaves no place taken however it ends. */
async function occupy<T>(
  task: (slot: Slot) => Promise<T>,
  place: {
    readonly retake: () => Promise<void>;
    readonly giveBack: () => void;
    readonly wait: (ms: number) => Promise<void>;
  },
): Promise<T> {
  let isTaken = true;
  const again = async (afterMs: number): Promise<void> => {
    isTaken = false;
    place.giveBack();
    await place.wait(afterMs);
    await place.retake();
    isTaken = true;
  };
  try {
    return await task({ again });
  } finally {
    if (isTaken) place.giveBack();
  }
}
