import { describe, expect, test } from "vitest";

import {
  apply,
  below,
  type ConfluenceWorld,
  entries,
  entryOf,
  importEntries,
  isWrite,
  labelsOn,
  openPartner,
  reported,
  tableOf,
} from "./confluence-partner.ts";
import { sync } from "./sorei-world.ts";

/** What people write on pages of entries, and what becomes of it. */

const ISSUES = "acme/br-osk/issues";
const SUCCESSES = "acme/br-osk/successes";
const RELEASED = "acme/_released";

const ALL_ROWS = (
  "状態 階層 分類 共有範囲 聞いた日 顧客名〔非共有〕 呼び名〔非共有〕 商材 業種・規模 匿名化 伏せる語〔非共有〕 " +
  "共有の了承 緊急度 発言者の役職 情報源 情報の裏付け 作成者 管理ID"
).split(" ");
const HEADINGS = ["何が起きているか", "影響", "これまで試したこと", "望む状態", "非共有メモ"];

const valueOf = async (world: ConfluenceWorld, page: string) => (await entryOf(world, page))?.value;

/** Nothing is written any more, not even when everything is looked at. */
async function isSettled(world: ConfluenceWorld): Promise<void> {
  for (const options of [[], ["--full"]]) {
    world.later(30);
    world.server.forget();
    expect(await sync(world, ...options)).toMatchObject({
      upserted: 0,
      removed: 0,
      quarantined: [],
      notices: [],
    });
    expect(world.server.requests.filter(isWrite)).toEqual([]);
  }
  expect(world.server.violations).toEqual([]);
}

