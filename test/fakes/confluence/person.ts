import { personPages } from "./person-pages.ts";
import { personSettings } from "./person-settings.ts";
import { personText } from "./person-text.ts";
import type { World } from "./world.ts";

/**
 * What people do in the app: on the state itself, without a request, under the person's name. Nothing here asks
 * whether the bot may see it; titles are unique for people too.
 */
export function openPerson(world: World) {
  return { ...personPages(world), ...personSettings(world), ...personText(world) };
}

export type Person = ReturnType<typeof openPerson>;
