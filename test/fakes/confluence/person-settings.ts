import { addUser } from "./create-world.ts";
import { readLabels, setLabels } from "./labels.ts";
import { nodeAt } from "./person-pages.ts";
import { addProperty } from "./properties.ts";
import { newUuid } from "./uuid.ts";
import type { World } from "./world.ts";

/** What people set on pages besides their text: who may see them, labels, properties. No new versions. */
export function personSettings(world: World) {
  const at = (id: string) => nodeAt(world, id);
  return {
    ...restricting(world),
    addLabel: (pageId: string, label: string): void => {
      const page = at(pageId);
      setLabels(world, page, [...new Set([...page.labels, ...readLabels(label)])]);
    },
    removeLabel: (pageId: string, label: string): void => {
      const page = at(pageId);
      setLabels(
        world,
        page,
        page.labels.filter((one) => one !== label),
      );
    },
    setProperty: (pageId: string, key: string, value: unknown): void => {
      const page = at(pageId);
      const property = page.properties.find((one) => one.key === key);
      if (property) Object.assign(property, { value, version: property.version + 1 });
      else addProperty(world, page, key, value);
    },
    removeProperty: (pageId: string, key: string): void => {
      const page = at(pageId);
      page.properties = page.properties.filter((one) => one.key !== key);
    },
    /** A further person of the site. Returns the account's id. */
    addUser: (name: string): string => {
      const accountId = `557058:${newUuid(world.random)}`;
      addUser(world, accountId, name, "atlassian");
      return accountId;
    },
  };
}

function restricting(world: World) {
  const at = (id: string) => nodeAt(world, id);
  return {
    /** Only these accounts may read it and what is below. The person who does it is always among them. */
    restrict: (pageId: string, accountIds: readonly string[] = []): void => {
      at(pageId).restrictions.read = new Set([world.personId, ...accountIds]);
    },
    restrictUpdate: (pageId: string, accountIds: readonly string[] = []): void => {
      at(pageId).restrictions.update = new Set([world.personId, ...accountIds]);
    },
    unrestrict: (pageId: string): void => {
      at(pageId).restrictions = { read: new Set(), update: new Set() };
    },
    /** Takes the space away from the bot, or gives it back. */
    showSpace: (spaceId: string, isVisible: boolean): void => {
      const space = world.spaces.get(spaceId);
      if (!space) throw new Error(`There is no space ${spaceId}.`);
      space.isVisible = isVisible;
    },
  };
}
