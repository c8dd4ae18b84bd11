import type { Json } from "../notion/json.ts";
import { isJson } from "../notion/json.ts";
import { ApiError, optimisticLock } from "./api-error.ts";
import type { Answer } from "./call.ts";
import type { Fault, FaultKind } from "./faults.ts";

/** The error in JSON that a fault answers with, for those that do. */
export function faultError(fault: Fault): ApiError | undefined {
  switch (fault.what) {
    case "409":
      return optimisticLock();
    case "429":
      return rateLimited(fault.retryAfter ?? 1);
    case "401":
      return new ApiError(401, "UNAUTHORIZED", "Unauthorized");
    case "404":
      return new ApiError(404, "NOT_FOUND", "Not Found");
    case "500":
      return new ApiError(500, "INTERNAL_SERVER_ERROR", "Internal server error");
    default:
      return undefined;
  }
}

export function rateLimited(retryAfter: number): ApiError {
  return new ApiError(429, "RATE_LIMITED", "Rate limited: too many requests.", retryAfter);
}

/** Faults that answer with a page of HTML: its status and its text. */
export function faultPage(what: FaultKind): { status: number; html: string } | undefined {
  const match = /^(?:html|cdn)-(\d{3})$/.exec(what);
  if (!match) return undefined;
  const status = Number(match[1]);
  const title = TITLES[status] ?? "Welcome";
  const html = `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`;
  return { status, html };
}

const TITLES: Readonly<Record<number, string>> = {
  200: "Log in to continue",
  403: "403 ERROR: The request could not be satisfied",
  404: "404 ERROR: The request could not be satisfied",
  502: "502 Bad Gateway",
  503: "503 Service Temporarily Unavailable",
  504: "504 Gateway Time-out",
};

/** A listing that lies: half of what it had, and the links as they were. */
export function shortListing(answer: Answer): Answer {
  const { body } = answer;
  if (!isJson(body) || !Array.isArray(body["results"])) return answer;
  const results = body["results"] as Json[];
  return { ...answer, body: { ...body, results: results.slice(0, Math.floor(results.length / 2)) } };
}
