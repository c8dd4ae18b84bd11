import { z } from "zod";

import { notFound, restricted } from "./api-error.ts";
import { ok } from "./call.ts";
import type { Answer, Call } from "./call.ts";
import { readId } from "./ids.ts";
import type { Json } from "./json.ts";
import { listBody, pageQueryFields, slice } from "./paginate.ts";
import { noQuery, readQuery } from "./query-string.ts";
import type { User, World } from "./world.ts";

/** The token's own bot needs no capability. */
export function retrieveSelf(call: Call): Answer {
  readQuery(call.query, noQuery);
  return ok(userResponse(call.world, requireUser(call.world, call.world.botId)));
}

export function listUsers(call: Call): Answer {
  const { world } = call;
  requireUserInfo(world);
  const paging = readQuery(call.query, z.strictObject(pageQueryFields));
  const cut = slice(world, [...world.users.keys()], "users", paging);
  return ok(
    listBody(
      "user",
      cut.ids.map((id) => userResponse(world, requireUser(world, id))),
      cut,
    ),
  );
}

export function retrieveUser(call: Call): Answer {
  requireUserInfo(call.world);
  readQuery(call.query, noQuery);
  return ok(userResponse(call.world, requireUser(call.world, readId(call.ids[0] ?? "", "path.user_id"))));
}

function requireUser(world: World, id: string): User {
  const user = world.users.get(id);
  if (!user) throw notFound("user", id);
  return user;
}

function requireUserInfo(world: World): void {
  if (!world.settings.capabilities.userInfo) {
    throw restricted(
      "Insufficient permissions for this endpoint: the user information capability is missing.",
    );
  }
}

function userResponse(world: World, user: User): Json {
  const common = { object: "user", id: user.id, name: user.name, avatar_url: null, type: user.type };
  if (user.type === "person") return { ...common, person: { email: user.email } };
  const bot = {
    owner: { type: "workspace", workspace: true },
    workspace_id: world.rootId,
    workspace_name: world.settings.workspaceName,
    workspace_limits: { max_file_upload_size_in_bytes: 5_242_880 },
  };
  return { ...common, bot };
}
