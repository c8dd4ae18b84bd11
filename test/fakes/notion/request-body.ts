import { ApiError, invalid } from "./api-error.ts";
import { isJson } from "./json.ts";
import { LIMITS } from "./limits.ts";

export interface RawRequest {
  method: string;
  bytes: Buffer;
  contentType: string | undefined;
}

/** Best effort, for the record: what a test sees of a body that is not JSON is its text. */
export function bodyForRecord(bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined;
  try {
    return JSON.parse(bytes.toString("utf8")) as unknown;
  } catch {
    return bytes.toString("utf8");
  }
}

export function readBody({ method, bytes, contentType }: RawRequest): unknown {
  if (method === "GET" || method === "DELETE") {
    if (bytes.length > 0) throw invalid(`body failed validation: body should be not present in a ${method}.`);
    return undefined;
  }
  if (bytes.length > LIMITS.payloadBytes) {
    throw new ApiError(
      413,
      "validation_error",
      `Request body too large: ${bytes.length} bytes, at most ${LIMITS.payloadBytes}.`,
    );
  }
  if (bytes.length === 0) return undefined;
  if (contentType?.startsWith("application/json") !== true) {
    throw new ApiError(400, "invalid_json", "Content-Type should be application/json.");
  }
  const body = parseJson(bytes);
  if (!isJson(body)) throw invalid(`body failed validation: body should be an object.`);
  requireWellFormed(body, "body");
  return body;
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) as unknown;
  } catch {
    throw new ApiError(400, "invalid_json", "Error parsing JSON body.");
  }
}

/** Half of a surrogate pair is no text. It comes from cutting a string between the two halves of an emoji. */
function requireWellFormed(value: unknown, where: string): void {
  if (typeof value === "string" && !value.isWellFormed()) {
    throw invalid(
      `body failed validation: ${where} should be well-formed Unicode: it holds a lone surrogate.`,
    );
  }
  if (Array.isArray(value))
    value.forEach((one: unknown, index) => requireWellFormed(one, `${where}[${index}]`));
  else if (isJson(value)) {
    for (const [key, inner] of Object.entries(value)) requireWellFormed(inner, `${where}.${key}`);
  }
}
