import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { parseRetryAfter } from "../../src/workspaces/retry-after.ts";
import {
  ATTEMPTS,
  decideNext,
  LONGEST_WAIT_MS,
  pauseAfter,
  sortOf,
  type Decision,
  type NoAnswer,
  type Outcome,
  type RequestKind,
} from "../../src/workspaces/retry.ts";

const KINDS = ["read", "update", "create"] as const;
const half = (): number => 0.5;

function answer(status: number, more: Partial<Extract<Outcome, { type: "answer" }>> = {}): Outcome {
  return {
    type: "answer",
    status,
    code: "some_code",
    retryAfterMs: null,
    blocked: false,
    committedIds: [],
    ...more,
  };
}

const silence = (reason: NoAnswer): Outcome => ({ type: "no_answer", reason });

const decide = (outcome: Outcome, kind: RequestKind, attempt = 1, random = half): Decision =>
  decideNext(outcome, { kind, attempt, random });

const HTML_502 = answer(502, { code: null });

describe("what each kind of request does after its first attempt", () => {
  test.each<[string, Outcome, Record<RequestKind, Decision["action"]>]>([
    ["200 that is no JSON", silence("unreadable"), { read: "retry", update: "retry", create: "unclear" }],
    ["timeout", silence("timeout"), { read: "retry", update: "retry", create: "unclear" }],
    ["dropped connection", silence("dropped"), { read: "retry", update: "retry", create: "unclear" }],
    ["no connection", silence("unsent"), { read: "retry", update: "retry", create: "retry" }],
    ["wrong certificate", silence("untrusted"), { read: "fail", update: "fail", create: "fail" }],
    ["answer too large", silence("too_large"), { read: "fail", update: "fail", create: "unclear" }],
    ["302", answer(302), { read: "fail", update: "fail", create: "fail" }],
    ["400", answer(400), { read: "fail", update: "fail", create: "fail" }],
    ["401", answer(401), { read: "fail", update: "fail", create: "fail" }],
    ["403", answer(403), { read: "fail", update: "fail", create: "fail" }],
    ["404", answer(404), { read: "fail", update: "fail", create: "fail" }],
    ["408", answer(408), { read: "retry", update: "retry", create: "unclear" }],
    [
      "409 conflict",
      answer(409, { code: "conflict_error" }),
      { read: "retry", update: "retry", create: "retry" },
    ],
    [
      "409 other",
      answer(409, { code: "row_limit_exceeded" }),
      { read: "fail", update: "fail", create: "fail" },
    ],
    ["429", answer(429), { read: "retry", update: "retry", create: "retry" }],
    ["429 blocked", answer(429, { blocked: true }), { read: "fail", update: "fail", create: "fail" }],
    ["500", answer(500), { read: "retry", update: "retry", create: "unclear" }],
    ["502 in HTML", HTML_502, { read: "retry", update: "retry", create: "unclear" }],
    ["503", answer(503), { read: "retry", update: "retry", create: "unclear" }],
    ["504", answer(504), { read: "retry", update: "retry", create: "unclear" }],
    ["520 of the edge", answer(520, { code: null }), { read: "retry", update: "retry", create: "unclear" }],
    ["529", answer(529), { read: "retry", update: "retry", create: "unclear" }],
  ])("%s", (_, outcome, expected) => {
    expect(Object.fromEntries(KINDS.map((kind) => [kind, decide(outcome, kind).action]))).toEqual(expected);
  });

  test("a create that failed although it was saved hands on the saved ids", () => {
    const outcome = answer(503, { committedIds: ["a", "b"] });
    expect(decide(outcome, "create")).toEqual({ action: "unclear", committedIds: ["a", "b"] });
  });

  test("an update that was saved although it failed is simply repeated", () => {
    expect(decide(answer(503, { committedIds: ["a"] }), "update").action).toBe("retry");
  });
});

describe("how long it waits", () => {
  test.each([0, 1_000, 60_000, 120_000, 600_000])("a 429 waits what it asks for: %i ms", (retryAfterMs) => {
    const afterMs = Math.max(retryAfterMs, 1_000);
    const waits = [0, 0.999].map((random) =>
      decide(answer(429, { retryAfterMs }), "create", 3, () => random),
    );
    expect(waits).toEqual([0, 1].map(() => ({ action: "retry", afterMs })));
  });

  test("a 429 without a time waits for one window", () => {
    expect(decide(answer(429), "read")).toEqual({ action: "retry", afterMs: 60_000 });
  });

  test("a wait beyond a quarter of an hour is not shortened but given up", () => {
    expect(decide(answer(429, { retryAfterMs: 3_600_000 }), "read")).toEqual({ action: "fail" });
  });

  test("waits double, with jitter between half and all of them", () => {
    const waits = (random: number): unknown[] =>
      [1, 2, 3, 4, 5].map((attempt) => decide(answer(500), "read", attempt, () => random));
    expect(waits(0)).toMatchObject([500, 1_000, 2_000, 4_000, 8_000].map((afterMs) => ({ afterMs })));
    expect(waits(1 - Number.EPSILON)).toMatchObject(
      [1_000, 2_000, 4_000, 8_000, 16_000].map((afterMs) => ({ afterMs })),
    );
  });

  test.each([503, 529])("a Retry-After on %i is a lower bound", (status) => {
    expect(decide(answer(status, { retryAfterMs: 30_000 }), "read")).toMatchObject({ afterMs: 30_000 });
  });
});

