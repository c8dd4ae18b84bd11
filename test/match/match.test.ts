import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { type MatchRequest, matchIssues } from "../../src/match/match.ts";
import type { StoredRecord } from "../../src/store/store.ts";
import {
  HANDOVER_FAILURE,
  HANDOVER_ISSUE,
  HANDOVER_SUCCESS,
  record,
  released,
  specOf,
  UNRELATED_SUCCESS,
} from "./world.ts";

const spec = specOf();
const handover = [HANDOVER_ISSUE, HANDOVER_SUCCESS, HANDOVER_FAILURE, UNRELATED_SUCCESS].map((value) =>
  record(value),
);

function ask(entries: readonly StoredRecord<"entry">[], more: Partial<MatchRequest> = {}) {
  const request = { spec, entries, items: released(entries, spec), rollouts: [], people: [], limit: 5 };
  return matchIssues({ ...request, audience: "vendor", ...more });
}

const idsFor = (answer: ReturnType<typeof ask>, issue = "I1") =>
  answer.issues.find((row) => row.issue.id === issue)?.matches.map(({ id }) => id) ?? [];

describe("what is proposed for an issue", () => {
  test("is the other units' cases of the same problem, success and failure as a pair", () => {
    const [answer] = ask(handover).issues;
    expect(answer?.matches.map(({ id, pairedWith }) => [id, pairedWith])).toEqual(
      expect.arrayContaining([
        ["S1", "F1"],
        ["F1", "S1"],
      ]),
    );
    expect(idsFor(ask(handover))).not.toContain("S9");
  });

  test("is nothing where nothing answers", () => {
    const [answer] = ask([record(HANDOVER_ISSUE), record(UNRELATED_SUCCESS)]).issues;
    expect(answer?.matches).toEqual([]);
  });

  test("is never a case of the issue's own unit", () => {
    const own = handover.map((row) => (row.id === "S1" ? record({ ...HANDOVER_SUCCESS, unit: "a" }) : row));
    expect(idsFor(ask(own))).toEqual(["F1"]);
  });

  test("may be a case of a unit nested below the issue's own: that is another unit", () => {
    const nested = specOf();
    nested.units = nested.units.map((unit) => (unit.key === "b" ? { ...unit, parent: "a" } : unit));
    expect(idsFor(ask(handover, { spec: nested }))).toContain("S1");
  });

  test.each([
    ["unit_only", "vendor", false],
    ["vendor_only", "vendor", true],
    ["vendor_only", "partner", false],
    ["partner_all_units", "partner", true],
  ] as const)("with scope %s for audience %s: %s", (scope, audience, expected) => {
    const entries = handover.map((row) => (row.id === "S1" ? record({ ...HANDOVER_SUCCESS, scope }) : row));
    expect(idsFor(ask(entries, { audience })).includes("S1")).toBe(expected);
  });

  test("is no longer a case whose scope was narrowed after its copy was released", () => {
    const items = released(handover, spec);
    const entries = handover.map((row) =>
      row.id === "S1" ? record({ ...HANDOVER_SUCCESS, scope: "unit_only" }) : row,
    );
    expect(idsFor(ask(entries, { items }))).toEqual(["F1"]);
    expect(idsFor(ask(handover, { items }))).toContain("S1");
  });

  test.each(["archived", "unreadable", "deleted"] as const)("is no longer a case that is %s", (fate) => {
    const items = released(handover, spec);
    const entries = handover.flatMap((row) => {
      if (row.id !== "S1") return [row];
      if (fate === "deleted") return [];
      return [{ ...row, archived: fate === "archived", readable: fate !== "unreadable" }];
    });
    expect(idsFor(ask(entries, { items }))).toEqual(["F1"]);
  });
});

describe("the two sentences", () => {
  test("name what is shared, in the words of the copy, and what to check here", () => {
    const match = ask(handover).issues[0]?.matches.find(({ id }) => id === "S1");
    expect(match?.reason).toBe(
      "どちらも「担当者の交代と引き継ぎ」の話で、この事例の要点は「同行する」「書いて残す・確認し合う」です。",
    );
    expect(match?.differences).toBe(
      "A支店で再現条件「内示から交代まで6週間ある」を満たせるかの確認が要ります。",
    );
  });

  test("are in the partner's language", () => {
    const english = specOf(["a", "b", "c"], {
      partner: { key: "kumo", name: "Kumoyama", language: "en" },
    });
    const match = ask(handover, { spec: english }).issues[0]?.matches.find(({ id }) => id === "S1");
    expect(match?.reason).toMatch(/^Both are about handover between reps; what it turns on: /u);
  });

  test("say for our own reps how the units differ, and to the partner's people only what the copy says", () => {
    const traits = specOf();
    traits.units = traits.units.map((unit) =>
      unit.key === "a" ? { ...unit, kgi: "粗利", trait: "値引きに弱い" } : { ...unit, kgi: "商談数" },
    );
    const sentence = (audience: "vendor" | "partner") =>
      ask(handover, { spec: traits, audience }).issues[0]?.matches.find(({ id }) => id === "S1")?.differences;
    expect(sentence("vendor")).toContain("KGIが「粗利」(B支店は「商談数」)");
    expect(sentence("partner")).not.toMatch(/粗利|商談数|値引きに弱い|B支店/u);
  });

  test("never take a word from the issue that the copy does not show", () => {
    const masked = released(handover, spec).map((item) =>
      item.id === "S1" ? { ...item, copy: { ...item.copy, title: "同行してから渡す", texts: {} } } : item,
    );
    const reason = ask(handover, { items: masked }).issues[0]?.matches.find(({ id }) => id === "S1")?.reason;
    expect(reason).toBe("どちらも「担当者の交代と引き継ぎ」の話で、この事例の要点は「同行する」です。");
  });
});

