import { rmSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import {
  apply,
  changedSince,
  driftOf,
  leftToDo,
  NOTHING,
  labelled,
  type NotionWorld,
  ownDatabases,
  picture,
  places,
  plan,
  records,
  samplePartner,
  smallPartner,
  stepsOf,
} from "./notion-partner.ts";
import { sync } from "./sorei-world.ts";

const HOME = "acme/br-osk";
const ISSUES = "acme/br-osk/issues";

const ISSUE = {
  values: {
    件名: "見積で話が終わる",
    階層: "現場",
    分類: ["価格", "審査"],
    共有範囲: "この事業部・拠点のみ",
    聞いた日: "2026-11-02",
    状態: "対応中",
  },
  body: "入替の時期には呼ばれる。",
} as const;

/** The small partner with one issue of the branch, written by a person and taken in. */
async function withIssue(options: Parameters<typeof smallPartner>[0] = {}) {
  const world = await smallPartner(options);
  const at = await places(world);
  const row = world.server.person.addRow(at(ISSUES).source, ISSUE);
  await sync(world);
  const { person } = world.server;
  return { world, server: world.server, person, at, row, source: at(ISSUES).source };
}

const rowOf = ({ server }: NotionWorld, source: string, row: string) =>
  server.rowsOf(source).find(({ id }) => id === row);

/** The data folder is lost: bindings, records, decisions. */
const loseStore = (world: NotionWorld): void => rmSync(join(world.dir, "data"), { recursive: true });

describe("the sample partner after a person was at it", () => {
  test("is read whole, the plan shows what was changed and nothing else, and apply repairs only what is ours", async () => {
    const world = await samplePartner();
    const { server } = world;
    const { person } = server;
    const at = await places(world);
    const issues = at("sorei/br-osk/issues");
    const [before, rows] = [await records(world, "sorei"), server.rowsOf(issues.source)];
    let count = 0;
    for (const database of ownDatabases(world)) {
      for (const name of Object.keys(server.schemaOf(database))) {
        person.renameProperty(database, name, `${name}・${(count += 1)}`);
      }
    }
    const databases = ["sorei/br-osk/issues", "sorei/_orders"];
    const pages = ["sorei", "sorei/br-osk", "sorei/br-osk/plan", "sorei/_internal", "sorei/_archive"];
    for (const key of databases) person.renameDatabase(at(key).id, `${key}を改名`);
    for (const key of pages) person.renamePage(at(key).id, `${key}を改名`);
    person.addProperty(issues.source, "わたしの列", "rich_text");
    person.addView(issues.id, { name: "わたしのビュー" });
    person.appendText(at("sorei/br-osk").id, "わたしの追記");
    person.retypeProperty(issues.source, labelled(world, issues.source, "分類"), "rich_text");
    person.deleteProperty(issues.source, labelled(world, issues.source, "緊急度"));

    expect(await sync(world, "--full")).toMatchObject({ removed: 0, quarantined: [] });
    expect(await records(world, "sorei")).toEqual(before);

    const planned = await plan(world);
    expect(planned.exit).toBe(2);
    expect(stepsOf(planned)).toEqual(["update sorei/br-osk/issues type:theme,property:urgency"]);
    expect(planned.conflicts).toEqual([]);
    const drift = Map.groupBy(planned.drift, ({ kind }) => kind);
    expect([...drift.keys()].toSorted()).toEqual(["renamed", "renamed-property"]);
    expect(
      drift
        .get("renamed")
        ?.map(({ key }) => key)
        .toSorted(),
    ).toEqual([...databases, ...pages].toSorted());
    // Of the re-typed and the deleted one only the repair is told.
    expect(drift.get("renamed-property")).toHaveLength(count - 2);

    const untouched = picture(world);
    await apply(world);
    expect(changedSince(untouched, world)).toEqual([
      `schema ${issues.source}`,
      ...rows.map(({ id }) => `row ${id}`),
    ]);
    expect(Object.keys(server.schemaOf(issues.source))).toContain("緊急度");
    const theme = labelled(world, issues.source, "分類");
    expect(server.rowsOf(issues.source).map(({ values }) => values[theme])).toEqual(
      rows.map(({ values }) => values["分類"]),
    );
    expect(await leftToDo(world)).toEqual(NOTHING);
    expect(await sync(world, "--full")).toMatchObject({ removed: 0, quarantined: [] });
    expect(await records(world, "sorei")).toEqual(before);
  });
});

describe("what a person called otherwise", () => {
  test.each(["page", "database", "property"])("a %s is left so, and told", async (what) => {
    const { world, person, at, source } = await withIssue();
    if (what === "page") person.renamePage(at(HOME).id, "関西");
    if (what === "database") person.renameDatabase(at(ISSUES).id, "困りごと");
    if (what === "property") person.renameProperty(source, "階層", "だれ");
    const before = picture(world);
    const planned = await plan(world);
    expect(planned).toMatchObject({ exit: 0, steps: [], conflicts: [] });
    const [kind, key, name] = {
      page: ["renamed", HOME, "関西"],
      database: ["renamed", ISSUES, "困りごと"],
      property: ["renamed-property", ISSUES, "だれ"],
    }[what] as [string, string, string];
    expect(driftOf(planned)).toEqual([`${kind} ${key}`]);
    expect(planned.drift[0]?.message).toContain(name);
    await apply(world);
    expect(changedSince(before, world)).toEqual([]);
  });

  test("a unit that the spec renames afterwards takes the spec's name", async () => {
    const { world, person, at, server } = await withIssue();
    person.renamePage(at(HOME).id, "関西");
    world.editSpec((text) => text.replace("大阪支店", "大阪支社"));
    expect(stepsOf(await plan(world))[0]).toContain(`update ${HOME} title`);
    await apply(world);
    expect(server.pages().find(({ id }) => id === at(HOME).id)?.title).toBe("大阪支社");
    expect(await leftToDo(world)).toEqual(NOTHING);
  });
});

describe("what a person moved", () => {
  test.each([
    ["a page below another page", HOME, "acme/_internal"],
    ["a page out of its unit", "acme/br-osk/plan", "acme"],
    ["a database below another page", ISSUES, "acme/div-os"],
  ])("%s is moved back with everything in it", async (_what, key, to) => {
    const { world, person, at } = await withIssue();
    const before = picture(world);
    person.movePage(at(key).id, at(to).id);
    const planned = await plan(world);
    expect(stepsOf(planned)).toEqual([`move ${key} parent`]);
    await apply(world);
    // Whatever is moved comes last where it goes to, so of its own page the order is another.
    const { parentId } =
      [...world.server.pages(), ...world.server.databases()].find(({ id }) => id === at(key).id) ?? {};
    expect(changedSince(before, world).filter((what) => what !== `page ${parentId}`)).toEqual([]);
    expect(await leftToDo(world)).toEqual(NOTHING);
  });

  test("into a toggle of its own page is where it was; into a toggle of another page it is moved back from", async () => {
    const { world, person, at } = await withIssue();
    const toggle = [{ type: "toggle", toggle: { rich_text: [{ text: { content: "しまう" } }] } }];
    const [own = ""] = person.addBlocks(at(HOME).id, toggle);
    const [other = ""] = person.addBlocks(at("acme/_internal").id, toggle);
    for (const key of [ISSUES, "acme/br-osk/plan"]) person.movePage(at(key).id, own);
    expect(await leftToDo(world)).toEqual(NOTHING);
    for (const key of [ISSUES, "acme/br-osk/plan"]) person.movePage(at(key).id, other);
    expect(stepsOf(await plan(world))).toEqual(["move acme/br-osk/plan parent", `move ${ISSUES} parent`]);
    await apply(world);
    expect(await leftToDo(world)).toEqual(NOTHING);
    expect(await sync(world, "--full")).toMatchObject({ removed: 0, notices: [] });
  });

  test.each([HOME, ISSUES])("%s out of the tree, where we may still go, is moved back", async (key) => {
    const { world, person, at } = await withIssue();
    const elsewhere = person.addPage(null, "わたしの場所");
    person.share(elsewhere);
    person.movePage(at(key).id, elsewhere);
    expect(await sync(world, "--full")).toMatchObject({ removed: 0, notices: [] });
    expect(stepsOf(await plan(world))).toEqual([`move ${key} parent`]);
    await apply(world);
    expect(await leftToDo(world)).toEqual(NOTHING);
  });
});

describe("what a person threw away", () => {
  test.each([
    ["a page", "acme/br-osk/plan"],
    ["a database", ISSUES],
    ["a unit's home with everything in it", HOME],
    ["the whole partner", "acme"],
  ])("%s is taken back: ids and rows are the same, nothing is twice", async (_what, key) => {
    const { world, person, at } = await withIssue();
    const [before, known] = [picture(world), await records(world, "acme")];
    person.trash(at(key).id);
    const planned = await plan(world);
    expect(stepsOf(planned)).toEqual([`update ${key} trash`]);
    await apply(world);
    expect(changedSince(before, world)).toEqual([]);
    expect(await leftToDo(world)).toEqual(NOTHING);
    expect(await sync(world, "--full")).toMatchObject({ removed: 0, upserted: 0, notices: [] });
    expect(await records(world, "acme")).toEqual(known);
  });

  test("and took back himself is nothing to do", async () => {
    const { world, person, at } = await withIssue();
    person.trash(at(HOME).id);
    expect((await plan(world)).exit).toBe(2);
    person.restore(at(HOME).id);
    expect(await leftToDo(world)).toEqual(NOTHING);
  });

  test.each(["empty", "not_found"] as const)(
    "takes no record away while it lies in the trash, and the sync says where (a listing of it is %s)",
    async (trashedSourceQuery) => {
      const { world, person, at } = await withIssue({ trashedSourceQuery });
      const known = await records(world, "acme");
      person.trash(at(HOME).id);
      const synced = await sync(world, "--full");
      expect(synced.removed).toBe(0);
      expect(synced.notices.join("\n")).toContain(ISSUES);
      expect(await records(world, "acme")).toEqual(known);
    },
  );

  test("does not keep the rest from being taken in, its figures neither", async () => {
    const { world, person, at, server } = await withIssue();
    person.trash(at(HOME).id);
    person.addRow(at("acme/div-os/successes").source, { values: { 件名: "先に聞く" } });
    // Changes the figures of the unit that is thrown away as well.
    person.addRow(at("acme/_orders").source, {
      values: { 受注番号: "SO-1", 経由拠点: "大阪支店", 月額: 1000, 受注日: "2026-11-02" },
    });
    expect(await sync(world)).toMatchObject({ upserted: 2 });
    expect(server.textOf(at("acme/div-os").id)).toContain("成功事例: 1");
    await apply(world);
    await sync(world);
    expect(server.textOf(at(HOME).id)).toContain("1,000");
  });
});

describe("what cannot be reached", () => {
  const lost = (how: string, world: NotionWorld, id: string) =>
    how === "purged" ? world.server.person.purge(id) : world.server.person.unshare(id);

  test.each([
    ["purged", "acme/br-osk/plan"],
    ["purged", ISSUES],
    ["unshared", "acme/br-osk/plan"],
    ["unshared", ISSUES],
    ["unshared", HOME],
  ])("%s: %s is a conflict with its remedy, and nothing is done", async (how, key) => {
    const { world, at } = await withIssue();
    lost(how, world, at(key).id);
    const before = picture(world);
    const planned = await plan(world);
    expect(planned.steps).toEqual([]);
    expect(planned.conflicts.map((conflict) => conflict.key)).toContain(key);
    expect(planned.conflicts[0]?.hint).toContain("--confirm");
    const refused = await world.run("apply", world.specFile, "--yes");
    expect(refused).toMatchObject({ exit: 3, json: { error: { code: "conflict" } } });
    expect(refused.lines.join("\n")).toContain("--confirm");
    expect(changedSince(before, world)).toEqual([]);
  });

  test.each([
    ["a page", "acme/br-osk/plan"],
    ["a database", ISSUES],
    ["a unit", HOME],
  ])(
    "%s that is gone for good is made again with --confirm, empty and with its views",
    async (_what, key) => {
      const { world, at, person, server } = await withIssue();
      const views = server.viewsOf(at(ISSUES).id).map(({ name }) => name);
      person.purge(at(key).id);
      await apply(world, "--confirm");
      expect(await leftToDo(world)).toEqual(NOTHING);
      const now = await places(world);
      expect(server.viewsOf(now(ISSUES).id).map(({ name }) => name)).toEqual(views);
      expect(server.databases().filter(({ title }) => title === "課題")).toHaveLength(2);
      const row = person.addRow(now(ISSUES).source, { values: { 件名: "別の件" } });
      const synced = await sync(world, "--full");
      expect(synced.quarantined).toEqual([]);
      expect((await records(world, "acme")).filter(({ remoteId }) => remoteId === row)).toHaveLength(1);
    },
  );

  test("what is shared again is as before, without a step", async () => {
    const { world, at, person } = await withIssue();
    const [before, known] = [picture(world), await records(world, "acme")];
    person.unshare(at(HOME).id);
    expect((await sync(world, "--full")).removed).toBe(0);
    person.share(at(HOME).id);
    expect(await leftToDo(world)).toEqual(NOTHING);
    expect(changedSince(before, world)).toEqual([]);
    expect(await sync(world, "--full")).toMatchObject({ removed: 0, notices: [] });
    expect(await records(world, "acme")).toEqual(known);
  });

  test("what was made again although it was only unshared is named when both are there, and neither is touched", async () => {
    const { world, at, person } = await withIssue();
    const { id } = at("acme/br-osk/plan");
    person.unshare(id);
    await apply(world, "--confirm");
    person.share(id);
    const before = picture(world);
    const planned = await plan(world);
    expect(planned).toMatchObject({ exit: 0, steps: [], conflicts: [] });
    expect(driftOf(planned)).toEqual(["notice acme/br-osk/plan"]);
    await apply(world);
    expect(changedSince(before, world)).toEqual([]);
  });
});

describe("a property", () => {
  test.each([
    ["分類", "theme", "select"],
    ["共有範囲", "scope", "multi_select"],
    ["聞いた日", "heard_on", "number"],
    ["状態", "state", "rich_text"],
    ["管理ID", "id", "select"],
  ])(
    "%s (%s) that became a %s gets its type back, and the values are what they were",
    async (name, field, type) => {
      const { world, person, source } = await withIssue();
      const [before, known] = [picture(world), await records(world, "acme")];
      person.retypeProperty(source, name, type);
      expect((await sync(world, "--full")).removed).toBe(0);
      expect(stepsOf(await plan(world))).toEqual([`update ${ISSUES} type:${field}`]);
      await apply(world);
      expect(changedSince(before, world).filter((what) => what.startsWith("row"))).toEqual([]);
      expect(await leftToDo(world)).toEqual(NOTHING);
      expect(await sync(world, "--full")).toMatchObject({ removed: 0, quarantined: [], notices: [] });
      expect(await records(world, "acme")).toEqual(known);
    },
  );

  test("that became a state is a choice still, and is left so", async () => {
    const { world, person, source } = await withIssue();
    person.retypeProperty(source, "階層", "status", {
      options: [{ name: "現場" }, { name: "マネージャー" }, { name: "部長・拠点長" }],
    });
    expect(await leftToDo(world)).toEqual(NOTHING);
  });

  test("that lost values to another type is read as it was once it has its type back, though no row was touched", async () => {
    const { world, person, source, row } = await withIssue();
    const known = await records(world, "acme");
    world.later(10);
    person.retypeProperty(source, "分類", "select");
    person.appendText(row, "## 影響");
    world.later(10);
    await sync(world);
    expect(JSON.stringify(await records(world, "acme"))).not.toContain("screening");
    world.later(10);
    await apply(world);
    await sync(world);
    expect(await records(world, "acme")).toEqual(known);
  });

  const asItWas = { name: "apply adds it", act: () => {}, step: "property:theme" };
  const madeAnew = {
    name: "a person made it anew",
    act: ({ server: { person } }: NotionWorld, source: string) => {
      person.addProperty(source, "共有範囲", "select");
      person.addProperty(source, "聞いた日", "date");
      person.addProperty(source, "分類", "multi_select");
    },
    step: "replaced:theme",
  };

  test.each([asItWas, madeAnew])(
    "that was deleted keeps what its rows said: in the store meanwhile, in the rows once $name",
    async ({ act, step }) => {
      const { world, person, source, row, server, at } = await withIssue();
      const [known, before] = [await records(world, "acme"), rowOf(world, source, row)?.values];
      world.later(10);
      for (const name of ["共有範囲", "聞いた日", "分類"]) person.deleteProperty(source, name);
      person.appendText(row, "## 影響");
      const synced = await sync(world);
      expect(synced.notices.join("\n")).toMatch(/acme\/br-osk\/issues.*分類, 共有範囲, 聞いた日.*apply/u);
      expect(await records(world, "acme")).toEqual(known);
      world.later(10);
      act(world, source);
      expect(stepsOf(await plan(world))[0]).toContain(step);
      await apply(world);
      expect(await leftToDo(world)).toEqual(NOTHING);
      world.later(10);
      person.appendText(row, "さらに");
      expect(await sync(world)).toMatchObject({ quarantined: [], notices: [] });
      expect(rowOf(world, source, row)?.values).toEqual(before);
      // The scope held it in its unit all the time.
      expect(server.rowsOf(at("acme/_released").source)).toEqual([]);
      world.later(10);
      person.setValue(row, "聞いた日", null);
      await sync(world);
      expect(JSON.stringify(await records(world, "acme"))).not.toContain("2026-11-02");
      expect(rowOf(world, source, row)?.values["聞いた日"]).toBeNull();
    },
  );

  test("管理ID that was deleted leaves known rows what they are; new ones wait for it, and are told", async () => {
    const { world, person, source, row, server } = await withIssue();
    const known = await records(world, "acme");
    world.later(10);
    person.deleteProperty(source, "管理ID");
    person.appendText(row, "## 影響");
    const fresh = person.addRow(source, { values: { 件名: "もう一件" } });
    for (const options of [[], ["--full"]]) {
      const synced = await sync(world, ...options);
      expect(synced).toMatchObject({
        removed: 0,
        quarantined: [{ reason: expect.stringContaining("管理ID") }],
      });
      expect(await records(world, "acme")).toEqual(known);
      world.later(10);
      server.forget();
    }
    await sync(world, "--full");
    // What stands where it stood need not be looked at.
    expect(server.requests.filter(({ path }) => path.includes(row))).toEqual([]);
    await apply(world);
    expect(await sync(world)).toMatchObject({ removed: 0, quarantined: [] });
    const after = await records(world, "acme");
    expect(after.filter(({ remoteId }) => remoteId !== fresh)).toEqual(known);
    expect(after).toHaveLength(known.length + 1);
    const id = known.find(({ remoteId }) => remoteId === row)?.id;
    expect(rowOf(world, source, row)?.values["管理ID"]).toBe(id);
  });

  test("that was deleted is added again, and nothing else is touched", async () => {
    const { world, person, source, row } = await withIssue();
    person.deleteProperty(source, "聞いた日");
    const before = rowOf(world, source, row)?.values;
    expect(stepsOf(await plan(world))).toEqual([`update ${ISSUES} property:heard_on`]);
    await apply(world);
    const { 聞いた日: added, ...others } = rowOf(world, source, row)?.values ?? {};
    expect(others).toEqual(before);
    expect(added).toBeDefined();
    expect(await leftToDo(world)).toEqual(NOTHING);
  });

  test("that was deleted while another took its name is added beside that one", async () => {
    const { world, person, source, row } = await withIssue();
    person.deleteProperty(source, "聞いた日");
    person.renameProperty(source, "階層", "聞いた日");
    await apply(world);
    expect(rowOf(world, source, row)?.values["聞いた日"]).toBe("現場");
    expect(await leftToDo(world)).toEqual(NOTHING);
    expect((await records(world, "acme")).find(({ remoteId }) => remoteId === row)?.value).toMatchObject({
      level: "field",
    });
  });

  test("whose choices were taken away gets ours again, and people's stay", async () => {
    const { world, person, source, server, row } = await withIssue();
    person.addOption(source, "階層", "アシスタント");
    person.setValue(row, "階層", "アシスタント");
    for (const name of ["マネージャー", "部長・拠点長"]) person.deleteOption(source, "階層", name);
    person.deleteOption(source, "状態", "保留");
    expect(stepsOf(await plan(world))).toEqual([`update ${ISSUES} options:state,options:level`]);
    await apply(world);
    const names = JSON.stringify(server.schemaOf(source));
    for (const name of ["マネージャー", "部長・拠点長", "アシスタント", "現場", "保留"])
      expect(names).toContain(`"${name}"`);
    expect(rowOf(world, source, row)?.values["階層"]).toBe("アシスタント");
    expect(await leftToDo(world)).toEqual(NOTHING);
  });
});

describe("what people own", () => {
  test("their properties, views, text, pages and databases go through plan, apply and sync byte for byte", async () => {
    const { world, person, at, source, row } = await withIssue();
    person.addProperty(source, "わたしの列", "select", { options: [{ name: "甲" }] });
    person.setValue(row, "わたしの列", "甲");
    person.addView(at(ISSUES).id, {
      name: "わたしのビュー",
      filter: { property: "わたしの列", select: { equals: "甲" } },
    });
    person.appendMarkdown(at(HOME).id, "## わたしの見出し\n\n- 一\n- 二");
    const page = person.addPage(at(HOME).id, "わたしのページ", "中身");
    person.addDatabase(page, "わたしの表", { Name: { title: {} } });
    person.addDatabase(at(HOME).id, "課題", { Name: { title: {} } });
    await sync(world, "--full");
    const before = picture(world);
    expect(await leftToDo(world)).toEqual(NOTHING);
    await apply(world);
    expect(await sync(world, "--full")).toMatchObject({ removed: 0, quarantined: [], notices: [] });
    expect(changedSince(before, world)).toEqual([]);
  });

  test("a view that a person removed is not made again", async () => {
    const { world, at, server } = await withIssue();
    const [first] = server.viewsOf(at(ISSUES).id);
    await world.asks("DELETE", `/v1/views/${first?.id ?? ""}`);
    expect(await leftToDo(world)).toEqual(NOTHING);
  });
});

describe("a managed block", () => {
  const card = (id: string) => (text: string) => text.includes(`kakehashi:${id}:`);

  test("that a person edited or removed is told and left alone, the others are written", async () => {
    const { world, person, at, server } = await withIssue();
    person.editText(at(HOME).id, "未解決の課題: 1", "未解決の課題: たくさん");
    person.removeBlock(at("acme/div-os").id, card("live-status"));
    const before = server.textOf(at(HOME).id);
    expect(driftOf(await plan(world)).toSorted()).toEqual([
      "edited acme/br-osk",
      "removed-block acme/div-os",
    ]);
    person.addRow(at(ISSUES).source, { values: { 件名: "もう一件" } });
    person.addRow(at("acme/div-os/issues").source, { values: { 件名: "もう一件" } });
    await apply(world);
    await sync(world);
    expect(server.textOf(at(HOME).id)).toBe(before);
    expect(server.textOf(at("acme/div-os").id)).not.toContain("kakehashi:live-status:");
    expect(server.textOf(at("acme").id)).toMatch(/大阪支店.*2/u);
  });

  test("that a person put elsewhere on its page is still ours", async () => {
    const { world, person, at, server } = await withIssue();
    const cards = await world.blocksOf(at(HOME).id);
    const moved = cards.find((block) => JSON.stringify(block).includes("kakehashi:live-status:"));
    person.removeBlock(at(HOME).id, card("live-status"));
    person.addBlocks(at(HOME).id, [asWritten(moved ?? {})]);
    expect(await plan(world)).toMatchObject({ exit: 0, steps: [], drift: [], conflicts: [] });
    person.addRow(at(ISSUES).source, { values: { 件名: "もう一件" } });
    await sync(world);
    expect(server.textOf(at(HOME).id)).toContain("未解決の課題: 2");
  });
});

describe("our marks", () => {
  test("are not needed where the store knows the page", async () => {
    const { world, person, at } = await withIssue();
    person.removeBlock(at(HOME).id, (text) => text.includes("kakehashi:key:"));
    person.describeDatabase(at(ISSUES).id, "わたしの説明");
    expect(await plan(world)).toMatchObject({ exit: 0, steps: [], drift: [], conflicts: [] });
    expect(await sync(world, "--full")).toMatchObject({ removed: 0, notices: [] });
  });

  test("find everything again when the store is lost: nothing is made, views neither, and rows are the same", async () => {
    const world = await samplePartner();
    const words = () => world.server.pages().map(({ id }) => world.server.textOf(id));
    const [before, said, known] = [picture(world), words(), await records(world, "sorei")];
    const bound = (name: "properties" | "remoteId") =>
      world.look(async (store) =>
        (await store.bindings.all("sorei", "notion")).map((one) => [one.key, one[name]]),
      );
    const [ids, properties] = [await bound("remoteId"), await bound("properties")];
    loseStore(world);
    const planned = await plan(world);
    expect(new Set(planned.steps.map(({ action }) => action))).toEqual(new Set(["adopt"]));
    expect(planned.steps).toHaveLength(ids.length);
    await apply(world);
    // Cards are written again, now with links to what was not there yet when they were first written.
    expect(changedSince(before, world).filter((what) => !what.startsWith("page"))).toEqual([]);
    expect(words()).toEqual(said);
    expect(await bound("remoteId")).toEqual(ids);
    expect(await bound("properties")).toEqual(properties);
    expect(await leftToDo(world)).toEqual(NOTHING);
    expect(await sync(world, "--full")).toMatchObject({ removed: 0, quarantined: [], notices: [] });
    expect(await records(world, "sorei")).toEqual(known);
    expect(words()).toEqual(said);
    expect(changedSince(before, world).filter((what) => !what.startsWith("page"))).toEqual([]);
  });

  test("on a page that a person duplicated are told, and neither is touched", async () => {
    const { world, person, at } = await withIssue();
    const copy = await duplicate(world, at(HOME).id, at("acme/div-os").id);
    const before = picture(world);
    const planned = await plan(world);
    expect(planned).toMatchObject({ exit: 0, steps: [], conflicts: [] });
    expect(driftOf(planned)).toEqual([`notice ${HOME}`]);
    await apply(world);
    expect(changedSince(before, world)).toEqual([]);

    loseStore(world);
    const lost = await plan(world);
    expect(lost.conflicts.map(({ key }) => key)).toContain(HOME);
    expect(lost.conflicts[0]?.message).toContain(copy.replaceAll("-", ""));
    expect((await world.run("apply", world.specFile, "--yes")).exit).toBe(3);
    expect(changedSince(before, world)).toEqual([]);
    person.trash(copy);
    await apply(world);
    expect(await leftToDo(world)).toEqual(NOTHING);
  });

  test("are what a page is known by: a foreign one of the same title is a conflict, and is never taken", async () => {
    const { world, person, at } = await withIssue();
    const foreign = person.addPage(at("acme").id, "名古屋支店", "わたしのもの");
    world.editSpec((text) =>
      text.replace("people:", "  - { key: br-ngo, name: 名古屋支店, kind: branch }\npeople:"),
    );
    const before = picture(world);
    const planned = await plan(world);
    expect(planned.conflicts.map(({ key }) => key)).toEqual(["acme/br-ngo"]);
    expect((await world.run("apply", world.specFile, "--yes")).exit).toBe(3);
    expect(changedSince(before, world)).toEqual([]);
    person.renamePage(foreign, "名古屋のメモ");
    await apply(world);
    expect(await leftToDo(world)).toEqual(NOTHING);
  });
});

describe("a connection that may make no views", () => {
  test("gets everything else, is told once so, and ends with 0", async () => {
    const world = await smallPartner({ viewsAllowed: false });
    const planned = await plan(world);
    expect(planned).toMatchObject({ exit: 0, steps: [], conflicts: [] });
    expect(driftOf(planned)).toEqual(["notice acme"]);
    expect(planned.drift[0]?.message).toContain("ビュー");
    const at = await places(world);
    world.server.person.addRow(at(ISSUES).source, ISSUE);
    expect(await sync(world)).toMatchObject({ notices: [], quarantined: [] });
    expect((await world.run("apply", world.specFile, "--yes")).exit).toBe(0);
  });
});

/** What the app's "Duplicate" does to a page: its own blocks, marks included, under a new id. */
async function duplicate(world: NotionWorld, id: string, parent: string): Promise<string> {
  const { person } = world.server;
  const copy = person.addPage(parent, "大阪支店 (1)");
  const blocks = (await world.blocksOf(id)).filter(({ type }) => !String(type).startsWith("child_"));
  person.addBlocks(copy, blocks.map(asWritten));
  return copy;
}

/** A block of an answer in the form of a request: without what only answers have. */
function asWritten(block: Readonly<Record<string, unknown>>): object {
  const type = String(block["type"]);
  const content = JSON.stringify(block[type], (name, value: unknown) =>
    value === null || ["plain_text", "href"].includes(name) ? undefined : value,
  );
  return { type, [type]: JSON.parse(content) };
}
