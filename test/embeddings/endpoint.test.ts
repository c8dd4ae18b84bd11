import { expect, test } from "vitest";

import { openEndpoint } from "../../src/embeddings/endpoint.ts";
import { Secret } from "../../src/secret.ts";
import { startEmbeddings } from "../fakes/embeddings-server.ts";

const TEXTS = Array.from({ length: 70 }, (_, number) => `文 ${number}`);

async function openFake() {
  const server = await startEmbeddings((text) => text);
  const waits: number[] = [];
  const endpoint = openEndpoint({
    url: server.url,
    model: "m",
    apiKey: new Secret("key-canary"),
    timeoutMs: 200,
    sleep: async (ms) => void waits.push(ms),
    random: () => 0,
  });
  return { server, endpoint, waits };
}

test("every text gets its own vector, in batches, whatever the order of the answer", async () => {
  const { server, endpoint } = await openFake();
  await using _server = server;
  const [all, one] = [await endpoint.embed(TEXTS), await endpoint.embed(["文 41"])];
  expect(all).toHaveLength(70);
  expect(one[0]).toEqual(all[41]);
  expect(one[0]).not.toEqual(all[40]);
  expect(server.requests.map(({ texts }) => texts.length)).toEqual([32, 32, 6, 1]);
  expect(server.requests[0]?.authorization).toBe("Bearer key-canary");
});

test.each([429, 500, 503, "hang", "short"] as const)("is asked again after %s", async (fate) => {
  const { server, endpoint, waits } = await openFake();
  await using _server = server;
  server.next(fate);
  expect(await endpoint.embed(["文"])).toHaveLength(1);
  expect(server.requests).toHaveLength(2);
  expect(waits).toHaveLength(1);
  expect(waits[0]).toBeGreaterThan(0);
});

test.each([401, 404, 400])("is not asked again after %s; what is told holds no key", async (status) => {
  const { server, endpoint } = await openFake();
  await using _server = server;
  server.next(status);
  const failure: unknown = await endpoint.embed(["文"]).catch((error: unknown) => error);
  expect(failure).toMatchObject({
    code: "workspace_failed",
    text: { en: expect.stringContaining(`${status}`) },
  });
  expect(String(failure instanceof Error ? failure.stack : failure)).not.toContain("key-canary");
  expect(server.requests).toHaveLength(1);
});
