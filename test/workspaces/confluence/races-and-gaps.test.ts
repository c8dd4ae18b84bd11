import { describe, expect, onTestFinished, test } from "vitest";

import { paragraph } from "../../../src/content/blocks.ts";
import { SCHEMAS } from "../../../src/spec/schemas.ts";
import type { DatabaseRef, RecordType } from "../../../src/workspaces/workspace.ts";
import { type RecordedRequest, startConfluence } from "../../fakes/confluence-server.ts";
import { openOn } from "./open-on.ts";

/** What somebody does at the same moment, what lists leave out, and what is left undone. */

type Request = Pick<RecordedRequest, "method" | "path">;
const isPut = ({ method, path }: Request): boolean => method === "PUT" && /\/pages\/\d+$/u.test(path);
const isLabel = ({ method, path }: Request): boolean => method === "POST" && path.endsWith("/label");
const isCreate = ({ method, path }: Request): boolean => method === "POST" && path === "/wiki/api/v2/pages";

/** A hub with one database; `meanwhile` is done when the next page is about to be written. */
async function open(record: RecordType, options: Parameters<typeof startConfluence>[0] = {}) {
  let act: (() => void) | null = null;
  const server = await startConfluence({
    latencyMs: 0,
    onRequest: (request, phase) => {
      if (phase !== "received" || !isPut(request) || act === null) return;
      const now = act;
      act = null;
      now();
    },
    ...options,
  });
  onTestFinished(() => server.close());
  const workspace = openOn(server);
  const base = { icon: "❓", language: "ja", blocks: [], hasChildren: true } as const;
  const hub = await workspace.create(
    { key: "p", type: "page", title: "ハブ", ...base },
    null,
    "op-hub",
    noLinks,
  );
  const node = { key: "p/u/x", type: "database", title: "台帳", schema: SCHEMAS[record], ...base } as const;
  const { remoteId } = await workspace.create(node, hub.remoteId, "op-db", noLinks);
  const db: DatabaseRef = { remoteId, schema: SCHEMAS[record], language: "ja" };
  return { server, workspace, db, hub, meanwhile: (work: () => void) => void (act = work) };
}

const noLinks = () => undefined;

describe("a row that somebody", () => {
  test("changes between our look and our write is not overwritten", async () => {
    const { server, workspace, db, meanwhile } = await open("issue");
    const { remoteId } = await workspace.writeEntry(
      db,
      { id: "k-1", values: { title: "一" }, body: "本文" },
      "op",
    );
    const [row] = (await workspace.changedEntries(db, null)).rows;
    meanwhile(() => server.person.editText(remoteId, "本文", "人の本文"));
    const write = { id: "k-1", remoteId, values: {}, body: "製品の本文", ifRevision: row?.revision ?? "" };
    expect(await workspace.writeEntry(db, write, "op")).toMatchObject({ outcome: "stale" });
    expect(server.viewTextOf(remoteId)).toContain("人の本文");
  });

  test("throws away at that moment is not taken back", async () => {
    const { server, workspace, db, meanwhile } = await open("issue");
    const { remoteId } = await workspace.writeEntry(
      db,
      { id: "k-1", values: { title: "一" }, body: "本文" },
      "op",
    );
    meanwhile(() => {
      server.person.appendText(remoteId, "あとから");
      server.person.trash(remoteId);
    });
    const write = { id: "k-1", remoteId, values: {}, body: "製品の本文" };
    expect(await workspace.writeEntry(db, write, "op")).toMatchObject({ outcome: "stale" });
    expect(server.page(remoteId).status).toBe("trashed");
  });

  test("changes elsewhere on the page at that moment gets our change as well", async () => {
    const { server, workspace, db, meanwhile } = await open("issue");
    const { remoteId } = await workspace.writeEntry(
      db,
      { id: "k-1", values: { title: "一" }, body: "本文" },
      "op",
    );
    meanwhile(() => server.person.appendText(remoteId, "わたしの追記"));
    await workspace.writeEntry(db, { id: "k-1", remoteId, values: { customer: "商店" } }, "op");
    const text = server.viewTextOf(remoteId);
    expect([text.includes("わたしの追記"), text.includes("商店")]).toEqual([true, true]);
  });
});

test("a change that a list leaves out without a word is read all the same", async () => {
  const { server, workspace, db } = await open("issue");
  const { remoteId } = await workspace.writeEntry(db, { id: "k-1", values: { title: "一" } }, "op");
  const before = (await workspace.changedEntries(db, null)).cursor();
  server.person.appendText(remoteId, "新しい段落");
  server.fail({
    what: "short-listing",
    match: ({ method, path }) => method === "GET" && path === "/wiki/api/v2/pages",
  });
  const { rows } = await openOn(server).changedEntries(db, before);
  expect(rows.map(({ body }) => body.includes("新しい段落"))).toEqual([true]);
  expect(server.unfired()).toEqual([]);
});

