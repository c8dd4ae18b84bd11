import { setTimeout as delay } from "node:timers/promises";

import type { Language } from "../../language.ts";
import type { RowIntents } from "../row-intents.ts";
import type { Capabilities, Workspace } from "../workspace.ts";
import { checkNotion } from "./check-notion.ts";
import { openMarks } from "./cursor.ts";
import { lookFor, openFresh, shownAfter } from "../fresh.ts";
import { putGenerated, withdrawGenerated } from "./generated.ts";
import { createNode } from "./create-node.ts";
import { findCreated } from "./find-created.ts";
import { moveNode } from "./move-node.ts";
import { updateNode } from "./update-node.ts";
import { type Notion, pageIdOf } from "./notion.ts";
import { openRowIndex } from "./row-index.ts";
import { openSelf } from "./self.ts";
import { readChangedRows, readSomeRows, rowFate } from "./rows.ts";
import type { NotionTransport } from "./transport.ts";
import { readTree } from "./tree.ts";
import { makeView } from "./views.ts";
import { writeRow } from "./write-row.ts";

export interface NotionOptions {
  readonly transport: NotionTransport;
  /** The page that the tree hangs below: its canonical id. */
  readonly rootId: string;
  readonly language: Language;
  /** Rows whose create is in doubt, across processes. */
  readonly rowIntents: RowIntents;
  /** For tests: waits between two looks, and a clock that measures how long. */
  readonly sleep?: (ms: number) => Promise<unknown>;
  readonly now?: () => number;
}

const CAPABILITIES: Capabilities = {
  listsChildren: true,
  views: true,
  typedProperties: true,
  linksFollow: true,
  uniqueTitles: "nowhere",
  databaseText: false,
  showsLate: true,
  freeListing: false,
  bulkReading: false,
  parallel: 8,
};

/**
 * Notion: child pages, three single-source databases per unit, entries as rows, long text as the body of the row's
 * page. Pages carry our marker in their first block, databases in their description; properties are known by id.
 * A managed block is one callout, so it is rewritten whole by one request and checked from its page's listing.
 */
export function openNotion(options: NotionOptions): Workspace {
  const { transport, rootId, language, rowIntents, sleep = delay, now = Date.now } = options;
  const notion: Notion = {
    transport,
    rootId,
    language,
    sleep,
    fresh: openFresh(now),
    rowIntents,
    now,
    self: openSelf(() => notion),
  };
  const index = openRowIndex(notion);
  const marks = openMarks(now);
  return {
    kind: "notion",
    capabilities: CAPABILITIES,
    requests: () => transport.requests(),
    check: (databases) => checkNotion(notion, databases),
    readTree: (guide) => readTree(notion, guide),
    create: (node, parent, opId, links) => createNode(notion, { node, parent, opId, links }),
    findCreated: (node, parent, opId, sentAt) =>
      lookFor(notion, shownAfter(sentAt), () =>
        findCreated(notion, { node, pageId: parent === null ? rootId : pageIdOf(parent), opId }),
      ),
    update: (remoteId, change, links) => updateNode(notion, remoteId, change, links),
    makeView: (node, view, source, sentAt) => makeView(notion, node, view, { source, sentAt }),
    move: (remoteId, newParent) => moveNode(notion, remoteId, newParent),
    changedEntries: (db, since) => readChangedRows(notion, marks, db, since),
    readRows: (db, rows) => readSomeRows(notion, db, rows),
    entryIds: (db) => index.list(db),
    rowFate: (db, row) => rowFate(notion, db, row),
    writeEntry: (db, row) => writeRow(notion, index, db, row),
    putPage: (db, page, links, at) => putGenerated(notion, index, db, page, { links, at }),
    withdrawPage: (db, id, at) => withdrawGenerated(notion, index, db, { id, at }),
  };
}
