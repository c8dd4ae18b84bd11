import type { CreateViewParameters } from "@notionhq/client";

import { remoteFacts } from "../remote-failure.ts";
import type { DatabaseRef, RemoteId, ViewSpec } from "../workspace.ts";
import { View, ViewList } from "./answers.ts";
import { listChildren } from "./children.ts";
import { createOnce } from "../create-once.ts";
import { lookFor, shownAfter, whenKnown } from "../fresh.ts";
import { ask, databaseIds, dataSourceOf, type Notion, orNull, pageIdOf } from "./notion.ts";
import { viewConfiguration, viewFilter, viewSorts } from "./view-config.ts";

/**
 * Makes one view; see the port. A view on a page is a linked view, a database of its own that shows rows of another:
 * its id is returned, so that nobody takes it for a database with rows. Null where token or plan cannot do views.
 */
export async function makeView(
  notion: Notion,
  node: RemoteId,
  view: ViewSpec,
  { source, sentAt }: { source: DatabaseRef; sentAt: string | undefined },
): Promise<RemoteId | null> {
  const place = placeOf(node, source);
  try {
    const look = () => findView(notion, place, view);
    const earlier = sentAt === undefined ? null : await lookFor(notion, shownAfter(sentAt), look);
    if (earlier !== null) return earlier;
    return await createOnce(
      notion,
      () =>
        whenKnown(notion, place.databaseId ?? place.pageId, () => createView(notion, place, view, source)),
      look,
    );
  } catch (error) {
    if (isRefused(error)) return null;
    throw error;
  }
}

interface Place {
  /** The database that has the view; absent where a page is to show it. */
  readonly databaseId?: string;
  readonly pageId: string;
  readonly dataSourceId: string;
}

function placeOf(node: RemoteId, source: DatabaseRef): Place {
  const dataSourceId = dataSourceOf(source.remoteId);
  const own = databaseIds(node);
  return own === null
    ? { pageId: pageIdOf(node), dataSourceId }
    : { databaseId: own.databaseId, pageId: "", dataSourceId };
}

/** The token lacks the right, or the workspace does not know the endpoint. Anything else is a failure. */
function isRefused(error: unknown): boolean {
  const facts = remoteFacts(error);
  if (facts?.code === "invalid_request_url") return true;
  return facts?.code === "restricted_resource" && !facts.isPlanLimit;
}

async function createView(
  notion: Notion,
  { databaseId, pageId, dataSourceId }: Place,
  view: ViewSpec,
  source: DatabaseRef,
): Promise<RemoteId> {
  const filter = viewFilter(view, source);
  const where =
    databaseId === undefined
      ? { create_database: { parent: { type: "page_id" as const, page_id: pageId } } }
      : { database_id: databaseId };
  const request = {
    data_source_id: dataSourceId,
    name: view.title,
    type: view.type,
    ...where,
    configuration: viewConfiguration(view, source),
    sorts: viewSorts(view, source),
    ...(filter === null ? {} : { filter }),
  };
  const made = await ask(
    notion,
    { kind: "create", what: "views.create", parent: databaseId ?? pageId },
    View,
    // The SDK's types know filters and sorts of views as empty objects only.
    (client) => client.views.create(request as unknown as CreateViewParameters),
  );
  return databaseId === undefined ? (made.parent?.database_id ?? made.id) : made.id;
}

/** The view of this name, after a create whose end is not known. */
async function findView(notion: Notion, place: Place, view: ViewSpec): Promise<RemoteId | null> {
  const { databaseId, pageId, dataSourceId } = place;
  if (databaseId !== undefined) return named(notion, { database_id: databaseId }, view);
  const shown = await named(notion, { data_source_id: dataSourceId }, view);
  if (shown !== null) return shown;
  for (const child of await listChildren(notion, pageId)) {
    if (child.type !== "child_database") continue;
    if ((await named(notion, { database_id: child.id }, view)) !== null) return child.id;
  }
  return null;
}

type Of = { readonly database_id: string } | { readonly data_source_id: string };

/** A list of views gives bare ids, so each is asked for its name. */
async function named(notion: Notion, of: Of, view: ViewSpec): Promise<RemoteId | null> {
  const list = await orNull(
    ask(notion, { kind: "read", what: "views.list" }, ViewList, (client) => client.views.list(of)),
  );
  for (const { id } of list?.results ?? []) {
    const found = await orNull(
      ask(notion, { kind: "read", what: "views.retrieve" }, View, (client) =>
        client.views.retrieve({ view_id: id }),
      ),
    );
    if (found?.name !== view.title) continue;
    return "database_id" in of ? id : (found.parent?.database_id ?? id);
  }
  return null;
}
