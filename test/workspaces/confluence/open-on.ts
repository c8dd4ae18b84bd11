import { Secret } from "../../../src/secret.ts";
import { openConfluence } from "../../../src/workspaces/confluence/open-confluence.ts";
import { openConfluenceTransport } from "../../../src/workspaces/confluence/transport.ts";
import type { Workspace } from "../../../src/workspaces/workspace.ts";
import type { FakeConfluence } from "../../fakes/confluence-server.ts";
import { noRowIntents } from "../../no-row-intents.ts";

/** A workspace on a double, as a process that knows nothing yet; waits are not sat out. */
export function openOn(server: FakeConfluence): Workspace {
  return openConfluence({
    transport: openConfluenceTransport({
      host: server.url,
      email: server.email,
      token: new Secret(server.token),
      requestsPerSecond: 1_000_000,
      sleep: async () => {},
    }),
    spaceKey: server.spaceKey,
    rootId: server.rootPageId,
    language: "ja",
    rowIntents: noRowIntents,
    sleep: async () => {},
  });
}
