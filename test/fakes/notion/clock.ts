const MINUTE_MS = 60_000;

/** created_time and last_edited_time are floored to the minute. */
export function floorToMinute(ms: number): number {
  return Math.floor(ms / MINUTE_MS) * MINUTE_MS;
}

export function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}
