import { onTestFinished } from "vitest";

import type { Json } from "../notion/json.ts";
import { isJson } from "../notion/json.ts";
import { startConfluence } from "../confluence-server.ts";
import type { ConfluenceOptions, FakeConfluence } from "../confluence-server.ts";

export interface Reply {
  status: number;
  /** Empty for an answer without a body. */
  body: Json;
  headers: Headers;
}

export type Ask = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<Reply>;

/** A clock that a test moves by hand. */
export interface Clock {
  now: () => number;
  pass: (seconds: number) => void;
}

function openClock(): Clock {
  let ms = Date.UTC(2026, 10, 2, 3, 4, 5);
  return {
    now: () => ms,
    pass: (seconds) => {
      ms += seconds * 1000;
    },
  };
}

/** A double of its own for one test, on a clock by hand, and bare requests to either generation. */
export async function openAsked(options: ConfluenceOptions = {}): Promise<{
  server: FakeConfluence;
  clock: Clock;
  v2: Ask;
  v1: Ask;
  createPage: (title: string, more?: Json, query?: string) => Promise<Reply>;
  addPage: (title: string, more?: Json) => Promise<string>;
}> {
  const clock = openClock();
  const server = await startConfluence({ now: clock.now, latencyMs: 0, ...options });
  onTestFinished(() => server.close());
  const v2 = asker(server, "/wiki/api/v2/");
  const v1 = asker(server, "/wiki/rest/api/");
  const createPage = (title: string, more: Json = {}, query = "") =>
    v2("POST", `pages${query}`, {
      spaceId: server.spaceId,
      parentId: server.rootPageId,
      status: "current",
      title,
      body: storage("<p>text</p>"),
      ...more,
    });
  const addPage = async (title: string, more: Json = {}) =>
    textAt((await createPage(title, more)).body, "id");
  return { server, clock, v2, v1, createPage, addPage };
}

function asker(server: FakeConfluence, prefix: string): Ask {
  return async (method, path, body, headers = {}) => {
    const response = await fetch(`${server.url}${prefix}${path}`, {
      method,
      headers: {
        authorization: basic(server.email, server.token),
        "x-atlassian-token": "no-check",
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const parsed: unknown = text.startsWith("{") ? JSON.parse(text) : { text };
    return { status: response.status, body: isJson(parsed) ? parsed : {}, headers: response.headers };
  };
}

export function basic(email: string, token: string): string {
  return `Basic ${Buffer.from(`${email}:${token}`).toString("base64")}`;
}

export function storage(value: string): Json {
  return { representation: "storage", value };
}

/** One value out of an answer: "results.0.id". */
export function at(value: unknown, path: string): unknown {
  let found = value;
  for (const key of path.split(".")) {
    if (Array.isArray(found)) found = (found as unknown[])[Number(key)];
    else found = isJson(found) ? found[key] : undefined;
  }
  return found;
}

export function textAt(value: unknown, path: string): string {
  const found = at(value, path);
  if (typeof found !== "string") throw new Error(`There is no text at ${path} of ${JSON.stringify(value)}.`);
  return found;
}

/** What was refused, in one line. */
export function refusal(reply: Reply): string {
  const text = at(reply.body, "errors.0.title") ?? reply.body["message"];
  return `${reply.status} ${typeof text === "string" ? text : ""}`;
}

/** The titles of a listing, in order. */
export function titles(reply: Reply): string[] {
  return (reply.body["results"] as Json[]).map((one) => textAt(one, "title"));
}

/** A page's update with everything that it needs. */
export function update(id: string, number: number, more: Json = {}): Json {
  return { id, status: "current", title: "Page", body: storage("<p>new</p>"), version: { number }, ...more };
}

/** A page properties table. */
export function details(rows: Record<string, string>, more = ""): string {
  const cells = Object.entries(rows).map(([key, value]) => `<tr><th>${key}</th><td>${value}</td></tr>`);
  return `<ac:structured-macro ac:name="details"><ac:parameter ac:name="id">pk</ac:parameter>${more}<ac:rich-text-body><table><tbody>${cells.join("")}</tbody></table></ac:rich-text-body></ac:structured-macro>`;
}

/** A report over what is below the page that it stands on. */
export function reportMacro(parameters: Record<string, string>): string {
  const all = { cql: 'label = "pk" and ancestor = currentContent()', id: "pk", ...parameters };
  const inner = Object.entries(all)
    .map(
      ([name, value]) => `<ac:parameter ac:name="${name}">${value.replaceAll('"', "&quot;")}</ac:parameter>`,
    )
    .join("");
  return `<ac:structured-macro ac:name="detailssummary">${inner}</ac:structured-macro>`;
}
