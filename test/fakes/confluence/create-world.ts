import { seeded } from "../notion/random.ts";
import { addNode } from "./changes.ts";
import { withDefaults } from "./options.ts";
import type { ConfluenceOptions } from "./options.ts";
import { newId } from "./world.ts";
import type { Node, World } from "./world.ts";

/** A site with two spaces, a bot and a person. The first space is the client's, the second is others'. */
export function createWorld(options: ConfluenceOptions): { world: World; root: Node } {
  const settings = withDefaults(options);
  const botId = "712020:00000000-0000-4000-8000-0000000000b0";
  const personId = "557058:00000000-0000-4000-8000-000000000001";
  const world: World = {
    settings,
    url: "",
    nodes: new Map(),
    spaces: new Map(),
    users: new Map(),
    comments: new Map(),
    templates: new Map(),
    tasks: new Map(),
    labelIds: new Map(),
    titles: new Map(),
    botId,
    personId,
    nextId: 1_000_000,
    random: seeded(settings.seed),
    requestCount: 0,
    omits: () => false,
    cursorAge: 0,
    violations: [],
    overlaps: [],
  };
  addUser(world, botId, "Test bot", "app");
  addUser(world, personId, "Test person", "atlassian");
  const space = addSpace(world, settings.spaceKey, "Partners");
  addSpace(world, "OTHER", "Other people's space");
  const root = addNode(world, {
    spaceId: space.id,
    parentId: space.homepageId,
    title: "Root",
    storage: "",
    by: personId,
  });
  for (const node of world.nodes.values()) makeOld(node);
  return { world, root };
}

export function addUser(
  world: World,
  accountId: string,
  name: string,
  accountType: "app" | "atlassian",
): void {
  world.users.set(accountId, { accountId, name, accountType, timeZone: "Asia/Tokyo" });
}

function addSpace(world: World, key: string, name: string): { id: string; homepageId: string } {
  const id = newId(world);
  const home = addNode(world, {
    spaceId: id,
    parentId: null,
    title: `${name} Home`,
    storage: "",
    by: world.personId,
  });
  const space = { id, key, name, homepageId: home.id, createdAt: world.settings.now(), isVisible: true };
  world.spaces.set(id, space);
  return space;
}

/** As if it had been there long before the first request, whatever lag is set. */
export function makeOld(node: Node): void {
  node.madeAtMs = Number.NEGATIVE_INFINITY;
  node.madeAtRequest = Number.NEGATIVE_INFINITY;
  for (const snapshot of node.indexed) snapshot.at = Number.NEGATIVE_INFINITY;
}
