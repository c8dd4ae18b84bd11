import type { Limiter } from "../../src/workspaces/limiter.ts";
import type { Sleep } from "../../src/workspaces/places.ts";

/** Time that stands still while anybody is at work: a request takes its virtual travel, and waiting takes no real time. */
export interface Pace {
  readonly now: () => number;
  readonly sleep: Sleep;
}

interface StandingTime extends Pace {
  /** A request on its way: nobody works on it meanwhile. */
  readonly travel: (ms: number) => Promise<void>;
  /** Until this is done, somebody is at work. */
  readonly during: <T>(work: () => Promise<T>) => Promise<T>;
  /** Waits in the middle of that work. */
  readonly paused: <T>(wait: () => Promise<T>) => Promise<T>;
  readonly finish: <T>(work: Promise<T>) => Promise<T>;
}

export function openStandingTime(): StandingTime {
  const alarms = openAlarms();
  let atWork = 0;
  const shifted = async <T>(by: 1 | -1, work: () => Promise<T>): Promise<T> => {
    atWork += by;
    try {
      return await work();
    } finally {
      atWork -= by;
    }
  };
  return {
    now: alarms.now,
    sleep: alarms.set,
    travel: (ms) => shifted(-1, () => alarms.set(ms)),
    during: (work) => shifted(1, work),
    paused: (wait) => shifted(-1, wait),
    finish: async (work) => {
      let isDone = false;
      const settled = Promise.allSettled([work]).then(() => (isDone = true));
      for (;;) {
        // Sockets have their turn before what was set for immediately.
        for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
        if (isDone) break;
        if (atWork === 0) alarms.ringNext();
      }
      await settled;
      return work;
    },
  };
}

function openAlarms(): { now: () => number; set: Sleep; ringNext: () => void } {
  const alarms = new Set<{ readonly at: number; readonly ring: () => void }>();
  let time = 0;
  return {
    now: () => time,
    set: (ms, signal) =>
      new Promise((resolve, reject) => {
        const alarm = { at: time + ms, ring: resolve };
        alarms.add(alarm);
        signal?.addEventListener("abort", () => {
          if (alarms.delete(alarm)) reject(new Error("aborted"));
        });
      }),
    ringNext: () => {
      if (alarms.size === 0) return;
      time = Math.max(time, Math.min(...[...alarms].map(({ at }) => at)));
      for (const alarm of [...alarms].filter(({ at }) => at <= time)) {
        alarms.delete(alarm);
        alarm.ring();
      }
    },
  };
}

/** Tells the time which requests are under way. */
export function working(limiter: Limiter, { during, paused }: StandingTime): Limiter {
  return {
    ...limiter,
    run: (options, task) =>
      limiter.run(options, (slot) =>
        during(() => task({ again: (afterMs) => paused(() => slot.again(afterMs)) })),
      ),
  };
}
