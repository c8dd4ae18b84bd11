import { isNotFound } from "../remote-failure.ts";
import type { RemoteId, Updated } from "../workspace.ts";
import { Database, isWhole, Page } from "./answers.ts";
import { whenKnown } from "../fresh.ts";
import { pageTitle, written } from "./node-title.ts";
import { ask, databaseIds, noSuchNode, type Notion, pageIdOf } from "./notion.ts";
import { plainOf } from "./rich-text.ts";

/** Moves a page or database with everything in it. See the port. */
export async function moveNode(
  notion: Notion,
  remoteId: RemoteId,
  newParent: RemoteId | null,
): Promise<Updated> {
  const pageId = newParent === null ? notion.rootId : pageIdOf(newParent);
  const parent = { type: "page_id" as const, page_id: pageId };
  const database = databaseIds(remoteId);
  try {
    if (database !== null) {
      const moved = await whenKnown(notion, pageId, () =>
        ask(notion, { kind: "update", what: "databases.update", parent: pageId }, Database, (client) =>
          client.databases.update({ database_id: database.databaseId, parent }),
        ),
      );
      return written(remoteId, plainOf(moved.title));
    }
    const id = pageIdOf(remoteId);
    const moved = await whenKnown(notion, pageId, () =>
      ask(notion, { kind: "update", what: "pages.move", parent: pageId }, Page, (client) =>
        client.pages.move({ page_id: id, parent }),
      ),
    );
    const { title: _, ...place } = written(id, "");
    return isWhole(moved) ? written(id, pageTitle(moved)) : place;
  } catch (error) {
    throw isNotFound(error) ? noSuchNode() : error;
  }
}
