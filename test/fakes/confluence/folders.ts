import type { Json } from "../notion/json.ts";
import { invalid, notFound } from "./api-error.ts";
import { idOf, NO_CONTENT, ok } from "./call.ts";
import type { Answer, Call } from "./call.ts";
import { addNode } from "./changes.ts";
import { actor } from "./page-writes.ts";
import { versionJson } from "./page-response.ts";
import { readTitle } from "./titles.ts";
import { trashNode } from "./trash.ts";
import { mayRead, readNode, writableNode } from "./visibility.ts";
import { latest, spaceOf } from "./world.ts";
import type { Node, World } from "./world.ts";

/** A folder is told as a page is, but for its stamp: milliseconds instead of a date. */
function folderJson(world: World, folder: Node): Json {
  const parent = folder.parentId === null ? undefined : world.nodes.get(folder.parentId);
  return {
    id: folder.id,
    type: "folder",
    status: folder.status,
    title: folder.title,
    parentId: folder.parentId,
    parentType: parent?.kind ?? null,
    position: null,
    authorId: folder.authorId,
    ownerId: folder.authorId,
    createdAt: folder.createdAt,
    spaceId: folder.spaceId,
    version: versionJson(latest(folder)),
    _links: { webui: `/spaces/${spaceOf(world, folder).key}/folder/${folder.id}` },
  };
}

export function createFolder(call: Call): Answer {
  const { world } = call;
  const body = call.body as Json;
  const space = world.spaces.get(String(body["spaceId"]));
  if (!space?.isVisible) throw notFound("space", String(body["spaceId"]));
  const title = readTitle(body["title"]);
  const parentId = typeof body["parentId"] === "string" ? body["parentId"] : space.homepageId;
  const parent = world.nodes.get(parentId);
  if (!parent || parent.status !== "current" || !mayRead(world, parent, call.by))
    throw notFound("parent", parentId);
  if (parent.spaceId !== space.id) throw invalid("The parent is in another space than the folder.");
  const isTaken = [...world.nodes.values()].some(
    (one) =>
      one.kind === "folder" &&
      one.status === "current" &&
      one.spaceId === space.id &&
      one.title.toLowerCase() === title.toLowerCase(),
  );
  if (isTaken && world.settings.uniqueFolderTitles)
    throw invalid("A folder exists with the same title in this space");
  const folder = addNode(world, {
    kind: "folder",
    spaceId: space.id,
    parentId,
    title,
    storage: "",
    by: actor(call),
  });
  return ok(folderJson(world, folder));
}

export function getFolder(call: Call): Answer {
  return ok(folderJson(call.world, readNode(call.world, "folder", idOf(call), call.by)));
}

export function deleteFolder(call: Call): Answer {
  const folder = writableNode(call.world, "folder", idOf(call), call.by);
  if (folder.status === "trashed") throw notFound("folder", folder.id);
  trashNode(call.world, folder);
  return NO_CONTENT;
}
