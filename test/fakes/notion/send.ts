import type { ServerResponse } from "node:http";

import type { ApiError } from "./api-error.ts";
import type { Answer } from "./call.ts";
import { newId } from "./ids.ts";
import type { Json } from "./json.ts";

/** Writes answers: JSON with a request id in the body and in a header, and the Date of the server's clock. */
export function errorAnswer(error: ApiError): Answer {
  const { status, code, message, additional } = error;
  const body: Json = { object: "error", status, code, message };
  if (additional) body["additional_data"] = additional;
  return { status, body };
}

export function sendJson(response: ServerResponse, answer: Answer, now: number): void {
  const text = Buffer.from(jsonText(response, answer, now));
  response.setHeader("Content-Length", text.length);
  response.end(text);
}

/** Half of the body under the length of the whole, then silence: the client waits for the rest for ever. */
export function sendStalled(response: ServerResponse, answer: Answer, now: number): void {
  const text = Buffer.from(jsonText(response, answer, now));
  response.setHeader("Content-Length", text.length);
  response.write(text.subarray(0, Math.floor(text.length / 2)));
}

/** Half of the body under its own length: complete for HTTP, broken for JSON. */
export function sendTruncated(response: ServerResponse, answer: Answer, now: number): void {
  const text = Buffer.from(jsonText(response, answer, now));
  const half = text.subarray(0, Math.floor(text.length / 2));
  response.setHeader("Content-Length", half.length);
  response.end(half);
}

/** What a proxy in front answers: HTML, and none of the API's headers. */
export function sendHtml(response: ServerResponse, status: number, html: string, now: number): void {
  response.statusCode = status;
  response.setHeader("Date", new Date(now).toUTCString());
  response.setHeader("Content-Type", "text/html");
  response.end(html);
}

function jsonText(response: ServerResponse, answer: Answer, now: number): string {
  const requestId = newId();
  const additional = answer.body["additional_data"] as { retry_after?: string } | undefined;
  response.statusCode = answer.status;
  response.setHeader("Date", new Date(now).toUTCString());
  response.setHeader("Content-Type", "application/json; charset=utf-8");
  response.setHeader("x-notion-request-id", requestId);
  if (additional?.retry_after !== undefined) response.setHeader("Retry-After", additional.retry_after);
  return JSON.stringify({ ...answer.body, request_id: requestId });
}
