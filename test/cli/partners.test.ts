import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { z } from "zod";

import {
  AddAnswer,
  ApplyAnswer,
  CoverageAnswer,
  DigestAnswer,
  EntriesAnswer,
  Failure,
  MatchAnswer,
  PlanAnswer,
  ReleaseAnswer,
  SearchAnswer,
  SyncAnswer,
} from "./answers.ts";
import { type Desk, openDesk, specText } from "./run.ts";

/** Two partners in one store: commands take both, or ask which one is meant. */

let desk: Desk;
let applied: z.infer<typeof ApplyAnswer>;
beforeAll(async () => {
  desk = await openDesk();
  const team = "team:\n  - { user: rei, role: rep, units: [br-osk] }\n";
  await desk.write("aonami.yaml", specText({ key: "aonami", name: "青波商事", more: team }));
  const units = [
    "{ key: div-os, name: 東部統括, kind: division }",
    "{ key: br-osk, name: 難波支店, kind: branch }",
  ];
  await desk.write("midori.yaml", specText({ key: "midori", name: "緑川通商", units }));
  const files = ["aonami.yaml", "midori.yaml"];
  applied = await desk.json(ApplyAnswer, ["apply", ...files, "--yes"]);
  await desk.write(
    "a.csv",
    "管理ID,件名,種別,拠点\nA1,値引きで終わる,課題,大阪支店\nX1,値引きをやめた,成功事例,オフィス事業部\n",
  );
  await desk.write(
    "b.csv",
    "管理ID,件名,種別,拠点\nB1,値引きが続く,課題,難波支店\nX1,値引きの表を作った,成功事例,東部統括\n",
  );
  for (const [file, partner] of [
    ["a.csv", "aonami"],
    ["b.csv", "midori"],
  ] as const) {
    await desk.json(EntriesAnswer, ["import", "entries", file, "--partner", partner]);
  }
});
afterAll(() => desk[Symbol.asyncDispose]());

test("one `apply` takes both specs, and a plan of both is empty then", async () => {
  expect(new Set(applied.steps.map(({ key }) => key.split("/")[0]))).toEqual(new Set(["aonami", "midori"]));
  expect(applied.summary).toMatchObject({ failed: 0, skipped: 0 });
  const plan = await desk.json(PlanAnswer, ["plan", "aonami.yaml", "midori.yaml", "--check"]);
  expect(plan.steps).toEqual([]);
});

describe("without --partner", () => {
  test("`sync`, `search`, `match` and `release list` take both", async () => {
    const synced = await desk.ask(SyncAnswer, ["sync"]);
    expect(synced.partners.map(({ partner }) => partner)).toEqual(["aonami", "midori"]);
    const { hits } = await desk.ask(SearchAnswer, ["search", "値引"]);
    expect(hits.map(({ partner, id }) => `${partner} ${id}`).toSorted()).toEqual([
      "aonami A1",
      "aonami X1",
      "midori B1",
      "midori X1",
    ]);
    const { issues } = await desk.ask(MatchAnswer, ["match"]);
    expect(issues.map(({ issue }) => issue.id).toSorted()).toEqual(["A1", "B1"]);
    const one = await desk.ask(MatchAnswer, ["match", "--issue", "B1"]);
    expect(one.issues.map(({ issue }) => issue.id)).toEqual(["B1"]);
    const { items } = await desk.ask(ReleaseAnswer, ["release", "list"]);
    expect(items.filter(({ id }) => id === "X1").length).toBeGreaterThan(1);
  });

  test("a case is proposed within its own partner only", async () => {
    const { issues } = await desk.ask(MatchAnswer, ["match", "--issue", "A1"]);
    for (const { matches } of issues)
      expect(matches.map(({ title }) => title)).not.toContain("値引きの表を作った");
  });

  test("a rep of one partner sees nothing of the other", async () => {
    const seen = await desk.ask(SearchAnswer, ["search", "値引", "--as", "rei"]);
    expect([...new Set(seen.hits.map(({ partner }) => partner))]).toEqual(["aonami"]);
    const { issues } = await desk.ask(MatchAnswer, ["match", "--as", "rei"]);
    expect(issues.map(({ issue }) => issue.id)).toEqual(["A1"]);
    const { error } = await desk.json(Failure, ["search", "値引", "--as", "rei", "--partner", "midori"], {
      exit: 64,
    });
    expect(error.code).toBe("usage");
  });

  test.each([
    [["import", "entries", "a.csv"], "aonami, midori"],
    [["import", "orders", "a.csv"], "aonami, midori"],
    [["digest", "build"], "aonami, midori"],
    [["coverage"], "aonami, midori"],
    [["coverage", "--unit", "br-osk"], "aonami, midori"],
    [["search", "x", "--unit", "br-osk"], "aonami, midori"],
    [["add", "--unit", "br-osk", "--kind", "issue"], "aonami, midori"],
    [["release", "hold", "X1"], "aonami, midori"],
  ])("%j could mean either and is refused with the choices", async (args, choices) => {
    const { error } = await desk.json(Failure, args, { exit: 64, input: "聞いたこと" });
    expect(error.code).toBe("usage");
    expect(error.hint).toContain(choices);
  });

  test("a unit that only one has says which partner is meant", async () => {
    const added = await desk.ask(AddAnswer, ["add", "--unit", "難波支店", "--kind", "issue"], {
      input: "聞いた",
    });
    expect(added.path).toMatch(/^緑川通商\/難波支店\//u);
    const prefixed = await desk.ask(AddAnswer, ["add", "--unit", "aonami/br-osk", "--kind", "issue"], {
      input: "見た",
    });
    expect(prefixed.path).toMatch(/^青波商事\/大阪支店\//u);
    const { units } = await desk.ask(CoverageAnswer, ["coverage", "--unit", "midori/br-osk"]);
    expect(units.map(({ unitName }) => unitName)).toEqual(["難波支店"]);
    const { hits } = await desk.ask(SearchAnswer, ["search", "値引", "--unit", "関西"]);
    expect(hits.map(({ id }) => id)).toEqual(["A1"]);
  });
});

test("with --partner only that one is meant", async () => {
  const { hits } = await desk.ask(SearchAnswer, ["search", "値引", "--partner", "midori"]);
  expect([...new Set(hits.map(({ partner }) => partner))]).toEqual(["midori"]);
  const { partners } = await desk.ask(SyncAnswer, ["sync", "--partner", "aonami"]);
  expect(partners.map(({ partner }) => partner)).toEqual(["aonami"]);
  const { digests } = await desk.ask(DigestAnswer, [
    "digest",
    "build",
    "--partner",
    "midori",
    "--week",
    "2026-W48",
  ]);
  expect([...new Set(digests.map(({ partner }) => partner))]).toEqual(["midori"]);
  const held = await desk.ask(ReleaseAnswer, ["release", "hold", "X1", "--partner", "midori"]);
  expect(held.items.map(({ title }) => title)).toContain("値引きの表を作った");
  const other = await desk.ask(ReleaseAnswer, ["release", "show", "X1", "--partner", "aonami"]);
  expect(other.items.every(({ state }) => state === "released")).toBe(true);
});
