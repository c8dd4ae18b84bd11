import type { LinkTarget } from "../../content/blocks.ts";
import type { LinkResolver } from "../workspace.ts";

/**
 * Addresses of links: by id, so that they find their target whatever people call it or wherever they move it. `pageUrl`
 * gives the address of a page of ours.
 */
export function linkFor(
  links: LinkResolver,
  pageUrl: (id: string) => string,
): (target: LinkTarget) => string | null {
  return (target) => {
    if ("url" in target) return target.url;
    const remoteId = links(target);
    // What is no number is a row that another kind of workspace holds.
    return remoteId === undefined || !/^[0-9]+$/.test(remoteId) ? null : pageUrl(remoteId);
  };
}
