import { randomUUID } from "node:crypto";
import type { ServerResponse } from "node:http";

import type { ApiError } from "./api-error.ts";
import type { Answer } from "./call.ts";

/** What goes into the head of every answer besides its type. */
export interface Head {
  now: number;
  headers: Record<string, string>;
}

/** An error in the words of the generation that was asked. */
export function errorAnswer(error: ApiError, isV2: boolean): Answer {
  const { status, code, message } = error;
  if (isV2) return { status, body: { errors: [{ status, code, title: message, detail: null }] } };
  const body = {
    statusCode: status,
    data: { authorized: status !== 403, valid: status !== 400, errors: [], successful: false },
    message: `com.atlassian.confluence.api.service.exceptions.api.${NAMES[status] ?? "ServiceException"}: ${message}`,
  };
  return { status, body };
}

const NAMES: Readonly<Record<number, string>> = {
  400: "BadRequestException",
  403: "PermissionException",
  404: "NotFoundException",
  409: "ConflictException",
  410: "GoneException",
};

export function sendJson(response: ServerResponse, answer: Answer, head: Head): void {
  writeHead(response, answer.status, head);
  if (answer.body === undefined) {
    response.end();
    return;
  }
  const text = Buffer.from(JSON.stringify(answer.body));
  response.setHeader("Content-Type", "application/json");
  response.setHeader("Content-Length", text.length);
  response.end(text);
}

/** Half of the body under the length of the whole, then silence: the client waits for the rest for ever. */
export function sendStalled(response: ServerResponse, answer: Answer, head: Head): void {
  const text = Buffer.from(JSON.stringify(answer.body ?? {}));
  writeHead(response, answer.status === 204 ? 200 : answer.status, head);
  response.setHeader("Content-Type", "application/json");
  response.setHeader("Content-Length", text.length);
  response.write(text.subarray(0, Math.floor(text.length / 2)));
}

/** Half of the body under its own length: complete for HTTP, broken for JSON. */
export function sendTruncated(response: ServerResponse, answer: Answer, head: Head): void {
  const text = Buffer.from(JSON.stringify(answer.body ?? {}));
  const half = text.subarray(0, Math.floor(text.length / 2));
  writeHead(response, answer.status === 204 ? 200 : answer.status, head);
  response.setHeader("Content-Type", "application/json");
  response.setHeader("Content-Length", half.length);
  response.end(half);
}

export function sendHtml(response: ServerResponse, status: number, html: string, head: Head): void {
  writeHead(response, status, head);
  response.setHeader("Content-Type", "text/html;charset=UTF-8");
  response.end(html);
}

function writeHead(response: ServerResponse, status: number, { now, headers }: Head): void {
  response.statusCode = status;
  response.setHeader("Date", new Date(now).toUTCString());
  response.setHeader("atl-traceid", randomUUID().replaceAll("-", ""));
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
}
