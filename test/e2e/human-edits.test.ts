import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, utimesSync } from "node:fs";
import { basename, dirname, join } from "node:path";

import { afterAll, describe, expect, test } from "vitest";

import type { StoredRecord } from "../../src/store/store.ts";
import {
  deadLinks,
  dropPrepared,
  exists,
  fileOf,
  HUB,
  picture,
  read,
  soreiWorld,
  sync,
  type SyncedDocument,
  texts,
  touched,
  type World,
  write,
} from "./sorei-world.ts";

afterAll(dropPrepared);

const OSAKA = `${HUB}/大阪支店`;

const entryOf = (world: World, id: string): Promise<StoredRecord<"entry"> | undefined> =>
  world.look(async (store) => (await store.records.all("sorei", "entry")).find((record) => record.id === id));

const entries = (world: World): Promise<StoredRecord<"entry">[]> =>
  world.look((store) => store.records.all("sorei", "entry"));

/** The entry that a person made by hand: the one with an id that no file of the sample has. */
const handmade = async (world: World): Promise<StoredRecord<"entry">[]> =>
  (await entries(world)).filter(({ id }) => !/^E\d\d$/u.test(id));

/** Takes a person's work in, and proves that what follows leaves it alone: neither apply nor a second sync touches a file. */
async function takeIn(world: World): Promise<SyncedDocument> {
  const synced = await sync(world);
  const settled = picture(world);
  await world.must("apply", world.specFile, "--yes");
  const again = await sync(world);
  expect(again).toMatchObject({ upserted: 0, removed: 0 });
  expect(again.quarantined).toEqual(synced.quarantined);
  expect(touched(settled, picture(world))).toEqual([]);
  return synced;
}

const move = (world: World, from: string, to: string): void =>
  renameSync(join(world.vault, from), join(world.vault, to));

/** What a reader of another unit finds. */
async function found(world: World, query: string): Promise<string[]> {
  const { json } = await world.must("search", query, "--limit", "50", "--as", "unit:br-hij");
  return (json["hits"] as unknown as { id: string }[]).map(({ id }) => id);
}

describe("an entry that a person edits", () => {
  test("is taken in with its new text, outside and inside the headings, and not a byte of it changes", async () => {
    const world = await soreiWorld();
    const file = fileOf(world, "E06");
    const text = read(world, file)
      .replace("## 影響\n", "## 影響\n\n四半期で三件止まっている。\n")
      .replace("---\n\n## 何が", "---\n\n前置きの一言。  \n\n## 何が")
      .replace(/$/u, "\n## 自分用の見出し\n\n- [ ] 次回きく\n");
    write(world, file, text);
    expect(await takeIn(world)).toMatchObject({ upserted: 1, removed: 0, quarantined: [] });
    expect(read(world, file)).toBe(text);
    const { value } = (await entryOf(world, "E06")) ?? {};
    expect(value).toMatchObject({ impact: "四半期で三件止まっている。" });
    expect(value?.kind === "issue" ? value.situation : "").toMatch(/^前置きの一言。/u);
  });

  test("keeps its unknown field, its comment and its order of fields", async () => {
    const world = await soreiWorld();
    const file = fileOf(world, "E06");
    const text = read(world, file)
      .replace("状態: 未対応\n", "状態: 対応中 # 10月から\n社内ランク: A\n")
      .replace("共有範囲: パートナー内の全事業部・拠点", "共有範囲: メーカー社内のみ");
    write(world, file, text);
    expect(await takeIn(world)).toMatchObject({ upserted: 1, notices: [] });
    expect(read(world, file)).toBe(text);
    expect((await entryOf(world, "E06"))?.value).toMatchObject({
      state: "in_progress",
      scope: "vendor_only",
    });
  });

  test("goes nowhere while its scope is no choice, and the sync says where", async () => {
    const world = await soreiWorld();
    const file = fileOf(world, "E06");
    write(world, file, read(world, file).replace(/^共有範囲: .*$/mu, "共有範囲: みんな"));
    const synced = await takeIn(world);
    expect(synced.notices).toEqual([
      expect.stringContaining(`${file}: 「共有範囲」の「みんな」は選択肢にありません`),
    ]);
    expect((await entryOf(world, "E06"))?.value.scope).toBe("unit_only");
    expect(Object.keys(texts(world)).filter((path) => /他拠点の事例.*なんぼ得すんの/u.test(path))).toEqual(
      [],
    );
  });

  test("is the same entry under another file name and in a subfolder of the person's", async () => {
    const world = await soreiWorld();
    const file = fileOf(world, "E06");
    mkdirSync(join(world.vault, OSAKA, "課題", "2026年度"));
    const text = read(world, file);
    const to = `${OSAKA}/課題/2026年度/得になるか.md`;
    move(world, file, to);
    expect(await takeIn(world)).toMatchObject({ upserted: 1, removed: 0 });
    expect(read(world, to)).toBe(text);
    expect(await entryOf(world, "E06")).toMatchObject({ location: to, value: { unit: "br-osk" } });
    expect(await entries(world)).toHaveLength(40);
  });
});

