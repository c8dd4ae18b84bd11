import type { Json } from "../notion/json.ts";
import { notFound } from "./api-error.ts";
import { first, idOf, ok } from "./call.ts";
import type { Answer, Call } from "./call.ts";
import { valuesOf } from "./page-reads.ts";
import { listBody, slice } from "./paginate.ts";
import type { Space, World } from "./world.ts";

function spaceJson(world: World, space: Space): Json {
  return {
    id: space.id,
    key: space.key,
    name: space.name,
    type: "global",
    status: "current",
    authorId: world.personId,
    createdAt: new Date(space.createdAt).toISOString(),
    homepageId: space.homepageId,
    currentActiveAlias: space.key,
    _links: { webui: `/spaces/${space.key}` },
  };
}

export function listSpaces(call: Call): Answer {
  const keys = valuesOf(call, "keys");
  const ids = valuesOf(call, "ids");
  const items = [...call.world.spaces.values()].filter(
    (space) =>
      space.isVisible &&
      (keys.length === 0 || keys.includes(space.key)) &&
      (ids.length === 0 || ids.includes(space.id)) &&
      (first(call, "type") ?? "global") === "global" &&
      (first(call, "status") ?? "current") === "current",
  );
  const cut = slice(call, { items, keyOf: (space) => [Number(space.id)] });
  return ok(listBody(call, cut, (space) => spaceJson(call.world, space)));
}

export function getSpace(call: Call): Answer {
  const space = call.world.spaces.get(idOf(call));
  if (!space?.isVisible) throw notFound("space", idOf(call));
  return ok({
    ...spaceJson(call.world, space),
    _links: { base: `${call.world.url}/wiki`, webui: `/spaces/${space.key}` },
  });
}
