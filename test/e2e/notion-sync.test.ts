import { describe, expect, test } from "vitest";

import type { RecordedRequest } from "../fakes/notion-server.ts";
import {
  apply,
  leftToDo,
  NOTHING,
  type NotionWorld,
  places,
  records,
  smallPartner,
} from "./notion-partner.ts";
import { sync, type SyncedDocument } from "./sorei-world.ts";

const ISSUES = "acme/br-osk/issues";
const OTHER = "acme/div-os/issues";
const SUCCESSES = "acme/br-osk/successes";
const RELEASED = "acme/_released";

const open = async (options: Parameters<typeof smallPartner>[0] = {}) => {
  const world = await smallPartner(options);
  return { world, server: world.server, person: world.server.person, at: await places(world) };
};

const rowsIn = ({ server }: NotionWorld, source: string) =>
  server.rowsOf(source).filter(({ inTrash }) => !inTrash);
const entries = async (world: NotionWorld) =>
  (await records(world, "acme")).filter(({ type }) => type === "entry");
const entryOf = async (world: NotionWorld, row: string) =>
  (await entries(world)).find(({ remoteId }) => remoteId === row);

const isQuery = ({ path }: RecordedRequest): boolean => path.endsWith("/query");
const ENDLESS = { times: Number.POSITIVE_INFINITY };

describe("a row that a person makes", () => {
  test("with only a title gets its 管理ID and the headings, and is then left alone", async () => {
    const { world, person, at, server } = await open();
    const row = person.addRow(at(ISSUES).source, { values: { 件名: "見積で話が終わる" } });
    expect(await sync(world)).toMatchObject({ upserted: 2, quarantined: [], notices: [] });
    const [seen] = rowsIn(world, at(ISSUES).source);
    expect(seen?.values["管理ID"]).toMatch(/^k-/u);
    expect(seen?.body).toContain("何が起きているか");
    expect(await entryOf(world, row)).toMatchObject({ value: { title: "見積で話が終わる", unit: "br-osk" } });
    world.later(10);
    server.forget();
    expect(await sync(world, "--full")).toMatchObject({ upserted: 0 });
    expect(server.requests.filter((request) => request.method !== "GET" && !isQuery(request))).toEqual([]);
  });

  test("keeps its own text, under our headings or without, and may lack everything else", async () => {
    const { world, person, at } = await open();
    const plain = person.addRow(at(ISSUES).source, { values: { 件名: "一" }, body: "とにかく遅い。" });
    const bare = person.addRow(at(ISSUES).source);
    const body = rowsIn(world, at(ISSUES).source)[0]?.body;
    await sync(world);
    expect(rowsIn(world, at(ISSUES).source)[0]?.body).toBe(body);
    expect(await entryOf(world, plain)).toMatchObject({ value: { situation: "とにかく遅い。" } });
    expect(await entryOf(world, bare)).toMatchObject({ value: { title: "無題" } });
  });

  test("with choices that are none of ours is taken without them, which is told, and is shared with nobody", async () => {
    const { world, person, at } = await open();
    const row = person.addRow(at(SUCCESSES).source, {
      values: {
        件名: "先に聞く",
        階層: "アシスタント",
        共有範囲: "みんな",
        分類: ["わたしの分類"],
        情報の裏付け: "噂",
      },
    });
    const synced = await sync(world);
    expect(synced.quarantined).toEqual([]);
    expect(synced.notices.join("\n")).toMatch(/アシスタント[\s\S]*みんな/u);
    expect(await entryOf(world, row)).toMatchObject({
      value: { scope: "unit_only", theme: ["わたしの分類"], evidence: "噂" },
    });
    expect(rowsIn(world, at(RELEASED).source)).toEqual([]);
  });

  test("that cannot be a record is set aside alone, and is taken in once it can be", async () => {
    const { world, person, at } = await open();
    const { source } = at("acme/_rollouts");
    const bad = person.addRow(source, { values: { 件名: "どこかで試す" } });
    person.addRow(source, {
      values: { 件名: "試す", 元事例: "E1", 展開先の事業部・拠点: "大阪支店", 状態: "提案" },
    });
    const synced = await sync(world);
    expect(synced.quarantined.map(({ path }) => path)).toEqual([
      expect.stringContaining(bad.replaceAll("-", "")),
    ]);
    expect(synced.upserted).toBe(2);
    world.later(10);
    person.setValue(bad, "元事例", "E2");
    person.setValue(bad, "展開先の事業部・拠点", "大阪支店");
    expect(await sync(world)).toMatchObject({ upserted: 1, quarantined: [] });
  });

  test("as a copy of another is set aside until its 管理ID is taken away, and the first stays what it is", async () => {
    const { world, person, at } = await open();
    const row = person.addRow(at(ISSUES).source, { values: { 件名: "一" } });
    await sync(world);
    const id = rowsIn(world, at(ISSUES).source)[0]?.values["管理ID"] ?? "";
    world.later(10);
    const copy = person.addRow(at(ISSUES).source, { values: { 件名: "一(1)", 管理ID: id } });
    for (const options of [[], ["--full"]]) {
      expect((await sync(world, ...options)).quarantined).toHaveLength(1);
      expect((await entries(world)).map(({ remoteId }) => remoteId)).toEqual([row]);
    }
    world.later(10);
    person.setValue(copy, "管理ID", "");
    expect(await sync(world)).toMatchObject({ upserted: 1, quarantined: [] });
    expect(await entries(world)).toHaveLength(2);
  });
});