describe("an entry that a person moves", () => {
  test("belongs to the unit and is of the kind of the database that it lies in now", async () => {
    const world = await soreiWorld();
    const [toUnit, toKind, toBoth] = ["E06", "E07", "E31"].map((id) => fileOf(world, id)) as [
      string,
      string,
      string,
    ];
    const texts = [toUnit, toKind, toBoth].map((path) => read(world, path));
    const places = [
      `${HUB}/福岡支店/課題/${basename(toUnit)}`,
      `${HUB}/横浜支店/成功事例/${basename(toKind)}`,
      `${HUB}/仙台支店/課題/${basename(toBoth)}`,
    ];
    move(world, toUnit, places[0] ?? "");
    move(world, toKind, places[1] ?? "");
    move(world, toBoth, places[2] ?? "");
    expect(await takeIn(world)).toMatchObject({ upserted: 3, removed: 0, quarantined: [] });
    expect(places.map((path) => read(world, path))).toEqual(texts);
    expect(await entryOf(world, "E06")).toMatchObject({
      database: "sorei/br-fuk/issues",
      value: { unit: "br-fuk", kind: "issue" },
    });
    const success = (await entryOf(world, "E07"))?.value;
    expect(success).toMatchObject({ unit: "br-yok", kind: "success" });
    expect(success?.kind === "success" ? success.done : undefined).toContain("月額");
    const issue = (await entryOf(world, "E31"))?.value;
    expect(issue).toMatchObject({ unit: "br-sdj", kind: "issue" });
    expect(issue?.kind === "issue" ? issue.situation : undefined).toContain("まとめてお得");
    expect(await entries(world)).toHaveLength(40);
  });

  test("into 他拠点の事例 is left there byte for byte, and comes back when it is moved back", async () => {
    const world = await soreiWorld();
    const file = fileOf(world, "E10");
    const shared = fileOf(world, "E07");
    const folder = `${HUB}/他拠点の事例(共有用)`;
    const text = [read(world, file), read(world, shared)];
    move(world, file, `${folder}/${basename(file)}`);
    move(world, shared, `${folder}/わたしの.md`);
    expect(await takeIn(world)).toMatchObject({ removed: 2 });
    expect([read(world, `${folder}/${basename(file)}`), read(world, `${folder}/わたしの.md`)]).toEqual(text);
    move(world, `${folder}/${basename(file)}`, file);
    move(world, `${folder}/わたしの.md`, shared);
    expect(await takeIn(world)).toMatchObject({ upserted: 2, removed: 0 });
    expect([read(world, file), read(world, shared)]).toEqual(text);
  });
});

