import { describe, expect, test } from "vitest";

import { at, openAsked, openTable, refusal, textAt, words } from "./ask.ts";
import type { Ask, Reply } from "./ask.ts";
import type { Json } from "./json.ts";

const create = (ask: Ask, parent: string, headers?: Record<string, string>) =>
  ask("POST", "pages", { parent: { page_id: parent }, properties: { title: words("Page") } }, headers);

const statusesOf = (replies: Reply[]) => replies.map((reply) => reply.status).toSorted((a, b) => a - b);

describe("two writes in hand at once", () => {
  test("conflict on one parent, and not on two", async () => {
    const { ask, server } = await openAsked({ latencyMs: 30 });
    const other = server.person.addPage(server.rootPageId, "Other");
    const both = await Promise.all([create(ask, server.rootPageId), create(ask, server.rootPageId)]);
    expect(statusesOf(both)).toEqual([200, 409]);
    const apart = await Promise.all([create(ask, server.rootPageId), create(ask, other)]);
    expect(apart.map((reply) => reply.status)).toEqual([200, 200]);
  });

  test("conflict between an append to a page and a create under it", async () => {
    const { ask, server } = await openAsked({ latencyMs: 30 });
    const append = ask("PATCH", `blocks/${server.rootPageId}/children`, { children: [{ divider: {} }] });
    const both = await Promise.all([append, create(ask, server.rootPageId)]);
    expect(statusesOf(both)).toEqual([200, 409]);
  });

  test("pass when the test does not want conflicts, and reads always do", async () => {
    const { ask, server } = await openAsked({ latencyMs: 30, conflictOnOverlap: false });
    const both = await Promise.all([create(ask, server.rootPageId), create(ask, server.rootPageId)]);
    expect(both.map((reply) => reply.status)).toEqual([200, 200]);
    const strict = await openAsked({ latencyMs: 30 });
    const id = strict.server.rootPageId;
    const mixed = await Promise.all([create(strict.ask, id), strict.ask("GET", `blocks/${id}/children`)]);
    expect(mixed.map((reply) => reply.status)).toEqual([200, 200]);
  });
});

describe("the request budget", () => {
  test("is fixed for 60 seconds and whole again after them", async () => {
    let now = 1_000_000;
    const { ask } = await openAsked({ requestsPerMinute: 3, now: () => now });
    for (let index = 0; index < 3; index++) expect((await ask("GET", "users/me")).status).toBe(200);
    now += 45_000;
    const limited = await ask("GET", "users/me");
    expect(limited.status).toBe(429);
    expect(limited.headers.get("retry-after")).toBe("15");
    expect(at(limited.body, "additional_data.rate_limit_reason")).toBe("public_api_request_rate_limit");
    now += 15_000;
    expect((await ask("GET", "users/me")).status).toBe(200);
  });

  test("is each token's own, beside one of the workspace that may take longer", async () => {
    const { ask } = await openAsked({
      requestsPerMinute: 2,
      workspaceRequestsPerMinute: 3,
      extraTokens: ["other"],
    });
    const other = { authorization: "Bearer other" };
    const replies = [
      await ask("GET", "users/me"),
      await ask("GET", "users/me"),
      await ask("GET", "users/me", undefined, other),
      await ask("GET", "users/me", undefined, other),
    ];
    expect(replies.map((reply) => reply.status)).toEqual([200, 200, 200, 429]);
    expect(replies[3]?.headers.get("retry-after")).toBe("120");
    expect(at(replies[3]?.body, "additional_data.rate_limit_reason")).toBe(
      "public_api_space_request_rate_limit",
    );
  });
});

test("a capability that is missing is a 403, and the bot's own user needs none", async () => {
  const { ask, server } = await openAsked({
    capabilities: { insert: false, update: false, userInfo: false },
  });
  expect(refusal(await create(ask, server.rootPageId))).toContain("403 restricted_resource");
  expect((await ask("PATCH", `pages/${server.rootPageId}`, { is_locked: true })).status).toBe(403);
  expect((await ask("GET", "users")).status).toBe(403);
  expect((await ask("GET", `pages/${server.rootPageId}`)).status).toBe(200);
  expect((await ask("GET", "users/me")).body).toMatchObject({ id: server.botId, type: "bot" });
  const blind = await openAsked({ capabilities: { read: false } });
  expect((await blind.ask("GET", `pages/${blind.server.rootPageId}`)).status).toBe(403);
});

