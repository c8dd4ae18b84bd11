import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

import { AddAnswer, EntriesAnswer, Failure, OrdersAnswer, SearchAnswer, SyncAnswer } from "./answers.ts";
import { type Desk, openSoreiDesk, SAMPLE } from "./run.ts";

/** What comes in: imports, notes, and what people changed. */

describe("importing and syncing again", () => {
  test("changes nothing, neither in the answers nor in the files", async () => {
    await using desk = await openSoreiDesk();
    // The copied vault stands in another folder; its addresses are taken up once.
    await desk.ask(SyncAnswer, ["sync", "--full"]);
    const before = await vaultFiles(desk);
    const entries = await desk.json(EntriesAnswer, ["import", "entries", SAMPLE, "--partner", "sorei"]);
    expect(entries).toMatchObject({ created: 0, updated: 0, unchanged: 40, rejected: [] });
    const orders = await desk.json(OrdersAnswer, ["import", "orders", SAMPLE, "--partner", "sorei"]);
    expect(orders).toMatchObject({ created: 0, updated: 0, unchanged: 48, rejected: [] });
    const [synced] = (await desk.json(SyncAnswer, ["sync", "--full"])).partners;
    expect(synced).toMatchObject({ partner: "sorei", upserted: 0, removed: 0, quarantined: [] });
    expect(synced?.released).toBeGreaterThan(30);
    expect(await vaultFiles(desk)).toEqual(before);
  });

  test("of a list with bad rows takes the good ones and names the others by file and row", async () => {
    await using desk = await openSoreiDesk();
    await desk.write(
      "rows.csv",
      "件名,種別,事業部・拠点\n良い行,課題,大阪\n悪い種別,苦情,大阪\n悪い拠点,課題,大坂市\n",
    );
    const args = ["import", "entries", "rows.csv"];
    const taken = await desk.json(EntriesAnswer, args, { exit: 1 });
    expect(taken).toMatchObject({ created: 1 });
    expect(taken.rejected.map(({ reason }) => reason.split(": ")[0])).toEqual(["rows.csv:3", "rows.csv:4"]);
    const shown = await desk.run(args, { language: "ja" });
    expect(shown).toMatchObject({ exit: 1 });
    expect(shown.stdout).toMatch(/^新規 0 件、更新 0 件、変更なし 1 件\n✗ rows\.csv:3: 種別を/u);
  });

  test("one file whose YAML broke is set aside with its line, and the rest goes on", async () => {
    await using desk = await openSoreiDesk();
    const [hit] = (await desk.ask(SearchAnswer, ["search", "値引", "--limit", "1"])).hits;
    const path = hit?.path ?? "";
    const text = await readFile(desk.at("vault", path), "utf8");
    await desk.write(join("vault", path), text.replace("\n", '\n"unclosed: [\n'));
    const [synced] = (await desk.ask(SyncAnswer, ["sync"])).partners;
    expect(synced?.quarantined).toEqual([expect.objectContaining({ path, line: expect.any(Number) })]);
    expect((await desk.run(["sync", "--full"], { language: "ja" })).stdout).toContain(`✗ ${path}:`);
  });
});

describe("add", () => {
  const note = `月末のリプレース商談が値引きで終わる
分類: 競合
共有範囲: メーカー社内のみ
聞いた日: 2026-11-20

## 何が起きているか
東京の本社が相見積もりを取る。

- 三社
`;

  test("takes a note with properties and headings from stdin, into the right file and the search at once", async () => {
    await using desk = await openSoreiDesk();
    const added = await desk.json(AddAnswer, ["add", "--unit", "大阪", "--kind", "issue"], { input: note });
    expect(added.path).toMatch(/\/大阪支店\/課題\/月末のリプレース商談が値引きで終わる\.md$/u);
    const file = await readFile(desk.at("vault", added.path), "utf8");
    expect(file).toContain(added.id);
    expect(file).toContain("共有範囲: メーカー社内のみ");
    expect(file).toContain("聞いた日: 2026-11-20");
    expect(file).toMatch(/## 何が起きているか\n+東京の本社が相見積もりを取る。\n\n- 三社\n/u);
    for (const query of ["ﾘﾌﾟﾚｰｽ", "リプレース", "東京 相見積"]) {
      const found = await desk.ask(SearchAnswer, ["search", query]);
      expect(found.hits[0]).toMatchObject({ id: added.id, unit: "br-osk", kind: "issue" });
    }
    const [synced] = (await desk.ask(SyncAnswer, ["sync"])).partners;
    expect(synced).toMatchObject({ removed: 0, quarantined: [] });
  });

  test("takes a file too, whatever Japanese offices save it as, and gives every note an id of its own", async () => {
    await using desk = await openSoreiDesk();
    // 課題 in Shift_JIS.
    await writeFile(desk.at("note.txt"), Buffer.from([0x89, 0xdb, 0x91, 0xe8]));
    const args = ["add", "--unit", "sorei/br-osk", "--kind", "success", "--file", "note.txt"];
    const first = await desk.json(AddAnswer, args);
    expect(first.path).toMatch(/\/大阪支店\/成功事例\/課題\.md$/u);
    const second = await desk.json(AddAnswer, args);
    expect(second.id).not.toBe(first.id);
    expect(second.path).not.toBe(first.path);
  });

  test("refuses a note with one value that no property takes, at its line, and writes nothing", async () => {
    await using desk = await openSoreiDesk();
    const before = await vaultFiles(desk);
    const input = note.replace("メーカー社内のみ", "みんな");
    const args = ["add", "--unit", "大阪", "--kind", "issue"];
    const { error } = await desk.json(Failure, args, { input, exit: 64 });
    expect(error).toMatchObject({ code: "invalid_input" });
    expect(error.message).toContain("(stdin):3:1 ");
    await desk.write("note.md", input);
    const shown = await desk.run([...args, "--file", "note.md"], { language: "ja" });
    expect(shown).toMatchObject({ exit: 64, stdout: "" });
    expect(shown.stderr).toMatch(/^note\.md:3:1 .*みんな/mu);
    expect(await vaultFiles(desk)).toEqual(before);
    expect((await desk.ask(SearchAnswer, ["search", "リプレース"])).total).toBe(0);
  });

  test("refuses an empty note", async () => {
    await using desk = await openSoreiDesk();
    for (const input of ["", "\n \n"]) {
      const ran = await desk.run(["add", "--unit", "大阪", "--kind", "issue"], { input });
      expect(ran).toMatchObject({ exit: 64, stdout: "" });
      expect(ran.stderr).toContain("(stdin):1:1 ");
    }
  });
});

/** Every file of the vault with its text. */
async function vaultFiles(desk: Desk): Promise<ReadonlyMap<string, string>> {
  const found = await readdir(desk.at("vault"), { recursive: true, withFileTypes: true });
  const files = found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(
    await Promise.all(
      files.map(async (file): Promise<[string, string]> => [file, await readFile(file, "utf8")]),
    ),
  );
}
