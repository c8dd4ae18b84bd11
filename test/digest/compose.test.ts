import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { composeDigest, type ComposeInput } from "../../src/digest/compose.ts";
import { type Digest, sourcesOf } from "../../src/digest/digest.ts";
import { renderDigest, renderText } from "../../src/digest/render.ts";
import { Rollout } from "../../src/model/rollout.ts";
import type { StoredRecord } from "../../src/store/store.ts";
import {
  HANDOVER_FAILURE,
  HANDOVER_ISSUE,
  HANDOVER_SUCCESS,
  record,
  released,
  specOf,
  UNRELATED_SUCCESS,
} from "../match/world.ts";

const spec = specOf();
const handover = [HANDOVER_ISSUE, HANDOVER_SUCCESS, HANDOVER_FAILURE, UNRELATED_SUCCESS].map((value) =>
  record(value),
);

function compose(entries: readonly StoredRecord<"entry">[], more: Partial<ComposeInput> = {}): Digest {
  return composeDigest({
    spec,
    unit: "a",
    audience: "vendor",
    week: "2026-W48",
    entries,
    items: released(entries, more.spec ?? spec),
    people: [],
    rollouts: [],
    history: [],
    asOf: "2026-11-23",
    ...more,
  });
}

const caseIds = (digest: Digest) => digest.items.map(({ cases }) => cases.map(({ id }) => id));

describe("the proposals of a digest", () => {
  test("hold the success beside the failure of the same idea, as one", () => {
    const digest = compose(handover);
    expect(caseIds(digest)).toEqual([["S1", "F1"]]);
    expect(digest.items[0]?.issue).toMatchObject({ id: "I1", level: "manager" });
  });

  test("are never more than the spec allows, best of each issue first", () => {
    const cases = Array.from({ length: 6 }, (_, n) =>
      record({ ...HANDOVER_SUCCESS, id: `S1${n}`, title: `${HANDOVER_SUCCESS.title} その${n}` }),
    );
    const second = {
      ...HANDOVER_ISSUE,
      id: "I2",
      title: "冬場の巡回で走行距離が伸びる",
      situation: "積雪で訪問できない地域がある",
    };
    const digest = compose([
      ...handover,
      ...cases,
      record({ ...second, theme: ["visits"], urgency: "high" }),
    ]);
    expect(digest.items).toHaveLength(3);
    expect(digest.items.map(({ issue }) => issue.id)).toEqual(["I2", "I1", "I1"]);
    expect(new Set(caseIds(digest).flat()).size).toBe(caseIds(digest).flat().length);
  });

  test("are not only about products where something else is to be had", () => {
    const sold = ["x", "y", "z"].map((id) =>
      record({
        ...HANDOVER_SUCCESS,
        id,
        products: ["勤怠"],
        done: `${HANDOVER_SUCCESS.done}苦情、挨拶、書式。`,
      }),
    );
    const plain = record({ ...HANDOVER_SUCCESS, id: "plain", done: "前任と後任が同行した。" });
    const digest = compose([record(HANDOVER_ISSUE), ...sold, plain]);
    expect(caseIds(digest)).toHaveLength(3);
    expect(caseIds(digest).flat()).toContain("plain");
    const only = compose([record(HANDOVER_ISSUE), ...sold]);
    expect(caseIds(only).flat().toSorted()).toEqual(["x", "y", "z"]);
  });

  test("are not repeated within the weeks of the spec, unless their text changed", () => {
    const earlier = compose(handover, { week: "2026-W41" });
    expect(compose(handover, { history: [earlier] }).items).toEqual([]);
    expect(caseIds(compose(handover, { history: [earlier], week: "2026-W50" }))).toEqual([["S1", "F1"]]);
    const changed = handover.map((row) =>
      row.id === "S1" ? record({ ...HANDOVER_SUCCESS, result: "苦情が2件に減った" }) : row,
    );
    expect(caseIds(compose(changed, { history: [earlier] }))).toEqual([["S1", "F1"]]);
  });
});

describe("beside the proposals", () => {
  test("new cases and issues elsewhere are those heard within four weeks, by the date they are read on", () => {
    const dated = (id: string, heard_on: string) => record({ ...UNRELATED_SUCCESS, id, heard_on });
    const digest = compose([
      record(HANDOVER_ISSUE),
      dated("before", "2026-11-01"),
      dated("first", "2026-11-02"),
      dated("today", "2026-11-23"),
      dated("tomorrow", "2026-11-24"),
      record({ ...HANDOVER_ISSUE, id: "own" }),
      record({ ...UNRELATED_SUCCESS, id: "issue", kind: "issue", unit: "c" }),
    ]);
    expect(digest.newCases.sources.map(({ id }) => id)).toEqual(["today", "first"]);
    expect(digest.newIssues.sources.map(({ id }) => id)).toEqual(["issue"]);
  });

  test("rollouts tell state and outcome, never what people wrote about them", () => {
    const rollouts = [
      { id: "R1", source: "S1", target: "a", state: "in_progress", adaptation: "ミカゲ精密で試す" },
      { id: "R2", source: "S1", target: "c", state: "in_progress" },
      { id: "R3", source: "S9", target: "a", state: "done", outcome: "failed", ended_on: "2026-09-01" },
    ].map((row) => Rollout.parse({ title: row.id, ...row }));
    const digest = compose(handover, { rollouts });
    expect(digest.rollouts.map(({ id, where }) => [id, where])).toEqual([["R1", "here"]]);
    expect(JSON.stringify(digest)).not.toContain("ミカゲ");
    expect(compose(handover, { rollouts, unit: "b" }).rollouts.map(({ id, where }) => [id, where])).toEqual([
      ["R1", "there"],
      ["R2", "there"],
    ]);
  });

  test("a unit without open issues gets two questions, and the partner's people never see them", () => {
    const solved = [record({ ...HANDOVER_ISSUE, state: "solved" }), ...handover.slice(1)];
    expect(compose(solved).questions?.questions).toHaveLength(2);
    expect(compose(solved).questions?.level).toBe("head");
    expect(compose(solved, { audience: "partner" }).questions).toBeNull();
    expect(compose(handover).questions).toBeNull();
  });

  test("a week with nothing good says so in one line", () => {
    const digest = compose([record(HANDOVER_ISSUE)]);
    expect(renderText(digest, "ja")).toBe(
      "2026-W48 A支店\n\n今週、A支店の課題に新しくお勧めできる事例はありません。\n",
    );
  });
});