describe("properties that people made something else of", () => {
  const TYPES: Record<string, Record<string, unknown>> = {
    rich_text: {},
    number: {},
    date: {},
    select: {},
    status: { options: [{ name: "甲" }] },
    people: {},
    created_time: {},
    formula: { expression: '"x"' },
  };

  test("lose no row, no 管理ID and no scope, whatever their type, and apply sets them back", async () => {
    const { world, person, at, server } = await open();
    const { source } = at(SUCCESSES);
    const scope = "この事業部・拠点のみ";
    const values = {
      件名: "先に聞く",
      共有範囲: scope,
      階層: "現場",
      分類: ["価格"],
      聞いた日: "2026-11-02",
      匿名化: true,
    };
    const rows = [person.addRow(source, { values }), person.addRow(source, { values: { 件名: "空" } })];
    await sync(world);
    const known = await entries(world);
    const check = async (type: string, ...options: readonly string[]) => {
      const { removed } = await sync(world, ...options);
      const now = await entries(world);
      expect({ type, removed, rows: now.map(({ id, remoteId }) => `${id} ${remoteId}`) }).toEqual({
        type,
        removed: 0,
        rows: known.map(({ id, remoteId }) => `${id} ${remoteId}`),
      });
      const limited = now.find(({ remoteId }) => remoteId === rows[0])?.value;
      expect({ type, ...limited }).toMatchObject({ type, scope: "unit_only" });
      const copies = rowsIn(world, at(RELEASED).source).map((copy) => copy.values["件名"]);
      expect([type, ...copies]).not.toContain("先に聞く");
    };
    for (const [type, config] of Object.entries(TYPES)) {
      world.later(10);
      for (const name of Object.keys(server.schemaOf(source))) {
        if (name !== "件名") person.retypeProperty(source, name, type, config);
      }
      for (const row of rows) person.appendText(row, "追記。");
      await check(type);
      await check(type, "--full");
      world.later(10);
      await apply(world);
      expect(await leftToDo(world)).toEqual(NOTHING);
      await check(type, "--full");
      expect({ type, ...(await sync(world)) }).toMatchObject({ type, quarantined: [], notices: [] });
    }
  });

  test("all of them deleted lose nothing either, and what the rows said comes back", async () => {
    const { world, person, at, server } = await open();
    const { source } = at(SUCCESSES);
    const row = person.addRow(source, {
      values: { 件名: "先に聞く", 階層: "現場", 分類: ["価格"] },
      body: "聞く。",
    });
    await sync(world);
    const [known, before] = [await entries(world), rowsIn(world, source)[0]?.values];
    world.later(10);
    for (const name of Object.keys(server.schemaOf(source))) {
      if (name !== "件名") person.deleteProperty(source, name);
    }
    person.appendText(row, "## 背景・課題");
    expect((await sync(world, "--full")).removed).toBe(0);
    expect(await entries(world)).toEqual(known);
    world.later(10);
    await apply(world);
    await sync(world);
    expect(await entries(world)).toEqual(known);
    // What is empty is told in other ways.
    const filled = (values: object = {}) =>
      Object.fromEntries(
        Object.entries(values).filter(
          ([, value]) => ![false, null, ""].includes(value) && !(Array.isArray(value) && value.length === 0),
        ),
      );
    expect(filled(rowsIn(world, source)[0]?.values)).toEqual(filled(before));
  });
});

