import { describe, expect, test } from "vitest";

import { basic, openAsked, refusal, storage, titles } from "./ask.ts";
import type { FaultKind, FakeConfluence } from "../confluence-server.ts";

/** Creates one page under a fault: what the client got, and whether the page is there. */
async function createUnder(what: FaultKind, more: object = {}) {
  const { createPage, server } = await openAsked();
  server.fail({ what, ...more });
  const reply = await createPage("Page").catch((error: unknown) => error);
  return { reply, isMade: server.pages().some((page) => page.title === "Page"), server };
}

describe("a lost request and a lost answer look alike", () => {
  test.each([
    ["lost-request", false],
    ["lost-answer", true],
  ] as const)("%s: the call fails, and whether the page is there: %s", async (what, isMade) => {
    const made = await createUnder(what);
    expect(made.reply).toBeInstanceOf(TypeError);
    expect(made.isMade).toBe(isMade);
    expect(made.server.requests).toMatchObject([{ fault: what, status: 0 }]);
    expect(made.server.unfired()).toEqual([]);
  });
});

test.each([
  ["html-502", 502],
  ["html-503", 503],
  ["html-504", 504],
  ["500", 500],
] as const)("%s comes before the work or after it", async (what, status) => {
  for (const handled of [false, true]) {
    const { reply, isMade } = await createUnder(what, { handled });
    expect(reply).toMatchObject({ status });
    expect(isMade).toBe(handled);
  }
});

test.each([
  ["cdn-403", 403, "text/html"],
  ["cdn-404", 404, "text/html"],
  ["404", 404, "application/json"],
  ["401", 401, "application/json"],
  ["409", 409, "application/json"],
] as const)("%s refuses and does nothing", async (what, status, type) => {
  const { reply, isMade } = await createUnder(what);
  expect(reply).toMatchObject({ status });
  expect((reply as { headers: Headers }).headers.get("content-type")).toContain(type);
  expect(isMade).toBe(false);
});

test.each(["stalled-headers", "stalled-body"] as const)(
  "%s never ends, though the work is done",
  async (what) => {
    const { server } = await openAsked();
    server.fail({ what });
    const answer = fetch(`${server.url}/wiki/api/v2/spaces`, {
      headers: { authorization: basic(server.email, server.token) },
      signal: AbortSignal.timeout(300),
    }).then((response) => response.text());
    await expect(answer).rejects.toMatchObject({ name: "TimeoutError" });
    expect(server.requests).toMatchObject([{ status: 200 }]);
  },
);

test("truncated JSON and HTML for JSON end properly and are no JSON", async () => {
  const truncated = await createUnder("truncated-json");
  expect(truncated.reply).toBeInstanceOf(SyntaxError);
  const html = await createUnder("html-200");
  expect(html.reply).toMatchObject({
    status: 200,
    body: { text: expect.stringContaining("<!DOCTYPE html>") },
  });
  expect([truncated.isMade, html.isMade]).toEqual([true, true]);
});

test("a short listing leaves the second half out and says nothing", async () => {
  const { addPage, v2, server } = await openAsked();
  for (const title of ["A", "B", "C", "D"]) await addPage(title);
  server.fail({ what: "short-listing" });
  const path = `pages/${server.rootPageId}/direct-children`;
  expect(titles(await v2("GET", path))).toEqual(["A", "B"]);
  expect(titles(await v2("GET", path))).toHaveLength(4);
});

test("a fault hits what it matches, at its turn, as often as it may", async () => {
  const { v2, server } = await openAsked();
  const fault = server.fail({ what: "500", nth: [2, 3], match: ({ path }) => path.endsWith("/spaces") });
  server.fail({ what: "401", match: ({ method }) => method === "DELETE" });
  const statuses: number[] = [];
  for (const path of ["pages", "spaces", "spaces", "pages", "spaces", "spaces"]) {
    statuses.push((await v2("GET", path)).status);
  }
  expect(statuses).toEqual([200, 200, 500, 200, 500, 200]);
  expect(fault.fired).toBe(2);
  expect(server.unfired()).toMatchObject([{ what: "401" }]);
  server.clearFaults();
  expect(server.unfired()).toEqual([]);
});

