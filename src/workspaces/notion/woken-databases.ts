import type { DatabaseRef } from "../workspace.ts";
import { databaseIds } from "./notion.ts";
import type { Wake } from "./webhook-event.ts";

/**
 * The databases that a wake is about, by key: what a targeted sync has to read. Where the event names only pages, any
 * of them may be meant. Empty: it is about something that is none of ours.
 */
export function wokenDatabases(wake: Wake, databases: ReadonlyMap<string, DatabaseRef>): string[] {
  const { dataSources, databases: containers } = wake;
  if (dataSources.length + containers.length === 0) return [...databases.keys()];
  return [...databases].flatMap(([key, { remoteId }]) => {
    const ids = databaseIds(remoteId);
    const isNamed =
      ids !== null && (dataSources.includes(ids.dataSourceId) || containers.includes(ids.databaseId));
    return isNamed ? [key] : [];
  });
}
