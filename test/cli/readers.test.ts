import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

import { loadConfig } from "../../src/config.ts";
import { openRuntime } from "../../src/runtime.ts";
import {
  Failure,
  MatchAnswer,
  ReindexAnswer,
  ReleaseAnswer,
  SearchAnswer,
  SuggestAnswer,
  SyncAnswer,
} from "./answers.ts";
import { type Desk, openSoreiDesk } from "./run.ts";

/** What readers get to see: search, match and the review queue. */

const idsOf = ({ hits }: { hits: readonly { id: string }[] }): string[] => hits.map(({ id }) => id);

describe("suggest", () => {
  test("goes on with titles, units, products and themes, and with nobody else's titles", async () => {
    await using desk = await openSoreiDesk();
    const { titles, units, themes } = await desk.ask(SuggestAnswer, ["suggest", "大"], { language: "ja" });
    expect(units).toMatchObject([{ unit: "br-osk", name: "大阪支店" }]);
    expect(titles.length).toBeGreaterThan(0);
    expect(themes).toEqual([]);
    expect((await desk.ask(SuggestAnswer, ["suggest", "hand"])).themes).toEqual([
      { theme: "handover", name: "Handover" },
    ]);
    const own = await desk.ask(SuggestAnswer, ["suggest", "引き継ぎを自由", "--as", "unit:br-osk"]);
    expect(own.titles).toEqual([]);
    // The control: whoever reads everything is told the title.
    expect((await desk.ask(SuggestAnswer, ["suggest", "引き継ぎを自由"])).titles).toMatchObject([
      { id: "E39" },
    ]);
  });
});

