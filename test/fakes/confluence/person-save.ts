import { addVersion } from "./changes.ts";
import { editorTree } from "./editor-tree.ts";
import { normaliseTree } from "./normalise.ts";
import { addProperty } from "./properties.ts";
import { parseStorage, printStorage } from "./storage-tree.ts";
import type { Element } from "./storage-tree.ts";
import { latest } from "./world.ts";
import type { Node, World } from "./world.ts";

/** What a person's editor makes of a body when it saves. */
export function storedByPerson(world: World, storage: string): string {
  return printByPerson(world, parseStorage(storage));
}

/** Opens a page in the editor, changes it there, and publishes it: a new version by a person. */
export function saveAsPerson(
  world: World,
  page: Node,
  change: (root: Element) => void,
  by = world.personId,
): void {
  const root = parseStorage(latest(page).storage);
  change(root);
  addVersion(world, page, by, { storage: printByPerson(world, root) });
  if (!page.properties.some((one) => one.key === "editor")) addProperty(world, page, "editor", "v2");
}

function printByPerson(world: World, root: Element): string {
  const style = { random: world.random, byEditor: true };
  return printStorage(normaliseTree(editorTree(root), style).children);
}
