import { z } from "zod";

import { invalid } from "./api-error.ts";
import { requireLive } from "./edits.ts";
import { readId } from "./ids.ts";
import { requireDatabase, requirePage, requireSource } from "./tree.ts";
import type { PageNode, SourceNode, World } from "./world.ts";

export const pageParent = z.union([
  z.strictObject({ type: z.literal("page_id").optional(), page_id: z.string() }),
  z.strictObject({ type: z.literal("data_source_id").optional(), data_source_id: z.string() }),
  z.strictObject({ type: z.literal("database_id").optional(), database_id: z.string() }),
  z.strictObject({ type: z.literal("workspace").optional(), workspace: z.literal(true) }),
]);

/** The page or data source a new page goes to: live, shared, and named by the request. */
export function resolveParent(
  world: World,
  parent: z.infer<typeof pageParent> | undefined,
): PageNode | SourceNode {
  const found = findParent(world, parent);
  requireLive(world, found);
  return found;
}

function findParent(world: World, parent: z.infer<typeof pageParent> | undefined): PageNode | SourceNode {
  if (!parent || "workspace" in parent) {
    throw invalid(
      "Internal integrations aren't owned by a single user, so creating workspace-level private pages is not supported.",
    );
  }
  if ("page_id" in parent) return requirePage(world, readId(parent.page_id, "body.parent.page_id"));
  if ("data_source_id" in parent) {
    return requireSource(world, readId(parent.data_source_id, "body.parent.data_source_id"));
  }
  const database = requireDatabase(world, readId(parent.database_id, "body.parent.database_id"));
  const [only, second] = database.sourceIds;
  if (only === undefined || second !== undefined || database.isLinked) {
    throw invalid("Databases with multiple data sources are not supported in this API version.");
  }
  return requireSource(world, only);
}
