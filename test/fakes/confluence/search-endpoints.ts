import type { Json } from "../notion/json.ts";
import { isJson } from "../notion/json.ts";
import { invalid } from "./api-error.ts";
import { first, ok } from "./call.ts";
import type { Answer, Call } from "./call.ts";
import { bodyAs, linksOf } from "./page-response.ts";
import { byPosition, nextQuery, slice } from "./paginate.ts";
import type { Slice } from "./paginate.ts";
import { plainText } from "./reader-text.ts";
import { restrictionJson } from "./restrictions.ts";
import { runCql } from "./run-cql.ts";
import type { Hit } from "./run-cql.ts";
import { parseStorage } from "./storage-tree.ts";
import { latest, spaceOf } from "./world.ts";
import type { World } from "./world.ts";

/** GET /search. */
export function search(call: Call): Answer {
  const { cut, all } = findHits(call);
  const words = highlighted(first(call, "cql") ?? "");
  return ok({
    results: cut.items.map((hit) => resultJson(call.world, hit, words)),
    start: 0,
    limit: cut.limit,
    size: cut.items.length,
    totalSize: all.length,
    cqlQuery: first(call, "cql"),
    searchDuration: 1,
    _links: linksFor(call, cut, "search"),
  });
}

/** GET /content/search: content objects instead of results. */
export function searchContent(call: Call): Answer {
  const { cut } = findHits(call);
  const expand = first(call, "expand") ?? "";
  return ok({
    results: cut.items.map((hit) => contentJson(call.world, hit, expand)),
    start: 0,
    limit: cut.limit,
    size: cut.items.length,
    _links: linksFor(call, cut, "content/search"),
  });
}

function findHits(call: Call): { cut: Slice<Hit>; all: Hit[] } {
  const cql = first(call, "cql");
  if (cql === undefined || cql.trim() === "") throw invalid("cql is required");
  const all = runCql(call.world, cql, { accountId: call.by, ...contextOf(call) });
  const expand = first(call, "expand") ?? "";
  const silentCap = /body\.(?:export|styled)_view/.test(expand) ? 25 : /body/.test(expand) ? 50 : 250;
  // Search has an order of its own; `start` has no effect, only the cursor has.
  const cut = slice(call, { ...byPosition(all), silentCap });
  return { cut, all };
}

/** The content that a query is asked from, and the statuses that it looks at. */
function contextOf(call: Call): { currentContentId?: string; statuses?: string[] } {
  const text = first(call, "cqlcontext");
  if (text === undefined) return {};
  let context: unknown;
  try {
    context = JSON.parse(text);
  } catch {
    throw invalid("cqlcontext is no JSON");
  }
  if (!isJson(context)) throw invalid("cqlcontext is no object");
  const { contentId, contentStatuses } = context;
  const isId = typeof contentId === "string" || typeof contentId === "number";
  return {
    ...(isId ? { currentContentId: String(contentId) } : {}),
    ...(Array.isArray(contentStatuses) ? { statuses: contentStatuses.map(String) } : {}),
  };
}

/** `next` needs the base before it, which already ends in "/wiki". */
function linksFor(call: Call, cut: Slice<Hit>, what: string): Json {
  const links: Json = {
    base: `${call.world.url}/wiki`,
    context: "/wiki",
    self: `${call.world.url}${call.path}`,
  };
  if (cut.nextCursor !== undefined)
    links["next"] = `/rest/api/${what}?next=true&${nextQuery(call, cut.nextCursor)}`;
  return links;
}

function highlighted(cql: string): string[] {
  return [...cql.matchAll(/~\s*"([^"]*)"/g)]
    .flatMap((match) => (match[1] ?? "").split(/\s+/))
    .filter(Boolean);
}

function resultJson(world: World, hit: Hit, words: string[]): Json {
  const { node, seen } = hit;
  const space = spaceOf(world, node);
  const mark = (text: string) =>
    words.reduce((marked, word) => marked.replaceAll(word, `@@@hl@@@${word}@@@endhl@@@`), text);
  return {
    content: contentJson(world, hit, ""),
    title: mark(seen.title),
    excerpt: mark(plainText(parseStorage(seen.storage)).slice(0, 200)),
    url: linksOf(world, node)["webui"],
    resultGlobalContainer: { title: space.name, displayUrl: `/spaces/${space.key}` },
    breadcrumbs: [],
    entityType: "content",
    iconCssClass: "aui-icon content-type-page",
    lastModified: new Date(seen.modifiedAt).toISOString(),
    friendlyLastModified: "just a moment ago",
    score: 0,
  };
}

function contentJson(world: World, { node, seen }: Hit, expand: string): Json {
  const json: Json = {
    id: node.id,
    type: node.kind,
    status: seen.status,
    title: seen.title,
    _links: { ...linksOf(world, node), self: `${world.url}/wiki/rest/api/content/${node.id}` },
    _expandable: {},
  };
  if (expand.includes("version")) {
    json["version"] = {
      number: latest(node).number,
      when: new Date(seen.modifiedAt).toISOString(),
      by: { type: "known", accountId: seen.modifiedBy },
      message: "",
      minorEdit: false,
      friendlyWhen: "just a moment ago",
      contentTypeModified: false,
      _links: {},
    };
  }
  const space = spaceOf(world, node);
  if (expand.includes("space"))
    json["space"] = {
      id: Number(space.id),
      key: space.key,
      name: space.name,
      type: "global",
      status: "current",
      _expandable: {},
      _links: {},
    };
  if (expand.includes("body.storage")) {
    json["body"] = {
      storage: { value: bodyAs("storage", seen.storage), representation: "storage", _expandable: {} },
    };
  }
  if (expand.includes("restrictions.read"))
    json["restrictions"] = { read: restrictionJson(world, node, "read") };
  return json;
}
