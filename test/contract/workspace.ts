import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { heading, linkTo, managed, paragraph, type Block } from "../../src/content/blocks.ts";
import { Issue } from "../../src/model/entry.ts";
import { fieldsOf } from "../../src/model/fields.ts";
import { ReleasedRow } from "../../src/model/generated.ts";
import type {
  DatabaseRef,
  DatabaseSchema,
  LinkResolver,
  NodeContent,
  Workspace,
  Written,
} from "../../src/workspaces/workspace.ts";

/** Where a page is to be found. */
type Place = Pick<Written, "remoteId" | "location">;

/** What a person does in the workspace by its own means, past the product. */
export interface Person {
  /** Adds a line of text at the end of a page, outside managed blocks. */
  appendText(page: Place, text: string): Promise<void>;
  /** Changes a word inside a managed block. */
  editBlock(page: Place, from: string, to: string): Promise<void>;
  removeBlock(page: Place, blockId: string): Promise<void>;
  /** The whole page as the workspace stores it. */
  readPage(page: Place): Promise<string>;
  rename(page: Written, title: string): Promise<void>;
  /** A page of his own, without our marker. */
  addPage(parent: Written, title: string): Promise<void>;
  addRow(database: Written, title: string, body: string): Promise<void>;
  /** Changes text of a row, wherever it stands. */
  editRow(row: { remoteId: string }, from: string, to: string): Promise<void>;
  removeRow(row: { remoteId: string }): Promise<void>;
}

export interface OpenWorkspace {
  readonly workspace: Workspace;
  /** The same workspace as another process sees it, knowing nothing of what was done before. */
  readonly reopen: () => Workspace;
  readonly person: Person;
  readonly close: () => Promise<void>;
}

const ISSUES: DatabaseSchema = { record: "issue", fields: fieldsOf(Issue) };
const RELEASED: DatabaseSchema = { record: "released", fields: fieldsOf(ReleasedRow) };
const noLinks: LinkResolver = () => undefined;

function page(key: string, title: string, more: Partial<NodeContent> = {}): NodeContent {
  const blocks: Block[] = [paragraph("はじめの文")];
  return { key, type: "page", title, icon: "🏢", language: "ja", blocks, hasChildren: true, ...more };
}

const database = (key: string, title: string, schema = ISSUES): NodeContent =>
  page(key, title, { type: "database", hasChildren: false, schema });

