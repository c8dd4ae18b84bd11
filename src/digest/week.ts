import { Temporal } from "temporal-polyfill";

import { AppError } from "../errors.ts";
import type { Spec } from "../model/spec.ts";

/**
 * The only file that computes a time. Weeks are ISO weeks (Monday to Sunday) in the partner's zone, windows
 * are half-open, and no clock is read: `now` always arrives as an instant. A second library must never
 * compute the same slot — libraries disagree by an hour, or by a whole run, at a clock change.
 */

export interface Window {
  /** Instant at which the window opens, included. */
  readonly from: string;
  /** Instant at which it closes, not included. */
  readonly to: string;
}

/** The ISO week, `2026-W48`, that an instant falls into in this zone. */
export function isoWeekOf(instant: string, zone: string): string {
  return weekOfDate(Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate());
}

/** The calendar date of an instant in this zone, `2026-11-23`. */
export function dateOf(instant: string, zone: string): string {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString();
}

/** Accepts a week that exists, as `2026-W48`; throws `usage` for anything else. */
export function parseWeek(text: string): string {
  const match = /^(\d{4})-W(\d{2})$/u.exec(text);
  if (!match) {
    throw new AppError(
      "usage",
      { ja: `「${text}」は週として読めません`, en: `"${text}" is not a week` },
      { hint: { ja: "ISO 週で指定してください(例: 2026-W48)", en: "Give an ISO week such as 2026-W48" } },
    );
  }
  const year = Number(match[1]);
  const weeks = weeksIn(year);
  const week = Number(match[2]);
  if (week < 1 || week > weeks) {
    throw new AppError(
      "usage",
      { ja: `${year}年に第${week}週はありません`, en: `${year} has no week ${week}` },
      {
        hint: {
          ja: `${year}年は ${year}-W01 から ${year}-W${weeks} までです`,
          en: `${year} runs from ${year}-W01 to ${year}-W${weeks}`,
        },
      },
    );
  }
  return text;
}

/** The instants between which the week's Monday 00:00 to the next Monday 00:00 lies in this zone. */
export function weekWindow(week: string, zone: string): Window {
  const monday = mondayOf(week);
  const startOf = (date: Temporal.PlainDate) =>
    date.toZonedDateTime(zone).startOfDay().toInstant().toString();
  return { from: startOf(monday), to: startOf(monday.add({ days: 7 })) };
}

/**
 * The instant of the partner's weekday and time within the week. A time that the clocks skip is the same
 * distance later; one that they repeat is the first of the two ("compatible").
 */
export function slotOf(week: string, settings: Pick<Spec["digest"], "weekday" | "time" | "zone">): string {
  return instantOf(mondayOf(week).add({ days: WEEKDAYS[settings.weekday] }), settings);
}

/** The instant, some days before {@link slotOf}, at which that week's digests are drafted. */
export function draftSlotOf(
  week: string,
  settings: Pick<Spec["digest"], "weekday" | "time" | "zone" | "draft_lead_days">,
): string {
  const date = mondayOf(week)
    .add({ days: WEEKDAYS[settings.weekday] })
    .subtract({ days: settings.draft_lead_days });
  return instantOf(date, settings);
}

/** The week this many weeks after (or, negative, before) a week. */
export const addWeeks = (week: string, weeks: number): string =>
  weekOfDate(mondayOf(week).add({ days: 7 * weeks }));

/** How many weeks `later` comes after `earlier`; negative if it comes before. */
export function weeksBetween(earlier: string, later: string): number {
  return mondayOf(earlier).until(mondayOf(later), { largestUnit: "days" }).days / 7;
}

/** The Sunday that ends the week, `2026-11-29`. */
export const lastDayOf = (week: string): string => mondayOf(week).add({ days: 6 }).toString();

/** The date this many days after (or, negative, before) a date. */
export function addDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

const WEEKDAYS = {
  monday: 0,
  tuesday: 1,
  wednesday: 2,
  thursday: 3,
  friday: 4,
  saturday: 5,
  sunday: 6,
} as const satisfies Record<Spec["digest"]["weekday"], number>;

function instantOf(date: Temporal.PlainDate, { time, zone }: Pick<Spec["digest"], "time" | "zone">): string {
  return date
    .toPlainDateTime(Temporal.PlainTime.from(time))
    .toZonedDateTime(zone, { disambiguation: "compatible" })
    .toInstant()
    .toString();
}

function mondayOf(week: string): Temporal.PlainDate {
  const valid = parseWeek(week);
  return firstMondayOf(Number(valid.slice(0, 4))).add({ weeks: Number(valid.slice(6)) - 1 });
}

/** 4 January is always in week 1. */
function firstMondayOf(year: number): Temporal.PlainDate {
  const day = Temporal.PlainDate.from({ year, month: 1, day: 4 });
  return day.subtract({ days: day.dayOfWeek - 1 });
}

/** 28 December is always in the last week. */
function weeksIn(year: number): number {
  return Temporal.PlainDate.from({ year, month: 12, day: 28 }).weekOfYear ?? 52;
}

function weekOfDate(date: Temporal.PlainDate): string {
  const year = date.yearOfWeek ?? date.year;
  return `${String(year).padStart(4, "0")}-W${String(date.weekOfYear ?? 1).padStart(2, "0")}`;
}
