/** Time that stands still until everybody waits, and then jumps to the next alarm. Milliseconds from 0. */
export interface VirtualClock {
  now(): number;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Lets time pass until the work is done; throws if it waits for something that no alarm will bring. */
  finish<T>(work: Promise<T>): Promise<T>;
}

interface Alarm {
  readonly at: number;
  readonly ring: () => void;
}

export function openVirtualClock(): VirtualClock {
  let time = 0;
  const alarms = new Set<Alarm>();
  const jump = (): void => {
    const at = Math.min(...[...alarms].map((alarm) => alarm.at));
    if (at === Infinity) throw new Error("everything waits and no alarm is set");
    time = Math.max(time, at);
    for (const alarm of [...alarms].filter((each) => each.at <= time)) {
      alarms.delete(alarm);
      alarm.ring();
    }
  };
  return {
    now: () => time,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        const alarm = { at: time + ms, ring: resolve };
        alarms.add(alarm);
        signal?.addEventListener("abort", () => {
          if (alarms.delete(alarm)) reject(new Error("aborted"));
        });
      }),
    finish: async (work) => {
      let isDone = false;
      const settled = Promise.allSettled([work]).then(() => (isDone = true));
      for (;;) {
        await new Promise((resolve) => setImmediate(resolve));
        if (isDone) break;
        jump();
      }
      await settled;
      return work;
    },
  };
}
