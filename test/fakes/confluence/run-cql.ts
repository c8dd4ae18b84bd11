import { invalid } from "./api-error.ts";
import { matchesCql } from "./cql-match.ts";
import { parseCql } from "./cql-parse.ts";
import type { CqlQuery } from "./cql-parse.ts";
import { compareKeys } from "./paginate.ts";
import type { SortKey } from "./paginate.ts";
import { snapshotAt } from "./search-index.ts";
import { isOmitted, mayRead } from "./visibility.ts";
import type { Node, Snapshot, World } from "./world.ts";

export interface Hit {
  node: Node;
  /** The node as search knows it. */
  seen: Snapshot;
}

export interface Asked {
  accountId: string | undefined;
  currentContentId?: string | undefined;
  /** Current content unless others are asked for. */
  statuses?: readonly string[] | undefined;
}

/** Runs a query on what search knows: current content only, seen with the asker's permissions of today. */
export function runCql(world: World, text: string, asked: Asked): Hit[] {
  const { accountId, currentContentId, statuses = ["current"] } = asked;
  const query = parseCql(text);
  const at = world.settings.now() - world.settings.searchLagMs;
  const context = { world, at, accountId, currentContentId };
  const hits: Hit[] = [];
  for (const node of world.nodes.values()) {
    const seen = snapshotAt(node, at);
    if (
      !seen ||
      !statuses.includes(seen.status) ||
      isOmitted(world, node, accountId) ||
      !mayRead(world, node, accountId)
    )
      continue;
    if (!query.where || matchesCql(context, query.where, node, seen)) hits.push({ node, seen });
  }
  return ordered(hits, query);
}

function ordered(hits: Hit[], { order }: CqlQuery): Hit[] {
  return hits.sort((a, b) => {
    for (const { field, isDescending } of order) {
      const byField = compareKeys(keyOf(a, field), keyOf(b, field));
      if (byField !== 0) return isDescending ? -byField : byField;
    }
    return Number(a.node.id) - Number(b.node.id);
  });
}

function keyOf({ node, seen }: Hit, field: string): SortKey {
  switch (field) {
    case "created":
      return [node.createdAt];
    case "lastmodified":
      return [seen.modifiedAt];
    case "title":
      return [seen.title.toLowerCase()];
    case "id":
      return [Number(node.id)];
    default:
      throw invalid(`Field '${field}' cannot be used to order by`);
  }
}
