import { newId } from "./ids.ts";
import { makePage } from "./make-page.ts";
import { withDefaults } from "./options.ts";
import type { NotionOptions } from "./options.ts";
import { plainSegments } from "./rich-text.ts";
import type { World } from "./world.ts";

/** A workspace with one page, made by a person and shared with the bot. */
export function createWorld(options: NotionOptions): World {
  const settings = withDefaults(options);
  const botId = newId();
  const personId = newId();
  const world: World = {
    settings,
    nodes: new Map(),
    views: new Map(),
    users: new Map([
      [personId, { id: personId, name: settings.personName, type: "person", email: "person@example.com" }],
      [botId, { id: botId, name: settings.botName, type: "bot" }],
    ]),
    comments: new Map(),
    tasks: new Map(),
    cursors: new Map(),
    rootId: "",
    botId,
    personId,
    requestCount: 0,
    revision: 0,
    blocksMade: 0,
    later: [],
  };
  const root = makePage(world, null, personId);
  root.values.set("title", { type: "title", text: plainSegments(settings.rootTitle) });
  root.sharing = "granted";
  // It was there long before the first request, whatever lag is set.
  root.madeAtMs = Number.NEGATIVE_INFINITY;
  root.madeAtRequest = Number.NEGATIVE_INFINITY;
  world.rootId = root.id;
  return world;
}
