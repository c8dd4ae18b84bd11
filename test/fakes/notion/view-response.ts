import { isoTime } from "./clock.ts";
import { undashed } from "./ids.ts";
import type { Json } from "./json.ts";
import { appUrl } from "./page-response.ts";
import { userRef } from "./read-values.ts";
import { configurationResponse } from "./view-config.ts";
import type { View, World } from "./world.ts";

export function viewResponse(world: World, view: View): Json {
  const source = world.nodes.get(view.sourceId);
  const schema = source?.kind === "data_source" ? source.properties : [];
  return {
    ...partialView(view),
    name: view.name,
    created_time: isoTime(view.createdAt),
    last_edited_time: isoTime(view.editedAt),
    url: `${appUrl(view.databaseId)}?v=${undashed(view.id)}`,
    data_source_id: view.sourceId,
    created_by: userRef(view.createdBy),
    last_edited_by: userRef(view.editedBy),
    filter: view.filter,
    sorts: view.sorts,
    quick_filters: view.quickFilters,
    configuration: configurationResponse(view.configuration, schema),
    ...(view.dashboardViewId === undefined ? {} : { dashboard_view_id: view.dashboardViewId }),
  };
}

export function partialView(view: View): Json {
  const parent = { type: "database_id", database_id: view.databaseId };
  return { object: "view", id: view.id, parent, type: view.type };
}
