import type { ServerResponse } from "node:http";

import { expect, test } from "vitest";

import { AppError } from "../../../src/errors.ts";
import { statusOf, UnclearOutcome } from "../../../src/workspaces/remote-failure.ts";
import { openTransport } from "./open-transport.ts";
import { breakOff, drop, openRawServer, say, stall } from "./raw-server.ts";

test("a body that stalls ends at the deadline, and the connection with it", async () => {
  await using raw = await openRawServer([stall, say(200, '{"object":"page"}')]);
  const begun = performance.now();
  const { send } = openTransport({ baseUrl: raw.baseUrl, timeoutMs: 150 });
  expect(await send()).toEqual({ object: "page" });
  expect(performance.now() - begun).toBeLessThan(2_000);
  expect(raw.paths).toHaveLength(2);
});

test("a create whose answer stalls is unclear", async () => {
  await using raw = await openRawServer([stall]);
  const thrown = await openTransport({ baseUrl: raw.baseUrl, timeoutMs: 100 }).failure({ kind: "create" });
  expect(thrown).toBeInstanceOf(UnclearOutcome);
  expect(raw.paths).toHaveLength(1);
});

test.each([
  ["dropped", drop],
  ["broken off in the body", breakOff],
])("a connection %s is tried again", async (_, act) => {
  await using raw = await openRawServer([act, say(200, '{"object":"page"}')]);
  expect(await openTransport({ baseUrl: raw.baseUrl }).send()).toEqual({ object: "page" });
});

test("a create that found no server was not done, and that is no doubt", async () => {
  await using raw = await openRawServer([drop]);
  const { baseUrl } = raw;
  await raw[Symbol.asyncDispose]();
  const { failure, waits } = openTransport({ baseUrl });
  expect(await failure({ kind: "create" })).toBeInstanceOf(AppError);
  expect(waits).toHaveLength(5);
});

test("a redirect is not followed", async () => {
  await using other = await openRawServer([say(200, "{}")]);
  await using raw = await openRawServer([say(302, "", { location: `${other.baseUrl}/v1/pages` })]);
  const thrown = await openTransport({ baseUrl: raw.baseUrl }).failure();
  expect(statusOf(thrown)).toBe(302);
  expect([raw.paths.length, other.paths.length]).toEqual([1, 0]);
});

test("an endless answer is cut off", async () => {
  const flood = (response: ServerResponse): void => {
    response.writeHead(200);
    const chunk = Buffer.alloc(1_000_000, " ");
    const more = (): void => {
      while (!response.destroyed && response.write(chunk));
    };
    response.on("drain", more);
    more();
  };
  await using raw = await openRawServer([flood]);
  const thrown = await openTransport({ baseUrl: raw.baseUrl }).failure();
  expect(thrown).toMatchObject({ cause: { code: "too_large" } });
  expect(raw.paths).toHaveLength(1);
});

test("connections are used again", async () => {
  await using raw = await openRawServer([say(200, "{}")]);
  const { send } = openTransport({ baseUrl: raw.baseUrl });
  for (let i = 0; i < 10; i += 1) await send();
  // undici opens a second one by itself.
  expect(raw.connections()).toBeLessThanOrEqual(2);
});
