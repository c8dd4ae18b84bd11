import { statusOf } from "../remote-failure.ts";
import type { LinkResolver, NodeChange, RemoteId, Updated } from "../workspace.ts";
import { type Confluence, noSuchPage, urlOf } from "./confluence.ts";
import { linkFor } from "./link-address.ts";
import { changePage, restorePage } from "./change-page.ts";
import { getPage, movePage } from "./pages.ts";
import { replaceManaged } from "./storage/managed.ts";
import { whyRefused } from "./title-taken.ts";

/** Retitles, restores, rewrites managed blocks; all that is not ours stays the same nodes. See the port. */
export async function updateNode(
  confluence: Confluence,
  remoteId: RemoteId,
  { title, blocks = [], restore }: NodeChange,
  links: LinkResolver,
): Promise<Updated> {
  const found = await getPage(confluence, remoteId);
  if (found === null) throw noSuchPage();
  if (found.status !== "current" && restore !== true) throw noSuchPage();
  const space = await confluence.space();
  const pageUrl = (id: string) => urlOf(confluence, space, id);
  const isAway = found.status !== "current";
  const page = isAway ? await restorePage(confluence, found) : found;
  const options = { link: linkFor(links, pageUrl), language: confluence.language };
  const url = pageUrl(remoteId);
  const place = { remoteId, location: url, url };
  if (title === undefined && blocks.length === 0) return isAway ? { ...place, title: page.title } : place;
  // The answer to a change may come without the body.
  const first = page.body === undefined ? ((await getPage(confluence, remoteId)) ?? page) : page;
  const change = changePage(confluence, first, ({ title: now }, body) => {
    const next = replaceManaged(body, blocks, options);
    const isRetitled = title !== undefined && title !== now;
    if (!isRetitled && next === body) return null;
    return { ...(isRetitled ? { title } : {}), ...(next === body ? {} : { body: next }) };
  });
  const { page: after } = await change.catch(async (error: unknown) => {
    const isRefused = title !== undefined && statusOf(error) === 400;
    throw isRefused ? await whyRefused(confluence, title, error) : error;
  });
  return title === undefined ? place : { ...place, title: after.title };
}

/** Moves a page with everything in it, keeping its title. See the port. */
export async function moveNode(
  confluence: Confluence,
  remoteId: RemoteId,
  newParent: RemoteId | null,
): Promise<Updated> {
  await movePage(confluence, remoteId, newParent ?? (await confluence.rootId()));
  const url = urlOf(confluence, await confluence.space(), remoteId);
  return { remoteId, location: url, url };
}
