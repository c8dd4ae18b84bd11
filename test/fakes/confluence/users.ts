import type { Json } from "../notion/json.ts";
import { invalid, notFound } from "./api-error.ts";
import { first, ok } from "./call.ts";
import type { Answer, Call } from "./call.ts";
import type { User } from "./world.ts";

/** A user as v1 tells it. The address is hidden, as it mostly is. */
export function userJson({ accountId, name, accountType, timeZone }: User): Json {
  return {
    type: "known",
    accountId,
    accountType,
    email: "",
    publicName: name,
    displayName: name,
    timeZone,
    isExternalCollaborator: false,
    profilePicture: { path: "/wiki/aa-avatar/x", width: 48, height: 48, isDefault: true },
  };
}

/** GET /user/current: the way to see who one is, or that one is nobody. */
export function getCurrentUser({ world, by }: Call): Answer {
  const user = by === undefined ? undefined : world.users.get(by);
  return ok(
    user ? userJson(user) : { type: "anonymous", displayName: "Anonymous", profilePicture: anonymousPicture },
  );
}

const anonymousPicture = { path: "/wiki/aa-avatar/anonymous", width: 48, height: 48, isDefault: true };

export function getUser(call: Call): Answer {
  const accountId = first(call, "accountId");
  if (accountId === undefined) throw invalid("accountId is required.");
  const user = call.world.users.get(accountId);
  if (!user) throw notFound("user", accountId);
  return ok(userJson(user));
}

/** POST /users-bulk: unknown accounts are left out. */
export function listUsersInBulk({ world, body }: Call): Answer {
  const results = ((body as Json)["accountIds"] as string[]).flatMap((id) => {
    const user = world.users.get(id);
    if (!user) return [];
    const { accountId, name, accountType, timeZone } = user;
    const more = {
      publicName: name,
      timeZone,
      accountStatus: "active",
      isExternalCollaborator: false,
      email: "",
    };
    return [{ accountId, displayName: name, accountType, ...more }];
  });
  return ok({ results, _links: { base: `${world.url}/wiki` } });
}

/** GET /user/bulk of v1. */
export function listUsersV1({ world, query }: Call): Answer {
  const results = (query["accountId"] ?? []).flatMap((id) => {
    const user = world.users.get(id);
    return user ? [userJson(user)] : [];
  });
  return ok({ results, start: 0, limit: 200, size: results.length });
}
