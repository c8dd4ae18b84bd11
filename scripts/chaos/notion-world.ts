import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { Secret } from "../../src/secret.ts";
import { openSqliteStore } from "../../src/store/sqlite/open-sqlite-store.ts";
import type { Store } from "../../src/store/store.ts";
import { openNotion } from "../../src/workspaces/notion/open-notion.ts";
import { type NotionTransport, openNotionTransport } from "../../src/workspaces/notion/transport.ts";
import type { RowIntents } from "../../src/workspaces/row-intents.ts";
import type { Workspace } from "../../src/workspaces/workspace.ts";
import { type FakeNotion, type NotionOptions, startNotion } from "../../test/fakes/notion-server.ts";
import { type Clock, openClock } from "./clock.ts";

/** A Notion and a store of their own, on a clock of their own. */
export interface NotionWorld extends AsyncDisposable {
  /** Where the store is, and files if a command needs them. */
  readonly dir: string;
  readonly server: FakeNotion;
  readonly clock: Clock;
  /** What one process does: it knows nothing but what stands in the store and in Notion. */
  run<T>(use: (deps: Deps) => Promise<T>): Promise<T>;
}

export interface Deps {
  readonly workspace: Workspace;
  readonly store: Store;
  readonly clock: Clock;
}

/** Long enough for an answer on loopback, short enough for thousands of trials. */
export const TIMEOUT_MS = 500;

/** `through` may put something between the product and Notion. */
export async function openNotionWorld(
  options: NotionOptions = {},
  through: (transport: NotionTransport) => NotionTransport = (transport) => transport,
): Promise<NotionWorld> {
  const dir = await mkdtemp(join(tmpdir(), "kakehashi-notion-"));
  const clock = openClock();
  const server = await startNotion({ now: clock.now, ...options });
  return {
    dir,
    server,
    clock,
    run: async (use) => {
      await using store = await openSqliteStore({ dataDir: dir });
      const workspace = workspaceAt({ server, clock, through, rowIntents: store.rowIntents });
      return await use({ workspace, store, clock });
    },
    [Symbol.asyncDispose]: async () => {
      await server.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

function workspaceAt({
  server,
  clock: { now, sleep },
  through,
  rowIntents,
}: Pick<NotionWorld, "server" | "clock"> & {
  readonly through: (transport: NotionTransport) => NotionTransport;
  readonly rowIntents: RowIntents;
}): Workspace {
  const transport = openNotionTransport({
    token: new Secret(server.token),
    baseUrl: server.url,
    perMinute: 1_000_000_000,
    timeoutMs: TIMEOUT_MS,
    now,
    sleep,
  });
  const rootId = server.rootPageId;
  return openNotion({ transport: through(transport), rootId, language: "ja", rowIntents, sleep, now });
}
