import { mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";

import {
  ApplyAnswer,
  EntriesAnswer,
  Failure,
  InitAnswer,
  OrgAnswer,
  PlanAnswer,
  SearchAnswer,
  SyncAnswer,
  ValidateAnswer,
} from "./answers.ts";
import { type Desk, openDesk, SAMPLE, specText, UNITS } from "./run.ts";

/** From the list to the tree: init, validate, import org, plan, apply. */

describe("init", () => {
  test("makes a spec that validates and applies as it is, and may be repeated", async () => {
    await using desk = await openDesk();
    const made = await desk.json(InitAnswer, ["init", "start"]);
    expect(made.decisions).toEqual([]);
    expect(await readdir(desk.at("start"))).toContain(".env");
    expect(await desk.json(InitAnswer, ["init", "start"])).toEqual(made);
    expect(await desk.json(ValidateAnswer, ["validate", made.spec])).toEqual({ ok: true, errors: [] });
    expect((await desk.json(ApplyAnswer, ["apply", made.spec, "--yes"])).summary.failed).toBe(0);
  });

  test("leaves settings of one's own alone, and refuses to overwrite a spec", async () => {
    await using desk = await openDesk();
    await desk.write(".env", "KAKEHASHI_TZ=Europe/Paris\n");
    const { spec } = await desk.json(InitAnswer, ["init"]);
    expect(await readFile(desk.at(".env"), "utf8")).toBe("KAKEHASHI_TZ=Europe/Paris\n");
    await desk.write(spec, specText());
    const refused = await desk.json(Failure, ["init"], { exit: 3 });
    expect(refused.error).toMatchObject({ code: "conflict" });
    expect(refused.error.message).toContain(spec);
    expect(await readFile(desk.at(spec), "utf8")).toBe(specText());
  });

  test("--org writes the spec from a list, with the decisions that a person should look at", async () => {
    await using desk = await openDesk();
    const made = await desk.json(InitAnswer, ["init", "p", "--org", SAMPLE, "--partner", "sorei"]);
    expect(made.spec).toBe("p/sorei.yaml");
    const { ok } = await desk.json(ValidateAnswer, ["validate", made.spec]);
    expect(ok).toBe(true);
  });

  test("into a place that is a file is refused, not a crash", async () => {
    await using desk = await openDesk();
    await desk.write("taken", "");
    const refused = await desk.run(["init", "taken"]);
    expect(refused.exit).toBe(64);
    expect(refused.stderr).toContain("taken cannot be written");
  });
});

describe("import org", () => {
  test("writes a spec under the wanted key; equal content again is fine, other content is refused", async () => {
    await using desk = await openDesk();
    const args = ["import", "org", SAMPLE, "--partner", "sorei", "--out", "out.yaml"];
    const made = await desk.json(OrgAnswer, args);
    expect(made.spec).toEqual({ file: "out.yaml", partner: "sorei", units: 15 });
    const { mtimeMs } = await stat(desk.at("out.yaml"));
    expect(await desk.json(OrgAnswer, args)).toEqual(made);
    expect((await stat(desk.at("out.yaml"))).mtimeMs).toBe(mtimeMs);

    await writeFile(desk.at("out.yaml"), "# mine\n", { flag: "a" });
    const refused = await desk.json(Failure, args, { exit: 3 });
    expect(refused.error.message).toContain("out.yaml");
    expect(await readFile(desk.at("out.yaml"), "utf8")).toMatch(/# mine\n$/u);
  });

  test("onto a folder, or into one that is not there, is refused, not a crash", async () => {
    await using desk = await openDesk();
    for (const out of [".", "nowhere/out.yaml"]) {
      const ran = await desk.run(["import", "org", SAMPLE, "--partner", "sorei", "--out", out]);
      expect(ran).toMatchObject({ exit: 64, stdout: "" });
      expect(ran.stderr).toContain("cannot be written");
    }
  });
});

describe("validate", () => {
  const broken = `partner:
  key: Bad Key
  name: 青波商事
  langage: en
top_alignment: {}
units:
  - { key: a, name: ＤＸ推進部, kind: division, valid_from: 2026-02-30 }
  - { key: a, name: 大阪支店, kind: branch, parent: nowhere }
  - { key: c, name: dx推進部, kind: division }
  - { key: d, name: 環, kind: hq, parent: e }
  - { key: e, name: 境, kind: hq, parent: d }
`;
  const places = [
    ["2:8", "partner.key"],
    ["4:3", "partner.langage"],
    ["5:1", "top_alignment.evidence"],
    ["7:56", "units[0].valid_from"],
    ["8:12", "units[1].key"],
    ["8:49", "units[1].parent"],
    ["9:21", "units[2].name"],
    ["10:42", "units[3].parent"],
    ["11:42", "units[4].parent"],
  ] as const;

  test("reports every rule that is broken at once, each at its line and column", async () => {
    await using desk = await openDesk();
    await desk.write("bad.yaml", broken);
    const { ok, errors } = await desk.json(ValidateAnswer, ["validate", "bad.yaml"], { exit: 64 });
    expect(ok).toBe(false);
    expect(errors.map(({ line, column, path }) => [`${line}:${column}`, path])).toEqual(places);
    expect(errors.find(({ path }) => path === "partner.langage")?.hint).toContain("language");

    for (const language of ["ja", "en"] as const) {
      const { exit, stdout } = await desk.run(["validate", "bad.yaml"], { language });
      expect(exit).toBe(64);
      for (const [place, path] of places) expect(stdout).toContain(`bad.yaml:${place} ${path}: `);
    }
  });

  test("of several specs reports the mistakes of all, and `apply` and `plan` say the same and write nothing", async () => {
    await using desk = await openDesk();
    await desk.write("bad.yaml", broken);
    await desk.write("tab.yaml", "partner: { key: a, name: A社 }\nunits:\n\t- x\n");
    await desk.write("good.yaml", specText());
    const files = ["good.yaml", "bad.yaml", "tab.yaml"];
    const found = await desk.run(["validate", ...files]);
    expect(found).toMatchObject({ exit: 64 });
    expect(found.stdout).toContain("good.yaml: valid");
    expect(found.stdout).toContain("tab.yaml:3:1 ");
    for (const command of [["apply", "--yes"], ["plan"]]) {
      const { exit, stderr } = await desk.run([...command, ...files]);
      expect(exit).toBe(64);
      for (const place of [...places.map(([at]) => `bad.yaml:${at} `), "tab.yaml:3:1 "]) {
        expect(stderr).toContain(place);
      }
    }
    const { error } = await desk.json(Failure, ["apply", "--yes", ...files], { exit: 64 });
    for (const [place] of places) expect(error.message).toContain(`bad.yaml:${place} `);
    // Nothing was applied: not even the good one.
    expect(await desk.run(["search", "x"])).toMatchObject({ exit: 64 });
    await expect(readdir(desk.at("vault"))).rejects.toThrow("ENOENT");
  });

  test("of a file that is not UTF-8 says so, and does not call it valid", async () => {
    await using desk = await openDesk();
    await writeFile(desk.at("sjis.yaml"), Buffer.from([0x83, 0x41, 0x3a, 0x20, 0x31, 0x0a]));
    const { ok, errors } = await desk.json(ValidateAnswer, ["validate", "sjis.yaml"], { exit: 64 });
    expect(ok).toBe(false);
    expect(errors).toHaveLength(1);
  });
});

describe("plan and apply", () => {
  test("`plan --check` ends with 2 exactly while there are steps, and with 0 right after `apply`", async () => {
    await using desk = await openDesk();
    await desk.write("spec.yaml", specText());
    const pending = await desk.json(PlanAnswer, ["plan", "spec.yaml", "--check"], { exit: 2 });
    expect(pending.steps).toHaveLength(pending.summary.create);
    expect(await desk.json(PlanAnswer, ["plan", "spec.yaml"])).toEqual(pending);
    const done = await desk.json(ApplyAnswer, ["apply", "spec.yaml", "--yes"]);
    expect(done.summary).toEqual({ done: pending.steps.length, failed: 0, skipped: 0 });
    expect(done.steps.every(({ remoteId, url }) => remoteId !== undefined && url !== undefined)).toBe(true);

    const nothing = await desk.json(PlanAnswer, ["plan", "spec.yaml", "--check"]);
    expect(nothing.steps).toEqual([]);
    expect((await desk.json(ApplyAnswer, ["apply", "spec.yaml", "--yes"])).steps).toEqual([]);
    // Nothing to do needs no yes.
    expect(await desk.run(["apply", "spec.yaml"])).toMatchObject({ exit: 0 });

    await desk.write(
      "spec.yaml",
      specText({ units: UNITS.map((unit) => unit.replace("大阪支店", "関西支店")) }),
    );
    const renamed = await desk.json(PlanAnswer, ["plan", "spec.yaml", "--check"], { exit: 2 });
    expect(renamed.summary).toMatchObject({ create: 0, archive: 0 });
    expect(renamed.steps.map(({ title }) => title)).toContain("関西支店");
  });

  test("a plan reads as a tree in either language", async () => {
    await using desk = await openDesk();
    await desk.write("spec.yaml", specText());
    const ja = await desk.run(["plan", "spec.yaml"], { language: "ja" });
    expect(ja.stdout).toMatch(/^\+ +\S+ 青波商事\n[^]*\n\+ {4}\S+ 大阪支店\n\+ {6}\S+ アカウントプラン\n/u);
    expect(ja.stdout).toMatch(/\n計: 作成 \d+\n$/u);
    const en = await desk.run(["plan", "spec.yaml"]);
    expect(en.stdout).toMatch(/\nTotal: create \d+\n$/u);
  });

  test("without --yes and without a terminal `apply` ends with 3 and has written nothing", async () => {
    await using desk = await openDesk();
    await desk.write("spec.yaml", specText());
    const { error } = await desk.json(Failure, ["apply", "spec.yaml"], { exit: 3 });
    expect(error).toMatchObject({ code: "needs_confirm" });
    expect(error.hint).toContain("--yes");
    await expect(readdir(desk.at("vault"))).rejects.toThrow("ENOENT");
    expect(await desk.run(["search", "x"])).toMatchObject({ exit: 64 });
  });

  test("a stranger's file with the name of a page to create is a conflict, and stays as it is", async () => {
    await using desk = await openDesk();
    await desk.write("spec.yaml", specText());
    await mkdir(desk.at("vault/青波商事"), { recursive: true });
    await desk.write("vault/青波商事/青波商事.md", "my own notes\n");
    const { conflicts } = await desk.json(PlanAnswer, ["plan", "spec.yaml"]);
    expect(conflicts).toHaveLength(1);
    const refused = await desk.run(["apply", "spec.yaml", "--yes"], { language: "ja" });
    expect(refused).toMatchObject({ exit: 3, stdout: "" });
    expect(refused.stderr).toContain("青波商事");
    expect(await readdir(desk.at("vault/青波商事"))).toEqual(["青波商事.md"]);
    expect(await readFile(desk.at("vault/青波商事/青波商事.md"), "utf8")).toBe("my own notes\n");

    await rm(desk.at("vault/青波商事"), { recursive: true });
    expect(await desk.run(["apply", "spec.yaml", "--yes"])).toMatchObject({ exit: 0 });
  });

  test("two partners of one name are refused before either is made, unless each has its own root", async () => {
    await using desk = await openDesk();
    await desk.write("a.yaml", specText({ key: "a" }));
    await desk.write("b.yaml", specText({ key: "b" }));
    const args = ["apply", "a.yaml", "b.yaml", "--yes"];
    const { error } = await desk.json(Failure, args, { exit: 3 });
    expect(error).toMatchObject({ code: "conflict" });
    await expect(readdir(desk.at("vault"))).rejects.toThrow("ENOENT");
    await desk.write("b.yaml", specText({ key: "b", more: "workspace: { root: 別 }\n" }));
    expect(await desk.run(args)).toMatchObject({ exit: 0 });
  });

  test("a large removal needs --confirm, in `apply` and in `sync`", async () => {
    await using desk = await openDesk();
    await desk.write("spec.yaml", specText());
    await desk.run(["apply", "spec.yaml", "--yes"]);
    const rows = Array.from(
      { length: 5 },
      (_, n) => `聞いたこと${n},課題,${n < 4 ? "大阪支店" : "オフィス事業部"}\n`,
    );
    await desk.write("rows.csv", `件名,種別,拠点\n${rows.join("")}`);
    await desk.ask(EntriesAnswer, ["import", "entries", "rows.csv", "--partner", "acme"]);

    await desk.write("less.yaml", specText({ units: UNITS.slice(0, 1) }));
    const { error } = await desk.json(Failure, ["apply", "less.yaml", "--yes"], { exit: 3 });
    expect(error).toMatchObject({ code: "needs_confirm" });
    expect(error.message).toContain("4 of 5");
    const issues = "vault/青波商事/大阪支店/課題";
    expect(await readdir(desk.at(issues))).toContain("聞いたこと0.md");

    for (const n of [0, 1, 2, 3]) await rm(desk.at(issues, `聞いたこと${n}.md`));
    expect((await desk.json(Failure, ["sync"], { exit: 3 })).error.hint).toContain("--confirm");
    expect((await desk.ask(SearchAnswer, ["search", "聞いたこと"])).total).toBe(5);
    const [synced] = (await desk.json(SyncAnswer, ["sync", "--confirm"])).partners;
    expect(synced).toMatchObject({ removed: 4 });
    expect((await desk.ask(SearchAnswer, ["search", "聞いたこと"])).total).toBe(1);
  });

  test("with --confirm the large removal archives, and the same command brings it back", async () => {
    await using desk = await openDesk();
    await withRows(desk, 5);
    await desk.write("less.yaml", specText({ units: UNITS.slice(0, 1) }));
    const gone = await desk.json(ApplyAnswer, ["apply", "less.yaml", "--yes", "--confirm"]);
    expect(gone.steps.map(({ action }) => action)).toContain("archive");
    expect(await readdir(desk.at("vault/青波商事/アーカイブ/大阪支店/課題"))).toContain("聞いたこと0.md");
    await desk.json(ApplyAnswer, ["apply", "spec.yaml", "--yes"]);
    expect(await readdir(desk.at("vault/青波商事/大阪支店/課題"))).toContain("聞いたこと0.md");
  });

  test("a store of a newer version is refused with 3", async () => {
    await using desk = await openDesk();
    await desk.write("spec.yaml", specText());
    await desk.run(["apply", "spec.yaml", "--yes"]);
    const db = new DatabaseSync(desk.at("data/kakehashi.sqlite"));
    db.exec("UPDATE meta SET value = '999' WHERE key = 'schema'");
    db.close();
    for (const args of [["search", "x"], ["plan", "spec.yaml"], ["sync"]]) {
      expect((await desk.json(Failure, args, { exit: 3 })).error.code).toBe("newer_schema");
    }
  });
});

async function withRows(desk: Desk, count: number): Promise<void> {
  await desk.write("spec.yaml", specText());
  await desk.run(["apply", "spec.yaml", "--yes"]);
  const rows = Array.from({ length: count }, (_, n) => `聞いたこと${n},課題,大阪支店\n`);
  await desk.write("rows.csv", `件名,種別,拠点\n${rows.join("")}`);
  await desk.ask(EntriesAnswer, ["import", "entries", "rows.csv", "--partner", "acme"]);
}
