import { ApiError } from "./api-error.ts";
import type { RecordedRequest } from "./recorded-request.ts";
import type { World } from "./world.ts";

/**
 * Who asks: the bot, or nobody where that is allowed. A classic token is good for the site's own address and a
 * scoped one for the gateway's. Without good credentials the generations answer differently.
 */
export function identify(world: World, record: RecordedRequest, isV2: boolean): string | undefined {
  const { email, token, tokenKind, anonymousAccess } = world.settings;
  const header = record.headers["authorization"];
  if (header === undefined) {
    if (anonymousAccess && !record.viaGateway) return undefined;
    throw refused(isV2);
  }
  const match = /^Basic ([A-Za-z0-9+/=]+)$/.exec(header.toString());
  if (!match) throw new ApiError(401, "HTML", "Basic Authentication Failure - Reason : INVALID");
  const isRight = Buffer.from(match[1] ?? "", "base64").toString() === `${email}:${token}`;
  const isAtHome = record.viaGateway === (tokenKind === "scoped");
  if (!isRight || !isAtHome) throw refused(isV2);
  return world.botId;
}

function refused(isV2: boolean): ApiError {
  if (isV2) return new ApiError(401, "UNAUTHORIZED", "Unauthorized");
  return new ApiError(403, "FORBIDDEN", "Request rejected because caller cannot access Confluence");
}

/** A scoped token needs every scope of the operation. */
export function requireScopes(world: World, needed: readonly string[]): void {
  const { tokenKind, scopes } = world.settings;
  if (tokenKind !== "scoped" || !scopes) return;
  if (needed.some((scope) => !scopes.includes(scope))) {
    throw new ApiError(401, "UNAUTHORIZED", "Unauthorized; scope does not match");
  }
}
