import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { perMinute } from "../../src/workspaces/budget.ts";
import { openLimiter, type Limiter, type RunOptions } from "../../src/workspaces/limiter.ts";
import { openVirtualClock, type VirtualClock } from "./virtual-clock.ts";

const MINUTE = 60_000;

interface Run {
  readonly job: Job;
  readonly from: number;
  to: number;
}

interface Job extends RunOptions {
  readonly at: number;
  readonly takesMs: number;
}

/** Lets every job come at its time, and records when it ran. */
async function play(jobs: readonly Job[], clock: VirtualClock, limiter: Limiter): Promise<Run[]> {
  const runs: Run[] = [];
  const come = async (job: Job): Promise<void> => {
    if (job.at > 0) await clock.sleep(job.at);
    await limiter.run(job, async () => {
      const run = { job, from: clock.now(), to: Infinity };
      runs.push(run);
      if (job.takesMs > 0) await clock.sleep(job.takesMs);
      run.to = clock.now();
    });
  };
  await clock.finish(Promise.all(jobs.map(come)));
  return runs;
}

/** As Notion counts: a window opens with the first arrival after the last one ended. Returns those over the budget. */
function refused(arrivals: readonly number[], perMinute: number): number {
  let opened = -Infinity;
  let count = 0;
  let over = 0;
  for (const at of arrivals.toSorted((a, b) => a - b)) {
    if (at >= opened + MINUTE) [opened, count] = [at, 0];
    count += 1;
    if (count > perMinute) over += 1;
  }
  return over;
}

function open(requests: number, concurrency?: number) {
  const clock = openVirtualClock();
  const limiter = openLimiter({
    rate: perMinute(requests),
    ...clock,
    ...(concurrency !== undefined && { concurrency }),
  });
  return { clock, limiter };
}

const jobs = fc.array(
  fc.record(
    {
      at: fc.nat(3 * MINUTE),
      takesMs: fc.nat(2_000),
      priority: fc.constantFrom("interactive" as const, "background" as const),
      parent: fc.constantFrom("a", "b", "c"),
    },
    { requiredKeys: ["at", "takesMs"] },
  ),
  { minLength: 1, maxLength: 120 },
);

describe("whatever comes", () => {
  test("no window sees more than the budget, also where requests travel up to a second", async () => {
    const budget = fc.integer({ min: 1, max: 30 });
    const delays = fc.infiniteStream(fc.nat(1_000));
    const check = fc.asyncProperty(jobs, budget, delays, async (jobs, perMinute, delays) => {
      const { clock, limiter } = open(perMinute);
      const runs = await play(jobs, clock, limiter);
      const arrivals = runs.map((run) => run.from + (delays.next().value ?? 0));
      expect(runs).toHaveLength(jobs.length);
      expect(limiter.requests()).toBe(jobs.length);
      expect([
        refused(
          runs.map((run) => run.from),
          perMinute,
        ),
        refused(arrivals, perMinute),
      ]).toEqual([0, 0]);
    });
    await fc.assert(check, { numRuns: 60 });
  });

  test("one parent has one task at a time, in the order of the calls", async () => {
    const check = fc.asyncProperty(jobs, async (jobs) => {
      const { clock, limiter } = open(600);
      const runs = await play(
        jobs.toSorted((a, b) => a.at - b.at),
        clock,
        limiter,
      );
      for (const parent of ["a", "b", "c"]) {
        const own = runs.filter((run) => run.job.parent === parent);
        const overlaps = own.filter((run, i) => i > 0 && run.from < (own[i - 1]?.to ?? 0));
        const background = own.filter((run) => run.job.priority !== "interactive").map((run) => run.job.at);
        expect(overlaps).toEqual([]);
        expect(background).toEqual(background.toSorted((a, b) => a - b));
      }
    });
    await fc.assert(check, { numRuns: 60 });
  });

  test("no more run at once than allowed", async () => {
    const check = fc.asyncProperty(jobs, fc.integer({ min: 1, max: 6 }), async (jobs, concurrency) => {
      const { clock, limiter } = open(600, concurrency);
      const runs = await play(jobs, clock, limiter);
      const most = runs.map(({ from }) => runs.filter((run) => run.from <= from && from < run.to).length);
      expect(Math.max(...most)).toBeLessThanOrEqual(concurrency);
    });
    await fc.assert(check, { numRuns: 60 });
  });

  test("nothing starts during a pause, and something that waits starts to the millisecond after it", async () => {
    const check = fc.asyncProperty(fc.nat(MINUTE), fc.integer({ min: 8, max: 150_000 }), async (at, ms) => {
      const { clock, limiter } = open(30, 4);
      const waiting = Array.from({ length: 200 }, () => ({ at: 0, takesMs: 7 }));
      void clock.sleep(at).then(() => limiter.pause(ms));
      const starts = (await play(waiting, clock, limiter)).map((run) => run.from);
      expect(starts.filter((start) => start > at && start < at + ms)).toEqual([]);
      expect(starts).toContain(at + ms);
    });
    await fc.assert(check, { numRuns: 60 });
  });
});

