import { readdir, readFile, writeFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { z } from "zod";

import { runInChild } from "../store/run-in-child.ts";
import {
  ApplyAnswer,
  CoverageAnswer,
  DigestAnswer,
  DoctorAnswer,
  Failure,
  MatchAnswer,
  OrdersAnswer,
  ReleaseAnswer,
  SearchAnswer,
} from "./answers.ts";
import { openDesk, outcome, openSoreiDesk, SAMPLE, specText } from "./run.ts";

/** The command line as a process: documents and lines, locks, pipes that close, and failures that are ours. */

const WEEK = ["--partner", "sorei", "--week", "2026-W48"];

describe("every command", () => {
  test("that reads prints one document of the stated shape with --json", async () => {
    await using desk = await openSoreiDesk();
    const search = await desk.json(SearchAnswer, ["search", "引継"]);
    expect(search.hits[0]).toMatchObject({ partner: "sorei", unit: expect.any(String) });
    await desk.json(MatchAnswer, ["match", "--issue", "E01"]);
    await desk.json(ReleaseAnswer, ["release", "list"]);
    const digests = await desk.json(DigestAnswer, ["digest", "show", ...WEEK]);
    expect(digests.digests).toHaveLength(30);
    const coverage = await desk.json(CoverageAnswer, ["coverage"]);
    expect(coverage.units).toHaveLength(15);
    const doctor = await desk.json(DoctorAnswer, ["doctor"]);
    expect(doctor.checks.map(({ ok }) => ok)).not.toContain(false);
  });

  test("takes --json before the command as well as after it", async () => {
    await using desk = await openSoreiDesk();
    const before = await desk.run(["--json", "release", "list"]);
    const after = await desk.run(["release", "list", "--json"]);
    expect(before).toEqual(after);
    expect(ReleaseAnswer.parse(JSON.parse(before.stdout)).items.length).toBeGreaterThan(0);
  });

  test.each([
    [["search", "引継"], /2 件中 1–2 件目を表示/u, /1–2 of 2/u],
    [
      ["match", "--issue", "E02"],
      /^■ .*\[E02 · div-mob\]\n {2}(成功|失敗)事例 /u,
      /^■ .*\n {2}(Success|Failure) /u,
    ],
    [["release", "show", "E01"], /公開中/u, /released/u],
    [
      ["digest", "build", ...WEEK, "--unit", "大阪"],
      /大阪支店 \[自社の担当者\] 下書き · 提案 \d/u,
      /Draft · \d proposals?/u,
    ],
    [["coverage", "--unit", "大阪"], /^■ 大阪支店[^]*部長・拠点長[^]*まだ聞けていません/u, /not heard yet/u],
    [["doctor"], /^✓ node: .*必要/u, /^✓ node: .*needed/u],
    [["sync"], /変更なし \d+ 件/u, /\d+ unchanged/u],
    [
      ["import", "entries", SAMPLE],
      /^新規 0 件、更新 0 件、変更なし 40 件$/u,
      /^0 created, 0 updated, 40 unchanged$/u,
    ],
    [
      ["import", "orders", SAMPLE],
      /事業部別\n[^]*拠点別\n[^]*未割当の受注/u,
      /By division\n[^]*By branch\n[^]*unassigned/u,
    ],
    [
      ["add", "--unit", "大阪", "--kind", "issue"],
      /大阪支店\/課題\/聞いたこと/u,
      /大阪支店\/課題\/聞いたこと/u,
    ],
  ] as const)("%j speaks to people in their language", async (args, ja, en) => {
    await using desk = await openSoreiDesk();
    const input = "聞いたこと";
    expect((await desk.ask(z.looseObject({}), args, { input, language: "ja" })).lines).toMatch(ja);
    expect((await desk.ask(z.looseObject({}), args, { input })).lines).toMatch(en);
  });
});

describe("orders", () => {
  test("without a unit are taken, counted and queued", async () => {
    await using desk = await openSoreiDesk();
    const answer = await desk.ask(OrdersAnswer, ["import", "orders", SAMPLE]);
    expect(answer.unassigned).toBeGreaterThan(0);
    await desk.write("more.csv", "受注番号,商材,席数,月額,経由事業部,経由拠点\nZ-1,ベルデ勤怠,10,1000,,\n");
    const more = await desk.ask(OrdersAnswer, ["import", "orders", "more.csv", "--partner", "sorei"]);
    expect(more).toMatchObject({ created: 1, unassigned: answer.unassigned + 1, rejected: [] });
  });
});

describe("digests", () => {
  test("build, approve and publish may each be repeated: the second time nothing changes", async () => {
    await using desk = await openSoreiDesk();
    for (const [verb, vendor, partner] of [
      ["build", "draft", "waiting"],
      ["approve", "approved", "approved"],
      ["publish", "published", "published"],
    ] as const) {
      const args = ["digest", verb, ...WEEK];
      const first = await desk.json(DigestAnswer, args);
      for (const { audience, state } of first.digests) {
        expect(state).toBe(audience === "vendor" ? vendor : partner);
      }
      expect(await desk.ask(DigestAnswer, args)).toMatchObject(first);
    }
    const pages = await readdir(desk.at("vault/蒼嶺テクノサプライ株式会社/週報"));
    const { digests } = await desk.ask(DigestAnswer, ["digest", "show", ...WEEK, "--unit", "br-osk"]);
    expect(digests.map(({ unit, audience }) => [unit, audience])).toEqual([
      ["br-osk", "vendor"],
      ["br-osk", "partner"],
    ]);
    for (const { path, url } of digests) {
      expect(pages).toContain(path?.split("/").at(-1));
      expect(url).toMatch(/^file:\/\//u);
    }
    // What was sent is not built, held or sent anew.
    for (const verb of ["build", "approve", "hold", "run"]) {
      const again = await desk.ask(DigestAnswer, ["digest", verb, ...WEEK]);
      expect([...new Set(again.digests.map(({ state }) => state))]).toEqual(["published"]);
    }
  });

  test("`run` publishes for the vendor without an approval, never for the partner; held ones stay", async () => {
    await using desk = await openSoreiDesk();
    await desk.ask(DigestAnswer, ["digest", "hold", ...WEEK, "--unit", "大阪", "--audience", "vendor"]);
    const { digests } = await desk.ask(DigestAnswer, ["digest", "run", ...WEEK]);
    for (const { unit, audience, state, path } of digests) {
      const expected = audience === "partner" ? "waiting" : unit === "br-osk" ? "held" : "published";
      expect([unit, audience, state, path !== undefined]).toEqual([
        unit,
        audience,
        expected,
        expected === "published",
      ]);
    }
  });
});

describe("what changed in the workspace just before", () => {
  test.each(["run", "publish"])(
    "is taken in before `digest %s` publishes: a narrowed scope holds",
    async (verb) => {
      await using desk = await openSoreiDesk();
      const { digests } = await desk.ask(DigestAnswer, ["digest", "build", ...WEEK, "--audience", "vendor"]);
      const shown = digests.flatMap(({ items }) => items.map(({ id }) => id));
      const [id = ""] = shown;
      const { hits } = await desk.ask(SearchAnswer, ["search", "", "--limit", "200"]);
      const path = desk.at("vault", hits.find((hit) => hit.id === id)?.path ?? "");
      const text = await readFile(path, "utf8");
      await writeFile(path, text.replace(/^共有範囲: .*$/mu, "共有範囲: この事業部・拠点のみ"));
      const sent = await desk.ask(DigestAnswer, ["digest", verb, ...WEEK, "--audience", "vendor"]);
      expect(sent.digests.flatMap(({ items }) => items.map((item) => item.id))).not.toContain(id);
      // Control: it was among the drafts, and the others are sent.
      expect(shown).toContain(id);
      expect(sent.digests.flatMap(({ items }) => items).length).toBeGreaterThan(5);
    },
  );
});

describe("a run in another process", () => {
  test("refuses every second run at once, naming who holds the lock, and hinders nobody who reads", async () => {
    await using desk = await openSoreiDesk();
    const holder = runInChild(
      desk.at("data"),
      `globalThis.lock = await store.lockRun("sorei", "import entries"); say("held"); process.stdin.resume();`,
    );
    await holder.said("held");
    for (const args of [
      ["apply", "sorei.yaml", "--yes"],
      ["sync"],
      ["import", "entries", SAMPLE],
      ["import", "orders", SAMPLE],
      ["digest", "publish", ...WEEK],
      ["release", "hold", "E31"],
    ]) {
      const { error } = await desk.json(Failure, args, { exit: 3 });
      expect(error.code).toBe("locked");
      expect(error.message).toContain(`process ${holder.child.pid} `);
      expect(error.message).toContain("import entries");
    }
    const shown = await desk.run(["sync"], { language: "ja" });
    expect(shown).toMatchObject({ exit: 3, stdout: "" });
    expect(shown.stderr).toContain(`プロセス ${holder.child.pid}`);
    expect(await desk.run(["search", "引継"])).toMatchObject({ exit: 0 });
    expect(await desk.run(["plan", "sorei.yaml", "--check"])).toMatchObject({ exit: 0 });

    holder.child.kill("SIGKILL");
    await holder.ended();
    expect(await desk.run(["sync"])).toMatchObject({ exit: 0 });
  });

  test("of another partner is no hindrance; with two specs none is applied while one is held", async () => {
    await using desk = await openDesk();
    await desk.write("a.yaml", specText({ key: "a", name: "A社" }));
    await desk.write("b.yaml", specText({ key: "b", name: "B社" }));
    const holder = runInChild(
      desk.at("data"),
      `globalThis.lock = await store.lockRun("b", "apply"); say("held"); process.stdin.resume();`,
    );
    await holder.said("held");
    expect(await desk.run(["apply", "a.yaml", "b.yaml", "--yes"])).toMatchObject({ exit: 3 });
    await expect(readdir(desk.at("vault"))).rejects.toThrow("ENOENT");
    expect(await desk.run(["apply", "a.yaml", "--yes"])).toMatchObject({ exit: 0 });
    holder.child.kill("SIGKILL");
    await holder.ended();
    const both = await desk.json(ApplyAnswer, ["apply", "a.yaml", "b.yaml", "--yes"]);
    expect(both.steps.every(({ key }) => key === "b" || key.startsWith("b/"))).toBe(true);
  });
});

describe("a process", () => {
  test.each([
    ["plan", "a.yaml"],
    ["search", "", "--limit", "1000"],
    ["search", "", "--limit", "1000", "--json"],
    ["--help"],
  ])("whose stdout is closed early does not crash: %j %j", async (...args) => {
    await using desk = await openSoreiDesk();
    await desk.write("a.yaml", manyUnits());
    const child = desk.spawn(args);
    // As `| head -1` does: the first bytes, or none at all, and then the pipe is gone.
    child.stdout?.destroy();
    const { exit, stderr } = await outcome(child);
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: "" });
  });

  test("reports a bug of ours with 70, its stack on stderr, and still one document on stdout", async () => {
    await using desk = await openSoreiDesk();
    const env = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(BROKEN_CLOCK)}` };
    const ran = await desk.run(["search", "引継", "--json"], { env });
    expect(ran.exit).toBe(70);
    expect(Failure.parse(JSON.parse(ran.stdout)).error.code).toBe("bug");
    expect(ran.stderr).toMatch(/please report it\.\nError: broken clock\n {4}at /u);
    const shown = await desk.run(["search", "引継"], { env, language: "ja" });
    expect(shown).toMatchObject({ exit: 70, stdout: "" });
    expect(shown.stderr).toContain("不具合としてお知らせください");
  });

  test("fails with 1 where the world does: a vault that is a file, a store that is no database", async () => {
    await using desk = await openSoreiDesk();
    const env = { VAULT_DIR: desk.at("sorei.yaml") };
    const doctor = await desk.json(DoctorAnswer, ["doctor"], { env, exit: 1 });
    expect(doctor.checks.filter(({ ok }) => !ok).map(({ name }) => name)).toEqual(["vault"]);
    await writeFile(desk.at("data/kakehashi.sqlite"), "これはデータベースではありません".repeat(100));
    for (const args of [["search", "引継"], ["sync"], ["plan", "sorei.yaml"]]) {
      expect((await desk.json(Failure, args, { exit: 1 })).error.code).toBe("store_failed");
    }
  });

  test("reads settings from .env beside it, which the environment overrides", async () => {
    await using desk = await openDesk();
    await desk.write(".env", "KAKEHASHI_LANGUAGE=ja\nVAULT_DIR=./elsewhere\n");
    await desk.write("spec.yaml", specText());
    const overridden = await desk.run(["plan", "spec.yaml"], { env: { VAULT_DIR: undefined } });
    expect(overridden.stdout).toContain("Total");
    const env = { VAULT_DIR: undefined, KAKEHASHI_LANGUAGE: undefined };
    expect((await desk.run(["apply", "spec.yaml", "--yes"], { env })).stdout).toContain("件を実行しました");
    expect(await readdir(desk.dir)).toContain("elsewhere");
  });
});

const BROKEN_CLOCK = `performance.now = () => { throw new Error("broken clock"); };`;

/** A plan that does not fit into the buffer of a pipe. */
function manyUnits(): string {
  const units = Array.from({ length: 400 }, (_, n) => `{ key: u${n}, name: 拠点${n}, kind: branch }`);
  return specText({ units });
}
