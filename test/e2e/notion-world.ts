import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { onTestFinished } from "vitest";

import { loadConfig } from "../../src/config.ts";
import { type FakeNotion, startNotion } from "../fakes/notion-server.ts";
import { openWorld, type World } from "./sorei-world.ts";

/** The command line on a Notion of its own; both are gone after the test. */
export interface NotionWorld extends World {
  readonly server: FakeNotion;
}

export async function notionWorld(options: Parameters<typeof startNotion>[0] = {}): Promise<NotionWorld> {
  const dir = mkdtempSync(join(tmpdir(), "kakehashi-notion-"));
  const server = await startNotion(options);
  onTestFinished(async () => {
    await server.close();
    rmSync(dir, { recursive: true, force: true });
  });
  const { now } = options;
  const clock = now === undefined ? [] : [() => new Date(now())];
  return { ...openWorld(dir, notionConfig(server, dir), ...clock), server };
}

/** As the environment would say it. */
function notionConfig(server: FakeNotion, dir: string) {
  const { notion } = loadConfig(notionEnvironment(server), dir);
  return { workspace: "notion", notion } as const;
}

export const notionEnvironment = (server: FakeNotion): Record<string, string> => ({
  KAKEHASHI_WORKSPACE: "notion",
  NOTION_TOKEN: server.token,
  NOTION_ROOT_PAGE_ID: server.rootPageId,
  NOTION_BASE_URL: server.url,
  NOTION_REQUESTS_PER_MINUTE: "1000000",
  NOTION_TIMEOUT_MS: "2000",
});
