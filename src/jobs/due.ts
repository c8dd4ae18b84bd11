import { addWeeks, draftSlotOf, isoWeekOf, slotOf, weeksBetween } from "../digest/week.ts";
import type { Spec } from "../model/spec.ts";
import type { JobName, StoredJob } from "../store/store.ts";

/** A job whose time has come. */
export interface DueJob {
  readonly job: JobName;
  /** The ISO week that it is for. */
  readonly period: string;
  readonly dueAt: string;
  /** How often it was tried before. */
  readonly attempts: number;
  /** Its week is over so long that it is not done any more. */
  readonly isMissed: boolean;
}

export interface DueInput {
  readonly settings: Spec["digest"];
  /** The present instant, ISO. */
  readonly now: string;
  /** Since when the partner is looked after: what was due before is nobody's. */
  readonly since: string;
  /** What came of the jobs of the last {@link WEEKS_BACK} weeks. */
  readonly known: readonly StoredJob[];
}

/** So many weeks after its own a digest is still worth publishing. */
const LATE_WEEKS = 2;
/** What is older is not even noted as missed. */
export const WEEKS_BACK = 8;
/** Minutes until a job that failed is tried again: soon at first, never later than a quarter of an hour. */
const RETRY_MINUTES = [1, 2, 4, 8];

/**
 * What is to be done now, earliest first. A draft is left out once its week's publishing is due, which makes drafts
 * itself.
 */
export function dueJobs({ settings, now, since, known }: DueInput): DueJob[] {
  const outcomes = new Map(known.map((job) => [`${job.period} ${job.job}`, job]));
  const thisWeek = isoWeekOf(now, settings.zone);
  return weeksUpTo(addWeeks(thisWeek, 1)).flatMap((period) => {
    const publishAt = slotOf(period, settings);
    const due: DueJob[] = [];
    const take = (job: JobName, dueAt: string) => {
      const before = outcomes.get(`${period} ${job}`);
      if (isAfter(dueAt, now) || !isAfter(dueAt, since) || !isToDo(before, now)) return;
      const isMissed = weeksBetween(period, thisWeek) > LATE_WEEKS;
      due.push({ job, period, dueAt, attempts: before?.attempts ?? 0, isMissed });
    };
    if (isAfter(publishAt, now)) take("digest-draft", draftSlotOf(period, settings));
    take("digest-publish", publishAt);
    return due;
  });
}

/** Instants are written with and without fractions of a second. */
const isAfter = (a: string, b: string): boolean => Date.parse(a) > Date.parse(b);

const weeksUpTo = (last: string): string[] =>
  Array.from({ length: WEEKS_BACK + 2 }, (_, at) => addWeeks(last, at - WEEKS_BACK - 1));

function isToDo(before: StoredJob | undefined, now: string): boolean {
  if (before === undefined) return true;
  if (before.state !== "failed") return false;
  const minutes = RETRY_MINUTES[before.attempts - 1] ?? RETRY_MINUTES.at(-1) ?? 0;
  return Date.parse(before.at) + minutes * 60_000 <= Date.parse(now);
}