describe("search", () => {
  test("finds words of two characters, with another width, kana or case", async () => {
    await using desk = await openSoreiDesk();
    const found = async (query: string) => idsOf(await desk.ask(SearchAnswer, ["search", query]));
    expect(await found("引継")).toEqual(await found("引き継ぎ"));
    expect(await found("引継")).toContain("E26");
    // The others say 価格, and come after the one that says PRICE.
    const [first, ...others] = await found("PRICE");
    expect([first, others.length]).toEqual(["E15", 4]);
    expect(await found('"price"')).toEqual(["E15"]);
    for (const typed of ["price", "ｐｒｉｃｅ"]) expect(await found(typed)).toEqual([first, ...others]);
    expect(await found("東京 訪問")).toContain("E33");
    expect(await found("量子コンピューター")).toEqual([]);
  });

  test("takes a unit by key, by partner and key, by name or by alias, and answers with its key", async () => {
    await using desk = await openSoreiDesk();
    const [first, ...others] = await Promise.all(
      ["br-osk", "sorei/br-osk", "大阪支店", "関西", "ＢＲ-ＯＳＫ"].map((unit) =>
        desk.ask(SearchAnswer, ["search", "", "--unit", unit]),
      ),
    );
    expect(first?.hits.map(({ unit }) => unit)).toEqual(["br-osk", "br-osk"]);
    for (const other of others) expect(idsOf(other)).toEqual(first && idsOf(first));
  });

  test("narrows by kind, level and limit", async () => {
    await using desk = await openSoreiDesk();
    const all = ["search", "", "--limit", "100"];
    expect((await desk.ask(SearchAnswer, all)).total).toBe(40);
    const failures = await desk.ask(SearchAnswer, [...all, "--kind", "failure"]);
    expect(failures.total).toBe(10);
    expect(failures.hits.every(({ kind }) => kind === "failure")).toBe(true);
    const heads = await desk.ask(SearchAnswer, [...all, "--level", "head"]);
    expect(heads.total).toBe(6);
    expect(heads.hits.every(({ level }) => level === "head")).toBe(true);
    const two = await desk.ask(SearchAnswer, ["search", "", "--limit", "2"]);
    expect(two).toMatchObject({ total: 40 });
    expect(two.hits).toHaveLength(2);
  });

  test("counts what it found by unit, kind and so on, and narrows by theme, product and state", async () => {
    await using desk = await openSoreiDesk();
    const all = ["search", "", "--limit", "100"];
    const { facets, total } = await desk.ask(SearchAnswer, all);
    const sum = (of: Record<string, number> | undefined): number =>
      Object.values(of ?? {}).reduce((before, count) => before + count, 0);
    expect([sum(facets["kind"]), sum(facets["unit"]), sum(facets["partner"])]).toEqual([total, total, total]);
    for (const [option, facet] of [
      ["--theme", "theme"],
      ["--product", "product"],
      ["--state", "state"],
    ] as const) {
      const [value, count] = Object.entries(facets[facet] ?? {})[0] ?? ["", -1];
      expect((await desk.ask(SearchAnswer, [...all, option, value])).total).toBe(count);
    }
    expect((await desk.ask(SearchAnswer, [...all, "--theme", "引き継ぎ"])).total).toBe(
      facets["theme"]?.["handover"],
    );
  });

  test("turns pages, and orders by date on demand", async () => {
    await using desk = await openSoreiDesk();
    const all = ["search", "", "--limit", "100", "--sort", "date"];
    const whole = idsOf(await desk.ask(SearchAnswer, all));
    const page = ["search", "", "--sort", "date", "--limit", "7", "--offset", "7"];
    expect(idsOf(await desk.ask(SearchAnswer, page))).toEqual(whole.slice(7, 14));
  });

  test("takes in first what a run that died had not taken in: a scope that was narrowed holds", async () => {
    await using desk = await openSoreiDesk();
    const asked = ["search", "担当替え", "--as", "unit:br-osk"];
    expect(idsOf(await desk.ask(SearchAnswer, asked))).toContain("E26");
    await using runtime = await openRuntime(loadConfig({ KAKEHASHI_DATA_DIR: desk.at("data") }, desk.dir));
    const records = await runtime.store.records.all("sorei", "entry");
    const upserts = records
      .filter(({ id }) => id === "E26")
      .map((record) => ({ ...record, value: { ...record.value, scope: "unit_only" as const } }));
    // As a sync does it, which is then killed before it has made copies and index.
    await runtime.store.records.commit("sorei", "vault", {
      upserts,
      removals: [],
      cursors: new Map(),
      broken: new Map(),
    });
    expect(idsOf(await desk.ask(SearchAnswer, asked))).not.toContain("E26");
    expect(idsOf(await desk.ask(SearchAnswer, ["search", "担当替え"]))).toContain("E26");
  });

  test("finds the same when the index was made anew", async () => {
    await using desk = await openSoreiDesk();
    const answer = async () => {
      const { total, hits, facets } = await desk.ask(SearchAnswer, ["search", "価格 提案"]);
      return { total, hits, facets };
    };
    const before = await answer();
    expect(await desk.ask(ReindexAnswer, ["store", "reindex"])).toMatchObject({
      partners: [{ partner: "sorei", entries: 40 }],
    });
    expect(await answer()).toEqual(before);
  });

  test("takes months and days for a period, both ends included", async () => {
    await using desk = await openSoreiDesk();
    const total = async (...period: string[]) =>
      (await desk.ask(SearchAnswer, ["search", "", ...period])).total;
    // Heard in September: 02, 07, 15, 18, 24 and 30.
    expect(await total("--since", "2026-09", "--until", "2026-09")).toBe(6);
    expect(await total("--since", "2026-09-02", "--until", "2026-09-30")).toBe(6);
    expect(await total("--since", "2026-09-03", "--until", "2026-09-29")).toBe(4);
    expect(await total("--since", "2026-09-15", "--until", "2026-09-15")).toBe(1);
    expect(await total("--since", "2026-11-14")).toBe(0);
  });

  test("shows a rep of one unit nothing of what other units keep to themselves", async () => {
    await using desk = await openSoreiDesk();
    // E10 (広島) and E39 (製造DX) are for their own unit only; both are about people who retire.
    for (const query of ["定年", "得意先の事情", ""]) {
      const args = ["search", query, "--limit", "100"];
      const own = await desk.ask(SearchAnswer, [...args, "--as", "unit:br-hij"]);
      const operator = await desk.ask(SearchAnswer, args);
      expect(idsOf(operator)).toEqual(expect.arrayContaining(["E10", "E39"]));
      expect(idsOf(own)).toContain("E10");
      expect(idsOf(own)).not.toContain("E39");
      const answers = await Promise.all([
        desk.run([...args, "--as", "unit:br-osk", "--json"]),
        desk.run([...args, "--as", "unit:br-osk"], { language: "ja" }),
      ]);
      for (const { exit, stdout, stderr } of answers) {
        expect(exit).toBe(0);
        expect(stdout + stderr).not.toMatch(/E10|E39|二年で五人|自由記述の欄/u);
      }
    }
  });

  test("knows the users of the team: a rep reads his units in full, of others released copies only", async () => {
    await using desk = await openSoreiDesk();
    const spec = await readFile(desk.at("sorei.yaml"), "utf8");
    await desk.write("sorei.yaml", `${spec}\nteam:\n  - { user: wataru, role: rep, units: [br-hij] }\n`);
    expect(await desk.run(["apply", "sorei.yaml", "--yes"])).toMatchObject({ exit: 0 });
    const seen = await desk.ask(SearchAnswer, ["search", "", "--limit", "100", "--as", "wataru"]);
    expect(idsOf(seen)).toContain("E10");
    expect(idsOf(seen)).not.toContain("E39");
    for (const hit of seen.hits) {
      expect([hit.id, hit.path === null]).toEqual([hit.id, hit.unit !== "br-hij"]);
    }
    const { error } = await desk.json(Failure, ["search", "", "--as", "watar"], { exit: 64 });
    expect(error.hint).toContain("wataru");
  });
});

