import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { onTestFinished } from "vitest";

import { loadConfig } from "../../src/config.ts";
import { type FakeConfluence, startConfluence } from "../fakes/confluence-server.ts";
import { openWorld, type World } from "./sorei-world.ts";

/** The command line on a Confluence of its own; both are gone after the test. */
export interface ConfluenceWorld extends World {
  readonly server: FakeConfluence;
}

export async function confluenceWorld(
  options: Parameters<typeof startConfluence>[0] = {},
): Promise<ConfluenceWorld> {
  const dir = mkdtempSync(join(tmpdir(), "kakehashi-confluence-"));
  const server = await startConfluence(options);
  onTestFinished(async () => {
    await server.close();
    rmSync(dir, { recursive: true, force: true });
  });
  const { now } = options;
  const clock = now === undefined ? [] : [() => new Date(now())];
  return { ...openWorld(dir, confluenceConfig(server, dir), ...clock), server };
}

/** As the environment would say it. */
function confluenceConfig(server: FakeConfluence, dir: string) {
  const { confluence } = loadConfig(confluenceEnvironment(server), dir);
  return { workspace: "confluence", confluence } as const;
}

export const confluenceEnvironment = (server: FakeConfluence): Record<string, string> => ({
  KAKEHASHI_WORKSPACE: "confluence",
  CONFLUENCE_HOST: server.url,
  CONFLUENCE_EMAIL: server.email,
  CONFLUENCE_API_TOKEN: server.token,
  CONFLUENCE_SPACE_KEY: server.spaceKey,
  CONFLUENCE_ROOT_PAGE_ID: server.rootPageId,
  CONFLUENCE_REQUESTS_PER_SECOND: "100000",
  CONFLUENCE_TIMEOUT_MS: "2000",
});
