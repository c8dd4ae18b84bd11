import { describe, expect, test } from "vitest";

import { boardOf, changedRollout, failureOf, proposedRollout, rolloutId } from "../../src/bridge/rollouts.ts";
import type { Rollout } from "../../src/model/rollout.ts";
import type { ReleasedCopy } from "../../src/store/store.ts";
import { specOf } from "../match/world.ts";

const spec = specOf();
const [, , target] = spec.units;
const TODAY = "2026-11-23";
const copy: ReleasedCopy = {
  id: "S1",
  audience: "vendor",
  unit: "b",
  unitName: "B支店",
  kind: "success",
  title: "三回同行する",
  texts: {},
  theme: ["handover"],
  products: ["受発注"],
  segment: [],
  updatedAt: TODAY,
};

function proposal(): Rollout {
  if (target === undefined) throw new Error("the spec has three units");
  return proposedRollout({ copy, target, today: TODAY, differences: "C支店は雪が多い" });
}

const refusal = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return "accepted";
};

describe("a rollout", () => {
  test("is called by the case's id, never by its title, and has one id per case and unit", () => {
    expect(proposal()).toEqual({
      id: rolloutId("S1", "c"),
      title: "S1 → C支店",
      source: "S1",
      target: "c",
      state: "proposed",
      proposed_on: TODAY,
      differences: "C支店は雪が多い",
    });
  });

  test("goes forward, and its dates are set where it begins and ends", () => {
    const begun = changedRollout(proposal(), { state: "in_progress" }, "2026-12-01");
    expect(begun).toMatchObject({ state: "in_progress", started_on: "2026-12-01" });
    const done = changedRollout(begun, { outcome: "success" }, "2027-01-10");
    expect(done).toMatchObject({
      state: "done",
      outcome: "success",
      started_on: "2026-12-01",
      ended_on: "2027-01-10",
    });
    expect(refusal(() => changedRollout(done, { state: "in_progress" }, TODAY))).toContain(
      "cannot go from done",
    );
  });

  test("ends only with what others learn from", () => {
    const begin = proposal();
    expect(refusal(() => changedRollout(begin, { state: "done" }, TODAY))).toContain("--outcome");
    expect(refusal(() => changedRollout(begin, { outcome: "failed" }, TODAY))).toContain("--reason");
    expect(refusal(() => changedRollout(begin, { state: "declined", reason: " " }, TODAY))).toContain(
      "--reason",
    );
    expect(refusal(() => changedRollout(begin, { state: "declined", reason: "人がいない" }, TODAY))).toBe(
      "accepted",
    );
  });
});

describe("a failed rollout as a failure", () => {
  const failed: Rollout = {
    ...proposal(),
    state: "done",
    outcome: "failed",
    reason: "時期が合わない",
    ended_on: "2027-01-10",
  };
  const failure = (isForPartner: boolean) =>
    failureOf({ rollout: failed, copy, isForPartner, spec, today: TODAY });

  test("belongs to the unit that tried it, and says what was tried, why it failed and what was different", () => {
    expect(failure(true)).toMatchObject({
      kind: "failure",
      unit: "c",
      heard_on: "2027-01-10",
      cause: "時期が合わない",
      theme: ["handover"],
      anonymise: true,
    });
    expect(JSON.stringify(failure(true))).not.toContain("B支店");
    // What sets the units apart is for our own people alone.
    expect(failure(true).assumed).toBeUndefined();
    expect(failure(false).assumed).toBe("C支店は雪が多い");
  });

  test("goes no further than the case that it is about", () => {
    expect(failure(true).scope).toBeUndefined();
    expect(failure(false).scope).toBe("vendor_only");
  });

  test("is made of nothing else", () => {
    const partial: Rollout = { ...failed, outcome: "partial" };
    expect(
      refusal(() => failureOf({ rollout: partial, copy, isForPartner: true, spec, today: TODAY })),
    ).toContain("did not end as failed");
  });
});

test("the board shows cases by units, and no title of what is not shared any more", () => {
  const other = { ...proposal(), id: "S2>a", source: "S2", target: "a" };
  expect(boardOf([proposal(), other], spec, (id) => (id === "S1" ? "三回同行する" : undefined))).toEqual({
    units: ["a", "c"],
    cases: [
      {
        id: "S1",
        title: "三回同行する",
        cells: { c: { id: "S1>c", state: "proposed", outcome: undefined } },
      },
      { id: "S2", title: null, cells: { a: { id: "S2>a", state: "proposed", outcome: undefined } } },
    ],
  });
});
