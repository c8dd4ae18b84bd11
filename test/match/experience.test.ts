import { expect, test } from "vitest";

import { openExperience } from "../../src/match/experience.ts";
import type { Rollout } from "../../src/model/rollout.ts";
import type { StoredFeedback, StoredTold } from "../../src/store/store.ts";

const rollout = (target: string, more: Partial<Rollout>): Rollout => ({
  id: `S1>${target}`,
  title: "",
  source: "S1",
  target,
  state: "proposed",
  ...more,
});
const told = (unit: string, effect: StoredTold["effect"]): StoredTold => ({
  unit,
  item: "S1",
  textHash: "h",
  effect,
  by: "k.hata",
  at: "",
});
const feedback = (unit: string, verdict: StoredFeedback["verdict"]): StoredFeedback => ({
  unit,
  item: "S1",
  verdict,
  by: "k.hata",
  at: "",
});
const NOTHING = { rollouts: [], told: [], feedback: [] };

test("a case that worked elsewhere stands higher, one that failed lower, and one that nobody tried at nothing", () => {
  const standing = (state: Partial<Rollout>) =>
    openExperience({ ...NOTHING, rollouts: [rollout("b", state)] })("S1", "a").standing;
  expect(standing({ state: "done", outcome: "success" })).toBeGreaterThan(
    standing({ state: "done", outcome: "partial" }),
  );
  expect(standing({ state: "done", outcome: "failed" })).toBeLessThan(0);
  expect(standing({})).toBe(0);
  expect(openExperience(NOTHING)("S1", "a")).toEqual({ standing: 0, isSettledHere: false });
});

test("however many speak, a case never stands above 1", () => {
  const many = Array.from({ length: 50 }, (_, at) =>
    rollout(`u${at}`, { state: "done", outcome: "success" }),
  );
  expect(openExperience({ ...NOTHING, rollouts: many })("S1", "a").standing).toBeLessThanOrEqual(1);
});

test("a unit that tried it, declined it or had no use for it has had its say; others have not", () => {
  const settled = (input: Partial<Parameters<typeof openExperience>[0]>, unit: string) =>
    openExperience({ ...NOTHING, ...input })("S1", unit).isSettledHere;
  expect(settled({ rollouts: [rollout("a", { state: "in_progress" })] }, "a")).toBe(true);
  expect(settled({ rollouts: [rollout("a", { state: "proposed" })] }, "a")).toBe(false);
  expect(settled({ told: [told("a", "not_useful")] }, "a")).toBe(true);
  expect(settled({ told: [told("a", "used")] }, "a")).toBe(false);
  expect(settled({ feedback: [feedback("a", "does_not_fit")] }, "a")).toBe(true);
  expect(settled({ feedback: [feedback("a", "does_not_fit")] }, "b")).toBe(false);
});