/** One exam for every workspace: what the port promises, on the real implementation. */
export function describeWorkspace(name: string, open: () => Promise<OpenWorkspace>): void {
  describe(`${name} as a workspace`, () => {
    let opened: OpenWorkspace;
    let workspace: Workspace;
    beforeEach(async () => {
      opened = await open();
      workspace = opened.workspace;
    });
    afterEach(() => opened.close());

    const create = (node: NodeContent, parent: string | null = null, opId = `op-${node.key}`) =>
      workspace.create(node, parent, opId, noLinks);
    const hubWithIssues = async () => {
      const hub = await create(page("p", "蒼嶺商事"));
      const issues = await create(database("p/u/issues", "課題"), hub.remoteId);
      const ref: DatabaseRef = { remoteId: issues.remoteId, schema: ISSUES, language: "ja" };
      return { hub, issues, ref };
    };
    const liveTree = async () => {
      const tree = await opened.reopen().readTree();
      expect(tree.complete).toBe(true);
      return tree.nodes;
    };
    const allRows = async (ref: DatabaseRef) => (await opened.reopen().changedEntries(ref, null)).rows;

    describe("pages", () => {
      test("an untouched workspace is usable and has no pages of ours", async () => {
        expect((await workspace.check()).every((check) => check.ok)).toBe(true);
        expect((await liveTree()).filter((node) => node.key !== null)).toEqual([]);
      });

      test("a created page is found with its key, title, parent and blocks by a process that knows nothing", async () => {
        const hub = await create(page("p", "蒼嶺商事"));
        const blocks = [heading("数字"), managed("figures", [paragraph("受注 3 件")]), paragraph("メモ")];
        const unit = await create(page("p/osk", "大阪支店", { blocks }), hub.remoteId);
        const issues = await create(database("p/osk/issues", "課題"), unit.remoteId);
        const nodes = await liveTree();
        expect(nodes.find((node) => node.key === "p/osk")).toMatchObject({
          remoteId: unit.remoteId,
          type: "page",
          title: "大阪支店",
          parent: hub.remoteId,
          blocks: [{ id: "figures", edited: false, broken: false }],
          location: unit.location,
          url: unit.url,
        });
        expect(nodes.find((node) => node.key === "p/osk/issues")).toMatchObject({
          remoteId: issues.remoteId,
          type: "database",
          parent: unit.remoteId,
        });
      });

      test("findCreated tells what a create with this opId made, and nothing else", async () => {
        const hubPage = page("p", "蒼嶺商事");
        const unitPage = page("p/a", "大阪支店");
        const hub = await create(hubPage, null, "op-hub");
        await create(unitPage, hub.remoteId, "op-a");
        const other = opened.reopen();
        expect(await other.findCreated(unitPage, hub.remoteId, "op-a")).toMatchObject({ title: "大阪支店" });
        expect(await other.findCreated(hubPage, null, "op-hub")).toMatchObject({ remoteId: hub.remoteId });
        expect(await other.findCreated(unitPage, hub.remoteId, "op-none")).toBeNull();
      });

      test("a create never takes what a person made under its title: it is refused, or stands beside", async () => {
        const { uniqueTitles } = workspace.capabilities;
        const hub = await create(page("p", "蒼嶺商事"));
        await opened.person.addPage(hub, "大阪支店");
        const ended = await create(page("p/osk", "大阪支店"), hub.remoteId).then(
          () => "made",
          (error: { code?: string }) => error.code,
        );
        const areUnique = uniqueTitles !== "nowhere";
        expect(ended).toBe(areUnique ? "conflict" : "made");
        const keys = (await liveTree()).filter(({ title }) => title === "大阪支店").map(({ key }) => key);
        expect(new Set(keys)).toEqual(new Set(areUnique ? [null] : [null, "p/osk"]));
        expect(keys).toHaveLength(areUnique ? 1 : 2);
      });

      test("a person's page is reported without a key, and nobody's child is taken for ours", async () => {
        const hub = await create(page("p", "蒼嶺商事"));
        await opened.person.addPage(hub, "個人メモ");
        const foreign = (await liveTree()).filter((node) => node.key === null);
        expect(foreign).toMatchObject([{ title: "個人メモ", parent: hub.remoteId }]);
      });

      test("a title is changed in place; the page keeps its id, its children and its text", async () => {
        const hub = await create(page("p", "蒼嶺商事"));
        const unit = await create(page("p/osk", "大阪支店"), hub.remoteId);
        await create(database("p/osk/issues", "課題"), unit.remoteId);
        const renamed = await workspace.update(unit.remoteId, { title: "大阪支社" }, noLinks);
        expect(renamed).toMatchObject({ remoteId: unit.remoteId, title: "大阪支社" });
        expect(await workspace.update(unit.remoteId, { title: "大阪支社" }, noLinks)).toEqual(renamed);
        const nodes = await liveTree();
        expect(nodes.find((node) => node.key === "p/osk")).toMatchObject({ title: "大阪支社" });
        expect(nodes.find((node) => node.key === "p/osk/issues")).toMatchObject({ parent: unit.remoteId });
        expect(await opened.person.readPage(renamed)).toContain("はじめの文");
      });

      test("a page that a person renamed is the same page", async () => {
        const hub = await create(page("p", "蒼嶺商事"));
        const unit = await create(page("p/osk", "大阪支店"), hub.remoteId);
        await opened.person.rename(unit, "関西チーム");
        expect((await liveTree()).find((node) => node.key === "p/osk")).toMatchObject({
          remoteId: unit.remoteId,
          title: "関西チーム",
        });
        expect(await workspace.update(unit.remoteId, { title: "大阪支店" }, noLinks)).toMatchObject({
          title: "大阪支店",
        });
      });

      test("a move takes everything along, keeps the title, and may be repeated", async () => {
        const hub = await create(page("p", "蒼嶺商事"));
        const archive = await create(page("p/_archive", "アーカイブ"), hub.remoteId);
        const unit = await create(page("p/osk", "大阪支店"), hub.remoteId);
        const issues = await create(database("p/osk/issues", "課題"), unit.remoteId);
        const ref: DatabaseRef = { remoteId: issues.remoteId, schema: ISSUES, language: "ja" };
        await workspace.writeEntry(ref, { id: "I-1", values: { title: "遅い" } }, "w1");
        const moved = await workspace.move(unit.remoteId, archive.remoteId);
        expect(moved).toMatchObject({ remoteId: unit.remoteId });
        expect(await workspace.move(unit.remoteId, archive.remoteId)).toEqual(moved);
        const nodes = await liveTree();
        expect(nodes.find((node) => node.key === "p/osk")).toMatchObject({
          parent: archive.remoteId,
          title: "大阪支店",
        });
        expect(nodes.find((node) => node.key === "p/osk/issues")).toMatchObject({ parent: unit.remoteId });
        expect((await allRows(ref)).map((row) => row.id)).toEqual(["I-1"]);
        await workspace.move(unit.remoteId, hub.remoteId);
        expect((await liveTree()).find((node) => node.key === "p/osk")).toMatchObject({
          parent: hub.remoteId,
          title: "大阪支店",
        });
      });

      test("a verb on a page that is not there says so", async () => {
        await expect(workspace.update("op-nowhere", { title: "x" }, noLinks)).rejects.toMatchObject({
          code: "not_found",
        });
      });
    });

    describe("managed blocks", () => {
      const blocks = [
        paragraph("前の文"),
        managed("figures", [paragraph("受注 3 件")]),
        managed("status", [paragraph("状態は良好")]),
        paragraph("後の文"),
      ];
      const rewrite = [
        managed("figures", [paragraph("受注 5 件")]),
        managed("status", [paragraph("状態は注意")]),
      ];

      test("an update replaces them, and text outside stays as the person left it", async () => {
        const hub = await create(page("p", "蒼嶺商事", { blocks }));
        await opened.person.appendText(hub, "わたしの追記 *そのまま*");
        const before = await opened.person.readPage(hub);
        await workspace.update(hub.remoteId, { blocks: rewrite }, noLinks);
        const after = await opened.person.readPage(hub);
        expect(after).toContain("受注 5 件");
        expect(after).not.toContain("受注 3 件");
        const outside = (text: string) => text.replace(/受注 . 件|状態は..|[0-9a-f]{8}/gu, "");
        expect(outside(after)).toBe(outside(before));
      });

      test("a block that a person edited is reported and left alone, the others are written", async () => {
        const hub = await create(page("p", "蒼嶺商事", { blocks }));
        await opened.person.editBlock(hub, "受注 3 件", "受注 30 件");
        expect((await liveTree())[0]?.blocks).toMatchObject([
          { id: "figures", edited: true },
          { id: "status", edited: false },
        ]);
        await workspace.update(hub.remoteId, { blocks: rewrite }, noLinks);
        const text = await opened.person.readPage(hub);
        expect(text).toContain("受注 30 件");
        expect(text).toContain("状態は注意");
      });

      test("a block that a person removed stays away", async () => {
        const hub = await create(page("p", "蒼嶺商事", { blocks }));
        await opened.person.removeBlock(hub, "figures");
        await workspace.update(hub.remoteId, { blocks: rewrite }, noLinks);
        expect(await opened.person.readPage(hub)).not.toContain("受注");
        expect((await liveTree())[0]?.blocks.map((block) => block.id)).toEqual(["status"]);
      });

      test("a link to a page that is not there is plain text; once it is there, an update links it", async () => {
        const linked = [managed("children", [paragraph("→ ", linkTo("大阪支店", { node: "p/osk" }))])];
        const hub = await create(page("p", "蒼嶺商事", { blocks: linked }));
        expect((await liveTree())[0]?.blocks).toMatchObject([
          { id: "children", edited: false, broken: false },
        ]);
        const plain = await opened.person.readPage(hub);
        const unit = await create(page("p/osk", "大阪支店"), hub.remoteId);
        const links: LinkResolver = (target) =>
          "node" in target && target.node === "p/osk" ? unit.remoteId : undefined;
        await workspace.update(hub.remoteId, { blocks: linked }, links);
        expect(await opened.person.readPage(hub)).not.toBe(plain);
        expect((await liveTree())[0]?.blocks).toMatchObject([
          { id: "children", edited: false, broken: false },
        ]);
      });
    });

    describe("rows", () => {
      const body = "## 何が起きているか\n\n担当が変わると話が止まる。";
      const row = {
        id: "ISS-001",
        values: {
          title: "引き継ぎが進まない",
          level: "現場",
          theme: ["引き継ぎ", "人材育成"],
          heard_on: "2026-04-01",
        },
        body,
      };

      test("a written row is read back with its id, values and body", async () => {
        const { ref } = await hubWithIssues();
        const written = await workspace.writeEntry(ref, row, "w1");
        expect(written.outcome).toBe("created");
        const [read, ...others] = await allRows(ref);
        expect(others).toEqual([]);
        expect(read).toMatchObject({
          remoteId: written.remoteId,
          id: "ISS-001",
          values: row.values,
          revision: written.revision,
          url: written.url,
        });
        expect(read?.body.trim()).toBe(body);
      });

      test("empty properties are left out of what is read", async () => {
        const { ref } = await hubWithIssues();
        await workspace.writeEntry(
          ref,
          { id: "ISS-001", values: { title: "題", state: "", theme: [] } },
          "w1",
        );
        const [read] = await allRows(ref);
        expect(Object.keys(read?.values ?? {}).filter((name) => name !== "id")).toEqual(["title"]);
      });

      test("creating an id twice makes no twin, whoever asks", async () => {
        const { ref } = await hubWithIssues();
        const first = await workspace.writeEntry(ref, row, "w1");
        expect(await workspace.writeEntry(ref, row, "w1")).toMatchObject({
          outcome: "unchanged",
          remoteId: first.remoteId,
          revision: first.revision,
        });
        expect(
          await opened.reopen().writeEntry(ref, { ...row, values: { level: "マネージャー" } }, "w2"),
        ).toMatchObject({
          outcome: "updated",
        });
        expect((await allRows(ref)).map(({ id, values }) => [id, values.level])).toEqual([
          ["ISS-001", "マネージャー"],
        ]);
      });

      test("two rows may have one title", async () => {
        const { ref } = await hubWithIssues();
        await workspace.writeEntry(ref, row, "w1");
        await workspace.writeEntry(ref, { ...row, id: "ISS-002" }, "w2");
        const titles = (await allRows(ref)).map(({ id, values }) => `${id} ${String(values.title)}`);
        expect(titles.sort()).toEqual(["ISS-001 引き継ぎが進まない", "ISS-002 引き継ぎが進まない"]);
      });

      test("a change touches what is given and nothing else", async () => {
        const { ref } = await hubWithIssues();
        const { remoteId } = await workspace.writeEntry(ref, row, "w1");
        await workspace.writeEntry(
          ref,
          { id: row.id, remoteId, values: { title: "引き継ぎ資料がない" } },
          "w2",
        );
        const [read] = await allRows(ref);
        expect(read).toMatchObject({ remoteId, values: { ...row.values, title: "引き継ぎ資料がない" } });
        expect(read?.body.trim()).toBe(body);
      });

      test("a row that someone changed since it was read is not overwritten", async () => {
        const { ref } = await hubWithIssues();
        const { remoteId, revision } = await workspace.writeEntry(ref, row, "w1");
        await opened.person.editRow({ remoteId }, "話が止まる", "話が最初に戻る");
        const change = { id: row.id, remoteId, values: { level: "マネージャー" }, ifRevision: revision };
        const stale = await workspace.writeEntry(ref, change, "w2");
        expect(stale.outcome).toBe("stale");
        expect((await allRows(ref))[0]?.values.level).toBe("現場");
        expect(
          await workspace.writeEntry(ref, { ...change, ifRevision: stale.revision }, "w3"),
        ).toMatchObject({
          outcome: "updated",
        });
        expect((await allRows(ref))[0]?.body).toContain("話が最初に戻る");
      });

      test("a row that a person made is read without an id, and takes one when it is given", async () => {
        const { ref, issues } = await hubWithIssues();
        await opened.person.addRow(issues, "手書きの課題", "とにかく遅い。");
        const [found] = await allRows(ref);
        expect(found).toMatchObject({ id: null, values: { title: "手書きの課題" } });
        expect(found?.body.trim()).toBe("とにかく遅い。");
        await workspace.writeEntry(ref, { id: "NEW-1", remoteId: found?.remoteId ?? "", values: {} }, "w1");
        const [adopted, ...others] = await allRows(ref);
        expect(others).toEqual([]);
        expect(adopted).toMatchObject({ id: "NEW-1", values: { title: "手書きの課題" } });
        expect(adopted?.body.trim()).toBe("とにかく遅い。");
      });

      test("a reading from a cursor brings every row that changed since", async () => {
        const { ref } = await hubWithIssues();
        const { remoteId } = await workspace.writeEntry(ref, row, "w1");
        await workspace.writeEntry(ref, { ...row, id: "ISS-002" }, "w2");
        const { cursor } = await workspace.changedEntries(ref, null);
        await opened.person.editRow({ remoteId }, "話が止まる", "話が最初に戻る");
        await workspace.writeEntry(ref, { id: "ISS-003", values: { title: "新しい課題" } }, "w3");
        const ids = (await workspace.changedEntries(ref, cursor())).rows.map((one) => one.id);
        expect(ids).toContain("ISS-001");
        expect(ids).toContain("ISS-003");
      });

      test("a row that a person removed is no longer among the ids, the others are", async () => {
        const { ref } = await hubWithIssues();
        const { remoteId } = await workspace.writeEntry(ref, row, "w1");
        await workspace.writeEntry(ref, { ...row, id: "ISS-002" }, "w2");
        await opened.person.removeRow({ remoteId });
        const { ids, complete } = await workspace.entryIds(ref);
        expect(complete).toBe(true);
        expect(ids.map(({ id }) => id)).toEqual(["ISS-002"]);
      });

      test("a database knows only its own rows", async () => {
        const { hub, ref } = await hubWithIssues();
        const other = await create(database("p/v/issues", "課題(名古屋)"), hub.remoteId);
        await workspace.writeEntry({ ...ref, remoteId: other.remoteId }, row, "w1");
        expect(await allRows(ref)).toEqual([]);
        expect((await workspace.entryIds(ref)).ids).toEqual([]);
      });
    });

    describe("generated rows", () => {
      const released = async () => {
        const hub = await create(page("p", "蒼嶺商事"));
        const db = await create(database("p/_released", "他拠点の事例(共有用)", RELEASED), hub.remoteId);
        return { remoteId: db.remoteId, schema: RELEASED, language: "ja" } satisfies DatabaseRef;
      };
      const copy = {
        id: "R-1",
        values: { title: "資料の型を決めた", unit_name: "名古屋支店" },
        blocks: [heading("打ち手"), paragraph("一枚にまとめた。")],
      };

      test("putting a page twice leaves one, and the second does nothing", async () => {
        const ref = await released();
        expect((await workspace.putPage(ref, copy, noLinks)).outcome).toBe("created");
        expect((await opened.reopen().putPage(ref, copy, noLinks)).outcome).toBe("unchanged");
        const rows = await allRows(ref);
        expect(rows).toMatchObject([{ id: "R-1", values: copy.values }]);
        expect(rows[0]?.body).toContain("一枚にまとめた。");
      });

      test("putting it again with other text replaces it whole", async () => {
        const ref = await released();
        await workspace.putPage(ref, copy, noLinks);
        const changed = {
          ...copy,
          values: { title: "資料を一枚にした" },
          blocks: [paragraph("半日で作れる。")],
        };
        expect((await workspace.putPage(ref, changed, noLinks)).outcome).toBe("updated");
        const rows = await allRows(ref);
        expect(rows).toMatchObject([{ id: "R-1", values: { title: "資料を一枚にした" } }]);
        expect(rows[0]?.values.unit_name).toBeUndefined();
        expect(rows[0]?.body).not.toContain("一枚にまとめた");
      });

      test("a withdrawn page is gone, the others stay, and a repeat does nothing", async () => {
        const ref = await released();
        await workspace.putPage(ref, copy, noLinks);
        await workspace.putPage(ref, { ...copy, id: "R-2" }, noLinks);
        await workspace.withdrawPage(ref, "R-1");
        await workspace.withdrawPage(ref, "R-1");
        expect((await workspace.entryIds(ref)).ids.map(({ id }) => id)).toEqual(["R-2"]);
      });
    });
  });
}
