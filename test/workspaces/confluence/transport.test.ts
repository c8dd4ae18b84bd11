import { getPageById, createPage } from "confluence.js/v2";
import { describe, expect, onTestFinished, test } from "vitest";

import { Secret } from "../../../src/secret.ts";
import {
  type ConfluenceRequest,
  type ConfluenceTransportOptions,
  openConfluenceTransport,
} from "../../../src/workspaces/confluence/transport.ts";
import { remoteFacts, statusOf, UnclearOutcome } from "../../../src/workspaces/remote-failure.ts";
import { type FakeConfluence, type FaultKind, startConfluence } from "../../fakes/confluence-server.ts";

/** A transport in virtual time on a double of its own. */
async function open(
  options: Parameters<typeof startConfluence>[0] = {},
  more: (server: FakeConfluence) => Partial<ConfluenceTransportOptions> = () => ({}),
) {
  let time = Date.UTC(2026, 10, 24);
  const server = await startConfluence({ now: () => time, ...options });
  onTestFinished(() => server.close());
  const waits: number[] = [];
  const transport = openConfluenceTransport({
    host: server.url,
    email: server.email,
    token: new Secret(server.token),
    requestsPerSecond: 1_000,
    timeoutMs: 300,
    random: () => 0,
    now: () => time,
    sleep: (ms) => {
      waits.push(ms);
      time += ms;
      return Promise.resolve();
    },
    ...more(server),
  });
  const read = () =>
    transport.call({ kind: "read", what: "pages.get" }, (client) =>
      getPageById(client, { id: Number(server.rootPageId) }),
    );
  const create = (request: Partial<ConfluenceRequest> = {}) =>
    transport.call({ kind: "create", what: "pages.create", ...request }, (client) =>
      createPage(client, {
        body: {
          spaceId: server.spaceId,
          parentId: server.rootPageId,
          title: "在庫",
          status: "current",
          body: { representation: "storage", value: "<p>一</p>" },
        },
      }),
    );
  return { server, transport, read, create, waits };
}

const failure = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => expect.unreachable("it went through"),
    (thrown: unknown) => thrown,
  );

const made = (server: FakeConfluence): number =>
  server.pages().filter(({ title }) => title === "在庫").length;

describe("a token", () => {
  test("of the classic kind works at the site", async () => {
    const { read, server } = await open();
    expect(await read()).toMatchObject({ id: server.rootPageId });
    expect(server.requests.some(({ viaGateway }) => viaGateway)).toBe(false);
  });

  test("with scopes works through the gateway, which is found by itself and once", async () => {
    const { read, server } = await open({ tokenKind: "scoped" });
    await Promise.all([read(), read(), read()]);
    expect(server.requests.filter(({ path }) => path.endsWith("tenant_info"))).toHaveLength(1);
    expect(server.requests.at(-1)).toMatchObject({ viaGateway: true, status: 200 });
  });

  test("that lacks a scope is said to lack it, and is not asked for again", async () => {
    const { create, server } = await open({ tokenKind: "scoped", scopes: ["read:page:confluence"] });
    const thrown = await failure(create());
    expect(remoteFacts(thrown)).toMatchObject({ status: 401, code: "scope" });
    expect(thrown).toMatchObject({ text: { en: expect.stringContaining("lacks the scope") } });
    expect(server.requests.filter(({ method }) => method === "POST")).toHaveLength(1);
  });

  test("that is wrong everywhere is refused with what to do, and is in no message", async () => {
    const { read } = await open({}, () => ({ token: new Secret("wrong-canary-token") }));
    const thrown = await failure(read());
    expect([401, 403]).toContain(statusOf(thrown));
    expect(JSON.stringify(thrown, Object.getOwnPropertyNames(thrown))).not.toContain("canary");
  });

  test.each(["", "a b", "改"])("that cannot be one (%j) sends nothing", async (token) => {
    await expect(open({}, () => ({ token: new Secret(token) }))).rejects.toMatchObject({ code: "usage" });
  });

  test("goes to no stranger's host", () => {
    const options = { email: "bot@example.com", token: new Secret("t"), requestsPerSecond: 5 };
    expect(() => openConfluenceTransport({ host: "example.com", ...options })).toThrow(/not allowed/u);
    expect(() => openConfluenceTransport({ host: "x.atlassian.net.example.com", ...options })).toThrow(
      /not allowed/u,
    );
    expect(openConfluenceTransport({ host: "example.atlassian.net", ...options }).site).toBe(
      "https://example.atlassian.net",
    );
  });
});

describe("a create whose end is not known is never sent again by itself", () => {
  const doubtful: readonly (readonly [FaultKind, boolean])[] = [
    ["lost-request", false],
    ["lost-answer", true],
    ["stalled-headers", true],
    ["stalled-body", true],
    ["truncated-json", true],
    ["html-200", true],
    ["html-502", true],
    ["html-503", false],
    ["html-504", true],
    ["cdn-403", false],
    ["cdn-404", false],
    ["500", true],
  ];
  test.each(doubtful)("%s", async (what, handled) => {
    const { create, read, server } = await open();
    await read();
    server.fail({ what, handled, match: ({ method }) => method === "POST" });
    expect(await failure(create())).toBeInstanceOf(UnclearOutcome);
    expect(made(server)).toBe(handled ? 1 : 0);
    expect(server.requests.filter(({ method }) => method === "POST")).toHaveLength(1);
  });
});

test.each(["lost-answer", "stalled-body", "truncated-json", "html-502", "cdn-404", "500"] as const)(
  "a read that meets %s is asked again",
  async (what) => {
    const { read, server } = await open();
    await read();
    server.fail({ what });
    expect(await read()).toMatchObject({ id: server.rootPageId });
  },
);

test("a 429 is waited for as long as it says", async () => {
  const { read, server, waits } = await open();
  await read();
  server.fail({ what: "429", retryAfter: 17 });
  await read();
  expect(waits).toContain(17_000);
  expect(server.forbiddenCalls).toEqual([]);
});

test("a 409 that means another write was in the way is tried again; any other is for the caller", async () => {
  const { create, read, server } = await open();
  await read();
  const post = ({ method }: { method: string }): boolean => method === "POST";
  server.fail({ what: "409", match: post });
  expect(statusOf(await failure(create()))).toBe(409);
  server.fail({ what: "409", match: post });
  await create({ busyOn409: true });
  expect(made(server)).toBe(1);
});

test("a failure names what was called, its status and the number of the request, and no word of the page", async () => {
  const { create } = await open();
  await create();
  const thrown = await failure(create());
  expect(thrown).toMatchObject({
    text: { en: expect.stringMatching(/\(pages\.create, 400 title_taken, request \S+\)$/u) },
  });
  expect(JSON.stringify(thrown, Object.getOwnPropertyNames(thrown))).not.toContain("在庫");
});
