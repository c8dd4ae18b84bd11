import { TIMEOUT_MS } from "./world.ts";

/** How long the product waits for one answer, its longest wait before another attempt, and for what was made to appear. */
const TIMEOUT_OF_PRODUCT_MS = 65_000;
const LONGEST_BACKOFF_MS = 32_000;
const APPEARS_MS = 60_000;

/** Time that passes for the product and not here, each time that it waits for an answer in vain. */
export const TIMEOUT_LEFT_OUT_MS = TIMEOUT_OF_PRODUCT_MS - TIMEOUT_MS;

/** Without faults: a minute for what takes a moment here. Where everything appears late, ten more. */
const UNDISTURBED_MS = 60_000;
const LATE_MS = 600_000;

/** By when a run must have ended that met so many faults: what each can cost, one after the other. */
export function deadlineMs(faults: number, isLate: boolean): number {
  const perFault = TIMEOUT_OF_PRODUCT_MS + LONGEST_BACKOFF_MS + APPEARS_MS;
  return UNDISTURBED_MS + faults * perFault + (isLate ? LATE_MS : 0);
}

/** By then a new object is shown everywhere. */
export const SETTLED_MS = 2 * APPEARS_MS;

/** In real time, waits left out: a run that is not over by then will never be. */
export const HANGS_AFTER_MS = 60_000;