describe("a page that a person makes below an index page", () => {
  test("with only a title gets its table, its 管理ID, label, mark and headings, and is then left alone", async () => {
    const { world, person, at, server } = await openPartner();
    const page = person.addPage(at(ISSUES), "見積で話が終わる");
    expect(await sync(world)).toMatchObject({ upserted: 1, quarantined: [], notices: [] });
    const entry = await entryOf(world, page);
    expect(entry).toMatchObject({ value: { title: "見積で話が終わる", unit: "br-osk" } });
    expect(server.page(page)).toMatchObject({
      title: "見積で話が終わる",
      labels: ["pk-issue"],
      properties: { "kakehashi.row": { id: entry?.id, record: "issue" } },
    });
    expect(labelsOn(world, page)).toEqual(ALL_ROWS);
    expect(person.readCell(page, "管理ID")).toBe(entry?.id);
    expect(server.viewTextOf(page).split("\n")).toEqual(expect.arrayContaining(HEADINGS));
    expect(reported(world, at(ISSUES))).toEqual([]);
    world.later(1);
    expect(reported(world, at(ISSUES))).toEqual(["見積で話が終わる"]);
    await isSettled(world);
  });

  test("with a table of two rows keeps what they say, has all rows afterwards, and is in the report", async () => {
    const { world, person, at, server } = await openPartner();
    const page = person.addPage(at(ISSUES), "一", tableOf({ 階層: "現場", 状態: "対応中" }));
    await sync(world);
    expect(await valueOf(world, page)).toMatchObject({ level: "field", state: "in_progress" });
    expect(labelsOn(world, page).toSorted()).toEqual(ALL_ROWS.toSorted());
    expect(server.viewTextOf(page).split("\n")).toEqual(expect.arrayContaining(HEADINGS));
    world.later(1);
    expect(reported(world, at(ISSUES))).toEqual(["一"]);
    await isSettled(world);
  });

  test.each([
    [
      "under our headings",
      "<h2>影響</h2><p>三件失った。</p><h2>わたしの見出し</h2><p>控え。</p>",
      "impact",
      "三件失った。",
    ],
    [
      "without any",
      "<p>とにかく遅い。</p><ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-status>incomplete</ac:task-status><ac:task-body>電話する</ac:task-body></ac:task></ac:task-list>",
      "situation",
      "とにかく遅い。",
    ],
  ])("with text %s keeps it as it is", async (_how, text, field, says) => {
    const { world, person, at, server } = await openPartner();
    const page = person.addPage(at(ISSUES), "一", text);
    const before = server.viewTextOf(page);
    await sync(world);
    expect(server.viewTextOf(page)).toContain(before);
    expect(server.viewTextOf(page)).not.toContain("望む状態");
    expect(await valueOf(world, page)).toMatchObject({ [field]: expect.stringContaining(says) as string });
    await isSettled(world);
  });

  test("from the template is complete, whatever the person fills in", async () => {
    const { world, person, at, server } = await openPartner();
    const page = person.createFromTemplate(at(SUCCESSES), "先に聞く");
    expect(server.page(page).labels).toEqual(["pk-success"]);
    person.editCell(page, "結果", "三件受注した");
    const text = server.viewTextOf(page);
    await sync(world);
    const entry = await entryOf(world, page);
    expect(entry?.value).toMatchObject({ title: "先に聞く", result: "三件受注した" });
    expect(server.viewTextOf(page).replace(`管理ID\n${entry?.id}\n`, "")).toBe(text);
    world.later(1);
    expect(reported(world, at(SUCCESSES))).toEqual(["先に聞く"]);
    await isSettled(world);
  });

  test("as a copy of another is set aside until its 管理ID is taken away; the first stays what it is", async () => {
    const { world, person, at } = await openPartner();
    await importEntries(world, "管理ID,件名,種別,拠点,状態", "E1,一,課題,大阪支店,未対応");
    const [first] = below(world, at(ISSUES));
    await sync(world);
    const before = await entries(world);
    world.later(30);
    // The title that Confluence proposes has no mark of ours at its end, one that people shorten has.
    const copies = [
      person.copyPage(first?.id ?? "", "一 [#E1] の写し"),
      person.copyPage(first?.id ?? "", "写し [#E1]"),
    ];
    for (const options of [[], ["--full"]]) {
      const { quarantined, removed } = await sync(world, ...options);
      expect([quarantined.map(({ id }) => id), removed]).toEqual([["E1", "E1"], 0]);
      expect(await entries(world)).toEqual(before);
    }
    world.later(30);
    for (const copy of copies) person.editCell(copy, "管理ID", "");
    expect(await sync(world)).toMatchObject({ upserted: 2, quarantined: [] });
    const all = await entries(world);
    expect(new Set(all.map(({ id }) => id)).size).toBe(3);
    expect(all).toEqual(expect.arrayContaining(before));
    await isSettled(world);
    // What the copies are called does not make them the first one, not even when that is gone.
    person.trash(first?.id ?? "");
    expect(await sync(world, "--full")).toMatchObject({ removed: 1, removedIds: ["E1"] });
    await isSettled(world);
  });

  test("below another entry or in a folder is none, and a page of the tree that lands there is none either", async () => {
    const { world, person, at, server } = await openPartner();
    const page = person.addPage(at(ISSUES), "一");
    await sync(world);
    world.later(30);
    person.addPage(page, "メモ");
    person.addPage(person.addFolder(at(ISSUES), "しまう"), "古い");
    person.movePage(at("acme/br-osk/plan"), at(ISSUES));
    person.movePage(at(SUCCESSES), at(ISSUES));
    const before = [server.storageOf(at("acme/br-osk/plan")), server.storageOf(at(SUCCESSES))];
    for (const options of [[], ["--full"]])
      expect(await sync(world, ...options)).toMatchObject({ upserted: 0, removed: 0 });
    expect(await entries(world)).toHaveLength(1);
    expect([server.storageOf(at("acme/br-osk/plan")), server.storageOf(at(SUCCESSES))]).toEqual(before);
    await apply(world);
    expect(server.page(at(SUCCESSES)).parentId).toBe(at("acme/br-osk"));
  });
});

/** An issue with something in every place, and what the last import said. */
async function withIssue() {
  const opened = await openPartner();
  const { world, at } = opened;
  await importEntries(world, ...issue("未対応"));
  await sync(world);
  world.later(30);
  const page = below(world, at(ISSUES))[0]?.id ?? "";
  return { ...opened, page, value: () => valueOf(world, page) };
}

const issue = (state: string, impact = "二件失った。"): string[] => [
  "管理ID,件名,種別,拠点,状態,階層,分類,共有範囲,聞いた日,何が起きているか,影響,伏せる語",
  `E1,見積で話が終わる,課題,大阪支店,${state},現場,価格、審査,メーカー社内のみ,2026-11-02,入替の時期には呼ばれる。,${impact},緑野商店 = 顧客A`,
];