describe("an entry that a person deletes", () => {
  test("leaves the store and every page, and comes back with a backup that is older than all", async () => {
    const world = await soreiWorld();
    const file = fileOf(world, "E06");
    const text = read(world, file);
    rmSync(join(world.vault, file));
    expect(await takeIn(world)).toMatchObject({ upserted: 0, removed: 1 });
    expect(await entryOf(world, "E06")).toBeUndefined();
    expect(Object.keys(texts(world)).filter((path) => path.includes("なんぼ得すんの"))).toEqual([]);

    write(world, file, text);
    utimesSync(join(world.vault, file), new Date("2024-01-01"), new Date("2024-01-01"));
    expect(await takeIn(world)).toMatchObject({ upserted: 1, removed: 0 });
    expect(read(world, file)).toBe(text);
    expect(await entryOf(world, "E06")).toMatchObject({ database: "sorei/br-osk/issues" });
  });

  test("is not brought back by importing the same file again, and nothing that people moved or wrote is undone", async () => {
    const world = await soreiWorld();
    const [gone, moved, edited] = ["E06", "E07", "E31"].map((id) => fileOf(world, id)) as [
      string,
      string,
      string,
    ];
    rmSync(join(world.vault, gone));
    move(world, moved, `${HUB}/福岡支店/課題/${basename(moved)}`);
    write(world, edited, `${read(world, edited)}\n追記\n`);
    await takeIn(world);
    const before = picture(world);
    const { json } = await world.must(
      "import",
      "entries",
      join(import.meta.dirname, "../../scripts/sample/partner-sorei.json"),
      "--partner",
      "sorei",
    );
    expect(json).toMatchObject({ created: 0, updated: 0, unchanged: 40, rejected: [] });
    expect(touched(before, picture(world))).toEqual([]);
  });

  test("an older text copied over a newer one is taken in, although its time lies in the past", async () => {
    const world = await soreiWorld();
    const file = fileOf(world, "E06");
    const old = read(world, file);
    write(world, file, old.replace("件名: ", "件名: 改・"));
    await takeIn(world);
    write(world, file, old);
    utimesSync(join(world.vault, file), new Date("2024-01-01"), new Date("2024-01-01"));
    expect(await takeIn(world)).toMatchObject({ upserted: 1 });
    expect((await entryOf(world, "E06"))?.value.title).toBe("「ほんで、なんぼ得すんの」に答えられない");
  });
});

