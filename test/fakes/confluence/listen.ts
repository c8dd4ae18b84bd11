import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";

import { openAnswering, V2 } from "./answer-request.ts";
import { ApiError } from "./api-error.ts";
import type { Answer } from "./call.ts";
import { faultError, faultPage, shortListing } from "./fault-answers.ts";
import { doesWork } from "./faults.ts";
import type { Fault, Faults } from "./faults.ts";
import type { RateLimits } from "./rate-limits.ts";
import type { RecordedRequest } from "./recorded-request.ts";
import { bodyForRecord } from "./request-body.ts";
import { errorAnswer, sendHtml, sendJson, sendStalled, sendTruncated } from "./send.ts";
import type { Head } from "./send.ts";
import type { World } from "./world.ts";

export interface Listening {
  url: string;
  close: () => Promise<void>;
}

interface Serving {
  world: World;
  faults: Faults;
  limits: RateLimits;
  requests: RecordedRequest[];
  answering: (record: RecordedRequest, bytes: Buffer) => Promise<Answer>;
}

export async function listen(given: Omit<Serving, "answering">): Promise<Listening> {
  const serving = { ...given, answering: openAnswering(given.world) };
  const server = createServer((request, response) => {
    void serve(serving, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}`, close };
}

async function serve(serving: Serving, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { world, limits, requests } = serving;
  const bytes = await readBytes(request);
  const record = recordOf(world, request, bytes);
  requests.push(record);
  const limited = limits.enter(record);
  response.once("close", limits.leave);
  await world.settings.onRequest?.(record, "received");
  if (limited) sendError(serving, response, record, limited);
  else await serveLetIn(serving, response, record, bytes);
}

async function serveLetIn(
  serving: Serving,
  response: ServerResponse,
  record: RecordedRequest,
  bytes: Buffer,
): Promise<void> {
  const { world, faults } = serving;
  const fault = faults.pick(record);
  if (fault) record.fault = fault.what;
  let answer: Answer | undefined;
  if (!fault || doesWork(fault)) {
    answer = await answerOrError(serving, record, bytes);
    record.status = answer.status;
    await world.settings.onRequest?.(record, "handled");
  }
  if (fault) sendFault(serving, response, fault, record, answer);
  else if (answer) send(serving, response, answer);
}

/** A 401 to a garbled header is HTML; everything else is JSON. */
function send(serving: Serving, response: ServerResponse, answer: Answer): void {
  const isHtml =
    answer.status === 401 && JSON.stringify(answer.body).includes("Basic Authentication Failure");
  if (isHtml)
    sendHtml(response, 401, "<html><body>Basic Authentication Failure</body></html>", headOf(serving));
  else sendJson(response, answer, headOf(serving));
}

function sendError(
  serving: Serving,
  response: ServerResponse,
  record: RecordedRequest,
  error: ApiError,
): void {
  record.status = error.status;
  const more: Record<string, string> = {};
  if (error.retryAfter !== undefined) {
    more["Retry-After"] = String(error.retryAfter);
    more["RateLimit-Reason"] = "burst";
    serving.limits.forbid(error.retryAfter);
  }
  sendJson(response, errorAnswer(error, isV2(record)), headOf(serving, more));
}

function sendFault(
  serving: Serving,
  response: ServerResponse,
  fault: Fault,
  record: RecordedRequest,
  answer: Answer | undefined,
): void {
  const { what } = fault;
  if (what === "lost-request" || what === "lost-answer") {
    record.status = 0;
    response.destroy();
    return;
  }
  const page = faultPage(what);
  const error = faultError(fault);
  if (page) {
    record.status = page.status;
    sendHtml(response, page.status, page.html, headOf(serving));
  } else if (error) sendError(serving, response, record, error);
  else if (answer) {
    if (what === "stalled-body") sendStalled(response, answer, headOf(serving));
    else if (what === "truncated-json") sendTruncated(response, answer, headOf(serving));
    else if (what === "short-listing") sendJson(response, shortListing(answer), headOf(serving));
    // What is left is stalled-headers: nothing is sent, and the client waits.
  }
}

function headOf({ world, limits }: Serving, more: Record<string, string> = {}): Head {
  return { now: world.settings.now(), headers: { ...limits.headers(), ...more } };
}

async function answerOrError(
  { answering }: Serving,
  record: RecordedRequest,
  bytes: Buffer,
): Promise<Answer> {
  try {
    return await answering(record, bytes);
  } catch (error) {
    if (error instanceof ApiError) return errorAnswer(error, isV2(record));
    // A bug of the double, and to be seen as one.
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return errorAnswer(
      new ApiError(500, "INTERNAL_SERVER_ERROR", `The test double failed: ${text}`),
      isV2(record),
    );
  }
}

function isV2(record: RecordedRequest): boolean {
  return record.path.startsWith(V2);
}

function recordOf(world: World, request: IncomingMessage, bytes: Buffer): RecordedRequest {
  const url = new URL(request.url ?? "/", "http://127.0.0.1");
  const query: Record<string, string[]> = {};
  for (const [key, value] of url.searchParams) query[key] = [...(query[key] ?? []), value];
  world.requestCount += 1;
  const gateway = `/ex/confluence/${world.settings.cloudId}/`;
  const viaGateway = url.pathname.startsWith(gateway);
  return {
    n: world.requestCount,
    method: request.method ?? "GET",
    path: viaGateway ? url.pathname.slice(gateway.length - 1) : url.pathname,
    query,
    body: bodyForRecord(bytes),
    headers: request.headers,
    viaGateway,
    status: 0,
    at: world.settings.now(),
  };
}

async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
