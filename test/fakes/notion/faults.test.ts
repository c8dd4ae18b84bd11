import { describe, expect, test } from "vitest";

import type { FaultKind } from "../notion-server.ts";
import { at, openAsked, openTable, refusal, words } from "./ask.ts";
import type { Ask } from "./ask.ts";

const create = (ask: Ask, rootPageId: string) =>
  ask("POST", "pages", { parent: { page_id: rootPageId }, properties: { title: words("Page") } });

/** Creates one page under a fault: what the client got, and how many pages there are. */
async function createUnder(what: FaultKind, more: object = {}) {
  const { ask, server } = await openAsked();
  server.fail({ what, ...more });
  const reply = await create(ask, server.rootPageId).catch((error: unknown) => error);
  return { reply, made: server.pages().length - 1, server, ask };
}

describe("a lost request and a lost answer look alike", () => {
  test.each([
    ["lost-request", 0],
    ["lost-answer", 1],
  ] as const)("%s: the call fails and %i pages are there", async (what, count) => {
    const { reply, made, server } = await createUnder(what);
    expect(reply).toBeInstanceOf(TypeError);
    expect(made).toBe(count);
    expect(server.requests).toMatchObject([{ fault: what, status: 0 }]);
    expect(server.unfired()).toEqual([]);
  });
});

test("a stalled body never ends, though its headers came and its work is done", async () => {
  const { server } = await openAsked();
  server.fail({ what: "stalled-body" });
  const headers = { authorization: `Bearer ${server.token}`, "notion-version": "2026-03-11" };
  const response = await fetch(`${server.url}/v1/users/me`, { headers, signal: AbortSignal.timeout(300) });
  expect(response.status).toBe(200);
  await expect(response.text()).rejects.toMatchObject({ name: "TimeoutError" });
});

test("a truncated body ends properly and is no JSON", async () => {
  const { reply, made } = await createUnder("truncated-json");
  expect(reply).toBeInstanceOf(SyntaxError);
  expect(made).toBe(1);
});