test.each([180, 600])("a budget of %i is used to 95 % while there is work", async (perMinute) => {
  const { clock, limiter } = open(perMinute);
  const waiting = Array.from({ length: perMinute * 11 }, () => ({ at: 0, takesMs: 400 }));
  const runs = await play(waiting, clock, limiter);
  const started = runs.filter((run) => run.from < 10 * MINUTE).length;
  expect(started / (10 * perMinute)).toBeGreaterThanOrEqual(0.95);
});

test("of overlapping pauses the longest counts", async () => {
  const { clock, limiter } = open(10);
  limiter.pause(120_000);
  limiter.pause(1_000);
  const [run] = await play([{ at: 0, takesMs: 0 }], clock, limiter);
  expect(run?.from).toBe(120_000);
});

test("after a pause that ends before the full window the whole budget is there again", async () => {
  const { clock, limiter } = open(2);
  void clock.sleep(5_000).then(() => limiter.pause(3_000));
  const runs = await play(
    Array.from({ length: 4 }, () => ({ at: 0, takesMs: 0 })),
    clock,
    limiter,
  );
  expect(runs.map((run) => run.from)).toEqual([0, 0, 8_000, 8_000]);
});

test("after a pause that counts on, what was used before it still counts", async () => {
  const { clock, limiter } = open(2);
  void clock.sleep(5_000).then(() => limiter.pause(3_000, { countsOn: true }));
  const waiting = Array.from({ length: 4 }, () => ({ at: 0, takesMs: 0 }));
  const runs = await play(waiting, clock, limiter);
  expect(runs.map((run) => run.from)).toEqual([0, 0, 61_000, 61_000]);
});

describe("a pause that is too long to wait for", () => {
  const refusal = new Error("wait until tomorrow");
  const HOUR = 60 * MINUTE;

  /** Runs a task that does nothing; tells when it ended, and how. */
  async function attempt(clock: VirtualClock, limiter: Limiter, options: RunOptions = {}) {
    const how = await limiter.run(options, () => Promise.resolve("ran")).catch((error: unknown) => error);
    return { how, at: clock.now() };
  }

  test("fails at once who waits for a place, a window or a repeat, and starts none of them", async () => {
    const { clock, limiter } = open(2);
    const repeat = limiter.run({}, (slot) => slot.again(10 * MINUTE)).catch((error: unknown) => error);
    const work = Promise.all([
      ...Array.from({ length: 9 }, () => attempt(clock, limiter)),
      repeat.then((how) => ({ how, at: clock.now() })),
    ]);
    void clock.sleep(5_000).then(() => limiter.pause(HOUR, { refusal }));
    const ends = await clock.finish(work);
    expect(ends.filter(({ how }) => how === "ran")).toHaveLength(1);
    expect(ends.filter(({ how, at }) => how === refusal && at === 5_000)).toHaveLength(9);
    expect(limiter.requests()).toBe(2);
  });

  test("fails who waits for its parent when the request there has ended, and lets that one end", async () => {
    const { clock, limiter } = open(600);
    const first = limiter.run({ parent: "a" }, () => clock.sleep(300).then(() => "ended"));
    const next = Array.from({ length: 3 }, () => attempt(clock, limiter, { parent: "a" }));
    limiter.pause(HOUR, { refusal });
    expect(await clock.finish(Promise.all([first, ...next]))).toEqual([
      "ended",
      ...next.map(() => ({ how: refusal, at: 300 })),
    ]);
  });

  test("fails who comes while it is on, and nobody after it", async () => {
    const { clock, limiter } = open(600);
    limiter.pause(HOUR, { refusal });
    limiter.pause(1_000, { refusal: new Error("wait a second") });
    expect(await attempt(clock, limiter, { priority: "interactive" })).toEqual({ how: refusal, at: 0 });
    await clock.finish(clock.sleep(HOUR - 1));
    expect(await attempt(clock, limiter)).toEqual({ how: refusal, at: HOUR - 1 });
    await clock.finish(clock.sleep(1));
    expect(await attempt(clock, limiter)).toEqual({ how: "ran", at: HOUR });
  });

  test("leaves no timer behind that keeps the process from ending", async () => {
    const clock = openVirtualClock();
    const timers = new Set<Promise<void>>();
    const sleep: VirtualClock["sleep"] = (ms, signal) => {
      const timer = clock.sleep(ms, signal).finally(() => timers.delete(timer));
      timers.add(timer);
      return timer;
    };
    const limiter = openLimiter({ rate: perMinute(2), now: clock.now, sleep });
    const repeat = limiter.run({}, (slot) => slot.again(MINUTE)).catch((error: unknown) => error);
    const others = [1, 2, 3].map(() => attempt(clock, limiter));
    await clock.finish(Promise.resolve());
    expect(timers.size).toBe(2);
    limiter.pause(HOUR, { refusal });
    await Promise.all([repeat, ...others]);
    expect([timers.size, clock.now()]).toEqual([0, 0]);
  });
});