describe("what a person does in the table of an entry", () => {
  test.each<[string, (person: ConfluenceWorld["server"]["person"], page: string) => unknown, object]>([
    ["text", (person, page) => person.editCell(page, "緊急度", "高い"), { urgency: "高い" }],
    [
      "a status macro",
      (person, page) => person.replaceStatus(page, "状態", "対応中"),
      { state: "in_progress" },
    ],
    ["a date", (person, page) => person.addDate(page, "聞いた日", "2026-11-20"), { heard_on: "2026-11-20" }],
    [
      "a mention",
      (person, page) => person.addMention(page, "発言者の役職", person.addUser("架空 花子")),
      { speaker_role: "架空 花子" },
    ],
    [
      "an emoji",
      (person, page) => person.editCell(page, "発言者の役職", "課長 👍"),
      { speaker_role: "課長 👍" },
    ],
    [
      "several lines",
      (person, page) => person.editCell(page, "分類", "価格\n決裁者"),
      { theme: ["price", "decider"] },
    ],
    [
      "paragraphs made one",
      (person, page) => person.editCell(page, "分類", "価格、審査、決裁者"),
      { theme: ["price", "screening", "decider"] },
    ],
    ["nothing any more", (person, page) => person.editCell(page, "聞いた日", ""), {}],
    ["td for th", (person, page) => person.demoteRowLabel(page, "状態"), { state: "open" }],
    [
      "rows in another order",
      (person, page) => person.reorderTableRows(page),
      { state: "open", level: "field" },
    ],
    [
      "a label of their own",
      (person, page) => person.renameRowLabel(page, "階層", "だれ"),
      { level: "field" },
    ],
    [
      "a row of their own",
      (person, page) => person.addTableRow(page, "わたしの行", "わたしの値", 2),
      { level: "field" },
    ],
  ])("%s: is read, all else stays, and nothing is written for it", async (what, act, expected) => {
    const { world, person, page, value, server } = await withIssue();
    const before = await value();
    act(person, page);
    const storage = server.storageOf(page);
    expect(await sync(world)).toMatchObject({ removed: 0, quarantined: [], notices: [] });
    expect(server.storageOf(page)).toBe(storage);
    const after = { ...before, ...expected };
    if (what === "nothing any more") delete (after as { heard_on?: string }).heard_on;
    expect(await value()).toEqual(after);
    await isSettled(world);
  });

  test("moved to the index of another kind it is of that kind, and in that report alone", async () => {
    const { world, person, at, page, server } = await withIssue();
    person.movePage(page, at(SUCCESSES));
    expect(await sync(world, "--full")).toMatchObject({ upserted: 1, removed: 0, quarantined: [] });
    expect((await entryOf(world, page))?.value).toMatchObject({ kind: "success" });
    expect(server.page(page).labels).toEqual(["pk-success"]);
    world.later(1);
    expect(reported(world, at(ISSUES))).toEqual([]);
    expect(reported(world, at(SUCCESSES))).toHaveLength(1);
    await isSettled(world);
  });

  test("a choice that is none is told, and a scope that is none is for nobody else", async () => {
    const { world, person, page, value } = await withIssue();
    person.editCell(page, "共有範囲", "みんな");
    person.editCell(page, "階層", "アシスタント");
    const { notices, quarantined } = await sync(world);
    expect(quarantined).toEqual([]);
    expect(notices.join("\n")).toMatch(/アシスタント[\s\S]*みんな/u);
    expect(await value()).toMatchObject({ scope: "unit_only" });
  });

  test.each(["共有範囲", "伏せる語〔非共有〕", "状態", "管理ID"])(
    "the row %s taken out: its last value holds, is filled in again, and no copy says more than before",
    async (label) => {
      const { world, person, page, value, server, at } = await withIssue();
      const [before, cell] = [await value(), person.readCell(page, label)];
      const copy = below(world, at(RELEASED))[0]?.id ?? "";
      const shared = server.viewTextOf(copy);
      person.removeTableRow(page, label);
      expect(await sync(world)).toMatchObject({ removed: 0, quarantined: [], notices: [] });
      expect(await value()).toEqual(before);
      expect(person.readCell(page, label)).toBe(cell);
      expect(server.viewTextOf(copy)).toBe(shared);
      await isSettled(world);
    },
  );

  test.each([[], ["--full"]])(
    "a 管理ID that was typed over is put right, and makes no second entry %s",
    async (...options) => {
      const { world, person, at } = await openPartner();
      await importEntries(world, "管理ID,件名,種別,拠点", "E1,一,課題,大阪支店");
      const pages = [below(world, at(ISSUES))[0]?.id ?? "", person.addPage(at(ISSUES), "二")];
      await sync(world);
      const before = await entries(world);
      const ids = pages.map((page) => person.readCell(page, "管理ID"));
      for (const page of pages) person.editCell(page, "管理ID", `X${page}`);
      expect(await sync(world, ...options)).toMatchObject({ removed: 0, quarantined: [], notices: [] });
      expect(await entries(world)).toEqual(before);
      expect(pages.map((page) => person.readCell(page, "管理ID"))).toEqual(ids);
      await isSettled(world);
    },
  );

  test("an empty row taken out stays away until something is filled in", async () => {
    const { world, person, page } = await withIssue();
    person.removeTableRow(page, "商材");
    await isSettled(world);
    expect(labelsOn(world, page)).not.toContain("商材");
    await importEntries(world, ...issue("対応中"));
    expect(labelsOn(world, page)).not.toContain("商材");
  });

  test.each(["in our macro", "macro and all"])(
    "the whole table taken out (%s) comes back with all it said",
    async (how) => {
      const { world, person, page, value, server } = await withIssue();
      const before = await value();
      if (how === "macro and all") person.removeMacro(page, () => true);
      else for (const label of labelsOn(world, page)) person.removeTableRow(page, label);
      expect(labelsOn(world, page)).toEqual([]);
      expect(await sync(world)).toMatchObject({ removed: 0, quarantined: [], notices: [] });
      expect(await value()).toEqual(before);
      expect(labelsOn(world, page)).toEqual(ALL_ROWS);
      expect(server.viewTextOf(page)).toContain("入替の時期には呼ばれる。");
      await isSettled(world);
    },
  );

  test("everything at once survives an import that changes another field, comments too", async () => {
    const { world, person, page, value, server } = await withIssue();
    person.addTableRow(page, "わたしの行", "わたしの値", 2);
    person.renameRowLabel(page, "階層", "だれ");
    person.demoteRowLabel(page, "聞いた日");
    person.replaceStatus(page, "状態", "未対応", "Red");
    person.addMention(page, "発言者の役職", person.addUser("架空 花子"));
    person.appendText(page, "わたしの追記");
    person.commentInline(page, "わたしの値");
    person.commentInline(page, "呼ばれる");
    person.commentInline(page, "わたしの追記");
    await sync(world);
    const before = await value();
    const [view, version] = [server.viewTextOf(page), server.page(page).version];
    expect(await importEntries(world, ...issue("未対応", "三件失った。"))).toMatchObject({ updated: 1 });
    expect(server.page(page).version).toBe(version + 1);
    expect(server.viewTextOf(page)).toBe(view.replace("二件失った。", "三件失った。"));
    expect(server.comments(page)).toMatchObject([
      { isDangling: false },
      { isDangling: false },
      { isDangling: false },
    ]);
    expect(await value()).toEqual({ ...before, impact: "三件失った。" });
    await sync(world);
    await isSettled(world);
    // The cell of the very field that changes is written, its neighbours are not.
    await importEntries(world, ...issue("対応中", "三件失った。"));
    expect(server.viewTextOf(page)).toBe(
      view.replace("二件失った。", "三件失った。").replace("未対応", "対応中"),
    );
    expect(server.comments(page).filter(({ isDangling }) => isDangling)).toEqual([]);
  });
});

test("comments on our own blocks stay attached when a changed spec rewrites what is around them", async () => {
  const { world, person, at, server } = await openPartner();
  for (const [key, text] of [
    ["acme/br-osk", "特徴"],
    ["acme/br-osk", "未解決の課題"],
    ["acme", "正式名称"],
  ] as const)
    person.commentInline(at(key), text);
  person.editorRoundTrip(at("acme/br-osk"));
  const before = server.viewTextOf(at("acme/br-osk"));
  world.editSpec((text) =>
    text
      .replace("kind: branch, parent: div-os", "kind: branch, parent: div-os, strategy: 既存客を守る")
      .replace("オフィス事業部", "オフィス営業部"),
  );
  await apply(world);
  expect(server.viewTextOf(at("acme/br-osk"))).toBe(
    before.replace("戦略\n未記入", "戦略\n既存客を守る").replaceAll("オフィス事業部", "オフィス営業部"),
  );
  for (const key of ["acme", "acme/br-osk"])
    expect(server.comments(at(key)).filter(({ isDangling }) => isDangling)).toEqual([]);
  expect(server.comments(at("acme/br-osk"))).toHaveLength(2);
});
