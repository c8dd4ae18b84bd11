import { ApiError, conflict } from "./api-error.ts";
import type { Answer } from "./call.ts";
import type { Fault } from "./faults.ts";
import { isJson } from "./json.ts";
import type { Json } from "./json.ts";
import type { RecordedRequest } from "./recorded-request.ts";

/** The error a fault answers with, for those that answer one. */
export function faultError(fault: Fault): ApiError | undefined {
  const seconds = String(fault.retryAfter ?? 1);
  const { message } = fault;
  switch (fault.what) {
    case "409":
      return conflict();
    case "429":
      return rateLimited("public_api_request_rate_limit", seconds);
    case "blocked":
      return rateLimited("public_api_request_blocked");
    case "529":
      return new ApiError(
        529,
        "service_overload",
        message ?? "Notion is overloaded. Please try again later.",
        {
          retry_after: seconds,
        },
      );
    case "500":
      return new ApiError(500, "internal_server_error", message ?? "Unexpected error occurred.");
    case "503":
      return new ApiError(
        503,
        "service_unavailable",
        message ?? "Notion is unavailable. Please try again later.",
      );
    case "400":
      return new ApiError(400, "validation_error", message ?? "body failed validation.");
    case "401":
      return new ApiError(401, "unauthorized", message ?? "API token is invalid.");
    case "403":
      return new ApiError(
        403,
        "restricted_resource",
        message ?? "Insufficient permissions for this endpoint.",
      );
    case "404":
      return new ApiError(404, "object_not_found", message ?? "Could not find the object.");
    default:
      return undefined;
  }
}

export function rateLimited(reason: string, retryAfter?: string): ApiError {
  const additional = {
    rate_limit_reason: reason,
    ...(retryAfter === undefined ? {} : { retry_after: retryAfter }),
  };
  return new ApiError(
    429,
    "rate_limited",
    "You have been rate limited. Please try again in a few minutes.",
    additional,
  );
}

/** Creates name what they made, appends their parent and the children; updates carry the guidance alone. */
export function committedError(request: RecordedRequest, answer: Answer): ApiError {
  const { body } = answer;
  const message = "The write was saved, but the answer could not be made.";
  const guidance = { retry_guidance: "Do not repeat the write: it was saved. Read the object instead." };
  const append = /^\/v1\/blocks\/([^/]+)\/children$/.exec(request.path);
  if (append && Array.isArray(body["results"])) {
    const ids = (body["results"] as Json[]).map((one) => String(one["id"]));
    return unavailable(message, {
      ...guidance,
      committed_resource_id: append[1] ?? "",
      committed_child_ids: ids,
    });
  }
  const isCreate = request.method === "POST" && /^\/v1\/(pages|databases)$/.test(request.path);
  if (isCreate) return unavailable(message, { ...guidance, committed_resource_id: String(body["id"]) });
  return unavailable(message, guidance);
}

function unavailable(message: string, additional: Record<string, string | string[]>): ApiError {
  return new ApiError(503, "service_unavailable", message, additional);
}

/** A listing that lies: nothing, or its first page as if there were no more. */
export function listingFault(what: "empty-listing" | "short-listing", answer: Answer): Answer {
  const { body } = answer;
  if (!isJson(body) || !Array.isArray(body["results"])) return answer;
  const results = what === "empty-listing" ? [] : (body["results"] as unknown[]);
  return { status: 200, body: { ...body, results, has_more: false, next_cursor: null } };
}

export function htmlPage(status: number): string {
  const title = status === 502 ? "502 Bad Gateway" : "504 Gateway Time-out";
  return `<html><head><title>${title}</title></head><body><center><h1>${title}</h1></center><hr><center>proxy</center></body></html>`;
}