test("interactive goes before what waited longer, and background still gets every fifth start", async () => {
  const { clock, limiter } = open(600, 1);
  const background = Array.from({ length: 20 }, () => ({ at: 0, takesMs: 10 }));
  const interactive = Array.from({ length: 100 }, () => ({
    at: 1,
    takesMs: 10,
    priority: "interactive" as const,
  }));
  const runs = await play([...background, ...interactive], clock, limiter);
  const places = runs.flatMap((run, i) => (run.job.priority === undefined ? [i] : []));
  expect(runs[1]?.job.priority).toBe("interactive");
  expect(places).toEqual(Array.from({ length: 20 }, (_, i) => i * 5));
});

test("different parents run side by side", async () => {
  const { clock, limiter } = open(600);
  const runs = await play(
    ["a", "b", "c"].map((parent) => ({ at: 0, takesMs: 50, parent })),
    clock,
    limiter,
  );
  expect(runs.map((run) => run.from)).toEqual([0, 0, 0]);
});

test("a task that fails gives back its place and its parent", async () => {
  const { clock, limiter } = open(600, 1);
  const fail = limiter.run({ parent: "a" }, () => Promise.reject(new Error("no")));
  const next = limiter.run({ parent: "a" }, () => Promise.resolve("yes"));
  await expect(clock.finish(fail)).rejects.toThrow("no");
  await expect(clock.finish(next)).resolves.toBe("yes");
});

test("a repeat waits, counts, goes before the others of its lane and keeps its parent's order", async () => {
  const { clock, limiter } = open(600, 1);
  const seen: string[] = [];
  const note = (what: string) => async (): Promise<void> => {
    seen.push(`${clock.now()} ${what}`);
    await clock.sleep(100);
  };
  const first = limiter.run({ parent: "a" }, async (slot) => {
    await note("a1")();
    await slot.again(250);
    await note("a1 again")();
  });
  const work = [
    first,
    limiter.run({ parent: "a" }, note("a2")),
    ...["x", "y", "z", "w"].map((what) => limiter.run({}, note(what))),
  ];
  await clock.finish(Promise.all(work));
  expect(seen).toEqual(["0 a1", "100 x", "200 y", "300 z", "400 a1 again", "500 w", "600 a2"]);
  expect(limiter.requests()).toBe(7);
});

test("10,000 waiting tasks are handled at once, on one parent or on none", async () => {
  const begun = performance.now();
  for (const parent of [{}, { parent: "a" }]) {
    const { clock, limiter } = open(10_000);
    const waiting = Array.from({ length: 10_000 }, () => ({ at: 0, takesMs: 0, ...parent }));
    expect(await play(waiting, clock, limiter)).toHaveLength(10_000);
  }
  expect(performance.now() - begun).toBeLessThan(3_000);
});

test("a budget of nothing is a bug", () => {
  expect(() => openLimiter({ rate: perMinute(0) })).toThrow("at least one");
});
