import { personDatabases } from "./person-databases.ts";
import { personPages } from "./person-pages.ts";
import { personPlaces } from "./person-places.ts";
import { personSchema } from "./person-schema.ts";
import { personText } from "./person-text.ts";
import type { World } from "./world.ts";

/**
 * What people do in the app: on the state itself, without a request, under the person's name and the clock's
 * minute. Nothing here asks whether the bot may see it.
 */
export function openPerson(world: World) {
  return {
    ...personPages(world),
    ...personDatabases(world),
    ...personPlaces(world),
    ...personText(world),
    ...personSchema(world),
  };
}

export type Person = ReturnType<typeof openPerson>;
