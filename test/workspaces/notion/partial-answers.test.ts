import { noRowIntents } from "../../no-row-intents.ts";
import { inspect } from "node:util";

import { expect, onTestFinished, test } from "vitest";

import type { AppError } from "../../../src/errors.ts";
import { Secret } from "../../../src/secret.ts";
import { SCHEMAS } from "../../../src/spec/schemas.ts";
import { Page, understand } from "../../../src/workspaces/notion/answers.ts";
import { openNotion } from "../../../src/workspaces/notion/open-notion.ts";
import { openNotionTransport } from "../../../src/workspaces/notion/transport.ts";
import type { DatabaseRef, LinkResolver, RowWrite, Workspace } from "../../../src/workspaces/workspace.ts";
import { startNotion } from "../../fakes/notion-server.ts";

/** Answers that Notion may give and that hold less than they look like: ids alone, half of a text. */

type Answer = Record<string, unknown>;
/** What becomes of an answer to a call, by what the call is. */
type Rewrite = (what: string, answer: Answer) => unknown;

const noLinks: LinkResolver = () => undefined;
const SCHEMA = SCHEMAS.issue;
const idOnly = ({ object, id }: Answer): Answer => ({ object, id });

async function openWorld(options: Parameters<typeof startNotion>[0] = {}) {
  const server = await startNotion({ latencyMs: 0, ...options });
  onTestFinished(() => server.close());
  const transport = openNotionTransport({
    token: new Secret(server.token),
    baseUrl: server.url,
    perMinute: 1_000_000,
    sleep: async () => {},
  });
  let rewrite: Rewrite = (_, answer) => answer;
  const workspace = openNotion({
    transport: {
      ...transport,
      call: async (request, send) => {
        const answer: unknown = await transport.call(request, send);
        return rewrite(request.what, answer as Answer) as never;
      },
    },
    rootId: server.rootPageId,
    language: "ja",
    rowIntents: noRowIntents,
    sleep: async () => {},
  });
  const node = { key: "p/rows", type: "database", title: "記録", icon: "📰", language: "ja" } as const;
  const content = { ...node, blocks: [], hasChildren: false, schema: SCHEMA };
  const create = async (): Promise<DatabaseRef> => {
    const { remoteId, properties = {} } = await workspace.create(content, null, "op-1", noLinks);
    return { remoteId, schema: SCHEMA, language: "ja", properties };
  };
  const answering = (next: Rewrite): void => {
    rewrite = next;
  };
  return { server, workspace, create, answering };
}

const write = (workspace: Workspace, db: DatabaseRef, row: RowWrite) =>
  workspace.writeEntry(db, row, `op-${row.id}`);
const rowOf = (id: string, body = "本文") => ({ id, values: { title: `件名${id}` }, body });

function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return expect.unreachable("it was understood");
}

test("a message about an answer shows no name that people gave to a property", () => {
  const answer = { object: "page", id: "x", properties: { 山田部長の携帯: { id: "a" } } };
  const thrown = thrownBy(() => understand(Page, answer, "pages.retrieve"));
  const { text } = thrown as AppError;
  expect(inspect(thrown, { depth: 9 })).not.toContain("山田部長");
  expect(text.en).toContain("properties.….type");
});

test("a row of which Notion shows the id alone is a broken one, and the others are read and listed with it", async () => {
  const { workspace, create, answering } = await openWorld();
  const db = await create();
  const hidden = await write(workspace, db, rowOf("E01"));
  const shown = await write(workspace, db, rowOf("E02"));
  const { remoteId } = hidden;
  const partly = (answer: Answer): Answer =>
    String(answer["id"]).replaceAll("-", "") === remoteId.replaceAll("-", "") ? idOnly(answer) : answer;
  answering((what, answer) => {
    if (what === "pages.retrieve") return partly(answer);
    if (what !== "dataSources.query") return answer;
    return { ...answer, results: (answer["results"] as Answer[]).map(partly) };
  });
  const { rows, broken } = await workspace.changedEntries(db, null);
  expect(rows.map((row) => row.remoteId)).toEqual([shown.remoteId]);
  expect(broken).toMatchObject([{ remoteId, id: null, again: true }]);
  expect(broken[0]?.reason.en).toContain("not readable for this connection");
  expect((await workspace.entryIds(db)).ids.map((row) => row.remoteId)).toContain(remoteId);
  expect((await workspace.readRows(db, [remoteId])).broken).toHaveLength(1);
});

test("a 管理ID whose row is not shown gets no second row", async () => {
  const { server, workspace, create, answering } = await openWorld();
  const db = await create();
  const { remoteId } = await write(workspace, db, rowOf("E01"));
  answering((what, answer) => {
    if (what === "pages.retrieve") return idOnly(answer);
    if (what !== "dataSources.query") return answer;
    return { ...answer, results: (answer["results"] as Answer[]).map(idOnly) };
  });
  for (const list of [false, true]) {
    if (list) await workspace.entryIds(db);
    expect(await write(workspace, db, rowOf("E01"))).toMatchObject({ outcome: "stale", remoteId });
  }
  expect(server.rowsOf(db.remoteId.split("/")[1] ?? "")).toHaveLength(1);
});