test("answers that are too large are asked for in halves", { timeout: 60_000 }, async () => {
  const { server, db } = await open("issue");
  const storage = `<p>${"x".repeat(4_900_000)}</p>`;
  server.seedPages(db.remoteId, 14, (at) => ({ title: `長い ${at}`, storage }));
  expect((await openOn(server).changedEntries(db, null)).rows).toHaveLength(14);
});

test("a list whose cursor is known no more is begun anew", async () => {
  const { server, db } = await open("issue");
  server.seedPages(db.remoteId, 300, (at) => ({ title: `行 ${at}`, storage: "<p>x</p>" }));
  let isExpired = false;
  const match = ({ query }: RecordedRequest): boolean => {
    if (query["cursor"] !== undefined && !isExpired) server.expireCursors();
    isExpired ||= query["cursor"] !== undefined;
    return false;
  };
  server.fail({ what: "500", match });
  expect((await openOn(server).entryIds(db)).ids).toHaveLength(300);
  expect(isExpired).toBe(true);
});

describe("a row is made once", () => {
  test("where its answer is lost, and lists of children are an hour late", async () => {
    const { server, workspace, db } = await open("issue", { childrenLagMs: 3_600_000 });
    server.fail({ what: "lost-answer", match: isCreate });
    await workspace.writeEntry(db, { id: "k-1", values: { title: "遅い一覧" } }, "op");
    expect(server.pages().filter(({ title }) => title.startsWith("遅い一覧"))).toHaveLength(1);
  });

  test("where people put brackets into its title", async () => {
    const { server, workspace, db } = await open("issue");
    const remoteId = server.person.addPage(db.remoteId, "納期遅れ [再発]", "<p>x</p>");
    await workspace.writeEntry(db, { id: "k-7", remoteId, values: {} }, "op");
    expect((await openOn(server).entryIds(db)).ids).toEqual([{ remoteId, id: "k-7" }]);
    const again = await openOn(server).writeEntry(
      db,
      { id: "k-7", values: { title: "納期遅れ [再発]" } },
      "op",
    );
    expect(again.remoteId).toBe(remoteId);
  });

  test("where a person types into its 管理ID: the one that nobody sees decides", async () => {
    const { server, workspace, db } = await open("issue");
    const { remoteId } = await workspace.writeEntry(db, { id: "k-1", values: { title: "一" } }, "op");
    server.person.editCell(remoteId, "管理ID", "K99");
    expect((await openOn(server).changedEntries(db, null)).rows.map(({ id }) => id)).toEqual(["k-1"]);
  });
});

describe("a generated page", () => {
  const page = { id: "k-9", values: { title: "共有" }, blocks: [paragraph("本文")] };

  test("that was left without its label gets it with the next run, though it says the same", async () => {
    const { server, workspace, db } = await open("released");
    server.fail({ what: "401", match: isLabel });
    await expect(workspace.putPage(db, page, noLinks)).rejects.toMatchObject({ code: "workspace_failed" });
    const { remoteId } = await openOn(server).putPage(db, page, noLinks);
    expect(server.page(remoteId).labels).toEqual(["pk-released"]);
  });

  test.each(["moved", "archived"] as const)("that people %s is withdrawn all the same", async (how) => {
    const { server, workspace, db, hub } = await open("released");
    const { remoteId } = await workspace.putPage(db, page, noLinks);
    if (how === "moved") server.person.movePage(remoteId, hub.remoteId);
    else server.person.archive(remoteId);
    await openOn(server).withdrawPage(db, "k-9", remoteId);
    expect(server.page(remoteId).status).toBe("trashed");
  });
});

test("a number with separators that a person put there is the same number, and is left", async () => {
  const { server, workspace, db } = await open("order");
  const { remoteId } = await workspace.writeEntry(
    db,
    { id: "o-1", values: { monthly_yen: 1_200_000 } },
    "op",
  );
  server.person.editText(remoteId, "1200000", "1,200,000");
  server.forget();
  const write = { id: "o-1", remoteId, values: { monthly_yen: 1_200_000 } };
  expect(await openOn(server).writeEntry(db, write, "op")).toMatchObject({ outcome: "unchanged" });
  expect(server.requests.filter(isPut)).toEqual([]);
});
