import { databaseTitle, pageTitle } from "./block-response.ts";
import type { Json } from "./json.ts";
import { excerptOf } from "./markdown/from-nodes.ts";
import { renderBlocks } from "./markdown/render-blocks.ts";
import { databaseAt, nodeAt, sourceAt } from "./person-nodes.ts";
import { plainValue } from "./plain-values.ts";
import type { PlainValue } from "./plain-values.ts";
import { schemaResponse } from "./property-response.ts";
import { plainText } from "./rich-text.ts";
import { rowsOf } from "./schema-effects.ts";
import { textLines } from "./text-lines.ts";
import { isInTrash, sourceOf } from "./tree.ts";
import type { DatabaseNode, PageNode, View, World } from "./world.ts";

export interface SeenPage {
  id: string;
  title: string;
  parentId: string | null;
  inTrash: boolean;
  isArchived: boolean;
  icon: Json | null;
  createdBy: string;
  editedBy: string;
  createdAt: number;
  editedAt: number;
}

export interface SeenRow extends SeenPage {
  values: Record<string, PlainValue>;
  body: string;
}

export interface SeenDatabase {
  id: string;
  title: string;
  description: string;
  parentId: string | null;
  inTrash: boolean;
  isLinked: boolean;
  isInline: boolean;
  dataSourceIds: string[];
  viewIds: string[];
}

/** What a test looks at to know what is really there: no sharing, no lag, trash included and marked. */
export function openInspectors(world: World) {
  return {
    /** Every page that is no row, the root included. */
    pages: (): SeenPage[] =>
      pagesOf(world)
        .filter((page) => !sourceOf(world, page))
        .map((page) => seenPage(world, page)),
    databases: (): SeenDatabase[] => {
      const found = [...world.nodes.values()].filter(
        (node): node is DatabaseNode => node.kind === "database",
      );
      return found.map((database) => seenDatabase(world, database));
    },
    /** Rows in the order they were made. */
    rowsOf: (dataSourceId: string): SeenRow[] => {
      const source = sourceAt(world, dataSourceId);
      return rowsOf(world, source).map((row) => ({
        ...seenPage(world, row),
        values: Object.fromEntries(
          source.properties.map((property) => [
            property.name,
            plainValue(property, row.values.get(property.id)),
          ]),
        ),
        body: textLines(world, row).join("\n"),
      }));
    },
    textOf: (id: string): string => textLines(world, nodeAt(world, id)).join("\n"),
    markdownOf: (id: string): string =>
      renderBlocks(excerptOf(world, nodeAt(world, id), Number.POSITIVE_INFINITY).drafts),
    viewsOf: (databaseId: string): View[] =>
      databaseAt(world, databaseId).viewIds.flatMap((id) => {
        const view = world.views.get(id);
        return view ? [view] : [];
      }),
    /** As the API answers it: configurations by property name. */
    schemaOf: (dataSourceId: string): Json => schemaResponse(world, sourceAt(world, dataSourceId)),
    /** Blocks ever made: what a plan's block limit counts. */
    blocksMade: (): number => world.blocksMade,
  };
}

function pagesOf(world: World): PageNode[] {
  return [...world.nodes.values()].filter((node): node is PageNode => node.kind === "page");
}

function seenPage(world: World, page: PageNode): SeenPage {
  const { id, parentId, isArchived, icon, createdBy, editedBy, createdAt, editedAt } = page;
  const title = pageTitle(page);
  const inTrash = isInTrash(world, page);
  return { id, title, parentId, inTrash, isArchived, icon, createdBy, editedBy, createdAt, editedAt };
}

function seenDatabase(world: World, database: DatabaseNode): SeenDatabase {
  const { id, parentId, isLinked, isInline, sourceIds, viewIds } = database;
  return {
    id,
    title: databaseTitle(world, database),
    description: plainText(database.description),
    parentId,
    inTrash: isInTrash(world, database),
    isLinked,
    isInline,
    dataSourceIds: [...sourceIds],
    viewIds: [...viewIds],
  };
}
