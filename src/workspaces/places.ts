import type { Budget } from "./budget.ts";
import { openLanes, type Priority } from "./lanes.ts";

/** Waits. May reject when the signal fires. */
export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>;

/** The places for running requests: as many as may run at once, each given when the budget allows a start. */
export interface Places {
  /** Resolves when a place is ours, which is when a request counts as started. Rejects during a pause that refuses. */
  take(priority: Priority, end: "first" | "last"): Promise<void>;
  giveBack(): void;
  /** Waits `ms` without a place, or until the waiting are refused. */
  wait(ms: number): Promise<void>;
  /** Looks again who may start; needed after the budget has changed. */
  startNext(): void;
}

export function openPlaces(options: {
  readonly budget: Budget;
  readonly concurrency: number;
  readonly sleep: Sleep;
}): Places {
  const { budget, concurrency, sleep } = options;
  const lanes = openLanes();
  const waits = openWaits(sleep);
  let running = 0;
  const refuseAll = (refusal: Error): void => {
    // No timer may be left for those who no longer wait: it would keep the process from ending.
    alarm.clear();
    waits.endAll();
    while (lanes.size() > 0) lanes.next()?.(refusal);
  };
  const startNext = (): void => {
    const refusal = budget.refusal();
    if (refusal !== null) return refuseAll(refusal);
    while (running < concurrency && lanes.size() > 0) {
      const { at, waitMs } = budget.nextStart();
      if (waitMs > 0) return alarm.set(at, waitMs);
      running += 1;
      budget.count();
      lanes.next()?.(null);
    }
  };
  const alarm = openAlarm(sleep, startNext);
  return {
    take: (priority, end) =>
      new Promise((resolve, reject) => {
        lanes.add(priority, (refusal) => (refusal === null ? resolve() : reject(refusal)), end);
        startNext();
      }),
    giveBack: () => {
      running -= 1;
      startNext();
    },
    wait: (ms) => (ms > 0 && budget.refusal() === null ? waits.wait(ms) : Promise.resolve()),
    startNext,
  };
}

/** Waits that can all be ended early. */
function openWaits(sleep: Sleep) {
  const waiting = new Set<AbortController>();
  return {
    wait: async (ms: number): Promise<void> => {
      const abort = new AbortController();
      waiting.add(abort);
      try {
        await sleep(ms, abort.signal);
      } catch (error) {
        if (!abort.signal.aborted) throw error;
      } finally {
        waiting.delete(abort);
      }
    },
    endAll: (): void => {
      for (const abort of waiting) abort.abort();
    },
  };
}

/**
 * One alarm at a time, the earliest asked for: a pause may end before the full window that was waited for. The later
 * one is aborted, because a timer left behind would keep the process from ending.
 */
function openAlarm(sleep: Sleep, ring: () => void) {
  let current: { readonly at: number; readonly abort: AbortController } | null = null;
  return {
    set: (at: number, waitMs: number): void => {
      if (current !== null && current.at <= at) return;
      current?.abort.abort();
      const mine = { at, abort: new AbortController() };
      current = mine;
      const woken = (): void => {
        if (current !== mine) return;
        current = null;
        ring();
      };
      void sleep(waitMs, mine.abort.signal).then(woken, () => {});
    },
    clear: (): void => {
      current?.abort.abort();
      current = null;
    },
  };
}
