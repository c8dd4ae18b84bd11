import { getRestrictionsForOperation, searchContentByCQL } from "confluence.js/v1";
import { z } from "zod";

import { inParallel } from "../../parallel.ts";
import { listOf, Restriction } from "./answers.ts";
import { pagesAbove } from "./pages.ts";
import { ask, type Confluence } from "./confluence.ts";

/**
 * Which rows fewer people may read than may read the partner's hub. A page's own list says nothing where it is empty
 * (it then inherits), and every page above limits it as well, so all of them are looked at.
 */
export async function narrowerThanHub(
  confluence: Confluence,
  databaseId: string,
  rows: readonly string[],
): Promise<ReadonlySet<string>> {
  if (rows.length === 0) return new Set();
  const { hub, below } = await pathTo(confluence, databaseId);
  const readers = await readersOf(confluence, [hub, ...below, ...rows]);
  const ofHub = readers.get(hub) ?? null;
  const isLimited = (id: string): boolean => isNarrower(readers.get(id) ?? null, ofHub);
  return new Set(below.some(isLimited) ? rows : rows.filter(isLimited));
}

/** The partner's hub, and the pages from there down to a database, itself included. */
async function pathTo(
  confluence: Confluence,
  databaseId: string,
): Promise<{ readonly hub: string; readonly below: readonly string[] }> {
  const rootId = await confluence.rootId();
  const ids = await pagesAbove(confluence, databaseId);
  const [hub = databaseId, ...below] = ids.slice(ids.indexOf(rootId) + 1);
  return { hub, below: [...below, databaseId] };
}

/** Up to so many pages are asked for one by one; more by a search, which answers for a hundred at once. */
const FEW = 10;
const IDS = 100;
/** v1 takes one list, with commas. */
const EXPAND = ["restrictions.user,restrictions.group"];

const Found = z.looseObject({
  id: z.union([z.string(), z.number()]).transform(String),
  restrictions: z.looseObject({ read: Restriction }).optional().catch(undefined),
});

/** Who may read a page, as far as its own list says; null = it inherits. */
async function readersOf(
  confluence: Confluence,
  ids: readonly string[],
): Promise<Map<string, ReadonlySet<string> | null>> {
  const readers = new Map<string, ReadonlySet<string> | null>();
  if (ids.length > FEW) await searchReaders(confluence, ids, readers);
  // The search index is late: what it does not know yet is asked for itself.
  await inParallel(
    ids.filter((id) => !readers.has(id)),
    4,
    async (id) => {
      readers.set(id, await oneByOne(confluence, id));
    },
  );
  return readers;
}

async function searchReaders(
  confluence: Confluence,
  ids: readonly string[],
  readers: Map<string, ReadonlySet<string> | null>,
): Promise<void> {
  for (let at = 0; at < ids.length; at += IDS) {
    const some = ids.slice(at, at + IDS);
    const { results } = await ask(
      confluence,
      { kind: "read", what: "content.search" },
      listOf(Found),
      (client) =>
        searchContentByCQL(client, {
          cql: `id in (${some.join(",")})`,
          expand: ["restrictions.read.restrictions.user,restrictions.read.restrictions.group"],
          limit: IDS,
        }),
    );
    for (const { id, restrictions } of results) {
      // Only what says it in full is believed.
      if (restrictions !== undefined) readers.set(id, namesIn(restrictions.read));
    }
  }
}

async function oneByOne(confluence: Confluence, id: string): Promise<ReadonlySet<string> | null> {
  const found = await ask(confluence, { kind: "read", what: "content.restriction" }, Restriction, (client) =>
    getRestrictionsForOperation(client, { id, operationKey: "read", expand: EXPAND }),
  );
  return namesIn(found);
}

function namesIn({ restrictions }: z.infer<typeof Restriction>): ReadonlySet<string> | null {
  const users = restrictions.user.results.map(({ accountId }) => `user ${accountId ?? ""}`);
  const groups = restrictions.group.results.map(({ id }) => `group ${id ?? ""}`);
  return users.length + groups.length === 0 ? null : new Set([...users, ...groups]);
}

/** Whether `page` lets fewer in than `hub` does; null = everybody who may see what is above. */
function isNarrower(page: ReadonlySet<string> | null, hub: ReadonlySet<string> | null): boolean {
  if (page === null) return false;
  return hub === null || ![...hub].every((name) => page.has(name));
}
