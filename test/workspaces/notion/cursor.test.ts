import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { agrees, openMarks, parseCursor, readFrom, toCursor } from "../../../src/workspaces/notion/cursor.ts";

const minute = (count: number): string => new Date(Date.UTC(2026, 10, 2, 9, count)).toISOString();

describe("a cursor", () => {
  test("reads on from two minutes before the newest time that was seen", () => {
    const cursor = parseCursor(
      toCursor(
        openMarks(() => 0),
        { before: null, newest: minute(10), startedAt: 0 },
      ),
    );
    expect(cursor && readFrom(cursor)).toEqual({ from: minute(8) });
  });

  test("of an empty database reads from its beginning", () => {
    const cursor = parseCursor(
      toCursor(
        openMarks(() => 0),
        { before: null, newest: "", startedAt: 0 },
      ),
    );
    expect(cursor && readFrom(cursor)).toEqual({});
  });

  test("that is not ours means everything", () => {
    expect(parseCursor("v1:abc")).toBeNull();
    expect(parseCursor(`{"v":2}`)).toBeNull();
  });

  test("holds its own minute for open, as long as nothing later was seen", () => {
    const marks = openMarks(() => 0);
    marks.saw(minute(10));
    const cursor = parseCursor(toCursor(marks, { before: null, newest: minute(10), startedAt: 0 }));
    expect(cursor?.settled).toBe(minute(9));
  });

  test("takes its minute for over once a row elsewhere shows one that came after our reading began", () => {
    const marks = openMarks(() => 5_000);
    marks.saw(minute(11));
    const early = { before: null, newest: minute(10), startedAt: 5_000 };
    expect(parseCursor(toCursor(marks, early))?.settled).toBe(minute(10));
    // The later time may have come while we were reading: then the row may have been read before its minute was over.
    const during = { before: null, newest: minute(10), startedAt: 4_000 };
    expect(parseCursor(toCursor(marks, during))?.settled).toBe(minute(9));
  });

  test("takes its minute for over when it was first seen more than a minute ago", () => {
    let now = 0;
    const marks = openMarks(() => now);
    marks.saw(minute(10));
    const first = parseCursor(toCursor(marks, { before: null, newest: minute(10), startedAt: now }));
    now = 61_000;
    const again = parseCursor(toCursor(marks, { before: first, newest: minute(10), startedAt: now }));
    expect(again?.settled).toBe(minute(10));
  });
});

/**
 * A row is edited and read at random instants; Notion floors the time to the minute. Whatever was edited before a
 * reading began must have been fetched by that reading or an earlier one that saw that very edit.
 */
describe("edits at any phase of the minute", () => {
  const act = fc.record({
    waitMs: fc.integer({ min: 0, max: 90_000 }),
    does: fc.constantFrom("edit", "other", "read"),
  });

  test("are all found, however readings fall between them", () => {
    fc.assert(
      fc.property(fc.array(act, { minLength: 1, maxLength: 40 }), (acts) => {
        const lost = replay(acts, (stamp, settled) => stamp > settled);
        expect(lost).toBe(0);
      }),
      { numRuns: 500, seed: 20261124 },
    );
  });

  test("control: a reading that trusts the time alone loses some", () => {
    const history = [
      { waitMs: 10_000, does: "edit" },
      { waitMs: 10_000, does: "read" },
      { waitMs: 10_000, does: "edit" },
      { waitMs: 10_000, does: "read" },
    ] as const;
    expect(replay(history, (stamp, _settled, newest) => stamp > newest)).toBe(1);
  });
});

/** The time of Notion's answers runs ahead of the clock that stamps rows, or behind it. */
describe("edits, where the time of answers counts and differs from the stamps", () => {
  const act = fc.record({
    waitMs: fc.integer({ min: 0, max: 90_000 }),
    does: fc.constantFrom("edit", "read"),
  });
  const isFound = (stamp: string, settled: string): boolean => stamp > settled;

  test("are all found, by as much as it may differ and still agree", () => {
    let agreed = 0;
    fc.assert(
      fc.property(
        fc.integer({ min: -70_000, max: 70_000 }),
        fc.integer({ min: 0, max: 59_999 }),
        fc.array(act, { minLength: 1, maxLength: 40 }),
        (skewMs, phaseMs, acts) => {
          fc.pre(agrees(minute(0), headerTime(Date.parse(minute(0)) + phaseMs, skewMs)));
          agreed += Math.abs(skewMs) > 30_000 ? 1 : 0;
          expect(replay(acts, isFound, skewMs)).toBe(0);
        },
      ),
      { numRuns: 1_000, seed: 20261125 },
    );
    expect(agreed).toBeGreaterThan(100);
  });

  test("are found in the minute that was being read, where it is ahead by 35 seconds", () => {
    const history = [
      { waitMs: 30_000, does: "edit" },
      { waitMs: 0, does: "read" },
      { waitMs: 15_000, does: "edit" },
      { waitMs: 60_000, does: "read" },
    ] as const;
    expect(replay(history, isFound, 35_000)).toBe(0);
  });

  test("and it does not agree by more than a minute and a moment", () => {
    expect(agrees(minute(0), Date.parse(minute(0)) + 64_999)).toBe(true);
    expect(agrees(minute(0), Date.parse(minute(0)) + 65_000)).toBe(false);
    expect(agrees(minute(0), Date.parse(minute(0)) - 5_001)).toBe(false);
  });

  test("a database in which nothing happens is read on from the time of the answers", () => {
    const text = toCursor(
      openMarks(() => 0),
      {
        before: null,
        newest: minute(0),
        startedAt: 0,
        serverTime: Date.parse(minute(30)),
      },
    );
    expect(parseCursor(text)).toMatchObject({ newest: minute(30), settled: minute(27) });
  });
});

/** What a Date header tells: whole seconds. */
const headerTime = (now: number, skewMs: number): number => Math.floor((now + skewMs) / 1_000) * 1_000;

/** How many edits the last reading after them did not have. */
function replay(
  acts: readonly { readonly waitMs: number; readonly does: string }[],
  isFetched: (stamp: string, settled: string, newest: string) => boolean,
  skewMs?: number,
): number {
  const start = Date.UTC(2026, 10, 2, 9);
  let now = start;
  let [version, fetched, lost] = [0, 0, 0];
  let [row, other] = [start, start];
  let cursor = "";
  const floor = (time: number): string => new Date(Math.floor(time / 60_000) * 60_000).toISOString();
  for (const { waitMs, does } of acts) {
    now += waitMs;
    if (does === "other") other = now;
    if (does === "edit") {
      row = now;
      version += 1;
    }
    if (does !== "read") continue;
    const before = parseCursor(cursor === "" ? null : cursor);
    const marks = openMarks(() => now);
    marks.saw(floor(other));
    marks.saw(floor(row));
    const isListed = before === null || floor(row) >= (readFrom(before).from ?? "");
    if (before === null || (isListed && isFetched(floor(row), before.settled, before.newest)))
      fetched = version;
    if (fetched !== version) lost += 1;
    const serverTime = skewMs === undefined ? null : headerTime(now, skewMs);
    cursor = toCursor(marks, {
      before,
      newest: isListed ? floor(row) : (before?.newest ?? ""),
      startedAt: now,
      serverTime,
    });
  }
  return lost;
}
