import { retrieveTask } from "./async-tasks.ts";
import { appendChildren, deleteBlock, listChildren, retrieveBlock, updateBlock } from "./block-endpoints.ts";
import type { Answer, Call } from "./call.ts";
import { createComment, listComments } from "./comment-endpoints.ts";
import { createDatabase, retrieveDatabase, updateDatabase } from "./database-endpoints.ts";
import { retrieveMarkdown, updateMarkdown } from "./markdown/markdown-endpoints.ts";
import { createPage } from "./page-create.ts";
import { movePage, retrievePage, updatePage } from "./page-endpoints.ts";
import { retrieveProperty } from "./page-property.ts";
import { querySource } from "./query-endpoint.ts";
import { search } from "./search-endpoint.ts";
import { createSource, retrieveSource, updateSource } from "./source-endpoints.ts";
import { listTemplates } from "./templates.ts";
import { listUsers, retrieveSelf, retrieveUser } from "./user-endpoints.ts";
import { createView, deleteView, listViews, retrieveView, updateView } from "./view-endpoints.ts";

export interface Route {
  method: string;
  pattern: string;
  /** The capability a token needs; "none" for what every token may. */
  needs: "read" | "insert" | "update" | "none";
  handle: (call: Call) => Answer;
}

const ROUTES: Route[] = [
  { method: "GET", pattern: "users/me", needs: "none", handle: retrieveSelf },
  { method: "GET", pattern: "users", needs: "none", handle: listUsers },
  { method: "GET", pattern: "users/:id", needs: "none", handle: retrieveUser },
  { method: "POST", pattern: "pages", needs: "insert", handle: createPage },
  { method: "GET", pattern: "pages/:id", needs: "read", handle: retrievePage },
  { method: "PATCH", pattern: "pages/:id", needs: "update", handle: updatePage },
  { method: "POST", pattern: "pages/:id/move", needs: "update", handle: movePage },
  { method: "GET", pattern: "pages/:id/properties/:property", needs: "read", handle: retrieveProperty },
  { method: "GET", pattern: "pages/:id/markdown", needs: "read", handle: retrieveMarkdown },
  { method: "PATCH", pattern: "pages/:id/markdown", needs: "update", handle: updateMarkdown },
  { method: "GET", pattern: "blocks/:id", needs: "read", handle: retrieveBlock },
  { method: "PATCH", pattern: "blocks/:id", needs: "update", handle: updateBlock },
  { method: "DELETE", pattern: "blocks/:id", needs: "update", handle: deleteBlock },
  { method: "GET", pattern: "blocks/:id/children", needs: "read", handle: listChildren },
  { method: "PATCH", pattern: "blocks/:id/children", needs: "insert", handle: appendChildren },
  { method: "POST", pattern: "databases", needs: "insert", handle: createDatabase },
  { method: "GET", pattern: "databases/:id", needs: "read", handle: retrieveDatabase },
  { method: "PATCH", pattern: "databases/:id", needs: "update", handle: updateDatabase },
  { method: "POST", pattern: "data_sources", needs: "insert", handle: createSource },
  { method: "GET", pattern: "data_sources/:id", needs: "read", handle: retrieveSource },
  { method: "PATCH", pattern: "data_sources/:id", needs: "update", handle: updateSource },
  { method: "POST", pattern: "data_sources/:id/query", needs: "read", handle: querySource },
  { method: "GET", pattern: "data_sources/:id/templates", needs: "read", handle: listTemplates },
  { method: "POST", pattern: "views", needs: "insert", handle: createView },
  { method: "GET", pattern: "views", needs: "read", handle: listViews },
  { method: "GET", pattern: "views/:id", needs: "read", handle: retrieveView },
  { method: "PATCH", pattern: "views/:id", needs: "update", handle: updateView },
  { method: "DELETE", pattern: "views/:id", needs: "update", handle: deleteView },
  { method: "POST", pattern: "search", needs: "read", handle: search },
  { method: "POST", pattern: "comments", needs: "none", handle: createComment },
  { method: "GET", pattern: "comments", needs: "none", handle: listComments },
  { method: "GET", pattern: "async_tasks/:id", needs: "none", handle: retrieveTask },
];

/** The route of a request and what its placeholders stand for. */
export function matchRoute(method: string, path: string): { route: Route; ids: string[] } | undefined {
  const parts = path.replace(/^\/v1\//, "").split("/");
  if (!path.startsWith("/v1/")) return undefined;
  for (const route of ROUTES) {
    const ids = route.method === method ? matchParts(route.pattern.split("/"), parts) : undefined;
    if (ids) return { route, ids };
  }
  return undefined;
}

function matchParts(pattern: string[], parts: string[]): string[] | undefined {
  if (pattern.length !== parts.length) return undefined;
  const ids: string[] = [];
  for (const [index, expected] of pattern.entries()) {
    const part = parts[index] ?? "";
    if (expected.startsWith(":")) ids.push(decoded(part));
    else if (expected !== part) return undefined;
  }
  return ids;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
