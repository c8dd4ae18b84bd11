import { noRowIntents } from "../no-row-intents.ts";
import { join } from "node:path";

import { applyPlan } from "../../src/provision/apply.ts";
import { databasesOf } from "../../src/provision/databases.ts";
import { preparePlan } from "../../src/provision/prepare.ts";
import { Secret } from "../../src/secret.ts";
import { openSqliteStore } from "../../src/store/sqlite/open-sqlite-store.ts";
import type { Store, StoredRecord } from "../../src/store/store.ts";
import { type SyncInput, type Synced, syncRecords } from "../../src/sync/sync.ts";
import { openNotion } from "../../src/workspaces/notion/open-notion.ts";
import { openNotionTransport } from "../../src/workspaces/notion/transport.ts";
import type { DatabaseRef, Workspace } from "../../src/workspaces/workspace.ts";
import {
  type FakeNotion,
  type NotionOptions,
  type RecordedRequest,
  startNotion,
} from "../fakes/notion-server.ts";
import { tempDir } from "../temp-dir.ts";
import { SPEC } from "./history.ts";

/** A small partner in a Notion whose clock the test turns; waits take no time. */
export interface NotionWorld extends AsyncDisposable {
  readonly server: FakeNotion;
  readonly store: Store;
  readonly databases: ReadonlyMap<string, DatabaseRef>;
  /** The data source of a database, by its key. */
  source(key: string): string;
  /** Milliseconds of the one clock that everybody goes by. */
  now(): number;
  later(ms: number): void;
  /** Called with every request from now on, when it has come in. */
  onRequest(act: (request: RecordedRequest) => void): void;
  /** As a new process sees it. */
  open(): Workspace;
  sync(more?: Partial<SyncInput>): Promise<Synced>;
  entries(): Promise<StoredRecord<"entry">[]>;
}

export const ISSUES = "acme/br-osk/issues";
const START = Date.UTC(2026, 10, 2, 9);

export async function openWorld(
  options: NotionOptions & { readonly spec?: typeof SPEC } = {},
): Promise<NotionWorld> {
  await using stack = new AsyncDisposableStack();
  const { spec = SPEC, ...given } = options;
  let clock = START;
  const now = (): number => clock;
  const dir = stack.use(await tempDir());
  const store = stack.use(await openSqliteStore({ dataDir: join(dir.path, "data") }));
  let act = (_request: RecordedRequest): void => {};
  const onRequest: NotionOptions["onRequest"] = (request, phase) =>
    phase === "received" ? act(request) : undefined;
  const server = stack.use(await startNotion({ now, latencyMs: 0, onRequest, ...given }));
  const open = (): Workspace => openWorkspace(server, now);
  const { plan, desired } = await preparePlan(spec, { workspace: open(), store });
  await applyPlan(plan, { workspace: open(), store, desired, now: () => new Date(clock) });
  const { databases, archived } = databasesOf(spec, await store.bindings.all("acme", "notion"));
  clock += 600_000;
  const kept = stack.move();
  return {
    server,
    store,
    databases,
    now,
    open,
    onRequest: (next) => {
      act = next;
    },
    later: (ms) => void (clock += ms),
    source: (key) => databases.get(key)?.remoteId.split("/")[1] ?? "",
    sync: (more = {}) =>
      syncRecords({
        workspace: open(),
        store,
        spec,
        databases,
        archived,
        now: new Date(clock),
        full: false,
        confirm: false,
        ...more,
      }),
    entries: () => store.records.all("acme", "entry"),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

function openWorkspace(server: FakeNotion, now: () => number): Workspace {
  const sleep = async (): Promise<void> => {};
  const transport = openNotionTransport({
    token: new Secret(server.token),
    baseUrl: server.url,
    perMinute: 1_000_000,
    sleep,
  });
  return openNotion({
    transport,
    rootId: server.rootPageId,
    language: "ja",
    rowIntents: noRowIntents,
    sleep,
    now,
  });
}