describe("a file that a person writes by hand", () => {
  const path = `${OSAKA}/課題/値上げの説明に困る.md`;

  test("without anything at the top gets its 管理ID above its text, which stays as it is", async () => {
    const world = await soreiWorld();
    const text = "値上げの理由を聞かれても\n言葉に詰まる。\n";
    write(world, path, text);
    expect(await takeIn(world)).toMatchObject({ upserted: 1 });
    const [entry] = await handmade(world);
    expect(read(world, path)).toBe(`---\n管理ID: ${entry?.id}\n---\n${text}`);
    expect(entry?.value).toMatchObject({
      title: "値上げの説明に困る",
      kind: "issue",
      unit: "br-osk",
      situation: text.trim(),
    });
    expect(await found(world, "値上げの理由")).toContain(entry?.id);
  });

  test("with some fields keeps them, comment and all, and gets only the 管理ID added", async () => {
    const world = await soreiWorld();
    const head = "---\n# 朝会で聞いた\n階層: 現場\ntags: [値上げ]\n";
    write(world, path, `${head}---\n\n本文。\n`);
    await takeIn(world);
    const [entry] = await handmade(world);
    expect(read(world, path)).toBe(`${head}管理ID: ${entry?.id}\n---\n\n本文。\n`);
    expect(entry?.value).toMatchObject({ level: "field", situation: "本文。" });
  });

  test("is read by English labels too", async () => {
    const world = await soreiWorld();
    write(
      world,
      path,
      "---\nTitle: Price rise\nLevel: Manager\nScope: This unit only\n---\n\n## What is happening\n\nNo words for it.\n",
    );
    await takeIn(world);
    const [entry] = await handmade(world);
    expect(entry?.value).toMatchObject({
      title: "Price rise",
      level: "manager",
      scope: "unit_only",
      situation: "No words for it.",
    });
    expect(read(world, path)).toContain(`Title: Price rise\nLevel: Manager\nScope: This unit only\n`);
  });

  test.each([
    ["an empty file", ""],
    ["fields and no body", "---\n階層: 現場\n---\n"],
  ])("%s gets the headings of its kind", async (_what, text) => {
    const world = await soreiWorld();
    write(world, path, text);
    await takeIn(world);
    const [entry] = await handmade(world);
    expect(read(world, path)).toContain(`管理ID: ${entry?.id}\n---\n\n## 何が起きているか\n\n## 影響\n`);
    expect(entry?.value.title).toBe("値上げの説明に困る");
  });

  test("with Windows line ends keeps them on every line, also in what is added", async () => {
    const world = await soreiWorld();
    write(world, path, "---\r\n階層: 現場\r\n---\r\n\r\n一行目\r\n二行目\r\n");
    await takeIn(world);
    const [entry] = await handmade(world);
    expect(read(world, path)).toBe(
      `---\r\n階層: 現場\r\n管理ID: ${entry?.id}\r\n---\r\n\r\n一行目\r\n二行目\r\n`,
    );
    expect(entry?.value).toMatchObject({ level: "field", situation: "一行目\n二行目" });
  });

  test("whose top cannot be changed without touching more is reported, and hinders nothing else", async () => {
    const world = await soreiWorld();
    write(world, path, "---\n{階層: 現場, 状態: 未対応}\n---\n\n本文。\n");
    write(world, `${OSAKA}/課題/別の件.md`, "別の件。\n");
    const synced = await takeIn(world);
    expect(synced.upserted).toBe(1);
    expect([...synced.notices, ...synced.quarantined.map(({ path: where }) => where)].join("\n")).toContain(
      path,
    );
    expect(read(world, path)).toBe("---\n{階層: 現場, 状態: 未対応}\n---\n\n本文。\n");
  });

  test("with a name as macOS writes it is one entry, and keeps its name", async () => {
    const world = await soreiWorld();
    const name = "がんばりが評価されない.md".normalize("NFD");
    write(world, `${OSAKA}/課題/${name}`, "評価の話。\n");
    await takeIn(world);
    expect(await handmade(world)).toHaveLength(1);
    expect(readdirSync(join(world.vault, OSAKA, "課題"))).toContain(name);
  });

  test("an order written by hand has its number for a 管理ID", async () => {
    const world = await soreiWorld();
    write(world, `${HUB}/受注/SO-900.md`, "---\n商材: ベルデ勤怠\n月額: 12,000\n経由拠点: 大阪支店\n---\n");
    await takeIn(world);
    const orders = await world.look((store) => store.records.all("sorei", "order"));
    expect(orders.find(({ id }) => id === "SO-900")?.value).toMatchObject({
      id: "SO-900",
      monthly_yen: 12_000,
      branch: "br-osk",
    });
  });
});

describe("a copied file", () => {
  test("beside its original is reported with its place; without its 管理ID it is a new entry", async () => {
    const world = await soreiWorld();
    const file = fileOf(world, "E06");
    const copies = [`${OSAKA}/課題/写し 1.md`, `${HUB}/福岡支店/課題/写し.md`];
    for (const copy of copies) cpSync(join(world.vault, file), join(world.vault, copy));
    const synced = await takeIn(world);
    expect(synced.upserted).toBe(0);
    expect(synced.quarantined.map(({ id, path }) => ({ id, path }))).toEqual(
      expect.arrayContaining(copies.map((path) => ({ id: "E06", path }))),
    );
    expect(synced.quarantined).toHaveLength(2);
    expect((await entryOf(world, "E06"))?.location).toBe(file);

    for (const copy of copies) write(world, copy, read(world, copy).replace("管理ID: E06\n", ""));
    expect(await takeIn(world)).toMatchObject({ upserted: 2, quarantined: [] });
    expect((await handmade(world)).map(({ value }) => value.unit).toSorted()).toEqual(["br-fuk", "br-osk"]);
  });

  test("takes the place of its original when that is deleted", async () => {
    const world = await soreiWorld();
    const file = fileOf(world, "E06");
    cpSync(join(world.vault, file), join(world.vault, `${HUB}/福岡支店/課題/写し.md`));
    await takeIn(world);
    rmSync(join(world.vault, file));
    expect(await takeIn(world)).toMatchObject({ removed: 0, quarantined: [] });
    expect(await entryOf(world, "E06")).toMatchObject({
      database: "sorei/br-fuk/issues",
      value: { unit: "br-fuk" },
    });
  });
});