describe("what the audience may not read", () => {
  test("an own issue that was not released to the partner's people is not in their text", () => {
    const vendorOnly = handover.map((row) =>
      row.id === "I1" ? record({ ...HANDOVER_ISSUE, scope: "vendor_only" }) : row,
    );
    expect(compose(vendorOnly, { audience: "partner" }).items).toEqual([]);
    expect(compose(handover, { audience: "partner" }).items).toHaveLength(1);
  });

  test("an own issue that may not travel is masked where reps of other units pass", () => {
    const mask = [{ term: "竹熊", kind: "person", replace_with: "支店長" }];
    const title = "竹熊さんの引き継ぎで苦情が来る";
    const entries = handover.map((row) =>
      row.id === "I1" ? record({ ...HANDOVER_ISSUE, title, mask, scope: "unit_only" }) : row,
    );
    const items = released(entries, spec).filter(({ id }) => id !== "I1");
    const digest = compose(entries, { items });
    expect(digest.items).toHaveLength(1);
    expect(JSON.stringify(digest)).not.toContain("竹熊");
    expect(digest.items[0]?.issue.linked).toBe(false);
  });

  test("a link is never set to a source whose own title says more than its copy", () => {
    const items = released(handover, spec).map((item) =>
      item.id === "S1" ? { ...item, copy: { ...item.copy, title: "ある会社の引き継ぎ" } } : item,
    );
    const links = (digest: Digest) => JSON.stringify(renderDigest(digest, "ja")).includes('"entry":"S1"');
    expect(links(compose(handover, { items }))).toBe(false);
    expect(links(compose(handover))).toBe(true);
    expect(links(compose(handover, { audience: "partner" }))).toBe(false);
  });

  test("a reorganisation is never spoken of", () => {
    const secret = specOf(["a", "b", "c"], {
      reorg: [
        { id: "X1", effective_on: "2027-04-01", kind: "merge", from: ["b"], to: ["c"], note: "極秘統合" },
      ],
    });
    expect(JSON.stringify(compose(handover, { spec: secret }))).toBe(JSON.stringify(compose(handover)));
  });
});

const WORDS = ["引き継ぎ", "苦情", "値引き", "紹介", "審査", "同行", "訪問", "稟議", "解約", "研修", "price"];
const sentence = fc.array(fc.constantFrom(...WORDS), { minLength: 2, maxLength: 8 }).map((w) => w.join("の"));
const worlds = fc
  .array(
    fc.record({
      unit: fc.constantFrom("a", "b", "c"),
      kind: fc.constantFrom("issue", "success", "failure"),
      scope: fc.constantFrom("unit_only", "vendor_only", "partner_all_units"),
      title: sentence,
      situation: sentence,
      done: sentence,
      what: sentence,
      products: fc.subarray(["勤怠"]),
    }),
    { minLength: 4, maxLength: 30 },
  )
  .map((rows) => rows.map((row, index) => record({ ...row, id: `E${index}` })));
const audiences = fc.constantFrom("vendor" as const, "partner" as const);

describe("in any world", () => {
  test("nothing crosses that may not, and the page stays short", () => {
    fc.assert(
      fc.property(worlds, audiences, (entries, audience) => {
        const digest = compose(entries, { audience });
        const byId = new Map(entries.map((row) => [row.id, row.value]));
        expect(digest.items.length).toBeLessThanOrEqual(spec.digest.items);
        for (const { id } of sourcesOf(digest)) {
          expect(byId.get(id)?.unit).not.toBe("a");
          expect(byId.get(id)?.scope).not.toBe("unit_only");
          expect(byId.get(id)?.scope === "vendor_only" && audience === "partner").toBe(false);
        }
        const ids = caseIds(digest).flat();
        expect(new Set(ids).size).toBe(ids.length);
      }),
      { seed: 8, numRuns: 120 },
    );
  });

  test("a hidden entry changes not one byte", () => {
    fc.assert(
      fc.property(worlds, audiences, (entries, audience) => {
        const hidden = audience === "vendor" ? ["unit_only"] : ["unit_only", "vendor_only"];
        const without = entries.filter(
          ({ value }) => value.unit === "a" || !hidden.includes(value.scope ?? "vendor_only"),
        );
        const page = (rows: typeof entries) => renderText(compose(rows, { audience }), "ja");
        expect(page(without)).toBe(page(entries));
      }),
      { seed: 21, numRuns: 120 },
    );
  });

  test("nothing is shown twice within eight weeks", () => {
    fc.assert(
      fc.property(worlds, audiences, (entries, audience) => {
        const history: Digest[] = [];
        for (const week of ["2026-W46", "2026-W47", "2026-W48"]) {
          history.push(compose(entries, { audience, week, history: [...history] }));
        }
        const shown = history.flatMap((digest) => sourcesOf(digest).map(({ id }) => id));
        expect(new Set(shown).size).toBe(shown.length);
      }),
      { seed: 5, numRuns: 60 },
    );
  });
});