describe("match", () => {
  test("proposes other units' cases, never one that stays in its unit, and as many as wanted", async () => {
    await using desk = await openSoreiDesk();
    const all = await desk.ask(MatchAnswer, ["match"]);
    expect(all.issues).toHaveLength(15);
    for (const { issue, matches } of all.issues) {
      expect(matches.length).toBeLessThanOrEqual(5);
      expect(matches.map(({ unit }) => unit)).not.toContain(issue.unit);
      expect(matches.map(({ id }) => id)).not.toContain("E39");
    }
    const one = await desk.ask(MatchAnswer, ["match", "--issue", "E01", "--limit", "1"]);
    expect(one.issues.map(({ issue, matches }) => [issue.id, matches.length])).toEqual([["E01", 1]]);
    // E40 is for the vendor's own people only.
    const partner = await desk.run(["match", "--audience", "partner", "--json"]);
    expect(partner.stdout).not.toMatch(/"E39"|"E40"/u);
  });
});

describe("release", () => {
  test("lists what is out, and shows what masking changed", async () => {
    await using desk = await openSoreiDesk();
    const { items } = await desk.ask(ReleaseAnswer, ["release", "list"]);
    const vendor = items.filter(({ audience }) => audience === "vendor").map(({ id }) => id);
    expect(vendor).toHaveLength(38);
    expect(vendor).not.toContain("E39");
    const shown = await desk.ask(ReleaseAnswer, ["release", "show", "E01", "--audience", "vendor"]);
    expect(shown.items).toMatchObject([{ id: "E01", state: "released" }]);
    expect(shown.items[0]?.diff.length).toBeGreaterThan(0);
  });

  test("hold takes a copy out of search, match and 他拠点の事例 at once; approve brings it back; revoke again", async () => {
    await using desk = await openSoreiDesk();
    const everywhere = async () => {
      const search = await desk.ask(SearchAnswer, [
        "search",
        "値段",
        "--as",
        "unit:br-osk",
        "--limit",
        "100",
      ]);
      const match = await desk.ask(MatchAnswer, ["match", "--issue", "E01"]);
      const copies = await copyFiles(desk);
      return [
        idsOf(search).includes("E31"),
        match.issues[0]?.matches.some(({ id }) => id === "E31"),
        copies.some((text) => text.includes("E31")),
      ];
    };
    expect(await everywhere()).toEqual([true, true, true]);
    for (const [verb, state, isOut] of [
      ["hold", "held", false],
      ["hold", "held", false],
      ["approve", "released", true],
      ["approve", "released", true],
      ["revoke", "held", false],
    ] as const) {
      const { items } = await desk.ask(ReleaseAnswer, ["release", verb, "E31"]);
      expect([...new Set(items.map((item) => item.state))]).toEqual([state]);
      expect(await everywhere()).toEqual([isOut, isOut, isOut]);
    }
    // A sync does not bring back what a person took out.
    await desk.ask(SyncAnswer, ["sync", "--full"]);
    expect(await everywhere()).toEqual([false, false, false]);
    // The unit itself still has it, and so has the operator.
    const own = await desk.ask(SearchAnswer, ["search", "値段", "--as", "unit:br-yok", "--limit", "100"]);
    expect(idsOf(own)).toContain("E31");
  });

  test("one audience may be held alone", async () => {
    await using desk = await openSoreiDesk();
    await desk.ask(ReleaseAnswer, ["release", "hold", "E31", "--audience", "partner"]);
    const { items } = await desk.ask(ReleaseAnswer, ["release", "show", "E31"]);
    expect(Object.fromEntries(items.map(({ audience, state }) => [audience, state]))).toEqual({
      vendor: "released",
      partner: "held",
    });
  });
});

/** The files of 他拠点の事例(共有用). */
async function copyFiles(desk: Desk): Promise<string[]> {
  const found = await readdir(desk.at("vault"), { recursive: true, withFileTypes: true });
  const files = found
    .filter((entry) => entry.isFile() && entry.parentPath.includes("他拠点の事例"))
    .map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(files.map((file) => readFile(file, "utf8")));
}
