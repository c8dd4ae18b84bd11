import { ApiError } from "./api-error.ts";
import { rateLimited } from "./fault-answers.ts";
import type { Settings } from "./options.ts";

const WINDOW_MS = 60_000;

interface Window {
  startedAt: number;
  used: number;
}

/** Fixed windows, opened by the first request in them: one budget per token, one for the workspace. */
export function openRateLimits(settings: Settings): (token: string) => ApiError | undefined {
  const windows = new Map<string, Window>();
  return (token) => {
    const now = settings.now();
    const own = spend(windows, token, settings.requestsPerMinute, now);
    if (own !== undefined) return rateLimited("public_api_request_rate_limit", String(own));
    // No token is empty, so this window is nobody's own.
    const shared = spend(windows, "", settings.workspaceRequestsPerMinute, now);
    if (shared === undefined) return undefined;
    return rateLimited("public_api_space_request_rate_limit", String(settings.workspaceRetryAfter));
  };
}

/** Seconds to wait when the budget is used up. */
function spend(
  windows: Map<string, Window>,
  key: string,
  limit: number | undefined,
  now: number,
): number | undefined {
  if (limit === undefined) return undefined;
  let window = windows.get(key);
  if (!window || now >= window.startedAt + WINDOW_MS) {
    window = { startedAt: now, used: 0 };
    windows.set(key, window);
  }
  window.used += 1;
  return window.used <= limit
    ? undefined
    : Math.max(1, Math.ceil((window.startedAt + WINDOW_MS - now) / 1000));
}
