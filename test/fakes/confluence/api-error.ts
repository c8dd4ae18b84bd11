/**
 * An answer that is an error: thrown anywhere below a route, written once by the server. The two generations
 * of the API write it differently, so it holds what both need.
 */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  /** Seconds to wait, for 429. */
  readonly retryAfter: number | undefined;

  constructor(status: number, code: string, message: string, retryAfter?: number) {
    super(message);
    this.name = "ApiError";
    this.status = status;
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

export function invalid(message: string): ApiError {
  return new ApiError(400, "INVALID_REQUEST_PARAMETER", message);
}

/** Missing and not to be seen are one answer. */
export function notFound(what: string, id: string): ApiError {
  return new ApiError(
    404,
    "NOT_FOUND",
    `No ${what} with id '${id}' was found, or you do not have permission to see it.`,
  );
}

export function forbidden(message: string): ApiError {
  return new ApiError(403, "FORBIDDEN", message);
}

export function conflict(message: string): ApiError {
  return new ApiError(409, "CONFLICT", message);
}

export function gone(): ApiError {
  return new ApiError(410, "GONE", "This deprecated endpoint has been removed.");
}

export function optimisticLock(): ApiError {
  return conflict("Another transaction changed the page at the same time: optimistic locking failed.");
}

export function titleTaken(): ApiError {
  return invalid(
    "A page with this title already exists: A page already exists with the same TITLE in this space",
  );
}