describe("a row that a person moves to another unit's database", () => {
  test.each(["with its 管理ID", "and which loses its 管理ID on the way"])(
    "%s is that unit's entry from then on, and so are its rights",
    async (how) => {
      const { world, person, at } = await open();
      if (how !== "with its 管理ID") person.renameProperty(at(OTHER).source, "管理ID", "わたしの番号");
      const row = person.addRow(at(ISSUES).source, {
        values: { 件名: "見積で話が終わる", 共有範囲: "この事業部・拠点のみ" },
        body: "本文。",
      });
      await sync(world);
      const before = await entryOf(world, row);
      const found = async (unit: string) =>
        (await world.must("search", "見積", "--as", `unit:${unit}`)).json["total"] as unknown as number;
      expect([await found("br-osk"), await found("div-os")]).toEqual([1, 0]);
      world.later(10);
      person.moveRow(row, at(OTHER).source);
      expect(await sync(world, "--full")).toMatchObject({ removed: 0, quarantined: [] });
      expect(await entries(world)).toHaveLength(1);
      expect(await entryOf(world, row)).toMatchObject({
        id: before?.id,
        database: OTHER,
        value: { unit: "div-os" },
      });
      expect([await found("br-osk"), await found("div-os")]).toEqual([0, 1]);
      world.later(10);
      expect(await sync(world, "--full")).toMatchObject({ removed: 0, upserted: 0 });
    },
  );
});

describe("rows that are gone", () => {
  type Gone = SyncedDocument & { gone: readonly { id: string; fate: string }[] };

  test("are found by the next full sync, each asked for itself, and told apart", async () => {
    const { world, person, at, server } = await open();
    const ways = {
      trashed: (row: string) => person.trash(row),
      archived: (row: string) => person.archive(row),
      moved: (row: string) => person.movePage(row, at("acme/_internal").id),
      gone: (row: string) => person.unshare(row),
    };
    for (const [fate, act] of Object.entries(ways)) {
      const row = person.addRow(at(ISSUES).source, { values: { 件名: fate } });
      person.addRow(at(ISSUES).source, { values: { 件名: `${fate}でない` } });
      await sync(world);
      const id = (await entryOf(world, row))?.id;
      world.later(10);
      act(row);
      expect((await sync(world)).removed).toBe(0);
      server.forget();
      const synced = (await sync(world, "--full")) as Gone;
      expect(synced).toMatchObject({ removed: 1, removedIds: [id], gone: [{ id, fate }] });
      expect(server.requests.map(({ path }) => path)).toContain(`/v1/pages/${row}`);
    }
    expect((await entries(world)).map(({ value }) => (value as { title: string }).title)).toEqual(
      expect.arrayContaining(Object.keys(ways).map((fate) => `${fate}でない`)),
    );
    expect(await entries(world)).toHaveLength(4);
  });

  test("and come back are the same entries again", async () => {
    const { world, person, at } = await open();
    const row = person.addRow(at(ISSUES).source, { values: { 件名: "見積" } });
    await sync(world);
    const before = await entryOf(world, row);
    for (const [away, back] of [
      [person.trash, person.restore],
      [person.archive, person.unarchive],
      [person.unshare, person.share],
    ] as const) {
      world.later(10);
      away(row);
      expect((await sync(world, "--full")).removed).toBe(1);
      world.later(10);
      back(row);
      await sync(world, "--full");
      expect(await entryOf(world, row)).toEqual(before);
    }
  });
});

