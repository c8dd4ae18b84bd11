import { setTimeout as delay } from "node:timers/promises";

import { ApiError, forbidden, gone, invalid } from "./api-error.ts";
import type { Answer, Call } from "./call.ts";
import { identify, requireScopes } from "./identify.ts";
import { findOperation, problemsOf } from "./openapi.ts";
import type { CheckedRequest, KnownOperation } from "./openapi.ts";
import { openOverlaps } from "./overlaps.ts";
import type { RecordedRequest } from "./recorded-request.ts";
import { readBody } from "./request-body.ts";
import { findV1, isRemoved } from "./v1-routes.ts";
import { v2Handler } from "./v2-routes.ts";
import type { World } from "./world.ts";

const V1 = "/wiki/rest/api";
export const V2 = "/wiki/api/v2";

/** A request from its credentials to its answer. Throws an ApiError for what is refused on the way. */
export function openAnswering(world: World): (record: RecordedRequest, bytes: Buffer) => Promise<Answer> {
  const alone = openOverlaps(world);
  return async (record, bytes) => {
    if (record.path === "/_edge/tenant_info" && !record.viaGateway) {
      return { status: 200, body: { cloudId: world.settings.cloudId } };
    }
    const isV2 = record.path.startsWith(`${V2}/`);
    if (!isV2 && !record.path.startsWith(`${V1}/`)) throw notFoundPath(record);
    const by = identify(world, record, isV2);
    const work = isV2 ? prepareV2(world, record, bytes, by) : prepareV1(world, record, bytes, by);
    return alone(record, async () => {
      const latency = record.method === "GET" ? world.settings.readLatencyMs : world.settings.latencyMs;
      if (latency > 0) await delay(latency);
      return work();
    });
  };
}

function prepareV2(
  world: World,
  record: RecordedRequest,
  bytes: Buffer,
  by: string | undefined,
): () => Answer {
  const { method, query } = record;
  const path = record.path.slice(V2.length);
  if (path === "/user/by-me") throw invalid("Provided value {by-me} for 'id' is not the correct type.");
  const { operation, ids, isKnownPath } = findOperation(method, path);
  if (!operation) {
    report(world, record, isKnownPath ? "the path knows no such method" : "the path is not known");
    throw invalid(`No endpoint ${method} ${path}.`);
  }
  requireScopes(world, operation.scopes);
  const body = readJson(world, record, bytes);
  requireDocumented(world, record, operation, { ids, query, body });
  const handler = v2Handler(method, operation.pattern);
  if (!handler) throw notFoundPath(record);
  const call: Call = { world, path: record.path, ids, query, body, by };
  return () => handler(call);
}

/** A body that is no JSON, or does not say that it is, is held against the client too. */
function readJson(world: World, record: RecordedRequest, bytes: Buffer): unknown {
  try {
    return readBody(record, bytes);
  } catch (error) {
    if (error instanceof ApiError && error.status !== 413) report(world, record, error.message);
    throw error;
  }
}

function requireDocumented(
  world: World,
  record: RecordedRequest,
  operation: KnownOperation,
  request: CheckedRequest,
): void {
  const problems = problemsOf(operation, request);
  for (const problem of problems) report(world, record, problem);
  if (problems.length > 0) throw invalid(problems.join("; "));
}

function report(world: World, { method, path }: RecordedRequest, problem: string): void {
  world.violations.push(`${method} ${path}: ${problem}`);
}

function prepareV1(
  world: World,
  record: RecordedRequest,
  bytes: Buffer,
  by: string | undefined,
): () => Answer {
  const { method, query } = record;
  const path = record.path.slice(V1.length);
  const found = findV1(method, path);
  if (!found) throw isRemoved(method, path) ? gone() : notFoundPath(record);
  if (method !== "GET" && record.headers["x-atlassian-token"] !== "no-check")
    throw forbidden("XSRF check failed");
  requireScopes(world, found.scopes);
  const call: Call = { world, path: record.path, ids: found.ids, query, body: readBody(record, bytes), by };
  return () => found.handle(call);
}

function notFoundPath({ method, path }: RecordedRequest): ApiError {
  return new ApiError(404, "NOT_FOUND", `No endpoint ${method} ${path}`);
}
