import type { Json } from "../notion/json.ts";
import { isJson } from "../notion/json.ts";
import { ApiError, conflict, forbidden, invalid, notFound } from "./api-error.ts";
import { idOf, isAsked, NO_CONTENT, ok } from "./call.ts";
import type { Answer, Call } from "./call.ts";
import { addNode, addVersion, moveNode, setStatus } from "./changes.ts";
import { normaliseStorage } from "./normalise.ts";
import { pageJson } from "./page-response.ts";
import { parseStorage } from "./storage-tree.ts";
import { readTitle, requireFreeTitle } from "./titles.ts";
import { restoreNode, trashNode } from "./trash.ts";
import { isBelow } from "./tree.ts";
import { mayRead, readNode, writableNode } from "./visibility.ts";
import { latest } from "./world.ts";
import type { Node, World } from "./world.ts";

/** POST /pages. */
export function createPage(call: Call): Answer {
  const { world } = call;
  const body = call.body as Json;
  const by = actor(call);
  const space = world.spaces.get(String(body["spaceId"]));
  if (!space?.isVisible) throw notFound("space", String(body["spaceId"]));
  const status = body["status"] === "draft" ? "draft" : "current";
  const title = readTitle(body["title"], status === "draft");
  const storage = body["body"] === undefined ? "" : storedBody(world, body["body"]);
  const parentId =
    parentFor(call, body["parentId"], space.id) ?? (isAsked(call, "root-level") ? null : space.homepageId);
  requireFreeTitle(world, space.id, title);
  const page = addNode(world, { spaceId: space.id, parentId, title, storage, status, by });
  if (isAsked(call, "private")) page.restrictions.read.add(by);
  page.properties.push(titleProperty(world, page, by));
  return ok(pageJson(world, page, "storage"));
}

/** What every page carries from the start, besides the client's own properties. */
function titleProperty(world: World, page: Node, by: string) {
  const at = world.settings.now();
  const id = String(Number(page.id) + 500_000_000);
  return { id, key: "page-title-property-published", value: null, version: 1, createdAt: at, authorId: by };
}

/** PUT /pages/{id}: a new version, a move, the first publishing of a draft, or a restore from the trash. */
export function updatePage(call: Call): Answer {
  const { world } = call;
  const body = call.body as Json;
  const by = actor(call);
  const page = writableNode(world, "page", idOf(call), by);
  if (body["id"] !== page.id)
    throw invalid(`The id ${String(body["id"])} in the body is not that of the path.`);
  requireNextVersion(page, body["version"]);
  if (body["spaceId"] !== undefined && body["spaceId"] !== page.spaceId) {
    throw invalid("A page cannot be moved to another space by an update.");
  }
  if (page.status === "trashed") {
    restoreNode(world, page, by);
    return ok(pageJson(world, page, "storage"));
  }
  if (page.status === "archived") throw invalid("An archived page cannot be updated. Restore it first.");
  requireKnownStatus(page, body["status"]);
  const title = readTitle(body["title"], body["status"] === "draft");
  const storage = storedBody(world, body["body"]);
  requireFreeTitle(world, page.spaceId, title, page.id);
  const parentId = parentFor(call, body["parentId"], page.spaceId);
  if (parentId !== undefined && parentId !== page.parentId) moveBelow(world, page, parentId);
  const message = isJson(body["version"]) ? body["version"]["message"] : undefined;
  publish(
    world,
    page,
    by,
    { title, storage, message: typeof message === "string" ? message : "" },
    body["status"],
  );
  return ok(pageJson(world, page, "storage"));
}

function publish(
  world: World,
  page: Node,
  by: string,
  change: { title: string; storage: string; message: string },
  status: unknown,
): void {
  addVersion(world, page, by, change);
  if (page.status !== "draft") return;
  // A draft's version is 1 for ever, and so is the first one that is published.
  page.versions = page.versions.slice(-1);
  latest(page).number = 1;
  if (status === "current") setStatus(world, page, "current");
}

function requireKnownStatus(page: Node, status: unknown): void {
  if (status === "draft" && page.status === "current") {
    throw invalid("This double keeps no drafts of pages that are published.");
  }
}

/** PUT /pages/{id}/title: a version of its own. */
export function updateTitle(call: Call): Answer {
  const { world } = call;
  const by = actor(call);
  const page = writableNode(world, "page", idOf(call), by);
  if (page.status === "trashed" || page.status === "archived") throw notFound("page", page.id);
  const title = readTitle((call.body as Json)["title"]);
  requireFreeTitle(world, page.spaceId, title, page.id);
  addVersion(world, page, by, { title });
  return ok(pageJson(world, page));
}

/** DELETE /pages/{id}: to the trash, or for good when it is there already and `purge` says so. */
export function deletePage(call: Call): Answer {
  const { world } = call;
  const node = world.nodes.get(idOf(call));
  const isPurge = isAsked(call, "purge");
  if (node?.status === "purged" && isPurge)
    throw new ApiError(500, "INTERNAL_SERVER_ERROR", "Internal server error");
  const page = writableNode(world, "page", idOf(call), actor(call));
  if (isPurge) {
    if (page.status !== "trashed") throw invalid("Only a page in the trash can be purged.");
    setStatus(world, page, "purged");
    return NO_CONTENT;
  }
  if (page.status === "trashed" || (page.status === "draft") !== isAsked(call, "draft"))
    throw notFound("page", page.id);
  if ([...world.spaces.values()].some((space) => space.homepageId === page.id)) {
    throw forbidden("The home page of a space cannot be deleted.");
  }
  trashNode(world, page);
  return NO_CONTENT;
}

export function actor(call: Call): string {
  if (call.by === undefined) throw notFound("content", idOf(call));
  return call.by;
}

/** Storage that is sent is checked and then kept as a save keeps it. Other representations are refused. */
export function storedBody(world: World, body: unknown): string {
  const { representation, value } = isJson(body) ? (isJson(body["storage"]) ? body["storage"] : body) : {};
  if (representation !== "storage") throw invalid(`Body representation must be "storage" here.`);
  if (typeof value !== "string") throw invalid("The body has no value.");
  if (value === "") return "";
  const { normalise } = world.settings;
  if (normalise) return normaliseStorage(value, { random: world.random });
  parseStorage(value);
  return value;
}

function requireNextVersion(page: Node, version: unknown): void {
  const provided = isJson(version) ? version["number"] : undefined;
  const current = latest(page).number;
  if (typeof provided !== "number") throw invalid("version.number is required.");
  if (page.status === "draft" ? provided === 1 : provided === current + 1) return;
  throw conflict(
    `Version must be incremented when updating a page. Current Version: [${current}]. Provided version: [${provided}]`,
  );
}

/** The parent that was asked for: a page or folder of the same space that may be seen. */
function parentFor(call: Call, parentId: unknown, spaceId: string): string | undefined {
  if (typeof parentId !== "string" || parentId === "") return undefined;
  const parent = call.world.nodes.get(parentId);
  const isThere = parent !== undefined && ["current", "draft"].includes(parent.status);
  if (!parent || !isThere || !mayRead(call.world, parent, call.by)) throw notFound("parent", parentId);
  if (parent.kind === "page") readNode(call.world, "page", parent.id, call.by);
  if (parent.spaceId !== spaceId) throw invalid("The parent is in another space than the page.");
  return parent.id;
}

function moveBelow(world: World, page: Node, parentId: string): void {
  const parent = world.nodes.get(parentId);
  if (!parent || parentId === page.id || isBelow(world, parent, page.id)) {
    throw invalid("A page cannot be moved below itself.");
  }
  moveNode(world, page, parentId);
}
