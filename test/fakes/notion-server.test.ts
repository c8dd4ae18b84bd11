import { isFullDataSource, isFullPage, iteratePaginatedAPI } from "@notionhq/client";
import { describe, expect, test } from "vitest";

import { at, openAsked, openTable, paragraph, refusal, textAt, words } from "./notion/ask.ts";

describe("every request", () => {
  test("needs the right token", async () => {
    const { ask } = await openAsked();
    const reply = await ask("GET", "users/me", undefined, { authorization: "Bearer wrong" });
    expect(refusal(reply)).toBe("401 unauthorized: API token is invalid.");
  });

  test("needs a version, and one that exists", async () => {
    const { ask, server } = await openAsked();
    const bare = await fetch(`${server.url}/v1/users/me`, {
      headers: { authorization: `Bearer ${server.token}` },
    });
    expect(await bare.json()).toMatchObject({ status: 400, code: "missing_version" });
    const old = await ask("GET", "users/me", undefined, { "notion-version": "2022-06-28" });
    expect(refusal(old)).toContain("400 validation_error: Notion-Version header failed validation");
    const before = await ask("GET", "users/me", undefined, { "notion-version": "2025-09-03" });
    expect(before.status).toBe(200);
  });

  test("to an address that is none of the API's is an invalid request URL", async () => {
    const { ask } = await openAsked();
    for (const path of ["databases/x/query", "pagez", "blocks/a/b/c"]) {
      expect(refusal(await ask("POST", path, {}))).toContain("400 invalid_request_url");
    }
  });

  test("with a body says that it is JSON, and it is", async () => {
    const { ask } = await openAsked();
    expect(refusal(await ask("POST", "search", "{nope"))).toContain("400 invalid_json");
    const typed = await ask("POST", "search", {}, { "content-type": "text/plain" });
    expect(refusal(typed)).toContain("400 invalid_json");
    expect(refusal(await ask("POST", "search", [1]))).toContain("400 validation_error");
  });

  test("names objects by UUID, with or without dashes", async () => {
    const { ask, server } = await openAsked();
    expect(refusal(await ask("GET", "pages/root"))).toContain("400 validation_error: path failed validation");
    const plain = await ask("GET", `pages/${server.rootPageId.replaceAll("-", "")}`);
    expect(plain.body["id"]).toBe(server.rootPageId);
  });

  test("is answered with a request id and the date of the server's own clock", async () => {
    const { ask } = await openAsked({ now: () => Date.UTC(2026, 0, 2, 3, 4, 5) });
    const reply = await ask("GET", "users/me");
    expect(reply.headers.get("date")).toBe("Fri, 02 Jan 2026 03:04:05 GMT");
    expect(reply.headers.get("x-notion-request-id")).toBe(reply.body["request_id"]);
  });

  test("is recorded until it is forgotten", async () => {
    const { ask, server } = await openAsked();
    await ask("POST", "search", { query: "x" });
    expect(server.requests).toMatchObject([
      { n: 1, method: "POST", path: "/v1/search", body: { query: "x" }, status: 200 },
    ]);
    server.forget();
    await ask("GET", "users?page_size=2");
    expect(server.requests).toMatchObject([{ n: 2, path: "/v1/users", query: { page_size: ["2"] } }]);
  });
});

test("the older version still says archived and after, and the newer refuses both", async () => {
  const { ask, server } = await openAsked();
  const id = server.person.addPage(server.rootPageId, "Note", "first");
  const [first] = server.requests;
  expect(first).toBeUndefined();
  const block = textAt((await ask("GET", `blocks/${id}/children`)).body, "results.0.id");
  const after = { children: [paragraph("second")], after: block };
  const older = { "notion-version": "2025-09-03" };
  expect((await ask("PATCH", `blocks/${id}/children`, after)).status).toBe(400);
  expect((await ask("PATCH", `blocks/${id}/children`, after, older)).status).toBe(200);
  expect((await ask("PATCH", `pages/${id}`, { archived: true })).status).toBe(400);
  const trashed = await ask("PATCH", `pages/${id}`, { archived: true }, older);
  expect(trashed.body).toMatchObject({ archived: true, in_trash: true });
  expect("archived" in (await ask("GET", `pages/${id}`)).body).toBe(false);
});

describe("the real SDK", () => {
  test("provisions, writes and reads back", async () => {
    const { client, server } = await openAsked();
    const page = await client.pages.create({
      parent: { page_id: server.rootPageId },
      properties: { title: { title: words("Unit") } },
      icon: { type: "emoji", emoji: "🏢" },
      children: [paragraph("Hello")],
    });
    const database = await client.databases.create({
      parent: { type: "page_id", page_id: page.id },
      title: words("Issues"),
      initial_data_source: { properties: { Name: { title: {} }, Kind: { select: {} } } },
    });
    const dataSourceId = textAt(database, "data_sources.0.id");
    const source = await client.dataSources.retrieve({ data_source_id: dataSourceId });
    expect(isFullDataSource(source) && Object.keys(source.properties)).toEqual(["Name", "Kind"]);
    const row = await client.pages.create({
      parent: { data_source_id: dataSourceId },
      properties: { Name: { title: words("Late") }, Kind: { select: { name: "Bug" } } },
    });
    const { results } = await client.dataSources.query({ data_source_id: dataSourceId });
    expect(results.map((one) => one.id)).toEqual([row.id]);
    const read = await client.pages.retrieve({ page_id: row.id });
    expect(isFullPage(read) && read.properties["Kind"]).toMatchObject({
      type: "select",
      select: { name: "Bug" },
    });
    const deleted = await client.blocks.delete({ block_id: row.id });
    expect(deleted).toMatchObject({ in_trash: true });
  });

  test("pages through children in order, by cursors", async () => {
    const { client, server } = await openAsked();
    const lines = Array.from({ length: 23 }, (_, index) => `line ${index}`);
    const id = server.person.addPage(server.rootPageId, "Long", lines.join("\n"));
    const read: unknown[] = [];
    for await (const block of iteratePaginatedAPI(client.blocks.children.list, {
      block_id: id,
      page_size: 10,
    })) {
      read.push(at(block, "paragraph.rich_text.0.plain_text"));
    }
    expect(read).toEqual(lines);
    expect(server.requests).toHaveLength(3);
  });

  test("takes its errors by code", async () => {
    const { client } = await openTable();
    const missing = client.pages.retrieve({ page_id: "00000000-0000-4000-8000-000000000000" });
    await expect(missing).rejects.toMatchObject({ status: 404, code: "object_not_found" });
  });
});