describe("a file that cannot be read", () => {
  test("is the only one set aside, with its line; nobody outside sees its last text until it is mended", async () => {
    const world = await soreiWorld();
    const file = fileOf(world, "E16");
    const text = read(world, file);
    const broken = text.replace(/^階層:.*$/mu, '階層: "現場');
    write(world, file, broken);
    write(world, `${OSAKA}/課題/別の件.md`, "別の件。\n");
    const synced = await takeIn(world);
    const line = broken.split("\n").findIndex((one) => one.startsWith("階層")) + 1;
    expect(synced.quarantined).toMatchObject([{ id: "E16", path: file, line }]);
    expect(synced).toMatchObject({ removed: 0 });
    expect(await handmade(world)).toHaveLength(1);
    expect(read(world, file)).toBe(broken);
    expect(await entryOf(world, "E16")).toMatchObject({
      readable: false,
      value: { title: "年に一度の保守点検を、残業集計の無料診断の場に変えた" },
    });
    expect(await found(world, "保守点検")).not.toContain("E16");

    expect((await sync(world)).quarantined).toHaveLength(1);
    write(world, file, text);
    expect(await takeIn(world)).toMatchObject({ upserted: 1, quarantined: [] });
    expect(await found(world, "保守点検")).toContain("E16");
  });

  test("because it is not UTF-8 is set aside with its line, byte for byte", async () => {
    const world = await soreiWorld();
    const file = fileOf(world, "E16");
    const [head = "", tail = ""] = read(world, file).split("\n## ", 2);
    const bytes = Buffer.concat([
      Buffer.from(`${head}\n`),
      Buffer.from([0x93, 0xfa, 0x96, 0x7b, 0x0a]),
      Buffer.from(tail),
    ]);
    write(world, file, bytes);
    const synced = await takeIn(world);
    expect(synced.quarantined).toMatchObject([{ id: "E16", path: file, line: head.split("\n").length + 1 }]);
    expect(readFileSync(join(world.vault, file)).equals(bytes)).toBe(true);
  });
});

describe("a unit's folder", () => {
  test("that a person renamed stays under that name, with its entries in the same unit", async () => {
    const world = await soreiWorld();
    const file = fileOf(world, "E06");
    move(world, OSAKA, `${HUB}/おおさか`);
    expect(await sync(world)).toMatchObject({ removed: 0, quarantined: [], notices: [] });
    // The generated lists of the hub lead to the new place from now on; nothing else changes.
    await world.must("apply", world.specFile, "--yes");
    expect(await takeIn(world)).toMatchObject({ upserted: 0, removed: 0 });
    expect(deadLinks(world)).toEqual([]);
    expect(exists(world, OSAKA)).toBe(false);
    expect(await entryOf(world, "E06")).toMatchObject({
      location: file.replace("大阪支店", "おおさか"),
      value: { unit: "br-osk" },
    });
    expect((await world.run("plan", world.specFile, "--check")).exit).toBe(0);
  });

  test("with a name as macOS writes it is still the unit's", async () => {
    const world = await soreiWorld();
    const mobile = `${HUB}/モバイル・通信事業部`;
    move(world, mobile, `${HUB}/${basename(mobile).normalize("NFD")}`);
    expect(await takeIn(world)).toMatchObject({ removed: 0, notices: [] });
    expect((await entryOf(world, "E02"))?.value.unit).toBe("div-mob");
    expect((await world.run("plan", world.specFile, "--check")).exit).toBe(0);
  });

  test("that a person moved is moved back by apply with all that is in it", async () => {
    const world = await soreiWorld();
    write(world, `${OSAKA}/メモ.md`, "大事なメモ");
    const before = texts(world);
    move(world, OSAKA, `${HUB}/札幌支店/大阪支店`);
    expect(await sync(world)).toMatchObject({ removed: 0, quarantined: [] });
    expect((await entryOf(world, "E06"))?.value.unit).toBe("br-osk");
    expect((await world.run("plan", world.specFile, "--check")).exit).toBe(2);
    await world.must("apply", world.specFile, "--yes");
    expect((await world.run("plan", world.specFile, "--check")).exit).toBe(0);
    await takeIn(world);
    expect(texts(world)).toEqual(before);
  });
});