test.each([
  ["html-502", 502],
  ["504-html", 504],
] as const)("%s is HTML without a request id, before the work or after it", async (what, status) => {
  for (const handled of [false, true]) {
    const { server } = await openAsked();
    server.fail({ what, handled });
    const response = await fetch(`${server.url}/v1/pages`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${server.token}`,
        "notion-version": "2026-03-11",
        "content-type": "application/json",
      },
      body: JSON.stringify({ parent: { page_id: server.rootPageId }, properties: {} }),
    });
    expect([response.status, response.headers.get("x-notion-request-id")]).toEqual([status, null]);
    expect(await response.text()).toContain("<html>");
    expect(server.pages()).toHaveLength(handled ? 2 : 1);
  }
});

test.each([
  ["409", "409 conflict_error"],
  ["500", "500 internal_server_error"],
  ["503", "503 service_unavailable"],
  ["529", "529 service_overload"],
  ["401", "401 unauthorized"],
  ["403", "403 restricted_resource"],
  ["404", "404 object_not_found"],
  ["400", "400 validation_error"],
] as const)("%s answers %s and does nothing", async (what, said) => {
  const { reply, made } = await createUnder(what);
  expect(refusal(reply as Awaited<ReturnType<Ask>>)).toContain(said);
  expect(made).toBe(0);
});

test("429 says how long to wait, in the header and in the body; blocked says no time", async () => {
  const { ask, server } = await openAsked();
  server.fail({ what: "429", retryAfter: 7 });
  server.fail({ what: "blocked", nth: 2 });
  const limited = await ask("GET", "users/me");
  expect(limited.headers.get("retry-after")).toBe("7");
  expect(limited.body["additional_data"]).toEqual({
    rate_limit_reason: "public_api_request_rate_limit",
    retry_after: "7",
  });
  const blocked = await ask("GET", "users/me");
  expect(blocked.headers.get("retry-after")).toBeNull();
  expect(blocked.body["additional_data"]).toEqual({ rate_limit_reason: "public_api_request_blocked" });
});

describe("503-committed", () => {
  test("names the page that a create made", async () => {
    const { reply, server } = await createUnder("503-committed");
    expect(reply).toMatchObject({
      status: 503,
      body: { additional_data: { committed_resource_id: server.pages()[1]?.id } },
    });
    expect(at(reply, "body.additional_data.retry_guidance")).toContain("Do not repeat the write");
  });

  test("names parent and children of an append, and nothing for an update", async () => {
    const { ask, server } = await openAsked();
    server.fail({ what: "503-committed", times: 2 });
    const appended = await ask("PATCH", `blocks/${server.rootPageId}/children`, {
      children: [{ divider: {} }, { divider: {} }],
    });
    expect(appended.body["additional_data"]).toMatchObject({ committed_resource_id: server.rootPageId });
    expect(at(appended.body, "additional_data.committed_child_ids")).toHaveLength(2);
    const updated = await ask("PATCH", `pages/${server.rootPageId}`, { icon: { emoji: "🏠" } });
    expect(Object.keys(at(updated.body, "additional_data") as object)).toEqual(["retry_guidance"]);
    expect(server.pages()[0]?.icon).toEqual({ type: "emoji", emoji: "🏠" });
  });
});

test.each([
  ["empty-listing", 0],
  ["short-listing", 2],
] as const)("%s is a 200 that lies", async (what, count) => {
  const { query, server, dataSourceId } = await openTable();
  server.seedRows(dataSourceId, 5, () => ({}));
  server.fail({ what });
  const { status, body } = await query({ page_size: 2 });
  expect(status).toBe(200);
  expect(body["results"]).toHaveLength(count);
  expect([body["has_more"], body["next_cursor"]]).toEqual([false, null]);
});

describe("which request is hit", () => {
  const statuses = async (ask: Ask, count: number) => {
    const found: number[] = [];
    for (let index = 0; index < count; index++) found.push((await ask("GET", "users/me")).status);
    return found;
  };

  test("is the next one, once, unless more is said", async () => {
    const { ask, server } = await openAsked();
    const armed = server.fail({ what: "500" });
    expect(await statuses(ask, 3)).toEqual([500, 200, 200]);
    expect(armed.fired).toBe(1);
  });

  test("is the n-th from now on, or several of them", async () => {
    const { ask, server } = await openAsked();
    await statuses(ask, 2);
    server.fail({ what: "500", nth: [2, 4] });
    expect(await statuses(ask, 5)).toEqual([200, 500, 200, 500, 200]);
  });

  test("is the n-th of those that match", async () => {
    const { ask, server } = await openAsked();
    server.fail({ what: "500", nth: 2, match: ({ path }) => path === "/v1/search" });
    await ask("POST", "search", {});
    await ask("GET", "users/me");
    expect((await ask("POST", "search", {})).status).toBe(500);
  });

  test("is drawn by chance, the same every time for one seed", async () => {
    const draw = async (seed: number) => {
      const { ask, server } = await openAsked();
      server.fail({ what: "500", chance: 0.3, seed });
      return statuses(ask, 30);
    };
    const first = await draw(7);
    expect(first).toEqual(await draw(7));
    expect(first).not.toEqual(await draw(8));
    expect(first.filter((status) => status === 500).length).toBeGreaterThan(2);
  });

  test("may be none, and the test can tell", async () => {
    const { ask, server } = await openAsked();
    server.fail({ what: "500", nth: 9 });
    await statuses(ask, 3);
    expect(server.unfired()).toMatchObject([{ what: "500", nth: 9 }]);
    server.clearFaults();
    expect(server.unfired()).toEqual([]);
  });
});

test("a hook sees each request when it has come in and when its work is done", async () => {
  const seen: string[] = [];
  const { ask, server } = await openAsked({
    onRequest: async (request, phase) => {
      seen.push(`${request.n} ${request.method} ${phase} ${request.status}`);
    },
  });
  await create(ask, server.rootPageId);
  server.fail({ what: "409" });
  await create(ask, server.rootPageId);
  expect(seen).toEqual(["1 POST received 0", "1 POST handled 200", "2 POST received 0"]);
});
