import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";

import { openAnswering } from "./answer-request.ts";
import type { Incoming } from "./answer-request.ts";
import { ApiError } from "./api-error.ts";
import { runDueWork } from "./async-tasks.ts";
import type { Answer } from "./call.ts";
import { committedError, faultError, htmlPage, listingFault } from "./fault-answers.ts";
import { doesWork } from "./faults.ts";
import type { Fault, Faults } from "./faults.ts";
import type { RecordedRequest } from "./recorded-request.ts";
import { bodyForRecord } from "./request-body.ts";
import { errorAnswer, sendHtml, sendJson, sendStalled, sendTruncated } from "./send.ts";
import type { World } from "./world.ts";

export interface Listening {
  url: string;
  close: () => Promise<void>;
}

export async function listen(world: World, faults: Faults, requests: RecordedRequest[]): Promise<Listening> {
  const answering = openAnswering(world);
  const server = createServer((request, response) => {
    void serve({ world, faults, requests, answering }, request, response).catch(() => response.destroy());
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

interface Serving {
  world: World;
  faults: Faults;
  requests: RecordedRequest[];
  answering: (incoming: Incoming) => Promise<Answer>;
}

async function serve(serving: Serving, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { world, faults, requests, answering } = serving;
  const bytes = await readBytes(request);
  const record = recordOf(world, request, bytes);
  requests.push(record);
  runDueWork(world);
  await world.settings.onRequest?.(record, "received");
  const fault = faults.pick(record);
  if (fault) record.fault = fault.what;
  let answer: Answer | undefined;
  if (!fault || doesWork(fault)) {
    answer = await answerOrError(answering, { record, bytes, headers: request.headers });
    record.status = answer.status;
    await world.settings.onRequest?.(record, "handled");
  }
  const now = world.settings.now();
  if (fault) sendFault(response, fault, record, answer, now);
  else if (answer) sendJson(response, answer, now);
}

function sendFault(
  response: ServerResponse,
  fault: Fault,
  record: RecordedRequest,
  answer: Answer | undefined,
  now: number,
): void {
  const { what } = fault;
  if (what === "lost-request" || what === "lost-answer") {
    record.status = 0;
    response.destroy();
    return;
  }
  if (what === "html-502" || what === "504-html") {
    record.status = what === "html-502" ? 502 : 504;
    sendHtml(response, record.status, htmlPage(record.status), now);
    return;
  }
  const error = faultError(fault);
  if (error) {
    record.status = error.status;
    sendJson(response, errorAnswer(error), now);
  } else if (answer) sendSpoiled(response, what, record, answer, now);
}

/** Faults that spoil an answer that was there. One that was an error already stays what it was. */
function sendSpoiled(
  response: ServerResponse,
  what: Fault["what"],
  record: RecordedRequest,
  answer: Answer,
  now: number,
): void {
  if (what === "stalled-body") sendStalled(response, answer, now);
  else if (what === "truncated-json") sendTruncated(response, answer, now);
  else if (what === "503-committed" && answer.status < 300) {
    record.status = 503;
    sendJson(response, errorAnswer(committedError(record, answer)), now);
  } else if (what === "empty-listing" || what === "short-listing")
    sendJson(response, listingFault(what, answer), now);
  else sendJson(response, answer, now);
}

async function answerOrError(answering: Serving["answering"], incoming: Incoming): Promise<Answer> {
  try {
    return await answering(incoming);
  } catch (error) {
    if (error instanceof ApiError) return errorAnswer(error);
    // A bug of the double, and to be seen as one.
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return errorAnswer(new ApiError(500, "internal_server_error", `The test double failed: ${text}`));
  }
}

function recordOf(world: World, request: IncomingMessage, bytes: Buffer): RecordedRequest {
  const url = new URL(request.url ?? "/", "http://127.0.0.1");
  const query: Record<string, string[]> = {};
  for (const [key, value] of url.searchParams) query[key] = [...(query[key] ?? []), value];
  world.requestCount += 1;
  return {
    n: world.requestCount,
    method: request.method ?? "GET",
    path: url.pathname,
    query,
    body: bodyForRecord(bytes),
    status: 0,
    at: world.settings.now(),
  };
}

async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
