import { setTimeout } from "node:timers/promises";

import { asStoreError, isBusy } from "./failure.ts";

/** How long a process waits for another one's short transaction before it gives up. */
const GIVE_UP_AFTER_MS = 10_000;
const LONGEST_PAUSE_MS = 50;

/**
 * Waits while another connection writes. Not inside SQLite, which would stop this whole process: the other one may
 * be of this process, and others of its requests have nothing to wait for.
 */
export async function patiently<T>(work: () => T): Promise<T> {
  const deadline = performance.now() + GIVE_UP_AFTER_MS;
  for (let pauseMs = 1; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    try {
      return work();
    } catch (error) {
      if (!isBusy(error) || performance.now() > deadline) throw asStoreError(error);
    }
    await setTimeout(pauseMs * (0.5 + Math.random()));
  }
}

/** What needs no patience: a failure is one of the store. */
export function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw asStoreError(error);
  }
}
