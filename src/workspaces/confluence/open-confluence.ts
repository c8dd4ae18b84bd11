import { setTimeout as delay } from "node:timers/promises";

import { getSpaces } from "confluence.js/v2";

import { AppError } from "../../errors.ts";
import type { Language } from "../../language.ts";
import { lookFor, openFresh, shownAfter } from "../fresh.ts";
import type { RowIntents } from "../row-intents.ts";
import type { Capabilities, Workspace } from "../workspace.ts";
import { listOf, Space } from "./answers.ts";
import { checkConfluence } from "./check-confluence.ts";
import { ask, type Confluence } from "./confluence.ts";
import { createNode, findCreated } from "./create-node.ts";
import { putGenerated, withdrawGenerated } from "./generated.ts";
import { openNames } from "./names.ts";
import { openRowIndex } from "./row-index.ts";
import { listRowIds, readChangedRows, readSomeRows, rowFate } from "./rows.ts";
import { openSpacePages } from "./space-pages.ts";
import { openTemplates } from "./templates.ts";
import type { ConfluenceTransport } from "./transport.ts";
import { readTree } from "./tree.ts";
import { moveNode, updateNode } from "./update-node.ts";
import { whoAmI } from "./who-am-i.ts";
import { writeRow } from "./write-row.ts";

export interface ConfluenceOptions {
  readonly transport: ConfluenceTransport;
  readonly spaceKey: string;
  /** The page that the tree hangs below; absent = the space's home page. */
  readonly rootId?: string;
  readonly language: Language;
  /** Rows whose making is not over, across processes. */
  readonly rowIntents: RowIntents;
  /** ISO date on which the token expires, if somebody said. */
  readonly tokenExpires?: string | null;
  /** For tests: waits between two looks, and a clock that measures how long. */
  readonly sleep?: (ms: number) => Promise<unknown>;
  readonly now?: () => number;
}

const CAPABILITIES: Capabilities = {
  listsChildren: false,
  views: false,
  typedProperties: false,
  linksFollow: true,
  uniqueTitles: "workspace",
  databaseText: true,
  showsLate: true,
  freeListing: false,
  bulkReading: true,
  parallel: 4,
};

/**
 * Confluence Cloud: pages in one space. A database is an index page with a Page Properties Report; its rows are child
 * pages, each with a table of Page Properties, our label, and its free text below. Everything is written in storage
 * format and patched as a tree.
 */
export function openConfluence(options: ConfluenceOptions): Workspace {
  const { transport, language, rowIntents, sleep = delay, now = Date.now } = options;
  const confluence: Confluence = {
    transport,
    language,
    rowIntents,
    names: openNames({ transport }),
    sleep,
    now,
    fresh: openFresh(now),
    space: once(() => findSpace({ transport }, options.spaceKey)),
    rootId: once(async () => options.rootId ?? homeOf(await confluence.space())),
    self: once(async () => (await whoAmI({ transport })).accountId ?? ""),
  };
  const index = openRowIndex(confluence);
  const spacePages = openSpacePages(confluence);
  const templates = openTemplates(confluence);
  return {
    kind: "confluence",
    capabilities: CAPABILITIES,
    requests: () => transport.requests(),
    check: (databases) => checkConfluence(confluence, databases, options.tokenExpires ?? null),
    readTree: (guide) => readTree(confluence, spacePages, guide),
    create: (node, parent, opId, links) => createNode(confluence, templates, { node, parent, opId, links }),
    findCreated: (node, parent, opId, sentAt) =>
      lookFor(confluence, shownAfter(sentAt), () => findCreated(confluence, { node, parent, opId })),
    update: (remoteId, change, links) => updateNode(confluence, remoteId, change, links),
    move: (remoteId, newParent) => moveNode(confluence, remoteId, newParent),
    changedEntries: (db, since) => readChangedRows(confluence, { index, spacePages }, db, since),
    readRows: (db, rows) => readSomeRows(confluence, db, rows),
    entryIds: (db) => listRowIds(confluence, { index, spacePages }, db),
    rowFate: (db, row) => rowFate(confluence, db, row),
    writeEntry: (db, row) => writeRow(confluence, index, db, row),
    putPage: (db, page, links, at) => putGenerated(confluence, index, db, page, { links, at }),
    withdrawPage: (db, id, at) => withdrawGenerated(confluence, index, db, { id, at }),
  };
}

/** Asked for when first needed; a failure is asked again. */
function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let known: Promise<T> | undefined;
  return async () => {
    known ??= ask();
    try {
      return await known;
    } catch (error) {
      known = undefined;
      throw error;
    }
  };
}

/** Keys are capitals, but for those of people. */
async function findSpace(confluence: Pick<Confluence, "transport">, key: string): Promise<Space> {
  const { results } = await ask(confluence, { kind: "read", what: "spaces.list" }, listOf(Space), (client) =>
    getSpaces(client, { keys: [...new Set([key, key.toUpperCase()])], limit: 25 }),
  );
  const space = results.find((one) =>
    [one.key, one.currentActiveAlias].some((name) => name?.toLowerCase() === key.toLowerCase()),
  );
  if (space !== undefined) return space;
  throw new AppError(
    "workspace_failed",
    {
      ja: `スペース「${key}」がConfluenceに見つかりません`,
      en: `Confluence does not find the space "${key}"`,
    },
    {
      hint: {
        ja: "CONFLUENCE_SPACE_KEY を確かめ、スペースの管理者に、このアカウントへ閲覧とページ追加の権限を付けてもらってください",
        en: "Check CONFLUENCE_SPACE_KEY, and ask the space's administrator to let the account view the space and add pages",
      },
    },
  );
}

function homeOf({ key, homepageId }: Space): string {
  if (homepageId) return homepageId;
  throw new AppError(
    "workspace_failed",
    { ja: `スペース「${key}」にホームページがありません`, en: `the space "${key}" has no home page` },
    {
      hint: {
        ja: "親にするページを作り、そのURLを CONFLUENCE_ROOT_PAGE_ID に設定してください",
        en: "Make a page to put partners below, and set its address as CONFLUENCE_ROOT_PAGE_ID",
      },
    },
  );
}
