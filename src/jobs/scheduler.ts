import { schedule } from "node-cron";

import { type Ran, runDueJobs, type WakeContext } from "./run-due.ts";

export interface SchedulerOptions extends WakeContext {
  /** Ends the scheduler once the job under way is done. */
  readonly signal: AbortSignal;
  /** Told of every job that was tried. */
  readonly onRan?: (ran: Ran) => void;
  /** Told of what is no failure of a job but of ours; the next wake-up tries again. */
  readonly onError: (error: unknown) => void;
}

/** Wakes at the beginning of every minute, never twice at once, until the signal; then resolves. */
export async function runScheduler({ signal, onRan, onError, ...context }: SchedulerOptions): Promise<void> {
  let underWay: Promise<void> = Promise.resolve();
  const wake = async (): Promise<void> => {
    try {
      for (const ran of await runDueJobs(context, signal)) onRan?.(ran);
    } catch (error) {
      onError(error);
    }
  };
  await wake();
  if (signal.aborted) return;
  const task = schedule("* * * * *", () => (underWay = wake()), { noOverlap: true });
  await new Promise<void>((resolve) => {
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
  await task.destroy();
  await underWay;
}