test("a chance is drawn from a row of numbers that can be had again", async () => {
  const run = async () => {
    const { v2, server } = await openAsked();
    server.fail({ what: "500", chance: 0.5, seed: 7 });
    const statuses: number[] = [];
    for (let index = 0; index < 12; index++) statuses.push((await v2("GET", "spaces")).status);
    return statuses.join(" ");
  };
  const first = await run();
  expect(first).toBe(await run());
  expect(first).toContain("200");
  expect(first).toContain("500");
});

/** Waits until requests on their way when the 429 went out cannot be meant any more. */
const pause = () =>
  new Promise((resolve) => {
    setTimeout(resolve, 40);
  });

describe("a 429", () => {
  test("tells how long to wait, and what comes before that is refused and noted", async () => {
    const { v2, server, clock } = await openAsked();
    server.fail({ what: "429", retryAfter: 5 });
    const reply = await v2("GET", "spaces");
    expect([reply.status, reply.headers.get("retry-after")]).toEqual([429, "5"]);
    expect(reply.headers.get("ratelimit-reason")).toBe("burst");
    clock.pass(3);
    await pause();
    const early = await v2("GET", "spaces");
    expect([early.status, early.headers.get("retry-after")]).toEqual([429, "2"]);
    expect(server.forbiddenCalls).toMatchObject([{ n: 2 }]);
    clock.pass(2);
    expect((await v2("GET", "spaces")).status).toBe(200);
    expect(server.forbiddenCalls).toHaveLength(1);
  });

  test("is no offence for what was on its way already", async () => {
    const { v2, server } = await openAsked();
    server.fail({ what: "429" });
    await Promise.all([v2("GET", "spaces"), v2("GET", "spaces")]);
    expect(server.forbiddenCalls).toEqual([]);
  });

  test("comes when the bucket is empty, and it fills again with time", async () => {
    const { v2, clock } = await openAsked({ perSecond: 2, burst: 3 });
    const statuses: number[] = [];
    for (let index = 0; index < 3; index++) statuses.push((await v2("GET", "spaces")).status);
    const refused = await v2("GET", "spaces");
    expect(refused.headers.get("x-ratelimit-limit")).toBe("3");
    expect(refused.headers.get("x-ratelimit-remaining")).toBe("0");
    clock.pass(1);
    statuses.push((await v2("GET", "spaces")).status);
    expect([...statuses, refused.status]).toEqual([200, 200, 200, 200, 429]);
  });

  test("comes when too many requests are in hand at once", async () => {
    const { v2, server } = await openAsked({ maxParallel: 2, readLatencyMs: 30 });
    const replies = await Promise.all([1, 2, 3].map(() => v2("GET", "spaces")));
    expect(replies.map((reply) => String(reply.status)).sort()).toEqual(["200", "200", "429"]);
    expect(server.maxInFlight).toBe(3);
    server.forget();
    expect(server.maxInFlight).toBe(0);
  });
});

describe("two writes at once", () => {
  const createTwo = (server: FakeConfluence, v2: Awaited<ReturnType<typeof openAsked>>["v2"]) =>
    Promise.all(
      ["A", "B"].map((title) =>
        v2("POST", "pages", {
          spaceId: server.spaceId,
          parentId: server.rootPageId,
          title,
          status: "current",
          body: storage(""),
        }),
      ),
    );

  test("below one parent: the later one fails on the optimistic lock", async () => {
    const { v2, server } = await openAsked({ latencyMs: 30 });
    const replies = await createTwo(server, v2);
    expect(replies.map((reply) => String(reply.status)).sort()).toEqual(["200", "409"]);
    expect(replies.map(refusal).join()).toContain("optimistic locking failed");
    expect(server.overlaps).toMatchObject([{ pageId: server.rootPageId, later: { status: 409 } }]);
  });

  test("are both done, and noted, where the double is told so", async () => {
    const { v2, server } = await openAsked({ latencyMs: 30, conflictOnOverlap: false });
    expect((await createTwo(server, v2)).map((reply) => reply.status)).toEqual([200, 200]);
    expect(server.overlaps).toHaveLength(1);
  });
});
