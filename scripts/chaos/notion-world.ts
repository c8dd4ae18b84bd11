import { Secret } from "../../src/secret.ts";
import { openNotion } from "../../src/workspaces/notion/open-notion.ts";
import { type NotionTransport, openNotionTransport } from "../../src/workspaces/notion/transport.ts";
import { type FakeNotion, type NotionOptions, startNotion } from "../../test/fakes/notion-server.ts";
import { NOTION_KINDS, toFault } from "./faults.ts";
import { portrayNotion, renameNotion } from "./notion-portrait.ts";
import { type Between, openWorld, TIMEOUT_MS, type World } from "./world.ts";

export type NotionWorld = World<FakeNotion>;

export function openNotionWorld(options: NotionOptions = {}, between?: () => Between): Promise<NotionWorld> {
  return openWorld(
    {
      name: "notion",
      start: ({ now }) => startNotion({ now, ...options }),
      env: envOf,
      workspace: (server, { clock: { now, sleep }, between, rowIntents }) => {
        const transport = openNotionTransport({
          token: new Secret(server.token),
          baseUrl: server.url,
          perMinute: 1_000_000_000,
          timeoutMs: TIMEOUT_MS,
          now,
          sleep,
        });
        const rootId = server.rootPageId;
        const at = { transport: through(transport, between), rootId, rowIntents };
        return openNotion({ ...at, language: "ja", sleep, now });
      },
      fail: (server, fault) => server.fail(toFault(NOTION_KINDS, fault)),
      portray: portrayNotion,
      rename: renameNotion,
    },
    between,
  );
}

const envOf = ({ token, rootPageId, url }: FakeNotion) => ({
  KAKEHASHI_WORKSPACE: "notion",
  NOTION_TOKEN: token,
  NOTION_ROOT_PAGE_ID: rootPageId,
  NOTION_BASE_URL: url,
  NOTION_REQUESTS_PER_MINUTE: "1000000",
});

const through = (transport: NotionTransport, { pass, kindOf }: Between): NotionTransport => ({
  ...transport,
  call: (request, send) =>
    transport.call({ ...request, kind: kindOf(request.kind) }, (client) => pass(() => send(client))),
});
