/** An answer that is an error: thrown anywhere below a route, written once by the server. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly additional: Record<string, string | string[]> | undefined;

  constructor(status: number, code: string, message: string, additional?: Record<string, string | string[]>) {
    super(message);
    this.name = "ApiError";
    this.status = status;
    this.code = code;
    this.additional = additional;
  }
}

export function invalid(message: string): ApiError {
  return new ApiError(400, "validation_error", message);
}

/** Missing and not shared are one answer: Notion never tells which. */
export function notFound(what: string, id: string): ApiError {
  return new ApiError(
    404,
    "object_not_found",
    `Could not find ${what} with ID: ${id}. Make sure the relevant pages and databases are shared with your integration.`,
  );
}

export function restricted(message: string, additional?: Record<string, string | string[]>): ApiError {
  return new ApiError(403, "restricted_resource", message, additional);
}

export function conflict(): ApiError {
  return new ApiError(409, "conflict_error", "Conflict occurred while saving. Please try again.");
}

export function wrongUrl(): ApiError {
  return new ApiError(400, "invalid_request_url", "Invalid request URL.");
}