test("writes that were done are done, however little the answers to them say", async () => {
  const { server, workspace, create, answering } = await openWorld();
  const writes = /^(?:pages|blocks|databases)\.(?:create|update|delete|move)|^pages\.markdown\.replace/u;
  answering((what, answer) => (writes.test(what) ? idOnly(answer) : answer));
  const db = await create();
  const made = await write(workspace, db, rowOf("E01"));
  expect(made.outcome).toBe("created");
  const again = await write(workspace, db, {
    ...rowOf("E01", "別の本文"),
    values: { title: "別の件名" },
  });
  expect(again).toMatchObject({ outcome: "updated", remoteId: made.remoteId });
  await workspace.update(db.remoteId, { title: "新しい名前" }, noLinks);
  const page = { key: "p/x", type: "page", title: "頁", icon: "📰", language: "ja" } as const;
  const target = await workspace.create({ ...page, blocks: [], hasChildren: false }, null, "op-2", noLinks);
  await workspace.move(db.remoteId, target.remoteId);
  const { rows } = await workspace.changedEntries(db, null);
  expect(rows).toMatchObject([
    { id: "E01", values: { title: "別の件名" }, body: expect.stringContaining("別の本文") },
  ]);
  expect(rows[0]?.revision).toBe(again.revision);
  expect(server.unfired()).toEqual([]);
});

test("a block of which Notion shows the id alone does not keep the tree from being read", async () => {
  const { workspace, create, answering } = await openWorld();
  const db = await create();
  answering((what, answer) =>
    what === "blocks.children.list"
      ? { ...answer, results: [{ object: "block", id: "a" }, ...(answer["results"] as Answer[])] }
      : answer,
  );
  const tree = await workspace.readTree();
  expect(tree.nodes.map((node) => node.remoteId)).toEqual([db.remoteId]);
});

const IDS = Array.from(
  { length: 51 },
  (_, index) => `0f3a1c52-7b1e-4c3a-9d2e-${String(index).padStart(12, "0")}`,
);

test.each<[string, Answer, Answer]>([
  ["without telling where the rest is", { truncated: true, unknown_block_ids: [] }, {}],
  ["in more parts than are asked for", { truncated: true, unknown_block_ids: IDS }, {}],
  ["and a part is cut as well", {}, { truncated: true, unknown_block_ids: [] }],
])("a body that is cut %s is not taken for the whole", async (_, first, part) => {
  const { workspace, create, answering } = await openWorld({ markdownBlockLimit: 3 });
  const db = await create();
  const body = Array.from({ length: 5 }, (__, index) => `段落${index}`).join("\n\n");
  const { remoteId } = await write(workspace, db, rowOf("E01", body));
  expect((await workspace.changedEntries(db, null)).rows).toHaveLength(1);
  let seen = 0;
  answering((what, answer) => {
    if (what !== "pages.markdown") return answer;
    seen += 1;
    return { ...answer, ...(seen === 1 ? first : part) };
  });
  const { rows, broken } = await workspace.changedEntries(db, null);
  expect(rows).toEqual([]);
  expect(broken).toMatchObject([{ remoteId, id: "E01", again: true }]);
  expect(broken[0]?.reason.en).toContain("does not give all of it");
});

test("several bodies that are cut leave the database readable", async () => {
  const { workspace, create, answering } = await openWorld();
  const db = await create();
  await write(workspace, db, rowOf("E01"));
  await write(workspace, db, rowOf("E02"));
  answering((what, answer) => (what === "pages.markdown" ? { ...answer, truncated: true } : answer));
  expect((await workspace.changedEntries(db, null)).broken).toHaveLength(2);
});

test("parts of a body that are not shared with us do not keep the rest from being read", async () => {
  const { workspace, create, answering } = await openWorld();
  const db = await create();
  await write(workspace, db, rowOf("E01", "見える"));
  answering((what, answer) =>
    what === "pages.markdown" ? { ...answer, truncated: true, unknown_block_ids: [IDS[0]] } : answer,
  );
  expect((await workspace.changedEntries(db, null)).rows).toMatchObject([
    { body: expect.stringContaining("見える") },
  ]);
});

test("a row goes into a database that is too new for Notion to know", async () => {
  const { server, workspace, create } = await openWorld();
  const db = await create();
  server.fail({ what: "404", match: ({ method, path }) => method === "POST" && path.endsWith("/pages") });
  expect(await write(workspace, db, rowOf("E01"))).toMatchObject({ outcome: "created" });
  expect(server.unfired()).toEqual([]);
});