describe("a listing that is no truth", () => {
  const KINDS = ["empty-listing", "short-listing", "401", "403", "404"] as const;

  const filled = async () => {
    const opened = await open();
    for (const key of [ISSUES, OTHER]) {
      opened.server.seedRows(opened.at(key).source, 110, (at) => ({
        values: { 件名: `件 ${at}`, 管理ID: `${key} ${at}` },
      }));
    }
    await sync(opened.world);
    opened.world.later(10);
    return opened;
  };

  test("of one database removes nothing, and the sync names the database", async () => {
    const { world, server, at } = await filled();
    const before = await records(world, "acme");
    for (const what of KINDS) {
      server.fail({ what, match: ({ path }) => path.includes(at(ISSUES).source), ...ENDLESS });
      for (const options of [["--full"], ["--full", "--confirm"]]) {
        const synced = await sync(world, ...options);
        expect({ what, removed: synced.removed }).toEqual({ what, removed: 0 });
        expect([what, ...synced.notices].join("\n")).toContain(ISSUES);
      }
      server.clearFaults();
    }
    expect(await records(world, "acme")).toEqual(before);
    expect(await sync(world, "--full")).toMatchObject({ removed: 0, upserted: 0, notices: [] });
  });

  test("of all of them removes nothing, which is told, and is a failure where none can be read", async () => {
    const { world, server, at } = await filled();
    const [before, copies] = [await records(world, "acme"), server.rowsOf(at(RELEASED).source)];
    expect(copies.length).toBeGreaterThan(100);
    const ends: string[] = [];
    for (const what of KINDS) {
      server.fail({ what, match: isQuery, ...ENDLESS });
      const ran = await world.run("sync", "--full", "--confirm");
      const said = JSON.stringify(ran.json);
      const told = said.includes("workspace_failed") ? "failed" : said.includes(ISSUES) ? "named" : "nothing";
      ends.push(`${what} ${ran.exit} ${told}`);
      server.clearFaults();
    }
    expect(ends).toEqual([
      "empty-listing 0 named",
      "short-listing 0 named",
      "401 1 failed",
      "403 1 failed",
      "404 1 failed",
    ]);
    expect(await records(world, "acme")).toEqual(before);
    // A copy that no listing shows is not made a second time either.
    expect(server.rowsOf(at(RELEASED).source)).toEqual(copies);
  });

  test("of one database does not keep a row of another from being gone that is known to be in the trash", async () => {
    const { world, person, at } = await open();
    const [row, other] = [ISSUES, OTHER].map((key) =>
      person.addRow(at(key).source, { values: { 件名: key } }),
    );
    await sync(world);
    world.later(10);
    person.unshare(at(OTHER).id);
    person.trash(row ?? "");
    const synced = await sync(world, "--full");
    expect(synced.removed).toBe(1);
    expect(synced.notices.join("\n")).toContain(OTHER);
    expect((await entries(world)).map(({ remoteId }) => remoteId)).toEqual([other]);
  });
});

describe("a token that is revoked", () => {
  test("at any request of a sync stops it, nothing is lost, and the next sync goes on", async () => {
    const { world, server, person, at } = await open();
    const row = person.addRow(at(SUCCESSES).source, { values: { 件名: "先に聞く" }, body: "聞く。" });
    await sync(world);
    let isDone = false;
    for (let nth = 1; !isDone; nth += 1) {
      world.later(10);
      const before = await entries(world);
      person.setValue(row, "結果", `改 ${nth}`);
      const fresh = person.addRow(at(ISSUES).source, { values: { 件名: `新 ${nth}` } });
      let count = 0;
      const revoked = server.fail({ what: "401", match: () => (count += 1) >= nth, ...ENDLESS });
      const ran = await world.run("sync", "--full");
      isDone = revoked.fired === 0;
      const names = ran.lines.join("\n").includes("トークン");
      expect({ nth, exit: ran.exit, names }).toEqual({ nth, exit: isDone ? 0 : 1, names: !isDone });
      const kept = new Set((await entries(world)).map(({ id }) => id));
      expect(before.filter(({ id }) => !kept.has(id))).toEqual([]);
      server.clearFaults();
      world.later(10);
      expect(await sync(world)).toMatchObject({ removed: 0, quarantined: [], notices: [] });
      expect(await entryOf(world, row)).toMatchObject({ value: { result: `改 ${nth}` } });
      expect(await entryOf(world, fresh)).toMatchObject({ value: { title: `新 ${nth}` } });
      expect(
        rowsIn(world, at(RELEASED).source)
          .map(({ body }) => body)
          .join("\n"),
      ).toContain(`改 ${nth}`);
    }
  });
});

test("a token that is revoked is a failure also where nothing was to be taken in or written", async () => {
  const { world, server } = await open();
  for (let at = 0; at < 3; at += 1) {
    server.forget();
    await sync(world);
    world.later(10);
  }
  const needed = server.requests.length;
  for (let nth = 1; nth <= needed; nth += 1) {
    let count = 0;
    server.fail({ what: "401", match: () => (count += 1) >= nth, ...ENDLESS });
    expect({ nth, exit: (await world.run("sync")).exit }).toEqual({ nth, exit: 1 });
    server.clearFaults();
  }
  expect(await sync(world)).toMatchObject({ upserted: 0, removed: 0, notices: [] });
});

