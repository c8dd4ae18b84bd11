import { syncBuiltinESMExports } from "node:module";
import timers from "node:timers/promises";

/**
 * Preload (`node --import`) for a process whose waits nobody sits out: each takes a few milliseconds at most, and the
 * clock then jumps to its end, as in `clock.ts`. Timeouts of requests are no waits and stay what they are.
 */

const LONGEST_MS = 5;
const { setTimeout: delay } = timers;
const { now } = Date;
let ahead = 0;

Date.now = () => now() + ahead;
timers.setTimeout = async (ms = 0, value, options) => {
  const end = Date.now() + ms;
  const given = await delay(Math.min(ms, LONGEST_MS), value, options);
  ahead = Math.max(ahead, end - now());
  return given;
};
syncBuiltinESMExports();
