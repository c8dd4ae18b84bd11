import { setTimeout as delay } from "node:timers/promises";

import { ApiError, restricted, wrongUrl } from "./api-error.ts";
import type { Answer } from "./call.ts";
import { isWrite, openOverlaps, overlapKey } from "./overlaps.ts";
import { openRateLimits } from "./rate-limits.ts";
import type { RecordedRequest } from "./recorded-request.ts";
import { readBody } from "./request-body.ts";
import { matchRoute } from "./routes.ts";
import type { Route } from "./routes.ts";
import { answerFor, modernBody, readVersion } from "./versions.ts";
import type { World } from "./world.ts";

export interface Incoming {
  record: RecordedRequest;
  bytes: Buffer;
  headers: NodeJS.Dict<string | string[]>;
}

/** A request from its token to its answer. Throws an ApiError for what is refused on the way. */
export function openAnswering(world: World): (incoming: Incoming) => Promise<Answer> {
  const { settings } = world;
  const limit = openRateLimits(settings);
  const alone = openOverlaps(world);
  return async ({ record, bytes, headers }) => {
    const token = readToken(headers["authorization"]);
    if (token === undefined || ![settings.token, ...settings.extraTokens].includes(token)) {
      throw new ApiError(401, "unauthorized", "API token is invalid.");
    }
    const limited = limit(token);
    if (limited) throw limited;
    const version = readVersion(single(headers["notion-version"]));
    const matched = matchRoute(record.method, record.path);
    if (!matched) throw wrongUrl();
    const { route, ids } = matched;
    const contentType = single(headers["content-type"]);
    const body = modernBody(version, readBody({ method: record.method, bytes, contentType }));
    requireAllowed(world, route);
    const answer = await alone(overlapKey(world, route, ids, body), async () => {
      const latency = isWrite(route) ? settings.latencyMs : settings.readLatencyMs;
      if (latency > 0) await delay(latency);
      return route.handle({ world, ids, query: record.query, body, by: world.botId });
    });
    return { status: answer.status, body: answerFor(version, answer.body) };
  };
}

function requireAllowed(world: World, route: Route): void {
  const { capabilities, viewsAllowed } = world.settings;
  if (route.needs !== "none" && !capabilities[route.needs]) {
    throw restricted(
      `Insufficient permissions for this endpoint: the ${route.needs} content capability is missing.`,
    );
  }
  if (route.pattern.startsWith("views") && !viewsAllowed) {
    throw restricted("The views API is not available to this integration.");
  }
}

function readToken(header: string | string[] | undefined): string | undefined {
  return /^Bearer (.+)$/.exec(single(header) ?? "")?.[1];
}

function single(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}
