import { expect, test } from "vitest";

import type { Embeddings } from "../../src/embeddings/embeddings.ts";
import { openEndpoint } from "../../src/embeddings/endpoint.ts";
import { Secret } from "../../src/secret.ts";
import { startEmbeddings } from "../fakes/embeddings-server.ts";

const TEXTS = Array.from({ length: 70 }, (_, number) => `文 ${number}`);

async function openFake() {
  const server = await startEmbeddings((text) => text);
  const waits: number[] = [];
  let clock = 0;
  const endpoint = openEndpoint({
    url: server.url,
    model: "m",
    apiKey: new Secret("key-canary"),
    timeoutMs: 200,
    now: () => clock,
    sleep: async (ms) => {
      waits.push(ms);
      clock += ms;
    },
    random: () => 0,
  });
  return { server, endpoint, waits };
}

/** What came, and what it ended with. */
async function embedded(endpoint: Embeddings, texts: readonly string[]) {
  const vectors: (readonly number[])[] = [];
  try {
    for await (const vector of endpoint.embed(texts)) vectors.push(vector);
  } catch (failure) {
    return { vectors, failure };
  }
  return { vectors, failure: null };
}

test("every text gets its own vector, in batches, whatever the order of the answer", async () => {
  const { server, endpoint } = await openFake();
  await using _server = server;
  const { vectors: all } = await embedded(endpoint, TEXTS);
  const { vectors: one } = await embedded(endpoint, ["文 41"]);
  expect(all).toHaveLength(70);
  expect(one[0]).toEqual(all[41]);
  expect(one[0]).not.toEqual(all[40]);
  expect(server.requests.map(({ texts }) => texts.length)).toEqual([32, 32, 6, 1]);
  expect(server.requests[0]?.authorization).toBe("Bearer key-canary");
});

test.each([429, 500, 503, "hang", "stall", "short"] as const)("is asked again after %s", async (fate) => {
  const { server, endpoint, waits } = await openFake();
  await using _server = server;
  server.next(fate);
  expect(await embedded(endpoint, ["文"])).toMatchObject({ vectors: [expect.any(Array)], failure: null });
  expect(server.requests).toHaveLength(2);
  expect(waits).toHaveLength(1);
  expect(waits[0]).toBeGreaterThan(0);
});

test.each([401, 404, 400])("is not asked again after %s; what is told holds no key", async (status) => {
  const { server, endpoint } = await openFake();
  await using _server = server;
  server.next(status);
  const { failure } = await embedded(endpoint, ["文"]);
  expect(failure).toMatchObject({
    code: "workspace_failed",
    text: { en: expect.stringContaining(`${status}`) },
  });
  expect(String(failure instanceof Error ? failure.stack : failure)).not.toContain("key-canary");
  expect(server.requests).toHaveLength(1);
});

test("what came before a failure was given out", async () => {
  const { server, endpoint } = await openFake();
  await using _server = server;
  server.next(200, 401);
  const { vectors, failure } = await embedded(endpoint, TEXTS);
  expect(vectors).toHaveLength(32);
  expect(failure).toMatchObject({ code: "workspace_failed" });
});

test("an endpoint that stays down is not waited for longer than a minute and a half", async () => {
  const { server, endpoint, waits } = await openFake();
  await using _server = server;
  server.next(...Array.from({ length: 40 }, () => [429, 503] as const).flat());
  expect((await embedded(endpoint, ["文"])).failure).toMatchObject({ code: "workspace_failed" });
  expect(waits.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(90_000);
  expect(waits.length).toBeGreaterThan(3);
});

test("a wait that is longer is not begun", async () => {
  const { server, endpoint, waits } = await openFake();
  await using _server = server;
  server.next({ status: 429, retryAfter: 600 });
  expect((await embedded(endpoint, ["文"])).failure).toMatchObject({ code: "workspace_failed" });
  expect(waits).toEqual([]);
});