describe("what people write on the product's own pages", () => {
  test("stays, outside and inside the generated blocks", async () => {
    const world = await soreiWorld();
    const home = `${OSAKA}/大阪支店.md`;
    const text = `${read(world, home).replace("kakehashi.type", "# 覚え書き\ntags: [重要]\nkakehashi.type")}\n手書きの追記  \n`;
    const edited = text.replace(/(begin live-status[^>]*-->\n\n)/u, "$1手で足した行\n\n");
    expect(edited).not.toBe(text);
    write(world, home, edited);
    write(world, `${OSAKA}/課題/別の件.md`, "別の件。\n");
    await takeIn(world);
    expect(read(world, home)).toBe(edited);
    expect(read(world, `${HUB}/福岡支店/福岡支店.md`)).not.toContain("手で足した行");
  });

  test("survives also where its top is broken, and the page is still the unit's", async () => {
    const world = await soreiWorld();
    const home = `${OSAKA}/大阪支店.md`;
    const broken = read(world, home).replace("kakehashi.type", 'memo: "閉じない\nkakehashi.type');
    write(world, home, broken);
    await takeIn(world);
    expect(read(world, home)).toBe(broken);
    expect((await world.run("plan", world.specFile, "--check")).exit).toBe(0);
  });

  test("saved with Windows line ends is nobody's edit, and stays so when a block is written anew", async () => {
    const world = await soreiWorld();
    const [home, file] = [`${OSAKA}/大阪支店.md`, fileOf(world, "E06")];
    for (const path of [home, file]) write(world, path, read(world, path).replaceAll("\n", "\r\n"));
    expect(await takeIn(world)).toMatchObject({ quarantined: [], notices: [] });
    const { json } = await world.must("plan", world.specFile);
    expect(json).toMatchObject({ steps: [], drift: [] });
    write(world, `${OSAKA}/課題/別の件.md`, "別の件。\n");
    await takeIn(world);
    expect(read(world, home)).toContain("| 未解決の課題 | 2 |\r\n");
    expect(read(world, home).replaceAll("\r\n", "")).not.toContain("\n");
  });

  test("a folder that a person copied is named, and neither it nor its original changes", async () => {
    const world = await soreiWorld();
    cpSync(join(world.vault, OSAKA), join(world.vault, `${HUB}/大阪支店 のコピー`), { recursive: true });
    const before = picture(world);
    expect(await takeIn(world)).toMatchObject({ upserted: 0, removed: 0, quarantined: [] });
    expect(touched(before, picture(world))).toEqual([]);
    const { json } = await world.must("plan", world.specFile);
    expect(json).toMatchObject({ steps: [], conflicts: [] });
    expect(JSON.stringify(json["drift"])).toContain("大阪支店 のコピー");
    expect((await entryOf(world, "E06"))?.location).toBe(
      fileOf(world, "E06").replace("大阪支店 のコピー", "大阪支店"),
    );
  });

  test("a unit's page that a person deleted stops no sync, also where it would have been brought up to date", async () => {
    const world = await soreiWorld();
    rmSync(join(world.vault, OSAKA), { recursive: true });
    write(world, `${HUB}/受注/SO-900.md`, "---\n商材: ベルデ勤怠\n月額: 12000\n経由拠点: 大阪支店\n---\n");
    const synced = await sync(world);
    expect(synced).toMatchObject({ upserted: 1, removed: 0 });
    expect(synced.notices.join("\n")).toContain("sorei/br-osk/issues");
    await world.must("apply", world.specFile, "--yes");
    await sync(world);
    expect(read(world, `${OSAKA}/大阪支店.md`)).toContain("| ベルデ勤怠 |");
    expect(deadLinks(world)).toEqual([]);
  });

  test("a sync without any of this writes nothing at all", async () => {
    const world = await soreiWorld();
    const before = picture(world);
    expect(await takeIn(world)).toMatchObject({
      upserted: 0,
      removed: 0,
      unchanged: 171,
      quarantined: [],
      notices: [],
    });
    expect(touched(before, picture(world))).toEqual([]);
    expect(dirname(fileOf(world, "E06"))).toBe(`${OSAKA}/課題`);
  });
});
