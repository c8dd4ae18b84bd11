import type { LinkTarget } from "../../content/blocks.ts";
import type { LinkResolver, RemoteId } from "../workspace.ts";
import { databaseIds, urlOf } from "./notion.ts";
import { isId } from "./ids.ts";

/** Addresses of links: by id, so that they find their target whatever people call it or wherever they move it. */
export function linkFor(links: LinkResolver): (target: LinkTarget) => string | null {
  return (target) => {
    if ("url" in target) return target.url;
    const remoteId = links(target);
    return remoteId === undefined ? null : addressOf(remoteId);
  };
}

/** Null for what is no id of Notion's: a row that another kind of workspace holds. */
function addressOf(remoteId: RemoteId): string | null {
  const id = databaseIds(remoteId)?.databaseId ?? remoteId;
  return isId(id) ? urlOf(id) : null;
}