describe("how long everyone waits", () => {
  test.each<[string, Outcome, ReturnType<typeof pauseAfter>]>([
    ["429 with a time", answer(429, { retryAfterMs: 120_000 }), { ms: 120_000, countsOn: false }],
    [
      "429 with a time beyond what a command waits",
      answer(429, { retryAfterMs: 3_600_000 }),
      { ms: 3_600_000, countsOn: false },
    ],
    ["429 without a time: one window", answer(429), { ms: 60_000, countsOn: false }],
    ["429 with no time at all", answer(429, { retryAfterMs: 0 }), { ms: 1_000, countsOn: false }],
    [
      "429 blocked, whatever time is next to it",
      answer(429, { blocked: true, retryAfterMs: 5_000 }),
      { ms: Infinity, countsOn: false },
    ],
    ["529 with a time", answer(529, { retryAfterMs: 30_000 }), { ms: 30_000, countsOn: true }],
    ["503 with a time", answer(503, { retryAfterMs: 3_600_000 }), { ms: 3_600_000, countsOn: true }],
    ["529 without a time", answer(529), null],
    ["503 without a time", answer(503), null],
    ["409 without a time", answer(409, { code: "conflict_error" }), null],
    ["no answer", silence("timeout"), null],
  ])("%s", (_, outcome, expected) => {
    expect(pauseAfter(outcome)).toEqual(expected);
  });

  test("a call that is repeated waits no shorter than everyone, and never longer than a command should", () => {
    const statuses = fc.constantFrom(408, 409, 429, 500, 503, 529);
    const times = fc.option(fc.nat(2 * LONGEST_WAIT_MS));
    fc.assert(
      fc.property(statuses, times, fc.constantFrom(...KINDS), (status, retryAfterMs, kind) => {
        const outcome = answer(status, { retryAfterMs, code: "conflict_error" });
        const decision = decide(outcome, kind);
        if (decision.action !== "retry") return;
        expect(decision.afterMs).toBeGreaterThanOrEqual(pauseAfter(outcome)?.ms ?? 0);
        expect(decision.afterMs).toBeLessThanOrEqual(LONGEST_WAIT_MS);
      }),
    );
  });
});

test("every sort of failure ends", () => {
  const outcomes = [answer(429), answer(529), answer(500), answer(409, { code: "conflict_error" })];
  for (const outcome of [...outcomes, silence("unsent"), silence("timeout")]) {
    const last = ATTEMPTS[sortOf(outcome)];
    expect(decide(outcome, "read", last - 1).action).toBe("retry");
    expect(decide(outcome, "read", last)).toEqual({ action: "fail" });
  }
});

test("a create is repeated only where the store was not reached", () => {
  const statuses = fc.integer({ min: 300, max: 599 });
  const codes = fc.constantFrom("conflict_error", "rate_limited", "service_overload", null);
  fc.assert(
    fc.property(statuses, codes, fc.integer({ min: 1, max: 20 }), (status, code, attempt) => {
      const { action } = decide(answer(status, { code }), "create", attempt);
      const isSafe = status === 429 || (status === 409 && code === "conflict_error");
      expect(action !== "retry" || isSafe).toBe(true);
    }),
  );
});

describe("Retry-After", () => {
  const date = "Mon, 23 Nov 2026 10:00:00 GMT";
  test.each<[string | null, string | null, number | null]>([
    ["120", null, 120_000],
    [" 0 ", null, 0],
    ["1.5", null, 1_500],
    ["Mon, 23 Nov 2026 10:02:00 GMT", date, 120_000],
    ["Mon, 23 Nov 2026 09:00:00 GMT", date, 0],
    ["Mon, 23 Nov 2026 10:02:00 GMT", null, null],
    ["soon", date, null],
    ["-5", null, null],
    ["", date, null],
    [null, date, null],
  ])("%j at %j", (retryAfter, serverDate, expected) => {
    expect(parseRetryAfter(retryAfter, serverDate)).toBe(expected);
  });
});
