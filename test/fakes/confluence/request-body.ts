import { ApiError, invalid } from "./api-error.ts";
import type { RecordedRequest } from "./recorded-request.ts";

const MAX_BODY_BYTES = 5_242_880;

/** Best effort, for the record: what a test sees of a body that is not JSON is its text. */
export function bodyForRecord(bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined;
  try {
    return JSON.parse(bytes.toString("utf8")) as unknown;
  } catch {
    return bytes.toString("utf8");
  }
}

/** The body of a request as JSON, or undefined when there is none. */
export function readBody(record: RecordedRequest, bytes: Buffer): unknown {
  if (bytes.length > MAX_BODY_BYTES) {
    const message = `Request too large. Requests for this resource can be at most ${MAX_BODY_BYTES} bytes`;
    throw new ApiError(413, "REQUEST_TOO_LARGE", message);
  }
  if (bytes.length === 0) return undefined;
  const type = record.headers["content-type"]?.toString() ?? "";
  if (!type.startsWith("application/json")) {
    throw new ApiError(415, "UNSUPPORTED_MEDIA_TYPE", "Unsupported Media Type");
  }
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) as unknown;
  } catch {
    throw invalid("The body of the request is no JSON.");
  }
}
