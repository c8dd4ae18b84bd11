import type { Json } from "../notion/json.ts";
import { isAsked } from "./call.ts";
import type { Call } from "./call.ts";
import { labelJson } from "./labels.ts";
import { propertyJson } from "./properties.ts";
import { isElement, parseStorage } from "./storage-tree.ts";
import type { Element } from "./storage-tree.ts";
import { latest, spaceOf } from "./world.ts";
import type { Node, Version, World } from "./world.ts";

export function versionJson({ number, message, authorId, createdAt }: Version): Json {
  return { number, message, minorEdit: false, authorId, createdAt: new Date(createdAt).toISOString() };
}

/** A page as lists and single reads tell it. The body is there only when a format was asked for. */
export function pageJson(world: World, page: Node, format?: string, version = latest(page)): Json {
  const parent = page.parentId === null ? undefined : world.nodes.get(page.parentId);
  const position = parent?.children.indexOf(page.id) ?? -1;
  return {
    id: page.id,
    status: page.status,
    title: version.title,
    spaceId: page.spaceId,
    parentId: page.parentId,
    parentType: parent?.kind ?? null,
    position: position < 0 ? null : position * 100,
    authorId: page.authorId,
    ownerId: page.authorId,
    lastOwnerId: null,
    createdAt: new Date(page.createdAt).toISOString(),
    version: versionJson(version),
    body:
      format === undefined
        ? {}
        : { [format]: { representation: format, value: bodyAs(format, version.storage) } },
    _links: linksOf(world, page),
  };
}

export function linksOf(world: World, page: Node): Json {
  const { key } = spaceOf(world, page);
  return {
    webui: `/spaces/${key}/pages/${page.id}/${encodeURIComponent(page.title).replaceAll("%20", "+")}`,
    editui: `/pages/resumedraft.action?draftId=${page.id}`,
    tinyui: `/x/${Buffer.from(page.id).toString("base64url")}`,
  };
}

/** Formats other than storage are only roughly there: a client that edits must not read them. */
export function bodyAs(format: string, storage: string): string {
  if (format === "storage") return storage;
  const text = plainOf(parseStorage(storage));
  if (format !== "atlas_doc_format") return `<p>${text}</p>`;
  const paragraph = { type: "paragraph", content: text === "" ? [] : [{ type: "text", text }] };
  return JSON.stringify({ type: "doc", version: 1, content: [paragraph] });
}

function plainOf(element: Element): string {
  return element.children.map((one) => (isElement(one) ? plainOf(one) : one)).join("");
}

const INCLUDED = 50;

/** What the include-… parameters add: never more than 50 of each. */
export function included(call: Call, page: Node): Json {
  const { world } = call;
  const more: Json = {};
  const add = (name: string, items: Json[]) => {
    more[name] = {
      results: items.slice(0, INCLUDED),
      meta: { hasMore: items.length > INCLUDED },
      _links: { self: `${world.url}/wiki/api/v2/pages/${page.id}/${name}` },
    };
  };
  if (isAsked(call, "include-labels"))
    add(
      "labels",
      page.labels.map((name) => labelJson(world, name)),
    );
  if (isAsked(call, "include-properties")) add("properties", page.properties.map(propertyJson));
  if (isAsked(call, "include-versions")) add("versions", page.versions.toReversed().map(versionJson));
  if (isAsked(call, "include-likes")) add("likes", []);
  if (isAsked(call, "include-operations")) {
    const names = ["read", "update", "delete"];
    add(
      "operations",
      names.map((operation) => ({ operation, targetType: "page" })),
    );
  }
  return more;
}
