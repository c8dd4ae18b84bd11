import { describe, expect, test } from "vitest";

import { dueJobs } from "../../src/jobs/due.ts";
import type { StoredJob } from "../../src/store/store.ts";
import { buildSpec } from "../builders.ts";

/** Monday 08:00 in Tokyo is Sunday 23:00 UTC; drafts are made on the Friday before. */
const settings = buildSpec().digest;
const SINCE = "2026-11-01T00:00:00Z";

function due(now: string, known: readonly StoredJob[] = [], since = SINCE): string[] {
  return dueJobs({ settings, now, since, known }).map(
    ({ job, period, isMissed }) => `${job} ${period}${isMissed ? " missed" : ""}`,
  );
}

const outcome = (job: StoredJob["job"], period: string, more: Partial<StoredJob> = {}): StoredJob => ({
  job,
  period,
  dueAt: "2026-11-22T23:00:00Z",
  state: "done",
  attempts: 1,
  at: "2026-11-22T23:00:00Z",
  by: "p1",
  ...more,
});

const DONE = ["2026-W45", "2026-W46", "2026-W47"].map((week) => outcome("digest-publish", week));

describe("what is due", () => {
  test("is the publishing of a week from its slot on, to the second", () => {
    expect(due("2026-11-22T22:59:59.999Z", [...DONE, outcome("digest-draft", "2026-W48")])).toEqual([]);
    expect(due("2026-11-22T23:00:00.000Z", [...DONE, outcome("digest-draft", "2026-W48")])).toEqual([
      "digest-publish 2026-W48",
    ]);
  });

  test("is the drafting of a week three days before, and not any more at its slot", () => {
    expect(due("2026-11-19T22:59:00Z", DONE)).toEqual([]);
    expect(due("2026-11-19T23:00:00Z", DONE)).toEqual(["digest-draft 2026-W48"]);
    expect(due("2026-11-22T23:00:00Z", DONE)).toEqual(["digest-publish 2026-W48"]);
  });

  test("is not what is done or missed already", () => {
    const missed = outcome("digest-publish", "2026-W48", { state: "missed" });
    expect(due("2026-11-23T00:00:00Z", [...DONE, missed])).toEqual([]);
  });

  test("is nothing from before the partner was there", () => {
    expect(due("2026-11-25T00:00:00Z", [], "2026-11-24T00:00:00Z")).toEqual([]);
    expect(due("2026-11-30T00:00:00Z", [], "2026-11-24T00:00:00Z")).toEqual(["digest-publish 2026-W49"]);
  });

  test("is, after nobody was there for weeks, each week in order, those long over as missed", () => {
    expect(due("2026-11-25T00:00:00Z", DONE.slice(0, 1), "2026-11-01T00:00:00Z")).toEqual([
      "digest-publish 2026-W46",
      "digest-publish 2026-W47",
      "digest-publish 2026-W48",
    ]);
    expect(due("2026-12-09T00:00:00Z", DONE.slice(0, 2), "2026-11-01T00:00:00Z")).toEqual([
      "digest-publish 2026-W47 missed",
      "digest-publish 2026-W48",
      "digest-publish 2026-W49",
      "digest-publish 2026-W50",
    ]);
  });

  test("is what failed, again after a pause that grows to eight minutes", () => {
    const failed = (attempts: number) =>
      outcome("digest-publish", "2026-W48", { state: "failed", attempts, at: "2026-11-22T23:00:00Z" });
    expect(due("2026-11-22T23:00:30Z", [...DONE, failed(1)])).toEqual([]);
    expect(due("2026-11-22T23:01:00Z", [...DONE, failed(1)])).toEqual(["digest-publish 2026-W48"]);
    expect(due("2026-11-22T23:07:59Z", [...DONE, failed(9)])).toEqual([]);
    expect(due("2026-11-22T23:08:00Z", [...DONE, failed(9)])).toEqual(["digest-publish 2026-W48"]);
  });
});
