/**
 * The wait that a Retry-After header asks for, in milliseconds; null if it is absent or nonsense. Seconds are what
 * Notion sends; a date, which HTTP allows as well, is compared with the Date header of the same answer, since
 * our own clock may be wrong.
 */
export function parseRetryAfter(retryAfter: string | null, serverDate: string | null): number | null {
  const text = retryAfter?.trim() ?? "";
  if (/^\d+(?:\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1_000);
  const wait = Date.parse(text) - Date.parse(serverDate ?? "");
  return Number.isNaN(wait) ? null : Math.max(wait, 0);
}
