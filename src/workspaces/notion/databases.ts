import type { DatabaseRef, Written } from "../workspace.ts";
import { Database, DataSource } from "./answers.ts";
import { whenKnown } from "../fresh.ts";
import { written } from "./node-title.ts";
import { ask, noSuchNode, type Notion, orNull, toDatabaseRemoteId } from "./notion.ts";
import { bindProperties, propertyIds } from "./properties.ts";

/** The node with the ids of its properties, which the answer to a create does not hold. */
export async function describeDatabase(
  notion: Notion,
  database: Database,
  ref: Omit<DatabaseRef, "remoteId">,
  title: string,
): Promise<Written> {
  const dataSourceId = database.data_sources[0]?.id;
  if (dataSourceId === undefined) throw noSuchNode();
  const ids = { databaseId: database.id, dataSourceId };
  notion.fresh.made(dataSourceId);
  const properties = propertyIds(bindProperties(ref, await retrieveDataSource(notion, dataSourceId)));
  return { ...written(toDatabaseRemoteId(ids), title), properties };
}

export function retrieveDataSource(notion: Notion, id: string): Promise<DataSource> {
  return whenKnown(notion, id, () =>
    ask(notion, { kind: "read", what: "dataSources.retrieve" }, DataSource, (client) =>
      client.dataSources.retrieve({ data_source_id: id }),
    ),
  );
}

export function retrieveDatabase(notion: Notion, id: string): Promise<Database | null> {
  const retrieve = () =>
    ask(notion, { kind: "read", what: "databases.retrieve" }, Database, (client) =>
      client.databases.retrieve({ database_id: id }),
    );
  return orNull(whenKnown(notion, id, retrieve));
}
