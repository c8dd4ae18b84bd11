import { invalid, notFound } from "./api-error.ts";
import { first, idOf, isAsked, ok } from "./call.ts";
import type { Answer, Call } from "./call.ts";
import { included, pageJson, versionJson } from "./page-response.ts";
import { listBody, slice } from "./paginate.ts";
import type { SortKey } from "./paginate.ts";
import { isListed, readNode } from "./visibility.ts";
import { latest } from "./world.ts";
import type { Node, World } from "./world.ts";

export function getPage(call: Call): Answer {
  const { world } = call;
  const page = readNode(world, "page", idOf(call), call.by);
  const statuses = valuesOf(call, "status");
  const isWanted = statuses.length === 0 || statuses.includes(page.status) || statuses.includes("historical");
  if (!isWanted || (page.status === "draft" && !isAsked(call, "get-draft") && !statuses.includes("draft"))) {
    throw notFound("page", page.id);
  }
  const number = first(call, "version");
  const version =
    number === undefined ? latest(page) : page.versions.find((one) => one.number === Number(number));
  if (!version) throw notFound("version", number ?? "");
  const json = pageJson(world, page, first(call, "body-format"), version);
  return ok({
    ...json,
    ...included(call, page),
    _links: { ...(json["_links"] as object), base: `${world.url}/wiki` },
  });
}

/** GET /pages. Without a status: current and archived ones. */
export function listPages(call: Call): Answer {
  const ids = valuesOf(call, "id");
  const spaceIds = valuesOf(call, "space-id");
  return listWhere(
    call,
    (page) =>
      (ids.length === 0 || ids.includes(page.id)) &&
      (spaceIds.length === 0 || spaceIds.includes(page.spaceId)),
  );
}

export function listSpacePages(call: Call): Answer {
  const { world } = call;
  const space = world.spaces.get(idOf(call));
  if (!space?.isVisible) throw notFound("space", idOf(call));
  const isRoot = first(call, "depth") === "root";
  return listWhere(call, (page) => page.spaceId === space.id && (!isRoot || page.parentId === null));
}

/** GET /labels/{id}/pages. */
export function listLabelPages(call: Call): Answer {
  const name = [...call.world.labelIds].find(([, id]) => id === idOf(call))?.[0];
  if (name === undefined) throw notFound("label", idOf(call));
  const spaceIds = valuesOf(call, "space-id");
  return listWhere(
    call,
    (page) => page.labels.includes(name) && (spaceIds.length === 0 || spaceIds.includes(page.spaceId)),
  );
}

function listWhere(call: Call, isWanted: (page: Node) => boolean): Answer {
  const { world, by } = call;
  const asked = valuesOf(call, "status");
  const statuses = asked.length === 0 ? ["current", "archived"] : asked;
  const title = first(call, "title");
  const items = [...world.nodes.values()].filter(
    (node) =>
      node.kind === "page" &&
      statuses.includes(node.status) &&
      // Letter by letter: the title filter knows case, although titles are unique without it.
      (title === undefined || node.title === title) &&
      isWanted(node) &&
      isListed(world, node, by),
  );
  const { keyOf, isDescending } = sortOf(first(call, "sort"));
  const cut = slice(call, { items, keyOf, isDescending });
  return ok(listBody(call, cut, (page) => pageJson(world, page, first(call, "body-format"))));
}

export function sortOf(sort = "id"): { keyOf: (node: Node) => SortKey; isDescending: boolean } {
  const isDescending = sort.startsWith("-");
  return { keyOf: (node) => [sortValue(node, sort.replace("-", "")), Number(node.id)], isDescending };
}

function sortValue(node: Node, by: string): string | number {
  switch (by) {
    case "created-date":
      return node.createdAt;
    case "modified-date":
      return latest(node).createdAt;
    case "title":
      return node.title.toLowerCase();
    default:
      return Number(node.id);
  }
}

/** All values of a parameter that may be repeated or hold several, parted by commas. */
export function valuesOf(call: Call, name: string): string[] {
  return (call.query[name] ?? []).flatMap((value) => value.split(","));
}

export function listVersions(call: Call): Answer {
  const page = readNode(call.world, "page", idOf(call), call.by);
  const isDescending = (first(call, "sort") ?? "-modified-date").startsWith("-");
  const cut = slice(call, { items: page.versions, keyOf: (one) => [one.number], isDescending });
  const format = first(call, "body-format");
  return ok(
    listBody(call, cut, (version) => ({
      ...versionJson(version),
      page: { id: page.id, title: version.title, ...bodyOf(call.world, page, version.number, format) },
    })),
  );
}

function bodyOf(world: World, page: Node, number: number, format: string | undefined) {
  const version = page.versions.find((one) => one.number === number);
  return format === undefined || !version ? {} : { body: pageJson(world, page, format, version)["body"] };
}

export function getVersion(call: Call): Answer {
  const page = readNode(call.world, "page", idOf(call), call.by);
  const number = Number(idOf(call, 1));
  if (!Number.isInteger(number)) throw invalid("The version number is not a number.");
  const version = page.versions.find((one) => one.number === number);
  if (!version) throw notFound("version", String(number));
  const more = {
    prevVersion: number > 1 ? number - 1 : null,
    nextVersion: number < page.versions.length ? number + 1 : null,
    contentTypeModified: false,
    collaborators: [version.authorId],
  };
  return ok({ ...versionJson(version), ...more });
}