test("the plan's block limit counts every block ever made and refunds none", async () => {
  const { ask, server } = await openAsked({ blockLimit: 5 });
  const append = (count: number) =>
    ask("PATCH", `blocks/${server.rootPageId}/children`, {
      children: Array.from({ length: count }, () => ({ divider: {} })),
    });
  const { body } = await append(4);
  await ask("DELETE", `blocks/${textAt(body, "results.0.id")}`);
  const refused = await append(2);
  expect(refusal(refused)).toContain("403 restricted_resource");
  expect(JSON.stringify(refused.body)).toContain("block_limit");
  expect((await append(1)).status).toBe(200);
});

describe("a new object", () => {
  test("is missing from reads for as many requests as the lag says", async () => {
    const { ask, server } = await openAsked({ visibilityLagRequests: 2 });
    const id = textAt((await create(ask, server.rootPageId)).body, "id");
    const listed = async () =>
      ((await ask("GET", `blocks/${server.rootPageId}/children`)).body["results"] as Json[]).length;
    expect((await ask("GET", `pages/${id}`)).status).toBe(404);
    expect(await listed()).toBe(0);
    expect(await listed()).toBe(1);
    expect((await ask("GET", `pages/${id}`)).status).toBe(200);
  });

  test("or for as long, by the clock", async () => {
    let now = 0;
    const { createRow, query } = await openTable({ visibilityLagMs: 30_000, now: () => now });
    now = 60_000;
    await createRow({});
    expect((await query()).body["results"]).toEqual([]);
    now = 90_000;
    expect((await query()).body["results"]).toHaveLength(1);
  });
});

describe("search", () => {
  const found = async (ask: Ask, body: Json): Promise<string[]> =>
    ((await ask("POST", "search", { page_size: 100, ...body })).body["results"] as Json[]).map((one) =>
      textAt(one, "id"),
    );

  test("learns late and never of everything", async () => {
    const { ask, server } = await openAsked({ searchLagRequests: 2 });
    for (let index = 0; index < 60; index++) server.person.addPage(server.rootPageId, `Page ${index}`);
    expect(await found(ask, { query: "page" })).toEqual([]);
    expect(await found(ask, { query: "page" })).toEqual([]);
    const known = await found(ask, { query: "page" });
    expect(known.length).toBeGreaterThan(30);
    expect(known.length).toBeLessThan(60);
    expect(await found(ask, { query: "page" })).toEqual(known);
  });

  test("looks at titles of pages and data sources that are shared", async () => {
    const { ask, server, dataSourceId } = await openTable({ searchLagRequests: 0, searchOmits: 0 });
    const row = server.person.addRow(dataSourceId, { values: { Name: "Issue one" } });
    const hidden = server.person.addPage(null, "Issue two");
    await ask("GET", "users/me");
    expect((await found(ask, { query: "issue" })).toSorted()).toEqual([dataSourceId, row].toSorted());
    expect(
      await found(ask, { query: "issue", filter: { property: "object", value: "data_source" } }),
    ).toEqual([dataSourceId]);
    server.person.share(hidden);
    expect(await found(ask, { query: "two" })).toEqual([hidden]);
    expect(
      refusal(await ask("POST", "search", { filter: { property: "object", value: "database" } })),
    ).toContain("400");
  });
});

test("comments are made on pages and listed by block", async () => {
  const { ask, server } = await openAsked();
  const made = await ask("POST", "comments", {
    parent: { page_id: server.rootPageId },
    rich_text: words("Hm"),
  });
  await ask("POST", "comments", { discussion_id: made.body["discussion_id"], markdown: "**Yes**" });
  const { body } = await ask("GET", `comments?block_id=${server.rootPageId}`);
  expect((body["results"] as Json[]).map((one) => at(one, "rich_text.0.plain_text"))).toEqual(["Hm", "Yes"]);
});
