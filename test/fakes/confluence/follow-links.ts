import { escapeText, everyElement, parseStorage, printStorage } from "./storage-tree.ts";
import type { Element } from "./storage-tree.ts";
import { latest } from "./world.ts";
import type { Node, World } from "./world.ts";

/** Links by title follow a page that is renamed. The stored text changes, and no new version tells of it. */
export function followRename(world: World, renamed: Node, from: string, to: string): void {
  const key = world.spaces.get(renamed.spaceId)?.key;
  const spellings = [escapeText(from), from].map((one) => `ri:content-title="${one}"`);
  for (const node of world.nodes.values()) {
    const version = latest(node);
    // Looked at as text first: parsing thousands of pages for one rename would take too long.
    if (!spellings.some((one) => version.storage.includes(one))) continue;
    const root = parseStorage(version.storage);
    const links = [...everyElement(root)].filter((one) => pointsTo(one, node, renamed, key, from));
    for (const link of links) link.attributes["ri:content-title"] = to;
    if (links.length > 0) version.storage = printStorage(root.children);
  }
}

function pointsTo(link: Element, on: Node, renamed: Node, key: string | undefined, title: string): boolean {
  if (link.tag !== "ri:page" || link.attributes["ri:content-title"] !== title) return false;
  const space = link.attributes["ri:space-key"];
  return space === undefined ? on.spaceId === renamed.spaceId : space === key;
}
