import { describe, expect, test } from "vitest";

import { loadGradedPartner } from "../../scripts/match-bench/graded-partner.ts";
import { seededRandom } from "../../scripts/match-bench/plain-peers.ts";
import { matchIssues } from "../../src/match/match.ts";
import { meaningScores, packMeaning, unpackMeaning } from "../../src/match/meaning.ts";
import { openMatcher } from "../../src/match/matcher.ts";
import type { ReleaseItem, StoredMeaning } from "../../src/store/store.ts";
import { HANDOVER_ISSUE, HANDOVER_SUCCESS, record, released, specOf } from "./world.ts";

const DIMENSIONS = 96;

/** Directions anywhere; `lean` pulls all of them the same way, as many models do. */
function directions(seed: number, lean = 0) {
  const random = seededRandom(seed);
  return () => Array.from({ length: DIMENSIONS }, () => random() - 0.5 + lean);
}

const meaningOf = (vector: readonly number[]) => unpackMeaning(packMeaning(vector));
const kept = (vector: readonly number[]): StoredMeaning => ({
  by: "m",
  of: "",
  vector: packMeaning(vector),
});

describe("how near a text is", () => {
  test.each([
    ["a model whose cosines are around 0", 0],
    ["a model whose cosines are all around 0.8", 0.58],
  ])("counts where it is nearer than chance makes the nearest, with %s", (_, lean) => {
    const next = directions(5, lean);
    const asked = next();
    const others = Array.from({ length: 40 }, () => meaningOf(next()));
    const near = next().map((one, at) => one + 3 * (asked[at] ?? 0));
    const scores = meaningScores(meaningOf(asked), [...others, meaningOf(near), meaningOf(asked)]);
    expect(scores.at(-2)).toBeGreaterThan(0.5);
    expect(scores.at(-1)).toBe(1);
    expect(scores.slice(0, -2).every((score) => score === 0)).toBe(true);
  });

  test("hardly counts less because others are as near", () => {
    const next = directions(9);
    const asked = next();
    const others = Array.from({ length: 40 }, () => meaningOf(next()));
    const near = Array.from({ length: 10 }, () => meaningOf(asked));
    const scores = meaningScores(meaningOf(asked), [...others, ...near]);
    expect(Math.min(...scores.slice(40))).toBeGreaterThan(0.8);
    expect(Math.max(...scores.slice(0, 40))).toBe(0);
  });

  test.each([
    ["few texts", Array.from({ length: 7 }, directions(1))],
    ["texts that are all alike", Array.from({ length: 20 }, () => Array.from({ length: 96 }, () => 1))],
    ["vectors of another length", Array.from({ length: 20 }, () => directions(2)().slice(1))],
    ["vectors of nothing", Array.from({ length: 20 }, () => Array.from({ length: 96 }, () => 0))],
  ])("says nothing of %s", (_, vectors) => {
    const asked = meaningOf(directions(3)());
    expect([...meaningScores(asked, vectors.map(meaningOf))]).toEqual(vectors.map(() => 0));
    expect(meaningScores(asked, [undefined, undefined])).toHaveLength(2);
  });
});

describe("vectors that mean nothing", async () => {
  const partner = await loadGradedPartner("minato", ".");
  const hopeless = partner.queries.filter(({ relevant }) => Object.keys(relevant).length === 0);
  const leftAlone = (items: readonly ReleaseItem[]): string[] => {
    const matcher = openMatcher({ ...partner, items, rollouts: [], people: [], audience: "vendor" });
    const issues = partner.entries.filter(({ id }) => hopeless.some(({ query_id }) => query_id === id));
    return issues.filter((issue) => matcher.matches(issue, 5).length === 0).map(({ id }) => id);
  };

  test.each([1, 2, 3, 4, 5, 6, 7, 8])("answer no issue that nothing answers (%i)", (seed) => {
    const next = directions(seed, seed % 2 === 0 ? 0.58 : 0);
    const items = partner.items.map((item) => ({ ...item, meaning: kept(next()) }));
    expect(leftAlone(items)).toEqual(leftAlone(partner.items));
    expect(leftAlone(partner.items).length).toBeGreaterThan(2);
  });
});

describe("an issue", () => {
  const spec = specOf();
  const cases = Array.from({ length: 12 }, (_, number) =>
    record({ ...HANDOVER_SUCCESS, id: `S${number}`, title: `${number}回の同行` }),
  );
  const entries = [record(HANDOVER_ISSUE), record({ ...HANDOVER_ISSUE, id: "I2", unit: "c" }), ...cases];
  const items = released(entries, spec);
  const ask = (given: readonly ReleaseItem[]): string => {
    const request = { spec, entries, items: given, rollouts: [], people: [], limit: 20 };
    return JSON.stringify(
      matchIssues({ ...request, audience: "vendor", issueId: HANDOVER_ISSUE.id }).issues,
      null,
      1,
    );
  };
  const own = directions(1)();
  const next = directions(4);
  /** The issue lies beside S7 and nothing else. */
  const withVectors = items.map((item) => ({
    ...item,
    meaning: kept(["I1", "S7"].includes(item.id) ? own : next()),
  }));
  const lost = ({ id, audience, state, reasons, copy, textHash }: ReleaseItem): ReleaseItem => ({
    id,
    audience,
    state,
    reasons,
    copy,
    textHash,
  });

  test("without a released copy of its own is compared as if there were no model", () => {
    expect(ask(withVectors.map((item) => (item.id === "I1" ? lost(item) : item)))).toBe(ask(items));
    // Control: with one, the near case stands higher.
    expect(ask(withVectors)).not.toBe(ask(items));
  });

  test("is compared with what its audience may read: other vectors change nothing", () => {
    expect(ask(withVectors.map((item) => (item.audience === "vendor" ? lost(item) : item)))).toBe(ask(items));
    const held = withVectors.map((item) => (item.id === "S7" ? { ...item, state: "held" as const } : item));
    expect(ask(held)).toBe(ask(held.map((item) => (item.id === "S7" ? lost(item) : item))));
  });
});
