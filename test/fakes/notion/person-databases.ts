import { renameDatabase } from "./database-endpoints.ts";
import { newId } from "./ids.ts";
import type { Json } from "./json.ts";
import { makeDatabase, makeSource, makeView } from "./make-database.ts";
import { databaseAt, sourceAt, touchByPerson } from "./person-nodes.ts";
import { plainSegments } from "./rich-text.ts";
import { createSchema } from "./schema-changes.ts";
import type { View, World } from "./world.ts";

interface AddedDatabase {
  databaseId: string;
  dataSourceId: string;
}

export function personDatabases(world: World) {
  const by = world.personId;
  return {
    /** Properties in the form of the API: `{ Name: { title: {} } }`. */
    addDatabase: (parentId: string, title: string, properties?: Json): AddedDatabase => {
      const database = makeDatabase(world, parentId, by);
      const source = makeSource(world, database, by);
      database.title = plainSegments(title);
      source.title = database.title;
      createSchema(world, source, properties, "properties");
      world.blocksMade += 1;
      return { databaseId: database.id, dataSourceId: source.id };
    },
    renameDatabase: (id: string, title: string): void => {
      renameDatabase(world, databaseAt(world, id), plainSegments(title));
      touchByPerson(world, databaseAt(world, id));
    },
    describeDatabase: (id: string, description: string): void => {
      databaseAt(world, id).description = plainSegments(description);
      touchByPerson(world, databaseAt(world, id));
    },
    addView: (databaseId: string, view: { name: string; type?: string } & Partial<View>): string => {
      const database = databaseAt(world, databaseId);
      const given = { sourceId: database.sourceIds[0] ?? "", type: "table", ...view };
      return makeView(world, database, given, by).id;
    },
    /** The API lists templates but makes none. */
    addTemplate: (dataSourceId: string, name: string, markdown: string, isDefault = false): string => {
      const id = newId();
      sourceAt(world, dataSourceId).templates.push({ id, name, isDefault, markdown });
      return id;
    },
  };
}