describe("released copies", () => {
  const shared = async () => {
    const opened = await open();
    const { world, person, at } = opened;
    const row = person.addRow(at(SUCCESSES).source, {
      values: { 件名: "先に聞く", 共有範囲: "メーカー社内のみ", 結果: "受注した" },
      body: "訪問の前に聞く。",
    });
    await sync(world);
    const id = (await entryOf(world, row))?.id ?? "";
    const copies = () => rowsIn(world, at(RELEASED).source);
    expect(copies()).toHaveLength(1);
    world.later(10);
    return { ...opened, row, id, copies, released: at(RELEASED).source };
  };

  test("that are as they were cost no request", async () => {
    const { world, server, copies, released } = await shared();
    const [copy] = copies();
    await sync(world);
    server.forget();
    await sync(world);
    expect(
      server.requests.filter(({ path }) => path.includes(copy?.id ?? "") || path.includes(released)),
    ).toEqual([]);
  });

  test.each(["is revoked", "may not travel any more", "is thrown away"])(
    "go when their entry %s",
    async (how) => {
      const { world, person, row, id, copies } = await shared();
      if (how === "is revoked") await world.must("release", "revoke", id, "--audience", "vendor");
      if (how === "may not travel any more") person.setValue(row, "共有範囲", "この事業部・拠点のみ");
      if (how === "is thrown away") person.trash(row);
      await sync(world, "--full");
      expect(copies()).toEqual([]);
    },
  );

  test("go with every duplicate that a person made of them", async () => {
    const { world, person, id, copies, released } = await shared();
    person.addRow(released, { values: { 件名: "先に聞く (1)", 管理ID: id } });
    await world.must("release", "revoke", id, "--audience", "vendor");
    await sync(world);
    expect(copies()).toEqual([]);
  });

  test("go also where a person took their 管理ID away", async () => {
    const { world, person, id, copies } = await shared();
    person.setValue(copies()[0]?.id ?? "", "管理ID", "");
    await world.must("release", "revoke", id, "--audience", "vendor");
    await sync(world);
    expect(copies()).toEqual([]);
  });

  test("are one again after a full sync where a person duplicated them, and his notes stay", async () => {
    const { world, person, id, copies, released } = await shared();
    person.addRow(released, { values: { 件名: "先に聞く (1)", 管理ID: id } });
    person.addRow(released, { values: { 件名: "わたしの控え", 管理ID: id }, body: "どこで使うか。" });
    await sync(world, "--full");
    expect(copies().map(({ values }) => [values["件名"], values["管理ID"]])).toEqual([["先に聞く", id]]);
    expect(copies()[0]?.body).toContain("どこで使うか。");
    expect(copies()[0]?.body).toContain("訪問の前に聞く");
  });

  test("are rewritten in their box alone: what a person wrote beside it stays", async () => {
    const { world, person, row, copies } = await shared();
    person.appendText(copies()[0]?.id ?? "", "来週持って行く。");
    world.later(10);
    person.setValue(row, "結果", "三件受注した");
    await sync(world);
    const [copy] = copies();
    expect(copy?.body).toContain("来週持って行く。");
    expect(copy?.body).toContain("三件受注した");
    expect(copy?.body).not.toContain("\n受注した");
  });

  test.each(["trash", "purge", "unshare"] as const)(
    "wait where their database is away (%s): that is told, all else is taken in, and apply brings them back",
    async (act) => {
      const { world, person, at, row } = await shared();
      person[act](at(RELEASED).id);
      person.setValue(row, "結果", "三件受注した");
      const ran = await world.run("sync");
      expect(ran.exit).toBe(1);
      expect(ran.lines.join("\n")).toMatch(/他拠点の事例.*取り込みは済んで[\s\S]*apply/u);
      expect(await entryOf(world, row)).toMatchObject({ value: { result: "三件受注した" } });
      await apply(world, "--confirm");
      await sync(world);
      const now = (await places(world))(RELEASED).source;
      expect(rowsIn(world, now).map(({ body }) => body)).toEqual([expect.stringContaining("三件受注した")]);
    },
  );

  test("that a person threw away or changed inside are as they should be after a full sync", async () => {
    const { world, person, copies } = await shared();
    person.editText(copies()[0]?.id ?? "", "訪問の前に聞く", "訪問のあとに聞く");
    await sync(world, "--full");
    expect(copies()[0]?.body).toContain("訪問の前に聞く");
    const [copy] = copies();
    world.later(10);
    person.setValue(copy?.id ?? "", "管理ID", "");
    await sync(world, "--full");
    expect(copies().map(({ id: at }) => at)).toEqual([copy?.id]);
    world.later(10);
    person.trash(copy?.id ?? "");
    await sync(world, "--full");
    expect(copies()).toHaveLength(1);
    expect(copies()[0]?.body).toContain("訪問の前に聞く");
  });
});
