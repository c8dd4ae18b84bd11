import { Client } from "@notionhq/client";
import { onTestFinished } from "vitest";

import { startNotion } from "../notion-server.ts";
import type { FakeNotion, NotionOptions } from "../notion-server.ts";
import { isJson } from "./json.ts";
import type { Json } from "./json.ts";

export interface Reply {
  status: number;
  body: Json;
  headers: Headers;
}

export type Ask = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<Reply>;

/** A double of its own for one test, and two ways to talk to it: bare requests and the real SDK. */
export async function openAsked(
  options: NotionOptions = {},
): Promise<{ server: FakeNotion; ask: Ask; client: Client }> {
  const server = await startNotion(options);
  onTestFinished(() => server.close());
  const ask: Ask = async (method, path, body, headers = {}) => {
    const response = await fetch(`${server.url}/v1/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${server.token}`,
        "notion-version": "2026-03-11",
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Json, headers: response.headers };
  };
  const client = new Client({
    auth: server.token,
    baseUrl: server.url,
    notionVersion: "2026-03-11",
    retry: false,
    logger: () => {},
  });
  return { server, ask, client };
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
  return `${reply.status} ${textAt(reply.body, "code")}: ${textAt(reply.body, "message")}`;
}

export const words = (content: string) => [{ text: { content } }];
export const paragraph = (content: string) => ({ paragraph: { rich_text: words(content) } });

/** A page under the root and, on it, a database with one property of each common type. */
export async function openTable(options: NotionOptions = {}) {
  const opened = await openAsked(options);
  const { databaseId, dataSourceId } = opened.server.person.addDatabase(opened.server.rootPageId, "Issues", {
    Name: { title: {} },
    Note: { rich_text: {} },
    Kind: { select: { options: [{ name: "Bug" }, { name: "Wish" }] } },
    Tags: { multi_select: { options: [{ name: "red" }, { name: "blue" }] } },
    State: { status: {} },
    Count: { number: {} },
    Day: { date: {} },
    Done: { checkbox: {} },
    Link: { url: {} },
    Number: { unique_id: { prefix: "ISS" } },
  });
  const createRow = (properties: Json, more: Json = {}) =>
    opened.ask("POST", "pages", { parent: { data_source_id: dataSourceId }, properties, ...more });
  const query = (body: Json = {}) => opened.ask("POST", `data_sources/${dataSourceId}/query`, body);
  return { ...opened, databaseId, dataSourceId, createRow, query };
}
