import { randomUUID } from "node:crypto";

import { expect, test } from "vitest";

import { Secret } from "../../../src/secret.ts";
import { openNotionTransport } from "../../../src/workspaces/notion/transport.ts";
import { remoteFacts } from "../../../src/workspaces/remote-failure.ts";
import { startNotion } from "../../fakes/notion-server.ts";

test("a refusal that is cut short is no answer: it is asked for again and then believed", async () => {
  await using server = await startNotion();
  server.fail({ what: "truncated-json", nth: 1 });
  const transport = openNotionTransport({
    token: new Secret(server.token),
    baseUrl: server.url,
    perMinute: 1_000_000,
    sleep: async () => {},
  });
  const asked = transport.call({ kind: "read", what: "pages.retrieve" }, (client) =>
    client.pages.retrieve({ page_id: randomUUID() }),
  );
  const error: unknown = await asked.catch((caught: unknown) => caught);
  expect(remoteFacts(error)).toMatchObject({ status: 404, code: "object_not_found" });
  expect(transport.requests()).toBe(2);
});