test("a unit that may not be named appears neither by name nor by key", () => {
  const items = released(handover, spec, { anonymous: ["S1"] });
  const match = ask(handover, { items, audience: "partner" }).issues[0]?.matches.find(
    ({ id }) => id === "S1",
  );
  expect(match).toMatchObject({ unit: null, unitName: "別の事業部・拠点" });
  const named = ask(handover, { audience: "partner" }).issues[0]?.matches.find(({ id }) => id === "S1");
  expect(named).toMatchObject({ unit: "b", unitName: "B支店" });
});

test("peers are open issues of other units with the same problem", () => {
  const peer = {
    ...HANDOVER_ISSUE,
    id: "I2",
    unit: "b",
    title: "後任が口約束を知らず引き継ぎで苦情になる",
  };
  const entries = [...handover, record(peer), record({ ...peer, id: "I3", unit: "c", state: "solved" })];
  const answer = ask(entries).issues.find((row) => row.issue.id === "I1");
  expect(answer?.peers.map(({ id }) => id)).toEqual(["I2"]);
  const hidden = [...handover, record({ ...peer, scope: "unit_only" })];
  expect(ask(hidden).issues.find((row) => row.issue.id === "I1")?.peers).toEqual([]);
});

describe("which issues are answered", () => {
  test("a solved issue only when it is asked for by id", () => {
    const solved = handover.map((row) =>
      row.id === "I1" ? record({ ...HANDOVER_ISSUE, state: "solved" }) : row,
    );
    expect(ask(solved).issues).toEqual([]);
    expect(idsFor(ask(solved, { issueId: "I1" }))).toContain("S1");
  });

  test.each(["nope", "S1"])("an id that is no issue (%s) is refused", (issueId) => {
    expect(() => ask(handover, { issueId })).toThrow(expect.objectContaining({ code: "not_found" }));
  });

  test("an issue of a unit that the reader does not work with is as good as absent", () => {
    const reader = { kind: "units", user: "r", units: new Set(["b"]) } as const;
    expect(ask(handover, { reader }).issues).toEqual([]);
    expect(() => ask(handover, { reader, issueId: "I1" })).toThrow(
      expect.objectContaining({ code: "not_found" }),
    );
  });
});

const WORDS = ["引き継ぎ", "苦情", "値引き", "紹介", "審査", "同行", "訪問", "稟議", "解約", "研修", "price"];
const sentence = fc.array(fc.constantFrom(...WORDS), { minLength: 2, maxLength: 8 }).map((w) => w.join("の"));
const entry = fc.record({
  unit: fc.constantFrom("a", "b", "c"),
  kind: fc.constantFrom("issue", "success", "failure"),
  scope: fc.constantFrom("unit_only", "vendor_only", "partner_all_units"),
  title: sentence,
  situation: sentence,
  done: sentence,
  what: sentence,
});
const worlds = fc
  .array(entry, { minLength: 4, maxLength: 24 })
  .map((rows) => rows.map((row, index) => record({ ...row, id: `E${index}` })));

describe("in any world", () => {
  test("no hard failure: never the own unit, never unit_only, never vendor_only for the partner, never an issue", () => {
    fc.assert(
      fc.property(worlds, fc.constantFrom("vendor", "partner"), (entries, audience) => {
        const byId = new Map(entries.map((row) => [row.id, row.value]));
        for (const { issue, matches, peers } of ask(entries, { audience }).issues) {
          for (const { id } of [...matches, ...peers]) {
            const found = byId.get(id);
            expect(found?.unit).not.toBe(issue.unit);
            expect(found?.scope).not.toBe("unit_only");
            expect(found?.scope === "vendor_only" && audience === "partner").toBe(false);
          }
          for (const { id } of matches) expect(byId.get(id)?.kind).not.toBe("issue");
          for (const { id } of peers) expect(byId.get(id)?.kind).toBe("issue");
        }
      }),
      { seed: 6, numRuns: 150 },
    );
  });

  test("a hidden entry of another unit changes nothing, not even a score", () => {
    fc.assert(
      fc.property(worlds, fc.constantFrom("vendor", "partner"), (entries, audience) => {
        const hidden = audience === "vendor" ? ["unit_only"] : ["unit_only", "vendor_only"];
        const reader = { kind: "units", user: "r", units: new Set(["a"]) } as const;
        const without = entries.filter(
          ({ value }) => value.unit === "a" || !hidden.includes(value.scope ?? "vendor_only"),
        );
        expect(JSON.stringify(ask(without, { audience, reader }))).toBe(
          JSON.stringify(ask(entries, { audience, reader })),
        );
      }),
      { seed: 17, numRuns: 150 },
    );
  });

  test("the order of the records changes nothing", () => {
    fc.assert(
      fc.property(worlds, (entries) => {
        const byId = (a: { id: string }, b: { id: string }) => a.id.localeCompare(b.id);
        expect(ask(entries.toReversed()).issues.map((row) => row.matches)).toEqual(
          ask(entries.toSorted(byId).toReversed()).issues.map((row) => row.matches),
        );
        expect(ask(entries.toReversed())).toEqual(ask(entries));
      }),
      { seed: 3, numRuns: 60 },
    );
  });
});
