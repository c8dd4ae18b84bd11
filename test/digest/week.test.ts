import { describe, expect, test } from "vitest";

import {
  addDays,
  dateOf,
  isoWeekOf,
  lastDayOf,
  addWeeks,
  parseWeek,
  slotOf,
  weeksBetween,
  weekWindow,
} from "../../src/digest/week.ts";
import { AppError } from "../../src/errors.ts";

const ZONES = [
  "America/New_York",
  "Europe/Berlin",
  "Australia/Lord_Howe",
  "America/Sao_Paulo",
  "Asia/Tokyo",
  "Pacific/Kiritimati",
  "UTC",
];

describe("the ISO week of an instant", () => {
  test.each([
    ["2026-11-23T00:00:00Z", "Asia/Tokyo", "2026-W48"],
    ["2026-12-31T15:00:00Z", "Asia/Tokyo", "2026-W53"],
    ["2027-01-03T14:59:59Z", "Asia/Tokyo", "2026-W53"],
    ["2027-01-03T15:00:00Z", "Asia/Tokyo", "2027-W01"],
    ["2024-12-30T12:00:00Z", "UTC", "2025-W01"],
    ["2026-11-22T10:00:00Z", "Pacific/Kiritimati", "2026-W48"],
    ["2026-11-22T10:00:00Z", "America/New_York", "2026-W47"],
  ])("%s in %s is %s", (instant, zone, week) => {
    expect(isoWeekOf(instant, zone)).toBe(week);
  });
});

describe("a week given by a person", () => {
  test.each(["2026-W01", "2026-W48", "2026-W53", "2020-W53"])("%s is accepted", (text) => {
    expect(parseWeek(text)).toBe(text);
  });

  test.each(["2026-W60", "2025-W53", "2026-W00", "2026-48", "2026-w48", "next", "", "2026-W48 "])(
    "%j is refused with a hint",
    (text) => {
      let thrown: unknown;
      try {
        parseWeek(text);
      } catch (error) {
        thrown = error;
      }
      expect(thrown).toBeInstanceOf(AppError);
      expect(thrown).toMatchObject({ code: "usage", hint: { ja: expect.stringContaining("W") } });
    },
  );
});

describe("the slot of a week", () => {
  test.each([
    ["the gap of New York", "2026-W10", "02:30", "America/New_York", "2026-03-08T07:30:00Z"],
    ["the overlap of New York", "2026-W44", "01:30", "America/New_York", "2026-11-01T05:30:00Z"],
    ["the gap of Berlin", "2026-W13", "02:30", "Europe/Berlin", "2026-03-29T01:30:00Z"],
    ["the overlap of Berlin", "2026-W43", "02:30", "Europe/Berlin", "2026-10-25T00:30:00Z"],
    ["the half-hour gap of Lord Howe", "2026-W40", "02:15", "Australia/Lord_Howe", "2026-10-03T15:45:00Z"],
    [
      "the half-hour overlap of Lord Howe",
      "2026-W14",
      "01:45",
      "Australia/Lord_Howe",
      "2026-04-04T14:45:00Z",
    ],
    ["the midnight gap of São Paulo 2018", "2018-W44", "00:30", "America/Sao_Paulo", "2018-11-04T03:30:00Z"],
  ])("falls on one instant in %s", (_name, week, time, zone, instant) => {
    expect(slotOf(week, { weekday: "sunday", time, zone })).toBe(instant);
  });

  test("is the same wall-clock time on an ordinary Monday", () => {
    expect(slotOf("2026-W48", { weekday: "monday", time: "08:00", zone: "Asia/Tokyo" })).toBe(
      "2026-11-22T23:00:00Z",
    );
  });

  test.each(ZONES)("lies inside its own week, every week of ten years, in %s", (zone) => {
    let week = "2018-W01";
    for (let count = 0; count < 520; count += 1) {
      for (const [weekday, time] of [
        ["monday", "00:00"],
        ["sunday", "02:15"],
        ["sunday", "23:59"],
      ] as const) {
        const slot = slotOf(week, { weekday, time, zone });
        expect(isoWeekOf(slot, zone)).toBe(week);
      }
      week = addWeeks(week, 1);
    }
  });
});

describe("the windows of weeks", () => {
  test.each(ZONES)("leave no gap and no overlap over ten years in %s", (zone) => {
    let week = "2018-W01";
    for (let count = 0; count < 520; count += 1) {
      const following = addWeeks(week, 1);
      expect(weekWindow(week, zone).to).toBe(weekWindow(following, zone).from);
      expect(isoWeekOf(weekWindow(week, zone).from, zone)).toBe(week);
      expect(addWeeks(following, -1)).toBe(week);
      week = following;
    }
  });

  test("follow the zone: São Paulo loses an hour on the last day of 2018-W44", () => {
    expect(weekWindow("2018-W44", "America/Sao_Paulo")).toEqual({
      from: "2018-10-29T03:00:00Z",
      to: "2018-11-05T02:00:00Z",
    });
  });
});

test("weeks are counted across the year's end", () => {
  expect(weeksBetween("2026-W48", "2027-W03")).toBe(8);
  expect(weeksBetween("2027-W01", "2026-W53")).toBe(-1);
  expect(lastDayOf("2026-W53")).toBe("2027-01-03");
  expect(addDays("2026-03-01", -1)).toBe("2026-02-28");
  expect(dateOf("2026-11-22T23:00:00Z", "Asia/Tokyo")).toBe("2026-11-23");
});
