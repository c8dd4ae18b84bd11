import { Secret } from "../../src/secret.ts";
import { openConfluence } from "../../src/workspaces/confluence/open-confluence.ts";
import {
  type ConfluenceTransport,
  openConfluenceTransport,
} from "../../src/workspaces/confluence/transport.ts";
import {
  type ConfluenceOptions,
  type FakeConfluence,
  startConfluence,
} from "../../test/fakes/confluence-server.ts";
import { portrayConfluence, renameConfluence } from "./confluence-portrait.ts";
import { CONFLUENCE_KINDS, toFault } from "./faults.ts";
import { type Between, openWorld, TIMEOUT_MS, type World } from "./world.ts";

export type ConfluenceWorld = World<FakeConfluence>;

export function openConfluenceWorld(
  options: ConfluenceOptions = {},
  between?: () => Between,
): Promise<ConfluenceWorld> {
  return openWorld(
    {
      name: "confluence",
      start: ({ now }) => startConfluence({ now, ...options }),
      env: envOf,
      workspace: (server, { clock: { now, sleep }, between, rowIntents }) => {
        const transport = openConfluenceTransport({
          host: server.url,
          email: server.email,
          token: new Secret(server.token),
          requestsPerSecond: 1_000_000,
          timeoutMs: TIMEOUT_MS,
          now,
          sleep,
        });
        const { spaceKey, rootPageId: rootId } = server;
        const at = { transport: through(transport, between), spaceKey, rootId, rowIntents };
        return openConfluence({ ...at, language: "ja", sleep, now });
      },
      fail: (server, fault) => server.fail(toFault(CONFLUENCE_KINDS, fault)),
      portray: async (server) => portrayConfluence(server),
      rename: renameConfluence,
    },
    between,
  );
}

const envOf = ({ url, email, token, spaceKey, rootPageId }: FakeConfluence) => ({
  KAKEHASHI_WORKSPACE: "confluence",
  CONFLUENCE_HOST: url,
  CONFLUENCE_EMAIL: email,
  CONFLUENCE_API_TOKEN: token,
  CONFLUENCE_SPACE_KEY: spaceKey,
  CONFLUENCE_ROOT_PAGE_ID: rootPageId,
  CONFLUENCE_REQUESTS_PER_SECOND: "1000000",
});

const through = (transport: ConfluenceTransport, { pass, kindOf }: Between): ConfluenceTransport => ({
  ...transport,
  call: (request, send) =>
    transport.call({ ...request, kind: kindOf(request.kind) }, (client) => pass(() => send(client))),
});
